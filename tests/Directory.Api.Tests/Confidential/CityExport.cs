using ResourceMatch.Importers.Hsds;

namespace ResourceMatch.Api.Tests.Confidential;

/// <summary>What export hsds writes of a city, in every form, as files in memory.</summary>
internal static class CityExport
{
    /// <summary>How the files of each form begin; whether their texts can be read without unpacking.</summary>
    public static readonly IReadOnlyList<(string Name, bool IsPlain)> Forms = [("export.json", true), ("export.ndjson", true), ("folder/", true), ("export.zip", false)];

    public static async Task<IReadOnlyList<(string Name, byte[] Bytes)>> WriteAsync(SecretCity city)
    {
        var folder = Directory.CreateTempSubdirectory("rm-export-").FullName;
        try
        {
            foreach (var (name, _) in Forms)
            {
                var format = name.EndsWith(".json", StringComparison.Ordinal) ? HsdsExportFormat.Json : name.EndsWith(".ndjson", StringComparison.Ordinal) ? HsdsExportFormat.Ndjson : HsdsExportFormat.Csv;
                Assert.True(await HsdsExport.RunAsync(city.Database.Database, Path.Combine(folder, name.TrimEnd('/')), format, null, default) > 0);
            }

            return [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => (Path.GetRelativePath(folder, file), File.ReadAllBytes(file)))];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <returns>Names of the files that are not the same in both, or are in one alone.</returns>
    public static IReadOnlyList<string> Differences(IReadOnlyList<(string Name, byte[] Bytes)> first, IReadOnlyList<(string Name, byte[] Bytes)> second) =>
        [.. first.Concat(second).GroupBy(file => file.Name).Where(pair => pair.Count() != 2 || !pair.First().Bytes.AsSpan().SequenceEqual(pair.Last().Bytes)).Select(pair => pair.Key)];
}
