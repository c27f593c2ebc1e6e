using Npgsql;
using NpgsqlTypes;
using ResourceMatch.Storage;

namespace ResourceMatch.Api.Features.Night;

/// <summary>The chunks of a night, shared by every host that works on it: each is taken by one worker at a time, and counts once.</summary>
/// <remarks>
/// A chunk is taken with skip locked and held by a lease, which a heartbeat renews; the lease of a dead worker runs out and the next one takes the chunk. Outcomes,
/// changes and the state "done" are one transaction, so a chunk is done or untouched, whenever its worker is killed. Writes as rm_staff. Thread-safe.
/// </remarks>
internal sealed class NightTable(DirectoryDatabase database)
{
    /// <summary>After that many tries a chunk is left alone and the night ends as failed.</summary>
    public const int MostAttempts = 3;

    /// <summary>How long a chunk stays with a worker that is no longer heard of.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private const long BeginLock = 0x52_4D_4E_49_47_48_54; // "RMNIGHT"
    private const string Columns = "id, source, fingerprint, from_date, days, household_count, chunk_count, listings_version, feeds_version, renewed, compared_with, state";

    /// <summary>The night of these households that is under way, or a new one cut into chunks.</summary>
    /// <returns>The night, and whether it had been begun before.</returns>
    /// <exception cref="NightRefusedException">Another night of the same source is under way: other households, or another date.</exception>
    public async Task<(NightRun Run, bool WasUnderWay)> Begin(
        NightHouseholds households, DateOnly from, int days, int chunkSize, PinnedVersions versions, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var connection = await database.Staff.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await Execute(connection, "select pg_advisory_xact_lock($1)", cancellation, BeginLock);
        if (await FindRun(connection, "source = $1 and state = 'running'", cancellation, households.Source) is { } running)
        {
            if (running.Fingerprint == households.Fingerprint && running.From == from && running.Days == days) return (running, true);
            if (await IsWorkedOn(connection, running.Id, now, cancellation))
            {
                throw new NightRefusedException($"A night over {running.Source} from {running.From:yyyy-MM-dd} is under way on another host, with other households or another date. Wait for its end.");
            }

            // Nobody works on it, and its households are not those of today: it will never be whole.
            await Execute(connection, "update jobs.night_run set state = 'failed', finished_at = $2 where id = $1", cancellation, running.Id, now);
            await Execute(connection, "delete from night.outcome where run_id = $1", cancellation, running.Id);
        }

        var chunks = (households.All.Count + chunkSize - 1) / chunkSize;
        var id = (long)(await Scalar(
            connection,
            """
            insert into jobs.night_run (source, fingerprint, from_date, days, household_count, chunk_count, listings_version, feeds_version, started_at, compared_with)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, (select max(id) from jobs.night_run where source = $1 and state = 'finished')) returning id
            """,
            cancellation, households.Source, households.Fingerprint, from, days, households.All.Count, chunks, versions.Listings, versions.Feeds, now))!;
        await Execute(
            connection,
            """
            insert into jobs.night_chunk (run_id, number, first_household, household_count)
            select $1, number, number * $2, least($2, $3 - number * $2) from generate_series(0, $4 - 1) number
            """,
            cancellation, id, chunkSize, households.All.Count, chunks);
        var begun = await FindRun(connection, "id = $1", cancellation, id);
        await transaction.CommitAsync(cancellation);
        return (begun!, false);
    }

    public async Task<NightRun> Get(long run, CancellationToken cancellation)
    {
        await using var connection = await database.Staff.OpenConnectionAsync(cancellation);
        return await FindRun(connection, "id = $1", cancellation, run) ?? throw new InvalidOperationException($"Night {run} is gone.");
    }

    /// <returns>The night of a source that is under way, or null.</returns>
    public async Task<NightRun?> FindRunning(string source, CancellationToken cancellation)
    {
        await using var connection = await database.Staff.OpenConnectionAsync(cancellation);
        return await FindRun(connection, "source = $1 and state = 'running'", cancellation, source);
    }

    /// <summary>Whether any night has a chunk to give away.</summary>
    public async Task<bool> IsAnyOpen(CancellationToken cancellation)
    {
        await using var connection = await database.Staff.OpenConnectionAsync(cancellation);
        return (bool)(await Scalar(
            connection, "select exists (select from jobs.night_chunk c join jobs.night_run r on r.id = c.run_id where r.state = 'running' and c.state = 'open')", cancellation))!;
    }

    /// <returns>A chunk that is open, or whose worker is no longer heard of; null when there is none now.</returns>
    public async Task<NightChunk?> Take(long run, string worker, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var connection = await database.Staff.OpenConnectionAsync(cancellation);
        await Execute(
            connection, "update jobs.night_chunk set state = 'failed', worker = null, lease_until = null where run_id = $1 and state = 'taken' and lease_until < $2 and attempts >= $3",
            cancellation, run, now, MostAttempts);
        await using var command = Command(
            connection,
            """
            update jobs.night_chunk set state = 'taken', worker = $2, lease_until = $3, attempts = attempts + 1
             where run_id = $1 and number = (
               select number from jobs.night_chunk
                where run_id = $1 and (state = 'open' or (state = 'taken' and lease_until < $4))
                order by number limit 1 for update skip locked)
            returning number, first_household, household_count, attempts
            """,
            run, worker, now + Lease, now);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        return await rows.ReadAsync(cancellation) ? new NightChunk(rows.GetInt32(0), rows.GetInt32(1), rows.GetInt32(2), rows.GetInt32(3)) : null;
    }

    /// <summary>Says that a worker is alive: its chunks stay with it.</summary>
    public async Task Beat(long run, string worker, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var connection = await database.Staff.OpenConnectionAsync(cancellation);
        await Execute(connection, "update jobs.night_chunk set lease_until = $3 where run_id = $1 and worker = $2 and state = 'taken'", cancellation, run, worker, now + Lease);
    }

    /// <summary>Ends the leases of workers of one machine that run no longer, so that a night killed there need not wait for them.</summary>
    /// <param name="run">The night.</param>
    /// <param name="machine">Beginning of its workers' names.</param>
    /// <param name="isAlive">Whether the worker of a name still runs.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task FreeDead(long run, string machine, Func<string, bool> isAlive, CancellationToken cancellation)
    {
        await using var connection = await database.Staff.OpenConnectionAsync(cancellation);
        List<string> workers = [];
        await using (var command = Command(connection, "select distinct worker from jobs.night_chunk where run_id = $1 and state = 'taken' and starts_with(worker, $2)", run, machine))
        await using (var rows = await command.ExecuteReaderAsync(cancellation))
        {
            while (await rows.ReadAsync(cancellation)) workers.Add(rows.GetString(0));
        }

        foreach (var dead in workers.Where(worker => !isAlive(worker)))
        {
            await Execute(
                connection, "update jobs.night_chunk set state = 'open', worker = null, lease_until = null where run_id = $1 and worker = $2 and state = 'taken' and attempts < $3",
                cancellation, run, dead, MostAttempts);
        }
    }

    /// <summary>Gives a chunk back: untouched, or as failed after its last try.</summary>
    public async Task GiveBack(long run, NightChunk chunk, string worker, bool isFault, CancellationToken cancellation)
    {
        await using var connection = await database.Staff.OpenConnectionAsync(cancellation);
        await Execute(
            connection,
            """
            update jobs.night_chunk set worker = null, lease_until = null, attempts = attempts - (case when $4 then 0 else 1 end),
                   state = case when $4 and attempts >= $5 then 'failed' else 'open' end
             where run_id = $1 and number = $2 and worker = $3 and state = 'taken'
            """,
            cancellation, run, chunk.Number, worker, isFault, MostAttempts);
    }

    /// <summary>Keeps a chunk's outcomes and changes, once.</summary>
    /// <returns>False when it is no longer this worker's, or was matched against what has since been replaced; then nothing was kept.</returns>
    public async Task<bool> Finish(
        NightRun run, NightChunk chunk, string worker, PinnedVersions versions, IReadOnlyList<(string Id, byte[] Packed)> outcomes, IReadOnlyList<NightChange> changes,
        DateTimeOffset now, CancellationToken cancellation)
    {
        await using var connection = await database.Staff.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var held = await Scalar(
            connection, "select 1 from jobs.night_run where id = $1 and state = 'running' and listings_version = $2 and feeds_version = $3 for share",
            cancellation, run.Id, versions.Listings, versions.Feeds) is not null;
        if (!held || await Execute(
            connection, "update jobs.night_chunk set state = 'done', lease_until = null, done_at = $4 where run_id = $1 and number = $2 and worker = $3 and state = 'taken'",
            cancellation, run.Id, chunk.Number, worker, now) != 1) return false;
        await using (var copy = await connection.BeginBinaryImportAsync("copy night.outcome (run_id, chunk, household_id, packed) from stdin (format binary)", cancellation))
        {
            foreach (var (id, packed) in outcomes)
            {
                await copy.StartRowAsync(cancellation);
                await copy.WriteAsync(run.Id, NpgsqlDbType.Bigint, cancellation);
                await copy.WriteAsync(chunk.Number, NpgsqlDbType.Integer, cancellation);
                await copy.WriteAsync(id, NpgsqlDbType.Text, cancellation);
                await copy.WriteAsync(packed, NpgsqlDbType.Bytea, cancellation);
            }

            await copy.CompleteAsync(cancellation);
        }

        foreach (var change in changes)
        {
            await Execute(
                connection,
                "insert into night.change (run_id, chunk, kind, need, place_key, place_name, on_date, detail, household_ids) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                cancellation, run.Id, chunk.Number, change.Kind.ToString(), change.Need, change.PlaceKey, change.PlaceName, change.Date, change.Detail, change.HouseholdIds.ToArray());
        }

        await transaction.CommitAsync(cancellation);
        return true;
    }

    /// <summary>Pins what an import has brought, for the chunks that are not done.</summary>
    /// <returns>The night as it is now, whoever renewed it.</returns>
    public async Task<NightRun> Renew(NightRun run, PinnedVersions versions, CancellationToken cancellation)
    {
        await using var connection = await database.Staff.OpenConnectionAsync(cancellation);
        await Execute(
            connection,
            """
            update jobs.night_run set renewed = renewed + 1, listings_version = $2, feeds_version = $3
             where id = $1 and listings_version <= $2 and feeds_version <= $3 and (listings_version, feeds_version) <> ($2, $3)
            """,
            cancellation, run.Id, versions.Listings, versions.Feeds);
        return (await FindRun(connection, "id = $1", cancellation, run.Id))!;
    }

    /// <summary>Gives each of these places its number in the night; those that have one keep it.</summary>
    public async Task<IReadOnlyDictionary<Guid, int>> NumberPlaces(long run, IReadOnlyList<(Guid Key, string Name, byte OpenDays)> places, CancellationToken cancellation)
    {
        await using var connection = await database.Staff.OpenConnectionAsync(cancellation);
        await using (var transaction = await connection.BeginTransactionAsync(cancellation))
        {
            await Execute(connection, "select 1 from jobs.night_run where id = $1 for update", cancellation, run);
            await Execute(
                connection,
                """
                insert into night.place (run_id, number, key, name, open_days)
                select $1, coalesce((select max(number) from night.place where run_id = $1), -1) + row_number() over (order by given.key), given.key, given.name, given.open_days
                  from unnest($2, $3, $4) as given (key, name, open_days)
                 where not exists (select from night.place known where known.run_id = $1 and known.key = given.key)
                """,
                cancellation, run, places.Select(place => place.Key).ToArray(), places.Select(place => place.Name).ToArray(), places.Select(place => (short)place.OpenDays).ToArray());
            await transaction.CommitAsync(cancellation);
        }

        return (await ListPlaces(connection, run, cancellation)).ToDictionary(place => place.Key, place => place.Number);
    }

    public async Task<IReadOnlyList<NightPlace>> ListPlaces(long run, CancellationToken cancellation)
    {
        await using var connection = await database.Staff.OpenConnectionAsync(cancellation);
        return await ListPlaces(connection, run, cancellation);
    }

    /// <summary>The packed outcomes of some households of a night; those it did not have are missing.</summary>
    public async Task<IReadOnlyDictionary<string, byte[]>> ListOutcomes(long run, IReadOnlyList<string> householdIds, CancellationToken cancellation)
    {
        await using var connection = await database.Staff.OpenConnectionAsync(cancellation);
        await using var command = Command(connection, "select household_id, packed from night.outcome where run_id = $1 and household_id = any($2)", run, householdIds.ToArray());
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        Dictionary<string, byte[]> found = [];
        while (await rows.ReadAsync(cancellation)) found.Add(rows.GetString(0), rows.GetFieldValue<byte[]>(1));
        return found;
    }

    public async Task<NightProgress> GetProgress(long run, CancellationToken cancellation)
    {
        await using var connection = await database.Staff.OpenConnectionAsync(cancellation);
        await using var command = Command(
            connection,
            """
            select count(*), count(*) filter (where state = 'done'), count(*) filter (where state = 'failed'), coalesce(sum(household_count) filter (where state = 'done'), 0)
              from jobs.night_chunk where run_id = $1
            """,
            run);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        await rows.ReadAsync(cancellation);
        return new NightProgress((int)rows.GetInt64(0), (int)rows.GetInt64(1), (int)rows.GetInt64(2), (int)rows.GetInt64(3));
    }

    /// <summary>Ends a night none of whose chunks is open: finished, or failed when a chunk did. Nights before the one it was compared with lose their outcomes.</summary>
    /// <returns>The night as it is now; still running while a chunk is open.</returns>
    public async Task<NightRun> End(long run, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var connection = await database.Staff.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var ended = await Execute(
            connection,
            """
            update jobs.night_run set finished_at = $2,
                   state = case when exists (select from jobs.night_chunk where run_id = $1 and state = 'failed') then 'failed' else 'finished' end
             where id = $1 and state = 'running' and not exists (select from jobs.night_chunk where run_id = $1 and state in ('open', 'taken'))
            """,
            cancellation, run, now) == 1;
        if (ended)
        {
            await Execute(
                connection,
                """
                delete from jobs.night_run old using jobs.night_run ended
                 where ended.id = $1 and ended.state = 'finished' and old.source = ended.source and old.state <> 'running' and old.id < coalesce(ended.compared_with, ended.id)
                """,
                cancellation, run);
        }

        await transaction.CommitAsync(cancellation);
        return (await FindRun(connection, "id = $1", cancellation, run))!;
    }

    /// <summary>The changes of a night, those of all chunks together; the most households first.</summary>
    public async Task<IReadOnlyList<NightChange>> ListChanges(long run, CancellationToken cancellation)
    {
        await using var connection = await database.Staff.OpenConnectionAsync(cancellation);
        await using var command = Command(
            connection,
            """
            select kind, need, place_key, place_name, on_date, detail, array_agg(household order by household)
              from night.change cross join unnest(household_ids) household
             where run_id = $1
             group by kind, need, place_key, place_name, on_date, detail
             order by count(*) desc, place_name, kind, need, on_date nulls first, detail nulls first, place_key
            """,
            run);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        List<NightChange> changes = [];
        while (await rows.ReadAsync(cancellation))
        {
            changes.Add(new NightChange(
                Enum.Parse<NightChangeKind>(rows.GetString(0)), rows.GetString(1), rows.IsDBNull(2) ? null : rows.GetGuid(2), rows.GetString(3),
                rows.IsDBNull(4) ? null : rows.GetFieldValue<DateOnly>(4), rows.IsDBNull(5) ? null : rows.GetString(5), rows.GetFieldValue<string[]>(6)));
        }

        return changes;
    }

    private static async Task<IReadOnlyList<NightPlace>> ListPlaces(NpgsqlConnection connection, long run, CancellationToken cancellation)
    {
        await using var command = Command(connection, "select number, key, name, open_days from night.place where run_id = $1 order by number", run);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        List<NightPlace> places = [];
        while (await rows.ReadAsync(cancellation)) places.Add(new NightPlace(rows.GetInt32(0), rows.GetGuid(1), rows.GetString(2), (byte)rows.GetInt16(3)));
        return places;
    }

    private static async Task<bool> IsWorkedOn(NpgsqlConnection connection, long run, DateTimeOffset now, CancellationToken cancellation) =>
        (bool)(await Scalar(connection, "select exists (select from jobs.night_chunk where run_id = $1 and state = 'taken' and lease_until >= $2)", cancellation, run, now))!;

    private static async Task<NightRun?> FindRun(NpgsqlConnection connection, string where, CancellationToken cancellation, params object[] values)
    {
        await using var command = Command(connection, $"select {Columns} from jobs.night_run where {where}", values);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        if (!await rows.ReadAsync(cancellation)) return null;
        return new NightRun(
            rows.GetInt64(0), rows.GetString(1), rows.GetString(2), rows.GetFieldValue<DateOnly>(3), rows.GetInt32(4), rows.GetInt32(5), rows.GetInt32(6),
            new PinnedVersions(rows.GetInt64(7), rows.GetInt64(8)), rows.GetInt32(9), rows.IsDBNull(10) ? null : rows.GetInt64(10), rows.GetString(11));
    }

    private static async Task<int> Execute(NpgsqlConnection connection, string sql, CancellationToken cancellation, params object?[] values)
    {
        await using var command = Command(connection, sql, values);
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task<object?> Scalar(NpgsqlConnection connection, string sql, CancellationToken cancellation, params object?[] values)
    {
        await using var command = Command(connection, sql, values);
        return await command.ExecuteScalarAsync(cancellation);
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params object?[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        return command;
    }
}

/// <summary>A night cannot be begun; the message says why and what to do.</summary>
public sealed class NightRefusedException(string message) : Exception(message);

/// <summary>How far a night is.</summary>
internal readonly record struct NightProgress(int Chunks, int Done, int Failed, int HouseholdsDone)
{
    public bool IsOver => Done + Failed == Chunks;
}
