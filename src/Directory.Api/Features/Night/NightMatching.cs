using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Domain.Needs;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Matching;

namespace ResourceMatch.Api.Features.Night;

/// <summary>What a night matches against: one state of the directory, its places numbered.</summary>
/// <remarks>Immutable; shared by the workers of a host.</remarks>
internal sealed class NightGround
{
    private readonly int[] numbers;
    private readonly bool[] callFirst;
    private readonly Dictionary<Guid, int> byKey = [];

    /// <param name="versions">What it was read from.</param>
    /// <param name="snapshot">The listings.</param>
    /// <param name="placeNumbers">The night's number of every candidate, by key.</param>
    /// <param name="from">The first date judged.</param>
    public NightGround(PinnedVersions versions, Listings.Snapshot snapshot, IReadOnlyDictionary<Guid, int> placeNumbers, DateOnly from)
    {
        Versions = versions;
        Engine = snapshot.Engine;
        numbers = [.. Engine.Candidates.Select(candidate => placeNumbers[KeyOf(candidate)])];
        callFirst = [.. Engine.Candidates.Select(candidate => candidate.Delivery == Delivery.AtPlace
            && (candidate.Visibility != LocationVisibility.Public || candidate.Point is null || candidate.Hours.Knowledge(from) != HoursKnowledge.Known))];
        for (var index = 0; index < Engine.Candidates.Count; index++) byKey[KeyOf(Engine.Candidates[index])] = index;
    }

    public PinnedVersions Versions { get; }

    public MatchEngine Engine { get; }

    public static Guid KeyOf(Candidate candidate) => candidate.ServiceAtLocationId?.Value ?? candidate.ServiceId.Value;

    public static string NameOf(Candidate candidate) =>
        candidate.LocationName is { } at && at != candidate.ServiceName ? $"{candidate.ServiceName}, {at}" : candidate.ServiceName;

    /// <summary>One bit for each date on which a candidate's hours say that it opens.</summary>
    public static byte OpenDaysOf(Candidate candidate, DateOnly from, int days)
    {
        var bits = 0;
        foreach (var opening in candidate.Hours.Between(from, from.AddDays(days - 1))) bits |= 1 << (opening.Date.DayNumber - from.DayNumber);
        return (byte)bits;
    }

    public int NumberOf(int candidate) => numbers[candidate];

    public bool IsCallFirst(int candidate) => callFirst[candidate];

    public int? FindCandidate(Guid key) => byKey.TryGetValue(key, out var index) ? index : null;
}

/// <summary>Judges one household after the other for all its needs.</summary>
/// <remarks>Keeps its lists; use one for each thread.</remarks>
internal sealed class NightMatching(NightGround ground)
{
    private readonly List<List<PlaceVerdict>> verdicts = [];
    private IReadOnlyList<string> needs = [];

    /// <summary>Verdicts given so far.</summary>
    public long JudgedCount { get; private set; }

    /// <param name="joining">Gives the household its ways; made for the region of its home.</param>
    /// <param name="household">Who is judged.</param>
    /// <param name="from">The first date.</param>
    /// <param name="days">1 to 7.</param>
    public NightOutcome Judge(NightJoining joining, NightHousehold household, DateOnly from, int days)
    {
        var travel = joining.Begin(household.Household);
        needs = [.. household.Household.Needs.Distinct(StringComparer.Ordinal)];
        List<(string, IReadOnlyList<UsablePlace>)> outcomes = [];
        for (var index = 0; index < needs.Count; index++)
        {
            if (index == verdicts.Count) verdicts.Add([]);
            verdicts[index].Clear();
            ground.Engine.Judge(travel, NeedVocabulary.Default.Get(needs[index]), from, days, verdicts[index], everyDay: true);
            JudgedCount += verdicts[index].Count;
            outcomes.Add((needs[index], UsableOf(verdicts[index])));
        }

        return new NightOutcome(household.Mark, outcomes);
    }

    /// <summary>Of the household judged last: the kind of reason against a place, null when its terms are no obstacle.</summary>
    public string? WhyRuledOut(string need, Guid place)
    {
        if (ground.FindCandidate(place) is not { } candidate) return nameof(Reason.NotForThisNeed);
        var index = Enumerable.Range(0, needs.Count).First(index => needs[index] == need);
        foreach (var verdict in verdicts[index])
        {
            if (verdict.Candidate != candidate) continue;
            return verdict.State switch
            {
                PlaceState.Excluded => verdict.Reason?.Kind,
                PlaceState.Elsewhere => nameof(PlaceState.Elsewhere),
                _ => null,
            };
        }

        return nameof(Reason.NotForThisNeed);
    }

    private UsablePlace[] UsableOf(List<PlaceVerdict> judged)
    {
        List<UsablePlace> usable = [];
        foreach (ref readonly var verdict in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(judged))
        {
            if (verdict.State == PlaceState.Kept)
            {
                usable.Add(new UsablePlace(ground.NumberOf(verdict.Candidate), (byte)verdict.Days, ground.IsCallFirst(verdict.Candidate), (verdict.AwaySeconds + 59) / 60));
            }
        }

        usable.Sort(static (a, b) => a.Place.CompareTo(b.Place));
        return [.. usable];
    }
}
