using ResourceMatch.Domain.Needs;
using ResourceMatch.Matching.Outings;
using ResourceMatch.Transit;

namespace ResourceMatch.Matching.Advice;

/// <summary>Lets households that differ in one thing share what they have in common: a day profile is searched once for each day, end and window.</summary>
/// <remarks>Their homes, schools and work are the same, so that a day's own options tell which walks lead to its stops. Not thread-safe.</remarks>
internal sealed class SharedProfiles(HouseholdTravel travel)
{
    private readonly Dictionary<(DayOptions Options, DateOnly Date, OutingEnd End, TimeWindow Window, bool IsBack), DayProfile> known = [];

    /// <param name="changed">The household of the first travel with one thing changed; not where it starts and ends.</param>
    public HouseholdTravel TravelOf(Household changed) => new(travel.Network, changed, Find);

    private DayProfile? Find(ProfileRequest request)
    {
        var key = (request.Options, request.Date, request.End, request.Window, request.IsBack);
        if (known.TryGetValue(key, out var profile)) return profile;
        return known[key] = FindOwn(request) ?? travel.Network.FindDayInUse(request.Date, request.Options)!.Search(request);
    }

    /// <summary>What the first travel has searched already.</summary>
    private DayProfile? FindOwn(ProfileRequest request)
    {
        var date = request.Date;
        foreach (var carries in request.IsBack ? [false, true] : new[] { false })
        {
            if (travel.OptionsFor(request.IsBack ? travel.BackMeters(carries) : travel.Household.Limits.WalkMeters) != request.Options) continue;
            if (travel.WindowOf(date, request.End, request.IsBack) == request.Window) return travel.ProfileOf(date, request.End, request.IsBack, carries);
        }

        return null;
    }
}
