using ResourceMatch.Domain.Places;
using ResourceMatch.Matching.Outings;
using ResourceMatch.Transit;

namespace ResourceMatch.Matching.Judging;

/// <summary>One date of the window as every place meets it: the openings of all candidates, the clock, and the household's free times with their profiles.</summary>
/// <remarks>Profiles are made when a place first needs them. Belongs to one match; not thread-safe.</remarks>
internal sealed class DayView(HouseholdTravel travel, DateOnly date, bool carries, OpeningCalendar calendar)
{
    private readonly DayOpenings openings = calendar.On(date);
    private readonly ProfileLens?[] there = new ProfileLens?[travel.SegmentsOf(date).Length];
    private readonly ProfileLens?[] back = new ProfileLens?[travel.SegmentsOf(date).Length];
    private DayInUse? dayThere;
    private DayInUse? dayBack;
    private readonly bool[] made = new bool[travel.SegmentsOf(date).Length];

    public DateOnly Date => date;

    public DayOpenings Openings => openings;

    public DayClock Clock { get; } = travel.ClockOf(date);

    public DaySegment[] Segments { get; } = travel.SegmentsOf(date);

    public (ProfileLens? There, ProfileLens? Back) ProfilesOf(int segment)
    {
        if (!made[segment])
        {
            made[segment] = true;
            there[segment] = travel.LensOf(date, Segments[segment].StartsAt, isBack: false, carries);
            back[segment] = travel.LensOf(date, Segments[segment].EndsAt, isBack: true, carries);
        }

        return (there[segment], back[segment]);
    }

    /// <summary>The stops of a place that matter on this date; all of them where no bus goes.</summary>
    public StopWalk[] StopsOf(GeoPoint place, DayOptions options, StopWalk[] all, bool isBack)
    {
        ref var day = ref isBack ? ref dayBack : ref dayThere;
        day ??= travel.Network.FindDayInUse(date, options);
        return day?.UsefulStops(place, all, isBack) ?? all;
    }

    /// <summary>Whether a place that opens alike on both dates has the same outings on both.</summary>
    public bool IsLike(DayView other)
    {
        if (ReferenceEquals(this, other)) return true;
        if (!Segments.AsSpan().SequenceEqual(other.Segments) || !Clock.IsLike(other.Clock)) return false;
        for (var segment = 0; segment < Segments.Length; segment++)
        {
            if (ProfilesOf(segment) != other.ProfilesOf(segment)) return false;
        }

        return true;
    }
}
