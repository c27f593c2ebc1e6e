using ResourceMatch.Storage.Queries;

namespace ResourceMatch.Importers.Hsds;

/// <summary>Some resources of one shape with all that stands in them: a few statements a level for all of them together, never one for each.</summary>
/// <remarks>Read-only after loading.</remarks>
public sealed class HsdsGraph
{
    private readonly Dictionary<HsdsShape, Dictionary<Guid, List<ResourceRows.Row>>> rows = [];
    private readonly Dictionary<Guid, List<ResourceRows.Row>> none = [];

    private HsdsGraph(HsdsShape root) => Root = root;

    internal HsdsShape Root { get; }

    /// <param name="ids">Of the resources wanted; one that is gone is missing.</param>
    /// <param name="withMetadata">Whether each resource's record of changes is wanted too.</param>
    public static async Task<HsdsGraph> LoadAsync(DirectorySnapshot snapshot, HsdsShape shape, IReadOnlyList<Guid> ids, bool withMetadata, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(shape);
        var graph = new HsdsGraph(shape);
        Dictionary<string, HashSet<Guid>> met = [];
        await graph.LoadLevelsAsync(snapshot, [(shape, "id", ids.ToHashSet())], met, cancellation);
        if (!shape.IsWhole) return graph;
        await graph.LoadLevelsAsync(snapshot, [(HsdsShape.Attribute, "link_id", Of(met, table => table.HasAttributes)), (HsdsShape.Translation, "entity_id", Of(met, table => table.HasTranslations))], met, cancellation);
        if (withMetadata) await graph.LoadLevelsAsync(snapshot, [(HsdsShape.Metadata, "resource_id", Of(met, table => table.HasMetadata))], met, cancellation);
        return graph;
    }

    /// <summary>Whether the resource is there.</summary>
    public bool Contains(Guid id) => Find(Root, id).Count > 0;

    /// <summary>What hangs on a resource, or the resource itself where the shape is pointed at; by id. Empty = none.</summary>
    internal IReadOnlyList<ResourceRows.Row> Find(HsdsShape shape, Guid id) => rows.GetValueOrDefault(shape, none).TryGetValue(id, out var found) ? found : [];

    private static HashSet<Guid> Of(Dictionary<string, HashSet<Guid>> met, Func<HsdsTable, bool> isWanted) =>
        [.. met.Where(pair => isWanted(HsdsTables.Get(pair.Key))).SelectMany(pair => pair.Value)];

    private async Task LoadLevelsAsync(
        DirectorySnapshot snapshot, List<(HsdsShape Shape, string By, HashSet<Guid> Ids)> level, Dictionary<string, HashSet<Guid>> met, CancellationToken cancellation)
    {
        while (level.Count > 0)
        {
            var answers = await ResourceRows.LoadAsync(snapshot.Connection, [.. level.Select(each => new ResourceRows.Question(each.Shape.Table.Name, each.Shape.Columns, each.By, [.. each.Ids]))], cancellation);
            List<(HsdsShape, string, HashSet<Guid>)> next = [];
            for (var index = 0; index < level.Count; index++)
            {
                if (answers[index].Count > 0) Keep(level[index].Shape, answers[index], met, next);
            }

            level = next;
        }
    }

    private void Keep(HsdsShape shape, IReadOnlyList<ResourceRows.Row> found, Dictionary<string, HashSet<Guid>> met, List<(HsdsShape, string, HashSet<Guid>)> next)
    {
        if (!rows.TryGetValue(shape, out var index)) rows[shape] = index = new(found.Count);
        if (!met.TryGetValue(shape.Table.Name, out var ids)) met[shape.Table.Name] = ids = [];
        foreach (var row in found)
        {
            if (!index.TryGetValue(row.By, out var list)) index[row.By] = list = new(1);
            list.Add(row);
            ids.Add(row.Id);
        }

        for (var child = 0; child < shape.Children.Count; child++)
        {
            var key = shape.Keys[child];
            var wanted = key < 0 ? found.Select(row => row.Id).ToHashSet() : found.Where(row => row.Values[key] is not null).Select(row => Guid.Parse(row.Values[key]!)).ToHashSet();
            if (wanted.Count > 0) next.Add((shape.Children[child], key < 0 ? shape.Children[child].Nest!.Back! : "id", wanted));
        }
    }
}
