using ResourceMatch.Domain.Needs;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Matching.Constraints;
using ResourceMatch.Matching.Outings;

namespace ResourceMatch.Matching.Judging;

/// <summary>One candidate judged: the best outing's numbers, or the first thing that decided against it.</summary>
internal struct Judged
{
    public int Candidate;
    public PlaceState State;
    public Reason? Reason;
    public QuickOuting Best;

    /// <summary>The best outing's date; only where <see cref="QuickOuting.IsFound"/>.</summary>
    public DateOnly Date;

    /// <summary>As <see cref="PlaceVerdict.Days"/>.</summary>
    public int Days;
}

/// <summary>Judges candidates for one household, one need and one window, cheapest question first.</summary>
/// <remarks>Belongs to one match; not thread-safe.</remarks>
internal sealed class PlaceJudge
{
    private readonly CandidateTable table;
    private readonly HouseholdTravel travel;
    private readonly Need need;
    private readonly int[] slots;
    private readonly DayView[] days;
    private readonly FacetRulings rulings;
    private readonly HoursKnowledge[] knowledge;
    private readonly PlaceSearch search;
    private readonly OutingFinder outings;
    private readonly IsInSeason season;
    private readonly double horizonMeters;
    private long judged;
    private long excluded;
    private long searched;

    public PlaceJudge(CandidateTable table, HouseholdTravel travel, Need need, DateOnly from, int dayCount, MatchOptions options, bool isOneRegion, bool everyDay)
    {
        this.table = table;
        this.travel = travel;
        this.need = need;
        slots = table.SlotsOf(need.Key);
        days = new DayView[dayCount];
        for (var day = 0; day < dayCount; day++) days[day] = new DayView(travel, from.AddDays(day), need.Carries, table.Calendar);
        rulings = new FacetRulings(table.Facets, travel.Household, need);
        knowledge = table.Calendar.KnowledgeFrom(from);
        search = new PlaceSearch(table, travel, need, days, options, everyDay);
        outings = new OutingFinder(travel, need, from, dayCount, options, isOneRegion);
        season = new IsInSeason(from, from.AddDays(dayCount - 1));
        horizonMeters = options.HorizonMeters * Math.Max(1, travel.Household.Limits.OneWayMinutes / 60.0);
    }

    public MatchCounters Counters => new(judged, excluded, searched, search.WaysTried, search.OutingsTried);

    public HoursKnowledge HoursOf(int candidate) => knowledge[candidate];

    public IEnumerable<Reason> CaveatsOf(int candidate) => rulings.CaveatsOf(candidate);

    /// <summary>Every day's best outing, best first; to be drawn.</summary>
    public IReadOnlyList<Outing> OutingsOf(int candidate) => outings.Find(table.All[candidate]).Outings;

    /// <summary>Judges all candidates that answer the need, in the directory's order.</summary>
    public Judged[] JudgeAll()
    {
        var answering = table.Answering(need.Key);
        var all = new Judged[answering.Length];
        var wanted = new SearchedPlace[answering.Length];
        var count = 0;
        for (var position = 0; position < all.Length; position++)
        {
            if (AskListing(answering[position], ref all[position])) wanted[count++] = Wanted(position, answering[position]);
        }

        Search(wanted.AsSpan(0, count), all);
        return all;
    }

    /// <summary>Judges one candidate of the need.</summary>
    public Judged Judge(int candidate)
    {
        var position = Array.BinarySearch(table.Answering(need.Key), candidate);
        if (position < 0) throw new ArgumentOutOfRangeException(nameof(candidate), candidate, "Does not answer the need.");
        var judged = new Judged[position + 1];
        if (AskListing(candidate, ref judged[position])) Search([Wanted(position, candidate)], judged);
        return judged[position];
    }

    private SearchedPlace Wanted(int position, int candidate) => new()
    {
        Position = position,
        Slot = slots[position],
        Candidate = candidate,
        Point = table.All[candidate].Point!.Value,
        Hours = knowledge[candidate] == HoursKnowledge.Known ? SearchedHours.Known : SearchedHours.Supposed,
        Listed = table.All[candidate].Hours,
    };

    private void Search(Span<SearchedPlace> wanted, Judged[] all)
    {
        searched += wanted.Length;
        search.Find(wanted);
        List<SearchedPlace> again = [];
        foreach (ref readonly var place in wanted)
        {
            ref var judged = ref all[place.Position];
            if (place.Day >= 0) (judged.Best, judged.Date, judged.Days) = (place.Best, days[place.Day].Date, place.DaysFound);
            else if (place.Hours == SearchedHours.Supposed) again.Add(place with { Hours = SearchedHours.WholeDay });
            else judged.State = PlaceState.NoOuting;
        }

        // Our supposition of office hours may give a trip; it may not take a place away.
        var whole = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(again);
        search.Find(whole);
        foreach (ref readonly var place in whole)
        {
            if (place.Day < 0) all[place.Position].State = PlaceState.NoOuting;
        }
    }

    /// <summary>Everything that the listing itself decides; true = an outing must be looked for.</summary>
    private bool AskListing(int index, ref Judged result)
    {
        judged++;
        var candidate = table.All[index];
        result = new Judged { Candidate = index, Best = new QuickOuting() };
        if (travel.Household.Home is { } home && (candidate.Point ?? candidate.TownPoint) is { } place && home.IsFartherThan(horizonMeters, place))
        {
            result.State = PlaceState.Elsewhere;
            return false;
        }

        if (rulings.FirstExclusion(index) is { } reason) return Out(ref result, PlaceState.Excluded, reason);
        if (knowledge[index] == HoursKnowledge.Known && !OpensInWindow(index)) return Out(ref result, PlaceState.OutOfSeason, null);
        if (candidate.Delivery != Delivery.AtPlace || candidate.Visibility != LocationVisibility.Public) return false;
        if (candidate.Point is null) return outings.WhyTooFarWithoutPoint(candidate) is { } far && Out(ref result, PlaceState.Excluded, far);
        return travel.Household.Home is not null || Out(ref result, PlaceState.Excluded, new Reason.PlaceUnknown());
    }

    /// <summary>The reason of a candidate that is not kept.</summary>
    public Reason WhyNot(in Judged judged) => judged.State switch
    {
        PlaceState.OutOfSeason => season.Judge(table.All[judged.Candidate]).Exclusion!,
        PlaceState.NoOuting => outings.Find(table.All[judged.Candidate]).Broken!,
        _ => judged.Reason ?? throw new InvalidOperationException($"Candidate {judged.Candidate} is {judged.State}."),
    };

    private bool Out(ref Judged result, PlaceState state, Reason? reason)
    {
        excluded++;
        (result.State, result.Reason) = (state, reason);
        return false;
    }

    private bool OpensInWindow(int index)
    {
        foreach (var day in days)
        {
            if (!day.Openings.Of(index).IsEmpty) return true;
        }

        return false;
    }
}
