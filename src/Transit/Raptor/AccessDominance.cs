namespace ResourceMatch.Transit;

/// <summary>Leaves out the stops of a place at which nobody would begin (or end) a ride, without changing any of its ways.</summary>
/// <remarks>
/// Boarding a pattern at a stop is beaten by boarding the same run at an earlier stop of it that one leaves home for no sooner: whoever does so rides at least as far.
/// A stop goes when that holds for every pattern that can be boarded there, and for every run of the day. Backwards the same, of alighting at a later stop. Pure.
/// </remarks>
public static class AccessDominance
{
    /// <param name="day">The day of the search.</param>
    /// <param name="walks">Walks between the home and its access stops, each stop once.</param>
    /// <param name="isBack">Whether they lead home.</param>
    /// <returns>The walks that matter, in their order.</returns>
    public static IReadOnlyList<StopWalk> Keep(NetworkDay day, IReadOnlyList<StopWalk> walks, bool isBack)
    {
        ArgumentNullException.ThrowIfNull(day);
        ArgumentNullException.ThrowIfNull(walks);
        var arrays = isBack ? day.Backward : day.Forward;
        Dictionary<int, List<(int Position, int WalkSeconds)>> byPattern = [];
        foreach (var walk in walks)
        {
            for (var at = arrays.PlaceBase[walk.Stop.Value]; at < arrays.PlaceBase[walk.Stop.Value + 1]; at++)
            {
                var (pattern, position) = arrays.BoardingPlaces[at];
                if (!byPattern.TryGetValue(pattern, out var known))
                {
                    byPattern[pattern] = known = [];
                }

                known.Add((position, walk.WalkSeconds));
            }
        }

        return [.. walks.Where(walk => IsUseful(arrays, walk, byPattern))];
    }

    private static bool IsUseful(DayArrays arrays, StopWalk walk, Dictionary<int, List<(int Position, int WalkSeconds)>> byPattern)
    {
        for (var at = arrays.PlaceBase[walk.Stop.Value]; at < arrays.PlaceBase[walk.Stop.Value + 1]; at++)
        {
            var (pattern, position) = arrays.BoardingPlaces[at];
            if (!byPattern[pattern].Exists(earlier => earlier.Position < position && IsBeaten(arrays, pattern, position, walk.WalkSeconds, earlier)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsBeaten(DayArrays arrays, int pattern, int position, int walkSeconds, (int Position, int WalkSeconds) earlier)
    {
        if (earlier.WalkSeconds >= walkSeconds)
        {
            return false;   // a later position is never left for later by walking less
        }

        for (var trip = arrays.TripBase[pattern]; trip < arrays.TripBase[pattern + 1]; trip++)
        {
            var here = arrays.EventAt(pattern, trip, position).DepartureSeconds - walkSeconds;
            if (arrays.EventAt(pattern, trip, earlier.Position).DepartureSeconds - earlier.WalkSeconds < here)
            {
                return false;
            }
        }

        return true;
    }
}
