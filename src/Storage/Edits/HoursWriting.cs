using ResourceMatch.Domain.Upkeep;

namespace ResourceMatch.Storage.Edits;

/// <summary>Puts an owner's hours in place of those it had: what says the same stays, the rest goes, what is new comes.</summary>
internal static class HoursWriting
{
    /// <returns>A conflict when others have changed these hours since; null = written, or they said so already.</returns>
    public static async Task<EditConflict?> WriteAsync(EditSession session, HoursChange change)
    {
        var now = await LoadAsync(session, change);
        var wanted = change.Schedules.Select(HoursMark.Texts).ToList();
        var (mark, mine) = (HoursMark.OfTexts(now.Select(Nullable)), HoursMark.OfTexts(wanted));
        if (mark == mine) return null;
        if (mark != change.Seen) return new EditConflict(change.OwnerEntity, change.OwnerId, "hours", mark, mine);
        var left = wanted.ToLookup(HoursMark.Line).ToDictionary(same => same.Key, same => same.Count(), StringComparer.Ordinal);
        foreach (var row in now)
        {
            var line = HoursMark.Line(Nullable(row));
            if (left.TryGetValue(line, out var count) && count > 0) left[line] = count - 1;
            else await session.DeleteAsync(row);
        }

        foreach (var schedule in wanted)
        {
            var line = HoursMark.Line(schedule);
            if (left[line] <= 0) continue;
            left[line]--;
            schedule[change.OwnerEntity + "_id"] = change.OwnerId.ToString();
            await session.InsertAsync("directory", "schedule", Guid.NewGuid(), schedule);
        }

        session.AreHoursTouched = true;
        return null;
    }

    private static async Task<List<StoredRow>> LoadAsync(EditSession session, HoursChange change)
    {
        List<StoredRow> rows = [];
        foreach (var id in await session.ListIdsAsync($"select id from directory.schedule where {change.OwnerEntity}_id = $1 order by id for update", change.OwnerId))
        {
            rows.Add((await StoredRow.FindAsync(session.Connection, "schedule", id, isLocked: false, session.Cancellation))!);
        }

        return rows;
    }

    private static Dictionary<string, string?> Nullable(StoredRow row) => row.Row.Fields.ToDictionary(field => field.Key, field => (string?)field.Value, StringComparer.Ordinal);
}
