using ResourceMatch.Transit;

namespace ResourceMatch.Matching.Outings;

/// <summary>Which day profile is wanted: all ways of a date between one of the household's ends and every stop.</summary>
/// <param name="Day">The day, made for this household's walker and walking limit (<see cref="NetworkDay.Options"/>).</param>
/// <param name="End">Home, school or work.</param>
/// <param name="Walks">From that end to its stops. Never empty.</param>
/// <param name="Window">All of the date's free times that start there (out) or end there (back).</param>
/// <param name="IsBack">False: from the end to the stops. True: from the stops to the end.</param>
public readonly record struct ProfileRequest(NetworkDay Day, OutingEnd End, IReadOnlyList<StopWalk> Walks, TimeWindow Window, bool IsBack);

/// <summary>Makes profiles in another way than by searching for each household: the night joins those of single stops.</summary>
/// <returns>Exactly what <see cref="ProfileSearch"/> finds at the stops near any place that will be judged; elsewhere it may be empty. Null = no way at all.</returns>
public delegate DayProfile? ProfileSource(ProfileRequest request);
