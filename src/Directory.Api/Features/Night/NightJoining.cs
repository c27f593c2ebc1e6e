using ResourceMatch.Domain.Needs;
using ResourceMatch.Matching.Outings;
using ResourceMatch.Transit;

namespace ResourceMatch.Api.Features.Night;

/// <summary>Gives one household after the other its day profiles, joined from those of its access stops.</summary>
/// <remarks>Keeps its arrays: use one for each thread. A household's profiles are valid until the next one begins.</remarks>
internal sealed class NightJoining(NightProfiles profiles)
{
    private readonly Dictionary<int, ProfileSearch> searches = [];
    private readonly Dictionary<(int DayNumber, OutingEnd End, bool IsBack, TimeWindow Window), DayProfile?> ofHousehold = [];
    private readonly List<ProfileJoin> outJoins = [];
    private readonly List<ProfileJoin> backJoins = [];
    private readonly Dictionary<int, NetworkDay> days = [];
    private int outUsed;
    private int backUsed;
    private int longestSeconds;

    public NightProfiles Profiles => profiles;

    /// <summary>Joins made; the unit of work of a household.</summary>
    public long JoinCount { get; private set; }

    /// <summary>Ways read by them.</summary>
    public long WaysRead => outJoins.Concat(backJoins).Sum(join => join.WaysRead);

    public HouseholdTravel Begin(Household household)
    {
        ofHousehold.Clear();
        (outUsed, backUsed) = (0, 0);
        longestSeconds = household.Limits.OneWayMinutes * 60;
        return new HouseholdTravel(profiles.Network, household, Find) { SharesProfiles = true };
    }

    private DayProfile? Find(ProfileRequest request)
    {
        var day = profiles.DayOf(request.Date, request.Options);
        // Dates of one type, with the same free times, have the same profile.
        var key = (day.Number, request.End, request.IsBack, request.Window);
        if (ofHousehold.TryGetValue(key, out var known)) return known;
        return ofHousehold[key] = Join(day, request);
    }

    private DayProfile Join((int Number, TimeWindow Window) day, ProfileRequest request)
    {
        if (!days.TryGetValue(day.Number, out var network)) days[day.Number] = network = request.GetDay();
        JoinCount++;
        return NextJoin(request.IsBack).Join(
            network, request.Walks, stop => profiles.Get(day, stop, request.IsBack, () => SearchOf(day.Number, network)), request.Window, Math.Min(longestSeconds, profiles.LongestSeconds));
    }

    private ProfileSearch SearchOf(int dayNumber, NetworkDay day)
    {
        if (!searches.TryGetValue(dayNumber, out var search)) searches[dayNumber] = search = new ProfileSearch(day);
        return search;
    }

    private ProfileJoin NextJoin(bool isBack)
    {
        var (joins, used) = isBack ? (backJoins, backUsed++) : (outJoins, outUsed++);
        if (used == joins.Count) joins.Add(new ProfileJoin(profiles.Wanted, isBack));
        return joins[used];
    }
}
