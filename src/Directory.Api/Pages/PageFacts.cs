using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Storage;

namespace ResourceMatch.Api.Pages;

/// <summary>What every page says at its edges: whether the city is invented, from when to when there are bus times, and what day it is there.</summary>
/// <remarks>Read again after half a minute, so that an import shows. Thread-safe.</remarks>
internal sealed class PageFacts(DirectoryDatabase database, Families families, IConfiguration configuration, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    private (DateTimeOffset Read, Facts Facts)? last;

    /// <param name="IsSample">True while the families are the invented ones.</param>
    /// <param name="Calendars">First and last day of each timetable. Empty = no buses yet.</param>
    /// <param name="Zone">Where the buses run.</param>
    internal sealed record Facts(bool IsSample, IReadOnlyList<(DateOnly From, DateOnly To)> Calendars, TimeZoneInfo Zone);

    public async ValueTask<Facts> Get(CancellationToken cancellation)
    {
        if (last is { } known && clock.GetUtcNow() - known.Read < Fresh) return known.Facts;
        List<(DateOnly, DateOnly)> calendars = [];
        var zone = configuration["ResourceMatch:TimeZone"] ?? "UTC";
        await using var command = database.Public.CreateCommand("select valid_from, valid_to, time_zone from directory.feed_version where live order by key");
        await using (var rows = await command.ExecuteReaderAsync(cancellation))
        {
            while (await rows.ReadAsync(cancellation))
            {
                if (calendars.Count == 0) zone = rows.GetString(2);
                calendars.Add((rows.GetFieldValue<DateOnly>(0), rows.GetFieldValue<DateOnly>(1)));
            }
        }

        var facts = new Facts((await families.List()).Count > 0, calendars, TimeZoneInfo.FindSystemTimeZoneById(zone));
        last = (clock.GetUtcNow(), facts);
        return facts;
    }

    /// <summary>The local day and the minutes after its midnight.</summary>
    public async ValueTask<(DateOnly Today, int Minute)> Now(CancellationToken cancellation)
    {
        var local = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), (await Get(cancellation)).Zone);
        return (DateOnly.FromDateTime(local.DateTime), (int)local.TimeOfDay.TotalMinutes);
    }
}
