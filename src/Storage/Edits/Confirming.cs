using System.Globalization;
using ResourceMatch.Domain.Upkeep;

namespace ResourceMatch.Storage.Edits;

/// <summary>Somebody has looked through a listing and stands for it.</summary>
internal static class Confirming
{
    /// <summary>Sets the day, and in public the kind of person alone: HSDS's assurer_email becomes the agency's own public address, or empty.</summary>
    public static async Task WriteAsync(EditSession session, Guid service)
    {
        var row = (await StoredRow.FindAsync(session.Connection, "service", service, isLocked: true, session.Cancellation))!;
        var today = session.Now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (row.Row.Find("assured_date") != today) await session.SetAsync(row, "assured_date", today);
        else await session.MarkLocalAsync("service", service, "assured_date", today);
        var email = session.Editor.Kind == EditorKind.Staff ? null : await FindPublicEmailAsync(session, row.Row);
        if (row.Row.Find("assurer_email") != email) await session.SetAsync(row, "assurer_email", email);
        await session.RunAsync(
            "insert into directory.assurance (service_id, assured_at, assured_by) values ($1, $2, $3) on conflict (service_id) do update set assured_at = excluded.assured_at, assured_by = excluded.assured_by",
            service, session.Now, session.Editor.Word);
        session.Count();
    }

    /// <summary>The point on the map may be the old one: staff look at it. Not said in public.</summary>
    public static async Task ReportMovedAsync(EditSession session, ListingRow address)
    {
        await session.RunAsync(
            """
            insert into directory_private.listing_report (service_id, kind, reporter, reported_at)
            select distinct p.service_id, $2, $3, $4 from directory.service_at_location p
             where p.location_id = (select location_id from directory.address where id = $1 union all select location_id from directory_private.address where id = $1)
               and not exists (select from directory_private.listing_report r where r.service_id = p.service_id and r.kind = $2 and r.handled_at is null)
            """,
            address.Id, nameof(ReportKind.AddressMoved), session.Editor.Word, session.Now);
    }

    private static async Task<string?> FindPublicEmailAsync(EditSession session, ListingRow service)
    {
        if (service.Find("email") is { } own) return own;
        var organization = await StoredRow.FindAsync(session.Connection, "organization", Guid.Parse(service.Find("organization_id")!), isLocked: false, session.Cancellation);
        return organization?.Row.Find("email");
    }
}
