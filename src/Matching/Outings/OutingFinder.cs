using System.Runtime.InteropServices;
using ResourceMatch.Domain.Needs;
using ResourceMatch.Domain.Resources;

namespace ResourceMatch.Matching.Outings;

/// <summary>The one class that decides whether a family can get to a place and home again, and when: the best outing of each day, or the link that broke.</summary>
/// <remarks>Made for one household, one need and one window of days; remembers what it found. The terms stand in this project's README. Not thread-safe.</remarks>
internal sealed class OutingFinder(HouseholdTravel travel, Need need, DateOnly from, int days, MatchOptions options, bool isOneRegion)
{
    private readonly Dictionary<Candidate, Found> known = new(ReferenceEqualityComparer.Instance);
    private readonly VisitTerms terms = new(need.StayMinutes * 60, travel.Household.Limits.OneWayMinutes * 60, options.MaxWaitMinutes * 60);

    /// <param name="Outings">Best first, at most one a day.</param>
    /// <param name="Broken">Why there is none; null when there is one, or when none is needed or can be planned.</param>
    internal readonly record struct Found(IReadOnlyList<Outing> Outings, Reason? Broken);

    /// <summary>Whether a place of unknown hours is supposed to be open on a date: Monday to Friday, but for holidays and days on which it says that it is closed.</summary>
    public static bool IsSupposedOpen(OpeningHours listed, DateOnly date) =>
        date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && listed.Holidays.Find(date) is null && !listed.IsClosedAllOf(date, date);

    public Found Find(Candidate candidate)
    {
        ref var found = ref CollectionsMarshal.GetValueRefOrAddDefault(known, candidate, out var exists);
        return exists ? found : found = Search(candidate);
    }

    private Found Search(Candidate candidate)
    {
        if (candidate.Delivery != Delivery.AtPlace || candidate.Visibility != LocationVisibility.Public) return new([], null);
        if (candidate.Point is null) return new([], WhyTooFarWithoutPoint(candidate));
        if (travel.Household.Home is null) return new([], new Reason.PlaceUnknown());

        var hoursKnown = candidate.Hours.Knowledge(from) == HoursKnowledge.Known;
        var openings = hoursKnown ? candidate.Hours.Between(from, from.AddDays(days - 1)) : ListSupposed(candidate);
        var (plans, breakage) = Plan(candidate, openings);
        if (plans.Count == 0)
        {
            return new([], hoursKnown ? WhyNone(candidate, openings, breakage) : WhyNeverReached(candidate));
        }

        return new([.. plans
            .OrderBy(plan => plan.Plan.AwaySeconds)
            .ThenBy(plan => plan.Date)
            .Select(plan => Tell(candidate, plan, hoursKnown))], null);
    }

    private (List<Kept> Plans, Breakage Breakage) Plan(Candidate candidate, IReadOnlyList<Opening> openings)
    {
        var breakage = new Breakage();
        List<Kept> plans = [];
        foreach (var day in openings.GroupBy(opening => opening.Date))
        {
            if (FindBestOf(candidate, day.Key, day, breakage) is { } best) plans.Add(best);
        }

        return (plans, breakage);
    }

    /// <summary>Our supposition of office hours may give a trip; it may not take a place away. Only one that cannot be reached at any hour they are free is left out.</summary>
    private Reason? WhyNeverReached(Candidate candidate)
    {
        var (plans, breakage) = Plan(candidate, [.. Enumerable.Range(0, days).Select(from.AddDays).Select(date => new Opening(date, 0, 1_440))]);
        return plans.Count > 0 ? null : WhyNone(candidate, [], breakage);
    }

    /// <summary>A pantry of our town without a point is worth a phone call; one of a town far away is not, nor one that may be anywhere in a country.</summary>
    public Reason? WhyTooFarWithoutPoint(Candidate candidate) => candidate switch
    {
        { Town: { } town, TownPoint: { } about } => travel.Household.Home is { } home && home.MetersTo(about) > options.TownMeters ? new Reason.InAnotherTown(town) : null,
        _ => isOneRegion ? null : new Reason.PlaceUnknown(),
    };

    private Kept? FindBestOf(Candidate candidate, DateOnly date, IEnumerable<Opening> openings, Breakage breakage)
    {
        Kept? best = null;
        var clock = travel.ClockOf(date);
        foreach (var opening in openings)
        {
            var open = new Span(clock.SecondsOf(opening.OpensMinute), clock.SecondsOf(opening.ClosesMinute));
            foreach (var segment in travel.SegmentsOf(date))
            {
                // Asked first: the ways of a day nobody can use are never searched.
                if (open.Cut(segment.Free).Seconds < terms.StaySeconds) continue;
                foreach (var ways in travel.ListWaysTo(candidate, date, need.Carries, segment.StartsAt, segment.EndsAt))
                {
                    if (OutingSearch.FindBest(ways, open, segment.Free, terms, breakage) is { } plan && plan.IsBetterThan(best?.Plan)) best = new Kept(date, plan, open, segment);
                }
            }
        }

        return best;
    }

    private Opening[] ListSupposed(Candidate candidate) =>
    [
        .. Enumerable.Range(0, days)
            .Select(from.AddDays)
            .Where(date => IsSupposedOpen(candidate.Hours, date))
            .Select(date => new Opening(date, options.SupposedOpensMinute, options.SupposedClosesMinute)),
    ];

    /// <param name="candidate">The place.</param>
    /// <param name="openings">Its known openings; empty where nobody knows when it is open.</param>
    /// <param name="breakage">What broke.</param>
    private Reason WhyNone(Candidate candidate, IReadOnlyList<Opening> openings, Breakage breakage)
    {
        DayOfWeek[] openDays = [.. openings.Select(opening => opening.Date.DayOfWeek).Distinct().Order()];
        // Of days without a timetable nobody knows whether a bus goes.
        DayOfWeek[] busDays = [.. openings.Where(opening => travel.HasTimetable(opening.Date)).Select(opening => opening.Date.DayOfWeek).Distinct().Order()];
        var limitMinutes = travel.Household.Limits.OneWayMinutes;
        return breakage.Link switch
        {
            Link.Hours => new Reason.ClosedWhenFree(openDays),
            Link.Calendar => travel.WhyNoTimetable(candidate),
            Link.Stops => travel.WhyNoStop(candidate, carrying: false),
            // A car needs no bus: there is just too little time while it is open.
            Link.Arrival => travel.Household.HasCar ? new Reason.ClosedWhenFree(openDays) : new Reason.NoBusThatDay(busDays),
            Link.WayThere => new Reason.TooFar(Minutes.Up(breakage.Seconds), limitMinutes),
            Link.StopsBack => travel.WhyNoStop(candidate, carrying: need.Carries),
            Link.WayBack => new Reason.WayHomeTooLong(Minutes.Up(breakage.Seconds), limitMinutes),
            _ => new Reason.NoWayHome(),
        };
    }

    private Outing Tell(Candidate candidate, Kept kept, bool hoursKnown)
    {
        var (date, plan, open, segment) = kept;
        return new()
        {
            Date = date,
            Mode = plan.Mode,
            StartsAt = segment.StartsAt,
            EndsAt = segment.EndsAt,
            LeaveHomeSeconds = plan.LeaveHomeSeconds,
            ArrivePlaceSeconds = plan.ArrivePlaceSeconds,
            VisitStartSeconds = plan.VisitStartSeconds,
            VisitEndSeconds = plan.VisitEndSeconds,
            LeavePlaceSeconds = plan.LeavePlaceSeconds,
            ArriveHomeSeconds = plan.ArriveHomeSeconds,
            HoursKnown = hoursKnown,
            OpensSeconds = hoursKnown ? open.FromSeconds : null,
            ClosesSeconds = hoursKnown ? open.UntilSeconds : null,
            RidesHome = plan.Back is not null,
            Drawing = new OutingDrawing(travel, candidate, date, segment, plan, need.Carries),
            LaterWaysHome = CountLater(candidate, kept),
        };
    }

    /// <summary>Later rides that still bring them home in time; walking or driving home, where it still does, counts as one more.</summary>
    private int CountLater(Candidate candidate, Kept kept)
    {
        var (date, plan, open, segment) = kept;
        var afterSeconds = plan.Back?.LeaveSeconds ?? plan.LeavePlaceSeconds;
        return travel.ListWaysTo(candidate, date, need.Carries, segment.StartsAt, segment.EndsAt).Sum(ways =>
            (ways.DirectBackSeconds is { } direct && direct <= terms.OneWaySeconds && afterSeconds + direct <= segment.Free.UntilSeconds ? 1 : 0) + ways.Back.Count(back =>
                back.LeaveSeconds > afterSeconds
                && back.ArriveSeconds <= segment.Free.UntilSeconds
                && back.ArriveSeconds - Math.Min(open.UntilSeconds, back.LeaveSeconds) <= terms.OneWaySeconds));
    }

    /// <summary>The best outing of one date.</summary>
    private readonly record struct Kept(DateOnly Date, OutingPlan Plan, Span Open, DaySegment Segment);
}
