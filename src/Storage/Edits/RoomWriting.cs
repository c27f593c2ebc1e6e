using System.Globalization;
using ResourceMatch.Domain;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Domain.Upkeep;

namespace ResourceMatch.Storage.Edits;

/// <summary>Room for new people as an HSDS capacity of a unit of our own: 0 full, 1 a few, 2 yes. A count that the listing already keeps is another unit and stays.</summary>
internal static class RoomWriting
{
    private const string UnitSource = EditSession.LocalSource;

    public static readonly Id<Unit> Unit = StableId.Of<Unit>("resourcematch", "unit", "room");

    public static async Task WriteAsync(EditSession session, Id<Service> service, Room room)
    {
        await session.RunAsync(
            "insert into directory.unit (id, name, scheme, identifier, source) values ($1, 'room for new people: 0 full, 1 a few, 2 yes', 'resourcematch', 'room', $2) on conflict do nothing",
            Unit.Value, UnitSource);
        var available = ((int)room).ToString(CultureInfo.InvariantCulture);
        var updated = session.Now.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture) + "+00";
        var ids = await session.ListIdsAsync("select id from directory.service_capacity where service_id = $1 and unit_id = $2", service.Value, Unit.Value);
        if (ids is [var id] && await StoredRow.FindAsync(session.Connection, "service_capacity", id, isLocked: true, session.Cancellation) is { } row)
        {
            if (row.Row.Find("available") != available) await session.SetAsync(row, "available", available);
            await session.SetAsync(row, "updated", updated);
        }
        else
        {
            await session.InsertAsync("directory", "service_capacity", Guid.NewGuid(), new Dictionary<string, string?>
            {
                ["service_id"] = service.Value.ToString(), ["unit_id"] = Unit.Value.ToString(), ["available"] = available, ["maximum"] = "2", ["updated"] = updated,
            });
        }

        await session.RunAsync(
            "insert into directory_private.listing_report (service_id, kind, reporter, reported_at) values ($1, $2, $3, $4)",
            service.Value, room == Room.Full ? nameof(ReportKind.Full) : nameof(ReportKind.HasRoom), session.Editor.Word, session.Now);
    }
}
