using Microsoft.EntityFrameworkCore;
using Npgsql;
using ResourceMatch.Domain;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Domain.Upkeep;
using ResourceMatch.Storage.Imports;
using ResourceMatch.Storage.Queries;
using ResourceMatch.Storage.Search;

namespace ResourceMatch.Storage.Edits;

/// <summary>The one way in which a person changes a listing: field by field, checked, recorded, in one transaction.</summary>
/// <remarks>
/// Order: what cannot be set or read is refused with its field; what does not exist or is another's is not found; what someone else has changed in between is a conflict with both values; else all of it is saved:
/// rows, metadata of each field, the author (in private), the mark that imports heed, changed_at, openings, the directory's version. Until then nothing is.
/// Imports and edits do not overlap; two editors of different fields both succeed. Thread-safe: each call has its own connection.
/// </remarks>
public sealed class ListingEditing(DirectoryDatabase database, TimeProvider clock, TimeZoneInfo timeZone)
{
    private const string BusyState = "55P03"; // lock_not_available

    public Task<EditOutcome> ApplyAsync(ListingEdit edit, Editor editor, CancellationToken cancellation) => RunAsync(edit, editor, preview: null, cancellation);

    /// <summary>Does everything that a save would do, shows what the public would see then, and takes it all back.</summary>
    /// <returns>The outcome of the save; and the services as they would be, null when it would not be done.</returns>
    public async Task<(EditOutcome Outcome, ServiceGraphs? Preview)> PreviewAsync(ListingEdit edit, Editor editor, IReadOnlyList<Id<Service>> services, CancellationToken cancellation)
    {
        ServiceGraphs? graphs = null;
        var outcome = await RunAsync(
            edit, editor,
            async (connection, transaction) =>
            {
                await using var db = new DirectoryDb(DirectoryDb.OptionsFor(connection));
                await db.Database.UseTransactionAsync(transaction, cancellation);
                graphs = await ServiceGraphs.LoadAsync(db, services, cancellation);
            },
            cancellation);
        return (outcome, graphs);
    }

    private async Task<EditOutcome> RunAsync(ListingEdit edit, Editor editor, Func<NpgsqlConnection, NpgsqlTransaction, Task>? preview, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(edit);
        ArgumentNullException.ThrowIfNull(editor);
        var (readings, problems) = EditReading.Read(edit, editor.Kind);
        if (problems.Count > 0) return new EditOutcome.Refused(problems);
        await using var connection = await database.Staff.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        try
        {
            await DirectorySwitch.ShareAsync(connection, cancellation);
        }
        catch (PostgresException error) when (error.SqlState == BusyState)
        {
            return new EditOutcome.Busy();
        }

        if (await ScopeCheck.FindOwnersAsync(connection, edit, editor.Scope, cancellation) is not { } owners) return new EditOutcome.NotFound();
        var session = new EditSession(connection, transaction, editor, await NextInstantAsync(connection, owners, cancellation), cancellation);
        if (await WriteAsync(session, edit, readings) is { } failed) return failed;
        if (preview is not null)
        {
            await preview(connection, transaction);
            return new EditOutcome.Done(session.EditId, session.Changed);
        }

        if (session.Changed == 0) return new EditOutcome.Done(session.EditId, 0);
        foreach (var owner in owners.Values) session.Touched.UnionWith(owner.Services);
        await FinishAsync(session);
        await transaction.CommitAsync(cancellation);
        return new EditOutcome.Done(session.EditId, session.Changed);
    }

    private static async Task<EditOutcome?> WriteAsync(EditSession session, ListingEdit edit, IReadOnlyList<string?> readings)
    {
        List<EditConflict> conflicts = [];
        Dictionary<(string, Guid), StoredRow> rows = [];
        foreach (var (change, value) in edit.Changes.Zip(readings))
        {
            var key = (change.Entity, change.Id);
            if (!rows.TryGetValue(key, out var row))
            {
                if (await StoredRow.FindAsync(session.Connection, change.Entity, change.Id, isLocked: true, session.Cancellation) is not { } found) return new EditOutcome.NotFound();
                rows[key] = row = found;
            }

            var current = row.Row.Find(change.Field);
            if (Same(current, value)) continue;
            if (!Same(current, change.Seen))
            {
                conflicts.Add(new EditConflict(change.Entity, change.Id, change.Field, current, value));
                continue;
            }

            if (FieldChecks.FindFault(row.Row, change.Field, value, session.Editor.Kind) is not FieldFault.None and var fault)
            {
                return new EditOutcome.Refused([new EditProblem(change.Entity, change.Id, change.Field, fault)]);
            }

            await ChangeAsync(session, row, change.Field, value);
            rows[key] = row with { Row = row.Row with { Fields = With(row.Row.Fields, change.Field, value) } };
        }

        foreach (var hours in edit.Hours)
        {
            if (await HoursWriting.WriteAsync(session, hours) is { } conflict) conflicts.Add(conflict);
        }

        if (conflicts.Count > 0) return new EditOutcome.Conflict(conflicts);
        // Youngest and oldest may both be new, so they are looked at together, at the end.
        foreach (var row in rows.Values)
        {
            if (FieldChecks.FindCrossing(row.Row) is { } field) return new EditOutcome.Refused([new EditProblem(row.Row.Entity, row.Row.Id, field, FieldFault.AgesCross)]);
        }

        return await WriteRowsAsync(session, edit);
    }

    private static async Task<EditOutcome?> WriteRowsAsync(EditSession session, ListingEdit edit)
    {
        foreach (var addition in edit.Additions)
        {
            var fields = addition.Fields.ToDictionary(field => field.Key, field => FieldReading.Of(EditableFields.Find(addition.Entity, field.Key)!, field.Value).Value, StringComparer.Ordinal);
            fields[addition.OwnerEntity + "_id"] = addition.OwnerId.ToString();
            if (addition.Entity == "address") fields["address_type"] = "physical";
            await session.InsertAsync(await IsConfidentialAsync(session, addition) ? "directory_private" : "directory", addition.Entity, Guid.NewGuid(), fields);
        }

        foreach (var removal in edit.Removals)
        {
            // Two editors who take the same row away both succeed.
            if (await StoredRow.FindAsync(session.Connection, removal.Entity, removal.Id, isLocked: true, session.Cancellation) is { } row) await session.DeleteAsync(row);
        }

        foreach (var (service, room) in edit.Rooms) await RoomWriting.WriteAsync(session, service, room);
        foreach (var service in edit.Confirmed) await Confirming.WriteAsync(session, service.Value);
        return null;
    }

    private static async Task ChangeAsync(EditSession session, StoredRow row, string field, string? value)
    {
        if (field == EditableFields.Visibility)
        {
            await PlaceVisibility.SetAsync(session, row, value!);
            session.IsPlaceHidden = value != "public";
            await session.RecordAsync(false, row.Row.Entity, row.Row.Id, RowHistory.Update, field, row.Row.Find(field), value);
            await session.MarkLocalAsync(row.Row.Entity, row.Row.Id, field, value);
            session.Count();
            return;
        }

        await session.SetAsync(row, field, value);
        if (row.Row.Entity == "service_capacity" && field == "available") await session.RunAsync("update directory.service_capacity set updated = $2 where id = $1", row.Row.Id, session.Now);
        if (row.Row.Entity == "address" && field is "address_1" or "city" or "postal_code") await Confirming.ReportMovedAsync(session, row.Row);
    }

    private async Task FinishAsync(EditSession session)
    {
        var touched = session.Touched.ToArray();
        await session.SignAsync();
        await Upkeep.Doubts.WeighAsync(session.Connection, touched, session.Now, session.Cancellation);
        await session.RunAsync("update directory.service set changed_at = $2 where id = any($1)", touched, session.Now);
        if (session.AreHoursTouched) await OpeningTable.RewriteSomeAsync(session.Connection, session.Transaction, touched, timeZone, database.Holidays, session.Cancellation);
        await SearchDocuments.RewriteAsync(session.Connection, session.Transaction, [.. touched.Select(id => new Id<Service>(id))], timeZone, session.Cancellation);
        if (session.IsPlaceHidden) await session.RunAsync("select directory.rewrite_search_words()");
        await session.RunAsync("update directory.directory_version set version = version + 1, changed_at = $1 where part = 'listings'", session.Now);
    }

    // Each resource's history is a line: of two saves at one instant of the clock the second is a microsecond later.
    private async Task<DateTimeOffset> NextInstantAsync(NpgsqlConnection connection, Dictionary<(string Entity, Guid Id), RowOwner> owners, CancellationToken cancellation)
    {
        var services = owners.Values.SelectMany(owner => owner.Services).Distinct().ToArray();
        // Editors of one listing take turns from here on.
        await using var command = new NpgsqlCommand("select max(changed_at) from (select changed_at from directory.service where id = any($1) order by id for update) as locked", connection)
        {
            Parameters = { new() { Value = services } },
        };
        var now = Microseconds(clock.GetUtcNow());
        var last = await command.ExecuteScalarAsync(cancellation) is DateTime changed ? new DateTimeOffset(changed) : DateTimeOffset.MinValue;
        return now > last ? now : last.AddMicroseconds(1);
    }

    private static DateTimeOffset Microseconds(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % 10), TimeSpan.Zero);

    private static async Task<bool> IsConfidentialAsync(EditSession session, RowAddition addition) =>
        addition is { Entity: "address", OwnerEntity: "location" }
        && (await session.ListIdsAsync("select id from directory.location where id = $1 and location_visibility <> 'public'", addition.OwnerId)).Count > 0;

    private static Dictionary<string, string> With(IReadOnlyDictionary<string, string> fields, string field, string? value)
    {
        var changed = new Dictionary<string, string>(fields, StringComparer.Ordinal);
        if (value is null) changed.Remove(field);
        else changed[field] = value;
        return changed;
    }

    // What an import brought may hold blanks and signs that no form gives back.
    private static bool Same(string? one, string? other) =>
        (one ?? "") == (other ?? "") || FieldReading.Clean(one, keepLines: true) == FieldReading.Clean(other, keepLines: true);
}
