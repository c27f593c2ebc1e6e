using ResourceMatch.Domain.Needs;
using ResourceMatch.Domain.Places;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Matching.Outings;
using ResourceMatch.Transit;

namespace ResourceMatch.Matching.Judging;

/// <summary>The best outing of one place over a window of days, without a list or a journey.</summary>
/// <remarks>Belongs to one match; not thread-safe.</remarks>
internal sealed class PlaceSearch(HouseholdTravel travel, Need need, DayView[] days, MatchOptions options, bool everyDay)
{
    private const int Unasked = -2;
    private const int Ends = 3;

    private readonly VisitTerms terms = new(need.StayMinutes * 60, travel.Household.Limits.OneWayMinutes * 60, options.MaxWaitMinutes * 60);
    private readonly DayOptions thereOptions = travel.OptionsFor(travel.Household.Limits.WalkMeters);
    private readonly DayOptions backOptions = travel.OptionsFor(travel.BackMeters(need.Carries));

    // Seconds straight to and from each end, on foot and by car: the same on every date.
    private readonly int[] direct = new int[4 * Ends];

    // For each date the first one of the window that is wholly like it; itself where there is none.
    private readonly int[] twins = TwinsOf(travel, days);

    public QuickSearch Quick { get; } = new();

    /// <summary>Of the place searched last: one bit for each date with an outing; unless every day was asked for, of the best one's date alone.</summary>
    public int DaysFound { get; private set; }

    /// <summary>Least time away, of equals the earliest date; <paramref name="day"/> is the place of that date in the window.</summary>
    /// <param name="candidate">Its place in the engine's list.</param>
    /// <param name="place">Its point.</param>
    /// <param name="hours">Which openings count: its own, those supposed, or the whole day.</param>
    /// <param name="listed">Its hours, for the days on which nothing is supposed to be open.</param>
    /// <param name="day">-1 = none.</param>
    public QuickOuting Find(int candidate, GeoPoint place, SearchedHours hours, OpeningHours listed, out int day)
    {
        Array.Fill(direct, Unasked);
        var (stopsThere, stopsBack) = (travel.Network.StopsOf(place, thereOptions), travel.Network.StopsOf(place, backOptions));
        var at = new PlaceDay();
        var best = new QuickOuting();
        day = -1;
        DaysFound = 0;
        for (var index = 0; index < days.Length; index++)
        {
            if (twins[index] is var twin && twin < index && OpensAlike(candidate, hours, listed, days[twin], days[index]))
            {
                // The same ways in the same hours: no better, and there when they were.
                DaysFound |= everyDay ? ((DaysFound >> twin) & 1) << index : 0;
                continue;
            }

            // Another date must take less time; within a date the ties are broken as OutingPlan says.
            var ofDate = everyDay ? new QuickOuting() : new QuickOuting { AwaySeconds = best.AwaySeconds, Changes = -1 };
            (at.StopsThere, at.StopsBack) = stopsThere.Length == 0 && stopsBack.Length == 0 || !travel.HasTimetable(days[index].Date)
                ? ([], [])
                : (days[index].StopsOf(place, thereOptions, stopsThere, isBack: false), days[index].StopsOf(place, backOptions, stopsBack, isBack: true));
            FindOn(days[index], candidate, place, hours, listed, ref at, ref ofDate);
            if (everyDay && ofDate.IsFound) DaysFound |= 1 << index;
            if (ofDate.AwaySeconds >= best.AwaySeconds) continue;
            (best, day) = (ofDate, index);
        }

        if (!everyDay && day >= 0) DaysFound = 1 << day;
        return best;
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

    private static bool OpensAlike(int candidate, SearchedHours hours, OpeningHours listed, DayView a, DayView b)
    {
        if (hours == SearchedHours.WholeDay) return true;
        if (hours == SearchedHours.Supposed) return OutingFinder.IsSupposedOpen(listed, a.Date) == OutingFinder.IsSupposedOpen(listed, b.Date);
        var first = a.Openings.Of(candidate);
        var second = b.Openings.Of(candidate);
        if (first.Length != second.Length) return false;
        for (var index = 0; index < first.Length; index++)
        {
            if ((first[index].OpensMinute, first[index].ClosesMinute) != (second[index].OpensMinute, second[index].ClosesMinute)) return false;
        }

        return true;
    }

    private void FindOn(DayView view, int candidate, GeoPoint place, SearchedHours hours, OpeningHours listed, ref PlaceDay at, ref QuickOuting best)
    {
        switch (hours)
        {
            case SearchedHours.Known:
                foreach (ref readonly var opening in view.Openings.Of(candidate)) FindIn(view, opening.OpensMinute, opening.ClosesMinute, place, ref at, ref best);
                break;
            case SearchedHours.WholeDay:
                FindIn(view, 0, 1_440, place, ref at, ref best);
                break;
            default:
                if (OutingFinder.IsSupposedOpen(listed, view.Date)) FindIn(view, options.SupposedOpensMinute, options.SupposedClosesMinute, place, ref at, ref best);
                break;
        }
    }

    private void FindIn(DayView view, int opensMinute, int closesMinute, GeoPoint place, ref PlaceDay at, ref QuickOuting best)
    {
        var open = new Span(view.Clock.SecondsOf(opensMinute), view.Clock.SecondsOf(closesMinute));
        for (var index = 0; index < view.Segments.Length; index++)
        {
            ref readonly var segment = ref view.Segments[index];
            if (open.Cut(segment.Free).Seconds < terms.StaySeconds) continue;
            best.Round++;
            (at.Out, at.Back) = at.StopsThere.IsEmpty && at.StopsBack.IsEmpty ? (null, null) : view.ProfilesOf(index);
            (at.DirectThere, at.DirectBack, at.IsOnFoot) = (Direct(place, segment.StartsAt, isBack: false, byCar: false), Direct(place, segment.EndsAt, isBack: true, byCar: false), true);
            Quick.Find(at, open, segment.Free, terms, ref best);
            if (!travel.Household.HasCar) continue;
            best.Round++;
            (at.Out, at.Back, at.IsOnFoot) = (null, null, false);
            (at.DirectThere, at.DirectBack) = (Direct(place, segment.StartsAt, isBack: false, byCar: true), Direct(place, segment.EndsAt, isBack: true, byCar: true));
            Quick.Find(at, open, segment.Free, terms, ref best);
        }
    }

    private int Direct(GeoPoint place, OutingEnd end, bool isBack, bool byCar)
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
