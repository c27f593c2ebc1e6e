namespace ResourceMatch.Storage.Queries;

/// <summary>Where a listing is to be found that has become part of another.</summary>
public static class MergedIds
{
    /// <summary>Follows merges of merges to the end. Reads as rm_public.</summary>
    /// <returns>The id that stands now; null = the id was never merged away.</returns>
    public static async Task<Guid?> Find(DirectoryDatabase database, Guid id, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(database);
        await using var command = database.Public.CreateCommand(
            """
            with recursive way as (
              select kept_id, 1 as steps from directory.merged_id where merged_id = $1
              union all select m.kept_id, steps + 1 from way join directory.merged_id m on m.merged_id = way.kept_id where steps < 20)
            select kept_id from way order by steps desc limit 1
            """);
        command.Parameters.Add(new() { Value = id });
        return await command.ExecuteScalarAsync(cancellation) as Guid?;
    }
}
