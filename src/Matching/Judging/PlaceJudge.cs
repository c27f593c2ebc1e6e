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
    private readonly DateOnly from;
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
        this.from = from;
        days = new DayView[dayCount];
        for (var day = 0; day < dayCount; day++) days[day] = new DayView(travel, from.AddDays(day), need.Carries, table.Calendar);
        rulings = new FacetRulings(table.Facets, travel.Household, need);
        knowledge = table.Calendar.KnowledgeFrom(from);
        search = new PlaceSearch(travel, need, days, options, everyDay);
        outings = new OutingFinder(travel, need, from, dayCount, options, isOneRegion);
        season = new IsInSeason(from, from.AddDays(dayCount - 1));
        horizonMeters = options.HorizonMeters * Math.Max(1, travel.Household.Limits.OneWayMinutes / 60.0);
    }

    public MatchCounters Counters => new(judged, excluded, searched, search.Quick.WaysTried, search.Quick.OutingsTried);

    public HoursKnowledge HoursOf(int candidate) => knowledge[candidate];

    public IEnumerable<Reason> CaveatsOf(int candidate) => rulings.CaveatsOf(candidate);

    /// <summary>Every day's best outing, best first; to be drawn.</summary>
    public IReadOnlyList<Outing> OutingsOf(int candidate) => outings.Find(table.All[candidate]).Outings;

    public Judged Judge(int index)
    {
        judged++;
        var candidate = table.All[index];
        var result = new Judged { Candidate = index, Best = new QuickOuting() };
        if (travel.Household.Home is { } home && (candidate.Point ?? candidate.TownPoint) is { } place && home.MetersTo(place) > horizonMeters) return result with { State = PlaceState.Elsewhere };
        if (rulings.FirstExclusion(index) is { } reason) return Out(result, PlaceState.Excluded, reason);
        if (knowledge[index] == HoursKnowledge.Known && !OpensInWindow(index)) return Out(result, PlaceState.OutOfSeason, null);
        if (candidate.Delivery != Delivery.AtPlace || candidate.Visibility != LocationVisibility.Public) return result;
        if (candidate.Point is not { } point) return outings.WhyTooFarWithoutPoint(candidate) is { } far ? Out(result, PlaceState.Excluded, far) : result;
        if (travel.Household.Home is null) return Out(result, PlaceState.Excluded, new Reason.PlaceUnknown());

        searched++;
        var isKnown = knowledge[index] == HoursKnowledge.Known;
        result.Best = search.Find(index, point, isKnown ? SearchedHours.Known : SearchedHours.Supposed, candidate.Hours, out var day);
        if (day >= 0) return result with { Date = days[day].Date, Days = search.DaysFound };
        // Our supposition of office hours may give a trip; it may not take a place away.
        if (!isKnown && search.Find(index, point, SearchedHours.WholeDay, candidate.Hours, out _).IsFound) return result;
        return result with { State = PlaceState.NoOuting };
    }

    /// <summary>The reason of a candidate that is not kept.</summary>
    public Reason WhyNot(in Judged judged) => judged.State switch
    {
        PlaceState.OutOfSeason => season.Judge(table.All[judged.Candidate]).Exclusion!,
        PlaceState.NoOuting => outings.Find(table.All[judged.Candidate]).Broken!,
        _ => judged.Reason ?? throw new InvalidOperationException($"Candidate {judged.Candidate} is {judged.State}."),
    };

    private Judged Out(Judged judged, PlaceState state, Reason? reason)
    {
        excluded++;
        return judged with { State = state, Reason = reason };
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
