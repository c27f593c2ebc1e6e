using ResourceMatch.Matching.Outings;
using ResourceMatch.Transit;

namespace ResourceMatch.Matching.Judging;

/// <summary>One date of the window as every place meets it: the openings of all candidates, the clock, and the household's free times with their profiles.</summary>
/// <remarks>Profiles are made when a place first needs them. Belongs to one match; not thread-safe.</remarks>
internal sealed class DayView(HouseholdTravel travel, DateOnly date, bool carries, OpeningCalendar calendar)
{
    public DateOnly Date => date;

    public DayOpenings Openings { get; } = calendar.On(date);

    public DayClock Clock { get; } = travel.ClockOf(date);

    public DaySegment[] Segments { get; } = travel.SegmentsOf(date);

    /// <summary>The profile between one of the household's ends and all stops, and the day it was searched on; null = no rides.</summary>
    public (DayProfile Profile, DayInUse Day)? RidesOf(OutingEnd end, bool isBack) =>
        travel.ProfileOf(date, end, isBack, carries) is { } profile && travel.FindDay(date, isBack, carries) is { } day ? (profile, day) : null;

    /// <summary>Whether a place that opens alike on both dates has the same outings on both.</summary>
    public bool IsLike(DayView other)
    {
        if (ReferenceEquals(this, other)) return true;
        if (!Segments.AsSpan().SequenceEqual(other.Segments) || !Clock.IsLike(other.Clock)) return false;
        foreach (var segment in Segments)
        {
            if (travel.ProfileOf(date, segment.StartsAt, isBack: false, carries) != travel.ProfileOf(other.Date, segment.StartsAt, isBack: false, carries)) return false;
            if (travel.ProfileOf(date, segment.EndsAt, isBack: true, carries) != travel.ProfileOf(other.Date, segment.EndsAt, isBack: true, carries)) return false;
        }

        return true;
    }
}
