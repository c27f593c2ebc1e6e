using Npgsql;

namespace ResourceMatch.Storage.Queries;

/// <summary>Where a listing is to be found that has become part of another. Reads as rm_public.</summary>
public static class MergedIds
{
    // Merges of merges, to the end.
    private const string Sql = """
        with recursive way as (
          select merged_id as first, kept_id, 1 as steps from directory.merged_id where merged_id = any($1)
          union all select way.first, m.kept_id, steps + 1 from way join directory.merged_id m on m.merged_id = way.kept_id where steps < 20)
        select distinct on (first) first, kept_id from way order by first, steps desc
        """;

    /// <returns>The id that stands now; null = the id was never merged away.</returns>
    public static async Task<Guid?> Find(DirectoryDatabase database, Guid id, CancellationToken cancellation) =>
        (await List(database, [id], cancellation)).TryGetValue(id, out var kept) ? kept : null;

    /// <returns>By id, the one that stands now; ids that were never merged away are missing.</returns>
    public static async Task<IReadOnlyDictionary<Guid, Guid>> List(DirectoryDatabase database, IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(ids);
        await using var command = database.Public.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. ids] });
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        Dictionary<Guid, Guid> kept = [];
        while (await rows.ReadAsync(cancellation)) kept.Add(rows.GetGuid(0), rows.GetGuid(1));
        return kept;
    }
}
