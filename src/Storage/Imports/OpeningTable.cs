using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Storage.Queries;
using ResourceMatch.Storage.Search;

namespace ResourceMatch.Storage.Imports;

/// <summary>Writes each place's openings of the next days as instants (table opening), so that SQL never reads a rule.</summary>
/// <remarks>The one reader of schedules, <see cref="OpeningHours"/>, decides; this only turns local times into instants. Every host may call it; one transaction each.</remarks>
public static class OpeningTable
{
    /// <summary>How far ahead openings are known.</summary>
    public const int Days = 60;

    /// <summary>Rewrites them when they begin on another day than today or were never written.</summary>
    /// <returns>True when they were rewritten.</returns>
    public static async Task<bool> RefreshAsync(DirectoryDatabase database, TimeProvider clock, TimeZoneInfo timeZone, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(clock);
        var now = clock.GetUtcNow();
        await using var connection = await database.Staff.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using (var window = new NpgsqlCommand("select starts_on from directory.opening_window for update", connection, transaction))
        {
            if (await window.ExecuteScalarAsync(cancellation) is DateOnly startsOn && startsOn == Today(now, timeZone)) return false;
        }

        await RewriteAsync(connection, transaction, now, timeZone, database.Holidays, cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    internal static async Task RewriteAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, DateTimeOffset now, TimeZoneInfo timeZone, HolidayChanges holidays, CancellationToken cancellation)
    {
        var from = Today(now, timeZone);
        var places = await LoadAsync(connection, transaction, cancellation);
        // Places far from every stop keep the time of the setting.
        var zones = await PlaceZones.LoadAsync(connection, transaction, cancellation);
        var calendars = zones.Values.Append(timeZone).Distinct().ToDictionary(zone => zone, holidays.CalendarOf);
        await RunAsync(connection, transaction, "delete from directory.opening", cancellation);
        await CopyAsync(connection, places, from, place => zones.GetValueOrDefault(place.LocationId.Value, timeZone), zone => calendars[zone], cancellation);
        await SearchDocuments.RewriteDaysAsync(connection, transaction, timeZone, cancellation);
        await using var window = new NpgsqlCommand("update directory.opening_window set starts_on = $1", connection, transaction) { Parameters = { new() { Value = from } } };
        await window.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Rewrites the openings of some services, for the days that the table holds. A table that was never written stays so.</summary>
    internal static async Task RewriteSomeAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Guid[] services, TimeZoneInfo timeZone, HolidayChanges holidays, CancellationToken cancellation)
    {
        await using var window = new NpgsqlCommand("select starts_on from directory.opening_window", connection, transaction);
        if (await window.ExecuteScalarAsync(cancellation) is not DateOnly from) return;
        await using var db = new DirectoryDb(DirectoryDb.OptionsFor(connection));
        await db.Database.UseTransactionAsync(transaction, cancellation);
        var graphs = await ServiceGraphs.LoadAsync(db, [.. services.Select(id => new Domain.Id<Service>(id))], cancellation);
        List<ServiceAtLocation> places = [.. graphs.Services.SelectMany(service => service.ServiceAtLocations)];
        var zones = await PlaceZones.LoadAsync(connection, transaction, [.. places.Select(place => place.LocationId.Value).Distinct()], cancellation);
        var calendars = zones.Values.Append(timeZone).Distinct().ToDictionary(zone => zone, holidays.CalendarOf);
        await using (var delete = new NpgsqlCommand("delete from directory.opening where service_at_location_id = any($1)", connection, transaction))
        {
            delete.Parameters.Add(new() { Value = places.Select(place => place.Id.Value).ToArray() });
            await delete.ExecuteNonQueryAsync(cancellation);
        }

        await CopyAsync(connection, places, from, place => zones.GetValueOrDefault(place.LocationId.Value, timeZone), zone => calendars[zone], cancellation);
    }

    private static async Task CopyAsync(
        NpgsqlConnection connection, List<ServiceAtLocation> places, DateOnly from, Func<ServiceAtLocation, TimeZoneInfo> zoneOf, Func<TimeZoneInfo, HolidayCalendar> calendarOf,
        CancellationToken cancellation)
    {
        await using var copy = await connection.BeginBinaryImportAsync("copy directory.opening (service_at_location_id, during) from stdin (format binary)", cancellation);
        foreach (var place in places)
        {
            var zone = zoneOf(place);
            foreach (var opening in OpeningHours.For(place, place.Service!, place.Location, calendarOf(zone)).Between(from, from.AddDays(Days - 1)))
            {
                if (Instants(opening, zone) is not { } during) continue;
                await copy.StartRowAsync(cancellation);
                await copy.WriteAsync(place.Id.Value, NpgsqlDbType.Uuid, cancellation);
                await copy.WriteAsync(during, NpgsqlDbType.TimestampTzRange, cancellation);
            }
        }

        await copy.CompleteAsync(cancellation);
    }

    private static DateOnly Today(DateTimeOffset now, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);

    // An opening whose wall-clock times fall into the hour that spring leaves out begins when that hour is over; one that vanishes is none.
    private static NpgsqlRange<DateTime>? Instants(Opening opening, TimeZoneInfo zone)
    {
        var midnight = opening.Date.ToDateTime(TimeOnly.MinValue);
        var opens = ToUtc(midnight.AddMinutes(opening.OpensMinute), zone);
        var closes = ToUtc(midnight.AddMinutes(opening.ClosesMinute), zone);
        return opens < closes ? new NpgsqlRange<DateTime>(opens, true, closes, false) : null;
    }

    private static DateTime ToUtc(DateTime local, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTimeToUtc(zone.IsInvalidTime(local) ? local.AddHours(1) : local, zone);

    private static async Task<List<ServiceAtLocation>> LoadAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellation)
    {
        await using var db = new DirectoryDb(DirectoryDb.OptionsFor(connection));
        await db.Database.UseTransactionAsync(transaction, cancellation);
        var graphs = await ServiceGraphs.LoadAllAsync(db, cancellation);
        return [.. graphs.Services.SelectMany(service => service.ServiceAtLocations)];
    }

    private static async Task RunAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection, transaction);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
