using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using ResourceMatch.Api.Commands;

namespace ResourceMatch.TestKit;

/// <summary>The real host over the sample city, on a Monday morning of November 2026. Use it as a class fixture.</summary>
public class SampleApp : DirectoryApp
{
    /// <summary>Monday 23 November 2026, 8:00 in the sample city.</summary>
    public static readonly DateTimeOffset Morning = new(2026, 11, 23, 13, 0, 0, TimeSpan.Zero);

    public SettableClock Time { get; } = new(Morning);

    protected override TimeProvider? Clock => Time;

    protected override TestDatabase MakeDatabase() => new SampleDatabase();

    protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>(base.Settings)
    {
        [Api.Features.Matching.Families.SampleSetting] = Repository.Samples,
        // As ./run says it, so that the invented people may sign in; many tests come from one address.
        ["environment"] = "Sample",
        ["ResourceMatch:Mail:Folder"] = Letters,
        ["ResourceMatch:Access:TriesPerMinute"] = "1000",
        ["ResourceMatch:Access:TriesPerAccount"] = "100",
        ["ResourceMatch:Access:WritesPerMinute"] = "1000",
    };

    /// <summary>Where this app's letters lie as .eml files.</summary>
    public string Letters { get; } = Path.Combine(Path.GetTempPath(), $"rm-letters-{Guid.NewGuid():N}");

    protected override Task PrepareAsync(WebApplication host) => Api.Access.Cast.EnsureAsync(host.Services, CancellationToken.None);

    /// <summary>Signed in as one of the invented people: noor, tomas, wren (agency editors), mireille, dov (staff), ines (administrator).</summary>
    public async Task<Visitor> AsAsync(string castKey)
    {
        var visitor = Visit();
        await visitor.SignInAsync(castKey);
        return visitor;
    }
}

/// <summary>A database that holds the sample city. Loaded once for each state of data/samples and of the code that loads it, then copied.</summary>
public sealed class SampleDatabase : TestDatabase
{
    /// <summary>Of the template: another one for each state of the samples and of the code that loads them.</summary>
    public static string Name { get; } = "sample_" + Hash();

    protected override TestContents? Contents => new(Name, database =>
        SampleCity.LoadAsync(database, Repository.Samples, TimeZoneInfo.FindSystemTimeZoneById("America/New_York"), new SettableClock(SampleApp.Morning), CancellationToken.None));

    private static string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.EnumerateFiles(Repository.Samples, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetFileName(file)));
            hash.AppendData(File.ReadAllBytes(file));
        }

        foreach (var code in new[] { typeof(SampleCity), typeof(Importers.Hsds.HsdsImport), typeof(Storage.DirectoryDb), typeof(Transit.Timetable), typeof(Domain.StableId) })
        {
            hash.AppendData(code.Module.ModuleVersionId.ToByteArray());
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }
}
