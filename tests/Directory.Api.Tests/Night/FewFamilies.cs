using System.Text.Json;
using ResourceMatch.TestKit;

namespace ResourceMatch.Api.Tests.Night;

/// <summary>Some of the sample's families as a file of their own.</summary>
internal static class FewFamilies
{
    public static async Task<string> Write(string folder, int count)
    {
        var path = Path.Combine(folder, "few.json");
        using var all = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Samples, "families.json")));
        await File.WriteAllTextAsync(path, JsonSerializer.Serialize(all.RootElement.EnumerateArray().Take(count)));
        return path;
    }
}
