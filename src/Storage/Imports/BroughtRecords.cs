using ResourceMatch.Domain.Resources;

namespace ResourceMatch.Storage.Imports;

/// <summary>Records of changes (metadata) that a source brings along: it may speak of the rows that it brings with them and of no others, and never of where a confidential place is.</summary>
internal static class BroughtRecords
{
    /// <summary>After the confidential places were parted from the public ones: an address that went aside takes its history out with it.</summary>
    /// <returns>Records that were left out.</returns>
    public static async Task<int> DropStrayAsync(SwitchSession session)
    {
        if (await session.CountAsync("select count(*) from stage_metadata") is [0]) return 0;
        var staged = string.Join(" union all ", TableShape.All.Where(table => table.IsResource).Select(
            table => $"select id, '{table.Name}' as entity from {table.Stage}{(table.EntityType == typeof(Location) ? " where location_visibility = 'public'" : "")}"));
        await session.RunScriptAsync("create index on stage_metadata (resource_id)");
        return (await session.CountAsync(
            $"""
            with gone as (delete from stage_metadata m where not exists (select from ({staged}) s where s.id = m.resource_id and s.entity = m.resource_type) returning 1)
            select count(*) from gone
            """))[0];
    }
}
