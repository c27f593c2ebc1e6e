using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Domain.Needs;
using ResourceMatch.Domain.Places;
using ResourceMatch.Matching.Outings;

namespace ResourceMatch.Api.OpenReferral;

/// <summary>Which places are within reach of a start, and which say that one gets in without steps: what the match engine knows, for the lists of HSDS.</summary>
/// <remarks>Reads as rm_public: a confidential place has no point, so it is within reach of nowhere. Thread-safe.</remarks>
internal sealed class HsdsReach(Listings listings, Timetables timetables)
{
    /// <returns>Minutes, rounded up, by service at a location; those beyond the limit are missing.</returns>
    public async Task<IReadOnlyDictionary<Guid, int>> FindAsync(TravelQuestion question, CancellationToken cancellation)
    {
        var region = await timetables.RegionOf(question.Start, cancellation);
        var household = new Household { Home = question.Start, HasCar = question.HasCar, Limits = new Limits { OneWayMinutes = question.MaxMinutes } };
        var zone = region.Network.TimeZone;
        var date = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(question.Moment, zone).DateTime);
        var times = new OneWayTimes(new HouseholdTravel(region.Network, household), date);
        Dictionary<GeoPoint, int?> seconds = [];
        Dictionary<Guid, int> minutes = [];
        foreach (var candidate in (await listings.Get(cancellation)).Engine.Candidates)
        {
            if (candidate is not { ServiceAtLocationId: { } id, Point: { } point }) continue;
            cancellation.ThrowIfCancellationRequested();
            if (!seconds.TryGetValue(point, out var found))
            {
                seconds[point] = found = times.SecondsTo(point, question.ArriveBy is null ? question.Now : null, question.ArriveBy);
            }

            if (found <= question.MaxMinutes * 60) minutes[id.Value] = (found.Value + 59) / 60;
        }

        return minutes;
    }

    /// <returns>Services at locations with a step-free way in, as their listings state it.</returns>
    public async Task<IReadOnlySet<Guid>> FindStepFreeAsync(CancellationToken cancellation) =>
        (await listings.Get(cancellation)).Engine.Candidates.Where(candidate => candidate is { StepFree: true, ServiceAtLocationId: not null }).Select(candidate => candidate.ServiceAtLocationId!.Value.Value).ToHashSet();
}
