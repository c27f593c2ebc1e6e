using System.Security.Cryptography;
using System.Text;
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

    protected override IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?>(base.Settings) { [Api.Features.Matching.Families.SampleSetting] = Repository.Samples };
}

/// <summary>A database that holds the sample city. Loaded once for each state of data/samples and of the code that loads it, then copied.</summary>
public sealed class SampleDatabase : TestDatabase
{
    private static readonly string Name = "sample_" + Hash();

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
