using ResourceMatch.Domain.Needs;
using ResourceMatch.Domain.Places;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Matching.Outings;
using ResourceMatch.Transit;

namespace ResourceMatch.Matching.Judging;

/// <summary>A place whose best outing is looked for, and what came of it.</summary>
internal struct SearchedPlace
{
    /// <summary>Its place among the candidates that answer the need.</summary>
    public int Position;

    /// <summary>Its number in <see cref="CandidateTable.SlotsOf(string)"/>.</summary>
    public int Slot;

    /// <summary>Its place in the engine's list.</summary>
    public int Candidate;
    public GeoPoint Point;
    public SearchedHours Hours;

    /// <summary>Its hours, for the days on which nothing is supposed to be open.</summary>
    public OpeningHours Listed;

    /// <summary>Least time away, of equals the earliest date.</summary>
    public QuickOuting Best;

    /// <summary>The date of <see cref="Best"/> in the window; -1 = there is no outing.</summary>
    public int Day;

    /// <summary>One bit for each date with an outing; unless every day was asked for, of the best one's date alone.</summary>
    public int DaysFound;
}

/// <summary>The best outings of many places over a window of days, without a list for each place or a journey.</summary>
/// <remarks>Date by date each profile is laid over all places at once (<see cref="WaySweep"/>), then each place is read. Belongs to one match; not thread-safe.</remarks>
internal sealed class PlaceSearch(CandidateTable table, HouseholdTravel travel, Need need, DayView[] days, MatchOptions options, bool everyDay)
{
    private const int Unasked = -2;
    private const int Ends = 3;

    private readonly VisitTerms terms = new(need.StayMinutes * 60, travel.Household.Limits.OneWayMinutes * 60, options.MaxWaitMinutes * 60);
    private readonly DayOptions thereOptions = travel.OptionsFor(travel.Household.Limits.WalkMeters);
    private readonly DayOptions backOptions = travel.OptionsFor(travel.BackMeters(need.Carries));
    private readonly int[] answering = table.Answering(need.Key);

    // For each date the first one of the window that is wholly like it; itself where there is none.
    private readonly int[] twins = TwinsOf(travel, days);
    private long tried;
    private long taken;

    public long WaysTried => tried;

    public long OutingsTried => taken;

    public void Find(Span<SearchedPlace> places)
    {
        if (places.IsEmpty) return;
        var memory = travel.Network.Idle.TryTake(out var idle) ? idle : new SweepMemory();
        // Seconds straight to and from each end, on foot and by car: the same on every date.
        var direct = new int[places.Length * 4 * Ends];
        Array.Fill(direct, Unasked);
        var active = new int[places.Length];
        foreach (ref var place in places) (place.Best, place.Day, place.DaysFound) = (new QuickOuting(), -1, 0);
        for (var index = 0; index < days.Length; index++)
        {
            var count = ListActive(places, index, active);
            if (count == 0) continue;
            Sweep(places, active.AsSpan(0, count), days[index], memory);
            foreach (var at in active.AsSpan(0, count)) FindOn(ref places[at], index, memory, direct.AsSpan(at * 4 * Ends, 4 * Ends));
        }

        if (!everyDay)
        {
            foreach (ref var place in places) place.DaysFound = place.Day >= 0 ? 1 << place.Day : 0;
        }

        travel.Network.Idle.Add(memory);
    }

    /// <summary>Dates with the same free times, clocks and profiles; profiles are compared only where the household shares them.</summary>
    private static int[] TwinsOf(HouseholdTravel travel, DayView[] days)
    {
        var twins = new int[days.Length];
        for (var index = 0; index < days.Length; index++)
        {
            twins[index] = travel.SharesProfiles ? Array.FindIndex(days, 0, index + 1, earlier => earlier.IsLike(days[index])) : index;
        }

        return twins;
    }

    /// <summary>The places that may have an outing on a date that none of the dates before it speaks for.</summary>
    private int ListActive(Span<SearchedPlace> places, int index, int[] active)
    {
        var count = 0;
        var view = days[index];
        for (var at = 0; at < places.Length; at++)
        {
            ref var place = ref places[at];
            if (twins[index] is var twin && twin < index && OpensAlike(place, days[twin], view))
            {
                // The same ways in the same hours: no better, and there when they were.
                place.DaysFound |= ((place.DaysFound >> twin) & 1) << index;
                continue;
            }

            if (MayGo(place, view)) active[count++] = at;
        }

        return count;
    }

    private bool MayGo(in SearchedPlace place, DayView view)
    {
        foreach (var open in OpeningsOf(place, view))
        {
            foreach (ref readonly var segment in view.Segments.AsSpan())
            {
                if (OpenIn(open, view).Cut(segment.Free).Seconds >= terms.StaySeconds) return true;
            }
        }

        return false;
    }

    private bool OpensAlike(in SearchedPlace place, DayView a, DayView b)
    {
        var first = OpeningsOf(place, a);
        var second = OpeningsOf(place, b);
        if (first.Length != second.Length) return false;
        for (var index = 0; index < first.Length; index++)
        {
            if ((first[index].OpensMinute, first[index].ClosesMinute) != (second[index].OpensMinute, second[index].ClosesMinute)) return false;
        }

        return true;
    }

    private readonly Opening[] wholeDay = [new Opening(days[0].Date, 0, 1_440)];
    private readonly Opening[] supposed = [new Opening(days[0].Date, options.SupposedOpensMinute, options.SupposedClosesMinute)];

    /// <summary>Their minutes; the date of those supposed is not theirs.</summary>
    private ReadOnlySpan<Opening> OpeningsOf(in SearchedPlace place, DayView view) => place.Hours switch
    {
        SearchedHours.Known => view.Openings.Of(place.Candidate),
        SearchedHours.WholeDay => wholeDay,
        _ => OutingFinder.IsSupposedOpen(place.Listed, view.Date) ? supposed : [],
    };

    private static Span OpenIn(in Opening opening, DayView view) => new(view.Clock.SecondsOf(opening.OpensMinute), view.Clock.SecondsOf(opening.ClosesMinute));

    private void Sweep(Span<SearchedPlace> places, ReadOnlySpan<int> active, DayView view, SweepMemory memory)
    {
        foreach (var isBack in (ReadOnlySpan<bool>)[false, true])
        {
            for (var end = OutingEnd.Home; (int)end < Ends; end++)
            {
                var sweep = memory.Of(end, isBack);
                sweep.Reset(answering.Length, isBack);
                if (!HasEnd(view, end, isBack) || view.RidesOf(end, isBack) is not { } rides) continue;
                foreach (var at in active) Want(places[at], view, end, isBack, sweep);
                sweep.Sweep(rides.Profile, PlacesOf(places, active, rides.Day, isBack), terms.OneWaySeconds);
            }
        }
    }

    private static bool HasEnd(DayView view, OutingEnd end, bool isBack)
    {
        foreach (ref readonly var segment in view.Segments.AsSpan())
        {
            if ((isBack ? segment.EndsAt : segment.StartsAt) == end) return true;
        }

        return false;
    }

    /// <summary>Names the seconds in which a place can be reached, or left, for any of its openings.</summary>
    private void Want(in SearchedPlace place, DayView view, OutingEnd end, bool isBack, WaySweep sweep)
    {
        foreach (var opening in OpeningsOf(place, view))
        {
            var open = OpenIn(opening, view);
            foreach (ref readonly var segment in view.Segments.AsSpan())
            {
                if ((isBack ? segment.EndsAt : segment.StartsAt) != end || open.Cut(segment.Free).Seconds < terms.StaySeconds) continue;
                if (isBack) sweep.Want(place.Slot, Math.Max(open.FromSeconds, segment.Free.FromSeconds) + terms.StaySeconds, open.UntilSeconds + terms.OneWaySeconds);
                else sweep.Want(place.Slot, open.FromSeconds - terms.MaxWaitSeconds, Math.Min(open.UntilSeconds, segment.Free.UntilSeconds) - terms.StaySeconds);
            }
        }
    }

    /// <summary>Of most of the need's places the list that is kept; of few a list of their own.</summary>
    private StopPlaces PlacesOf(Span<SearchedPlace> places, ReadOnlySpan<int> active, DayInUse day, bool isBack)
    {
        var dayOptions = isBack ? backOptions : thereOptions;
        if (2 * active.Length > answering.Length) return table.PlacesAtStops(need.Key, day, isBack, StopsOf);
        var slots = new int[active.Length];
        var candidates = new int[active.Length];
        for (var index = 0; index < slots.Length; index++) (slots[index], candidates[index]) = (places[active[index]].Slot, places[active[index]].Candidate);
        Array.Sort(slots, candidates);
        return StopPlaces.Make(day.Day.StopCount, slots, slot => StopsOf(candidates[Array.BinarySearch(slots, slot)]));

        StopWalk[] StopsOf(int candidate) => table.All[candidate].Point is { } point ? day.UsefulStops(point, travel.Network.StopsOf(point, dayOptions), isBack) : [];
    }

    private void FindOn(ref SearchedPlace place, int index, SweepMemory memory, Span<int> direct)
    {
        var view = days[index];
        // Another date must take less time; within a date the ties are broken as OutingPlan says.
        var best = everyDay ? new QuickOuting() : new QuickOuting { AwaySeconds = place.Best.AwaySeconds, Changes = -1 };
        foreach (var opening in OpeningsOf(place, view))
        {
            var open = OpenIn(opening, view);
            foreach (ref readonly var segment in view.Segments.AsSpan())
            {
                if (open.Cut(segment.Free).Seconds < terms.StaySeconds) continue;
                best.Round++;
                var at = new PlaceDay
                {
                    There = memory.Of(segment.StartsAt, isBack: false).WaysOf(place.Slot),
                    Back = memory.Of(segment.EndsAt, isBack: true).WaysOf(place.Slot),
                    DirectThere = Direct(direct, place.Point, segment.StartsAt, isBack: false, byCar: false),
                    DirectBack = Direct(direct, place.Point, segment.EndsAt, isBack: true, byCar: false),
                    IsOnFoot = true,
                };
                PlaceOutings.Find(at, open, segment.Free, terms, ref best, ref tried);
                if (!travel.Household.HasCar) continue;
                best.Round++;
                at = new PlaceDay
                {
                    DirectThere = Direct(direct, place.Point, segment.StartsAt, isBack: false, byCar: true),
                    DirectBack = Direct(direct, place.Point, segment.EndsAt, isBack: true, byCar: true),
                };
                PlaceOutings.Find(at, open, segment.Free, terms, ref best, ref tried);
            }
        }

        if (everyDay && best.IsFound) place.DaysFound |= 1 << index;
        if (best.AwaySeconds >= place.Best.AwaySeconds) return;
        taken++;
        (place.Best, place.Day) = (best, index);
    }

    private int Direct(Span<int> direct, GeoPoint place, OutingEnd end, bool isBack, bool byCar)
    {
        ref var seconds = ref direct[(4 * (int)end) + (isBack ? 1 : 0) + (byCar ? 2 : 0)];
        if (seconds == Unasked) seconds = (byCar ? travel.DriveSeconds(place, end, isBack) : travel.DirectSeconds(place, end, isBack, need.Carries)) ?? -1;
        return seconds;
    }
}

/// <summary>Which hours an outing is looked for in.</summary>
internal enum SearchedHours
{
    Known,
    Supposed,
    WholeDay,
}
