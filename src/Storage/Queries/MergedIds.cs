using Microsoft.EntityFrameworkCore;

namespace ResourceMatch.Storage.Queries;

/// <summary>Where a listing is to be found that has become part of another.</summary>
public static class MergedIds
{
    /// <summary>Follows merges of merges to the end. Reads as rm_public.</summary>
    /// <returns>The id that stands now; null = the id was never merged away.</returns>
    public static async Task<Guid?> Find(DirectoryDb db, Guid id, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(db);
        return await db.Database.SqlQuery<Guid?>(
            $"""
            with recursive way as (
              select kept_id, 1 as steps from directory.merged_id where merged_id = {id}
              union all select m.kept_id, steps + 1 from way join directory.merged_id m on m.merged_id = way.kept_id where steps < 20)
            select kept_id as "Value" from way order by steps desc limit 1
            """).FirstOrDefaultAsync(cancellation);
    }

    /// <inheritdoc cref="Find(DirectoryDb, Guid, CancellationToken)"/>
    public static async Task<Guid?> Find(DirectoryDatabase database, Guid id, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(database);
        await using var db = database.OpenDirectory();
        return await Find(db, id, cancellation);
    }
}
