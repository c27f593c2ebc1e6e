using Npgsql;
using ResourceMatch.Domain.Upkeep;
using ResourceMatch.Storage.Edits;

namespace ResourceMatch.Storage.Upkeep;

/// <summary>One field that somebody would put differently.</summary>
/// <param name="Field">Of the allow-list; or "hours" of a service_at_location or service, in words.</param>
/// <param name="Seen">What they had before them.</param>
public sealed record ProposedChange(string Entity, Guid EntityId, string Field, string? Seen, string? Proposed);

/// <summary>A suggestion that waits, with what is left of it to decide.</summary>
public sealed record OpenSuggestion(Guid Id, Guid Service, string ServiceName, string OrganizationName, DateTimeOffset MadeAt, string Language, string? Note, IReadOnlyList<OpenChange> Changes);

/// <param name="Now">What the listing says today; null = empty, or the row is gone.</param>
/// <param name="IsGone">True when the row is not there any more.</param>
public sealed record OpenChange(Guid Id, string Entity, Guid EntityId, string Field, string? Seen, string? Proposed, string? Now, bool IsGone);

/// <summary>What anyone may propose, and staff decide field by field. Nothing of who proposes is stored.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class Suggestions(DirectoryDatabase database, TimeProvider clock)
{
    /// <summary>Suggestions that may wait for one listing at a time; more are not taken, so that nobody can bury it.</summary>
    public const int MostOpen = 20;

    public const int NoteLength = 1_000;

    /// <returns>False when the listing has too many waiting, or a field cannot be proposed or is another listing's.</returns>
    public async Task<bool> AddAsync(Guid service, IReadOnlyList<ProposedChange> changes, string? note, string language, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(changes);
        await using var connection = await database.Staff.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using (var count = Command(connection, "select count(*) from directory_private.suggestion where service_id = $1 and closed_at is null", service))
        {
            if ((long)(await count.ExecuteScalarAsync(cancellation))! >= MostOpen) return false;
        }

        foreach (var change in changes)
        {
            if (!IsProposable(change.Entity, change.Field)) return false;
            if (await RowOwner.FindAsync(connection, change.Entity, change.EntityId, cancellation) is not { } owner || !owner.Services.Contains(service)) return false;
        }

        var id = Guid.NewGuid();
        await using (var insert = Command(
            connection, "insert into directory_private.suggestion (id, service_id, made_at, language, note) values ($1, $2, $3, $4, $5)", id, service, clock.GetUtcNow(), language, EditSession.Text(note)))
        {
            await insert.ExecuteNonQueryAsync(cancellation);
        }

        foreach (var change in changes)
        {
            await using var insert = Command(
                connection, "insert into directory_private.suggested_change (id, suggestion_id, entity, entity_id, field, seen, proposed) values ($1, $2, $3, $4, $5, $6, $7)",
                Guid.NewGuid(), id, change.Entity, change.EntityId, change.Field, EditSession.Text(change.Seen), EditSession.Text(change.Proposed));
            await insert.ExecuteNonQueryAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return true;
    }

    /// <summary>True for what anybody may propose.</summary>
    public static bool IsProposable(string entity, string field) =>
        EditableFields.Find(entity, field) is { IsProposable: true } || (field == "hours" && entity is "service_at_location" or "service");

    /// <returns>Those with something left to decide, the oldest first.</returns>
    public async Task<IReadOnlyList<OpenSuggestion>> ListOpenAsync(int most, CancellationToken cancellation)
    {
        await using var connection = await database.Staff.OpenConnectionAsync(cancellation);
        List<OpenSuggestion> open = [];
        await using (var command = Command(
            connection,
            """
            select s.id, s.service_id, v.name, o.name, s.made_at, s.language, s.note from directory_private.suggestion s
              join directory.service v on v.id = s.service_id join directory.organization o on o.id = v.organization_id
             where s.closed_at is null order by s.made_at, s.id limit $1
            """, most))
        {
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
            {
                open.Add(new OpenSuggestion(
                    reader.GetGuid(0), reader.GetGuid(1), reader.GetString(2), reader.GetString(3), reader.GetFieldValue<DateTimeOffset>(4), reader.GetString(5),
                    await reader.IsDBNullAsync(6, cancellation) ? null : reader.GetString(6), []));
            }
        }

        for (var index = 0; index < open.Count; index++) open[index] = open[index] with { Changes = await ListChangesAsync(connection, open[index].Id, cancellation) };
        return open;
    }

    /// <returns>Null when it is not there, or decided.</returns>
    public async Task<(OpenChange Change, Guid Suggestion, Guid Service)?> FindChangeAsync(Guid change, CancellationToken cancellation)
    {
        await using var connection = await database.Staff.OpenConnectionAsync(cancellation);
        (Guid Suggestion, Guid Service) found;
        await using (var command = Command(
            connection, "select c.suggestion_id, s.service_id from directory_private.suggested_change c join directory_private.suggestion s on s.id = c.suggestion_id where c.id = $1 and c.outcome is null", change))
        {
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            if (!await reader.ReadAsync(cancellation)) return null;
            found = (reader.GetGuid(0), reader.GetGuid(1));
        }

        var changes = await ListChangesAsync(connection, found.Suggestion, cancellation);
        return changes.FirstOrDefault(each => each.Id == change) is { } open ? (open, found.Suggestion, found.Service) : null;
    }

    /// <summary>Writes down what was decided of one field; the suggestion is closed with its last.</summary>
    public async Task DecideAsync(Guid change, bool isApproved, Guid by, CancellationToken cancellation)
    {
        await using var connection = await database.Staff.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using (var decide = Command(
            connection, "update directory_private.suggested_change set outcome = $2, decided_by = $3, decided_at = $4 where id = $1 and outcome is null",
            change, isApproved ? "approved" : "rejected", by, clock.GetUtcNow()))
        {
            await decide.ExecuteNonQueryAsync(cancellation);
        }

        await using (var close = Command(
            connection,
            """
            update directory_private.suggestion s set closed_at = $2
             where s.id = (select suggestion_id from directory_private.suggested_change where id = $1) and s.closed_at is null
               and not exists (select from directory_private.suggested_change c where c.suggestion_id = s.id and c.outcome is null)
            """, change, clock.GetUtcNow()))
        {
            await close.ExecuteNonQueryAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Puts away a suggestion that is a note alone, or whose rest is not wanted.</summary>
    public async Task CloseAsync(Guid suggestion, Guid by, CancellationToken cancellation)
    {
        await using var command = database.Staff.CreateCommand(
            """
            with rest as (update directory_private.suggested_change set outcome = 'rejected', decided_by = $2, decided_at = $3 where suggestion_id = $1 and outcome is null)
            update directory_private.suggestion set closed_at = $3 where id = $1 and closed_at is null
            """);
        foreach (var value in new object[] { suggestion, by, clock.GetUtcNow() }) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task<IReadOnlyList<OpenChange>> ListChangesAsync(NpgsqlConnection connection, Guid suggestion, CancellationToken cancellation)
    {
        List<OpenChange> changes = [];
        await using (var command = Command(
            connection, "select id, entity, entity_id, field, seen, proposed from directory_private.suggested_change where suggestion_id = $1 and outcome is null order by entity, field, id", suggestion))
        {
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
            {
                changes.Add(new OpenChange(
                    reader.GetGuid(0), reader.GetString(1), reader.GetGuid(2), reader.GetString(3), await reader.IsDBNullAsync(4, cancellation) ? null : reader.GetString(4),
                    await reader.IsDBNullAsync(5, cancellation) ? null : reader.GetString(5), null, false));
            }
        }

        for (var index = 0; index < changes.Count; index++)
        {
            var row = await StoredRow.FindAsync(connection, changes[index].Entity, changes[index].EntityId, isLocked: false, cancellation);
            changes[index] = changes[index] with { Now = row?.Row.Find(changes[index].Field), IsGone = row is null };
        }

        return changes;
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(value as NpgsqlParameter ?? new NpgsqlParameter { Value = value });
        return command;
    }
}
