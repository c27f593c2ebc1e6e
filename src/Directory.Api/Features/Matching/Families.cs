using ResourceMatch.Domain.Needs;

namespace ResourceMatch.Api.Features.Matching;

/// <summary>The invented families of the sample, read once from families.json in the folder that setting ResourceMatch:Sample names; none without it.</summary>
/// <remarks>Real people enter the database later, together with its locks. Thread-safe.</remarks>
public sealed class Families(IConfiguration configuration)
{
    private readonly Lazy<Task<IReadOnlyList<Household>>> all = new(() => Read(configuration["ResourceMatch:Sample"]));

    public Task<IReadOnlyList<Household>> List() => all.Value;

    /// <returns>The family with this id, or null.</returns>
    public async Task<Household?> Find(string id) => (await List()).FirstOrDefault(family => family.Id == id);

    private static async Task<IReadOnlyList<Household>> Read(string? folder)
    {
        if (string.IsNullOrWhiteSpace(folder)) return [];
        var path = Path.Combine(folder, "families.json");
        return File.Exists(path) ? await FamilyFile.Read(path, CancellationToken.None) : [];
    }
}
