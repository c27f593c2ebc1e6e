using ResourceMatch.Domain.Needs;

namespace ResourceMatch.Api.Features.Matching;

/// <summary>The invented families of the sample, read once from a families file. Empty without one.</summary>
/// <remarks>Real people enter the database later, together with its locks. Thread-safe.</remarks>
public sealed class Families(string? path)
{
    /// <summary>Setting: the folder of the sample city, whose families.json is read.</summary>
    public const string SampleSetting = "ResourceMatch:Sample";

    private readonly Lazy<Task<IReadOnlyList<Household>>> all = new(() => Read(path));

    public static Families From(IConfiguration configuration) =>
        new(configuration[SampleSetting] is { Length: > 0 } folder ? Path.Combine(folder, "families.json") : null);

    public Task<IReadOnlyList<Household>> List() => all.Value;

    /// <returns>The family with this id, or null.</returns>
    public async Task<Household?> Find(string id) => (await List()).FirstOrDefault(family => family.Id == id);

    private static async Task<IReadOnlyList<Household>> Read(string? path) =>
        path is not null && File.Exists(path) ? await FamilyFile.Read(path, CancellationToken.None) : [];
}
