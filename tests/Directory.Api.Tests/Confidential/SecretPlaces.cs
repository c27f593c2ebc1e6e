using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ResourceMatch.Api.Commands;
using ResourceMatch.Importers.Hsds;
using ResourceMatch.TestKit;

namespace ResourceMatch.Api.Tests.Confidential;

/// <summary>The sample city with two more places known by their area alone, and the same city with every confidential place somewhere else.</summary>
internal static class SecretPlaces
{
    /// <summary>Part of each address that the second city has for a confidential place, and of nothing else.</summary>
    public const string CanaryAddress = "Zzyzx Canary Lane";

    public const string CanaryPostalCode = "99917";

    private const int AreaOnlyCount = 2;

    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    /// <summary>Where the canary of a number lies: inside the city, at digits that nothing else has.</summary>
    public static (double Latitude, double Longitude) CanaryPoint(int number) => (41.0717283 + (number * 0.0031), -84.4617283 - (number * 0.0029));

    /// <summary>The digits by which a canary would be known in a text: as they are, cut or rounded to five places, as public places have theirs.</summary>
    public static IEnumerable<string> CanaryDigits(int count) =>
        Enumerable.Range(0, count).Select(CanaryPoint).SelectMany(point => new[] { point.Latitude, Math.Abs(point.Longitude) })
            .SelectMany(degrees => new[] { degrees.ToString("0.00000", CultureInfo.InvariantCulture), (Math.Floor(degrees * 1e5) / 1e5).ToString("0.00000", CultureInfo.InvariantCulture) })
            .Distinct();

    /// <summary>The same numbers as the database and a binary answer hold them.</summary>
    public static IEnumerable<byte[]> CanaryBytes(int count) =>
        Enumerable.Range(0, count).Select(CanaryPoint).SelectMany(point => new[] { BitConverter.GetBytes(point.Latitude), BitConverter.GetBytes(point.Longitude) });

    /// <summary>A name for the template that changes with this file's own part of the contents.</summary>
    public static string TemplateName(string sample) => $"{sample}_area_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{AreaOnlyCount} {Lines("locations.csv")[1]}")))[..6]}";

    /// <summary>Loads the first city: the sample with its two shelters and two places of which only the area is known.</summary>
    public static async Task LoadAsync(Storage.DirectoryDatabase database)
    {
        using var folder = Write(moved: null);
        await SampleCity.LoadAsync(database, folder.Path, Zone, new SettableClock(SampleApp.Morning), CancellationToken.None);
        // One of the two has an area that may be told; it was chosen without looking where the place lies.
        await using var choose = database.Staff.CreateCommand(
            "update directory.location set public_area_id = (select id from directory.area where kind = 'neighborhood' order by key limit 1) where id = (select min(id::text)::uuid from directory.location where location_visibility = 'area_only')");
        await choose.ExecuteNonQueryAsync();
    }

    /// <summary>Makes the second city of the first by an import in which only confidential places have moved.</summary>
    /// <param name="database">Holds the first city.</param>
    /// <param name="confidential">Ids of all its confidential places.</param>
    public static async Task MoveAsync(Storage.DirectoryDatabase database, IReadOnlyList<string> confidential)
    {
        using var folder = Write(confidential);
        var result = await HsdsImport.RunAsync(database, Path.Combine(folder.Path, "hsds"), SampleCity.Source, Zone, new SettableClock(SampleApp.Morning.AddHours(1)), null, null, CancellationToken.None);
        Assert.False(result.Outcome.IsChange); // nothing public changed, says the import itself
    }

    private static Folder Write(IReadOnlyList<string>? moved)
    {
        var folder = new Folder();
        foreach (var file in Directory.EnumerateFiles(Repository.Samples, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(folder.Path, Path.GetRelativePath(Repository.Samples, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        string[] areaOnly = [.. Lines("locations.csv").Skip(1).Where(line => line.Contains("Pantry", StringComparison.Ordinal) || line.Contains("Clinic", StringComparison.Ordinal)).Select(IdOf).Take(AreaOnlyCount)];
        Assert.Equal(AreaOnlyCount, areaOnly.Length);
        File.WriteAllLines(
            Path.Combine(folder.Path, "hsds", "locations.csv"),
            Lines("locations.csv").Select((line, index) => index == 0 ? line + ",location_visibility" : $"{Moved(line, moved, "latitude", "longitude")},{(areaOnly.Contains(IdOf(line)) ? "area_only" : "")}"));
        File.WriteAllLines(Path.Combine(folder.Path, "hsds", "addresses.csv"), Lines("addresses.csv").Select((line, index) => index == 0 ? line : Readdressed(line, moved)));
        return folder;
    }

    private static string Moved(string line, IReadOnlyList<string>? moved, string latitude, string longitude)
    {
        var number = NumberOf(moved, IdOf(line));
        if (number < 0) return line;
        var (fields, header) = (Fields(line), Fields(Lines("locations.csv")[0]));
        var point = CanaryPoint(number);
        fields[Array.IndexOf(header, latitude)] = point.Latitude.ToString(CultureInfo.InvariantCulture);
        fields[Array.IndexOf(header, longitude)] = point.Longitude.ToString(CultureInfo.InvariantCulture);
        return string.Join(',', fields);
    }

    private static string Readdressed(string line, IReadOnlyList<string>? moved)
    {
        var number = NumberOf(moved, line.Split(',')[1]);
        if (number < 0) return line;
        var (fields, header) = (Fields(line), Fields(Lines("addresses.csv")[0]));
        fields[Array.IndexOf(header, "address_1")] = $"{number + 1} {CanaryAddress}";
        fields[Array.IndexOf(header, "postal_code")] = CanaryPostalCode;
        return string.Join(',', fields);
    }

    private static int NumberOf(IReadOnlyList<string>? moved, string id) => moved is null ? -1 : moved.ToList().IndexOf(id);

    private static string IdOf(string line) => line.Split(',')[0];

    // The rows of confidential places hold no quotes, which this notices.
    private static string[] Fields(string line)
    {
        Assert.DoesNotContain('"', line);
        return line.Split(',');
    }

    private static string[] Lines(string file) => File.ReadAllLines(Path.Combine(Repository.Samples, "hsds", file));

    /// <summary>A folder that goes when it is no longer needed.</summary>
    private sealed class Folder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("rm-secret-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
