using NpgsqlTypes;

namespace ResourceMatch.Storage.Upkeep;

/// <summary>How often each listing was looked at, by week: counted in memory, added to the table now and then. No who, no where, no when.</summary>
/// <remarks>What was counted since the last writing is lost when a host dies: a figure for staff's order of work needs no more. Thread-safe.</remarks>
public sealed class ListingViews(DirectoryDatabase database, TimeProvider clock)
{
    private readonly Lock gate = new();
    private Dictionary<Guid, int> counts = [];

    /// <summary>Bound of what is kept between two writings; the rest is not counted.</summary>
    private const int MostListings = 100_000;

    public void Count(Guid service)
    {
        lock (gate)
        {
            if (counts.Count < MostListings || counts.ContainsKey(service)) counts[service] = counts.GetValueOrDefault(service) + 1;
        }
    }

    /// <summary>Adds what was counted to the week's figures.</summary>
    public async Task WriteAsync(CancellationToken cancellation)
    {
        Dictionary<Guid, int> taken;
        lock (gate)
        {
            if (counts.Count == 0) return;
            (taken, counts) = (counts, []);
        }

        await using var command = database.Staff.CreateCommand(
            """
            insert into directory_private.listing_view as t (service_id, week, views)
            select s.id, $3, v.views from unnest($1::uuid[], $2::integer[]) as v(id, views) join directory.service s on s.id = v.id order by s.id
            on conflict (service_id, week) do update set views = t.views + excluded.views
            """);
        command.Parameters.Add(new() { Value = taken.Keys.ToArray() });
        command.Parameters.Add(new() { Value = taken.Values.ToArray() });
        command.Parameters.Add(new() { Value = Monday(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)), NpgsqlDbType = NpgsqlDbType.Date });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The Monday of a date's week.</summary>
    public static DateOnly Monday(DateOnly date) => date.AddDays(-(((int)date.DayOfWeek + 6) % 7));
}
