using ResourceMatch.Matching.Outings;

namespace ResourceMatch.Matching.Judging;

/// <summary>One date of the window as every place meets it: the openings of all candidates, the clock, and the household's free times with their profiles.</summary>
/// <remarks>Profiles are made when a place first needs them. Belongs to one match; not thread-safe.</remarks>
internal sealed class DayView(HouseholdTravel travel, DateOnly date, bool carries, OpeningCalendar calendar)
{
    private readonly DayOpenings openings = calendar.On(date);
    private readonly ProfileLens?[] there = new ProfileLens?[travel.SegmentsOf(date).Length];
    private readonly ProfileLens?[] back = new ProfileLens?[travel.SegmentsOf(date).Length];
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
}
