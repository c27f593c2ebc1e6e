using Npgsql;

namespace ResourceMatch.Storage.Merging;

/// <summary>Undoes merges for a moment and makes them again, so that an import meets every source's own rows and readers never do.</summary>
/// <remarks>Merges that share a listing, a place or an organization are undone together, last made first. For one transaction of one thread.</remarks>
internal sealed class MergeReplay
{
    private readonly AppliedMerge applying;
    private readonly List<Row> undone;

    private MergeReplay(AppliedMerge applying, List<Row> undone) => (this.applying, this.undone) = (applying, undone);

    /// <summary>Undoes what one source has a part in.</summary>
    public static async Task<MergeReplay> BeginAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, string source, CancellationToken cancellation)
    {
        var all = await ListAsync(connection, transaction, cancellation);
        return await BeginAsync(connection, transaction, all, all.Where(row => row.Sources.Contains(source)), cancellation);
    }

    /// <summary>Undoes what concerns some resources.</summary>
    public static async Task<MergeReplay> BeginAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, Guid[] touched, CancellationToken cancellation)
    {
        var all = await ListAsync(connection, transaction, cancellation);
        return await BeginAsync(connection, transaction, all, all.Where(row => row.Touched.Intersect(touched).Any()), cancellation);
    }

    /// <summary>Makes them again in their order, those whose two listings are there.</summary>
    /// <param name="without">One that is made no more.</param>
    public async Task EndAsync(Guid? without = null)
    {
        foreach (var row in undone.Where(row => row.Id != without)) await applying.ApplyAsync(row.Id, row.Kept, row.Merged, row.Choices);
    }

    private static async Task<MergeReplay> BeginAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, List<Row> all, IEnumerable<Row> begin, CancellationToken cancellation)
    {
        var chosen = begin.ToList();
        if (chosen.Count == 0) return new MergeReplay(null!, []);
        for (var grown = true; grown;)
        {
            var touched = chosen.SelectMany(row => row.Touched).ToHashSet();
            var more = all.Where(row => row.Touched.Any(touched.Contains)).ToList();
            grown = more.Count > chosen.Count;
            chosen = more;
        }

        var applying = new AppliedMerge(connection, transaction, await RowGraph.LoadAsync(connection, transaction, cancellation), cancellation);
        foreach (var row in chosen.AsEnumerable().Reverse().Where(row => row.IsApplied)) await applying.UndoAsync(row.Id);
        return new MergeReplay(applying, chosen);
    }

    private static async Task<List<Row>> ListAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select id, kept_id, merged_id, choices::text, sources, touched, is_applied from directory_private.merge order by number", connection, transaction);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        List<Row> all = [];
        while (await rows.ReadAsync(cancellation))
        {
            all.Add(new Row(rows.GetGuid(0), rows.GetGuid(1), rows.GetGuid(2), AppliedMerge.ReadChoices(rows.GetString(3)), rows.GetFieldValue<string[]>(4), rows.GetFieldValue<Guid[]>(5), rows.GetBoolean(6)));
        }

        return all;
    }

    private sealed record Row(Guid Id, Guid Kept, Guid Merged, IReadOnlyList<MergeChoice> Choices, string[] Sources, Guid[] Touched, bool IsApplied);
}
