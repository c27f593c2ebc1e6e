using ResourceMatch.Transit;

namespace ResourceMatch.Matching.Outings;

/// <summary>Which day profile is wanted: all ways of a date between one of the household's ends and every stop.</summary>
/// <param name="Network">Of the region.</param>
/// <param name="Date">Covered by one of its feeds.</param>
/// <param name="Options">The household's walker and walking limit.</param>
/// <param name="End">Home, school or work.</param>
/// <param name="Walks">From that end to its stops. Never empty.</param>
/// <param name="Window">All of the date's free times that start there (out) or end there (back).</param>
/// <param name="IsBack">False: from the end to the stops. True: from the stops to the end.</param>
public readonly record struct ProfileRequest(
    TravelNetwork Network, DateOnly Date, DayOptions Options, OutingEnd End, IReadOnlyList<StopWalk> Walks, TimeWindow Window, bool IsBack)
{
    /// <summary>The day, made when somebody must search in it.</summary>
    public NetworkDay GetDay() => Network.FindDay(Date, Options) ?? throw new InvalidOperationException($"No timetable on {Date:yyyy-MM-dd}.");
}

/// <summary>Makes profiles in another way than by searching for each household: the night joins those of single stops.</summary>
/// <returns>Exactly what <see cref="ProfileSearch"/> finds at the stops near any place that will be judged; elsewhere it may be empty, and so may ways be that take longer than the household goes. Null = no way at all. The same object for dates on which it is the same saves work.</returns>
public delegate DayProfile? ProfileSource(ProfileRequest request);
