using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Domain;
using ResourceMatch.Domain.Needs;
using ResourceMatch.Domain.Places;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Matching;
using ResourceMatch.Matching.Outings;

namespace ResourceMatch.Api.Features.Search;

/// <summary>Minutes from a start to every service without a car, from the timetables and listings in memory.</summary>
/// <remarks>
/// The quickest way by day (8:00 to 20:00) of the date asked, on foot or by bus; hours and the way home are a match's business, not a list's.
/// A confidential place has no point in memory and so no minutes. Thread-safe.
/// </remarks>
public sealed class SearchTravel(Listings listings, Timetables timetables, TimeProvider clock)
{
    private const int DayFromMinute = 8 * 60, DayUntilMinute = 20 * 60;
    private static readonly Limits Limits = new() { WalkMeters = 1_200 };

    /// <param name="start">Never logged and never kept.</param>
    /// <param name="day">The weekday asked for; null = today where the buses run.</param>
    /// <returns>By service; null = it comes to the family or is given by phone; missing = no way, or nobody knows where it is.</returns>
    public async Task<IReadOnlyDictionary<Id<Service>, int?>> FindMinutes(GeoPoint start, DayOfWeek? day, CancellationToken cancellation)
    {
        var region = await timetables.RegionOf(start, cancellation);
        var snapshot = await listings.Get(cancellation);
        var date = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), region.Network.TimeZone).DateTime);
        if (day is { } wanted) date = date.AddDays(((int)wanted - (int)date.DayOfWeek + 7) % 7);
        var household = new Household { Home = start, Limits = Limits, FreeTimes = [new FreeTime(date.DayOfWeek, DayFromMinute, DayUntilMinute)] };
        var travel = new HouseholdTravel(region.Network, household);
        Dictionary<Id<Service>, int?> minutes = [];
        Dictionary<GeoPoint, int?> known = [];
        foreach (var candidate in snapshot.Engine.Candidates)
        {
            if (candidate.Delivery != Delivery.AtPlace)
            {
                minutes.TryAdd(candidate.ServiceId, null);
                continue;
            }

            if (candidate.Point is not { } point) continue;
            if (!known.TryGetValue(point, out var seconds)) known[point] = seconds = travel.FindQuickestSeconds(point, date);
            if (seconds is not { } some) continue;
            var up = (some + 59) / 60;
            if (!minutes.TryGetValue(candidate.ServiceId, out var before) || before is null || up < before) minutes[candidate.ServiceId] = up;
        }

        return minutes;
    }
}
