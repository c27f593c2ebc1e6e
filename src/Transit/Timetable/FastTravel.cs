namespace ResourceMatch.Transit;

/// <summary>Flags trips that outrun any bus: a sign of swapped stops or a wrong point. They are kept.</summary>
internal static class FastTravel
{
    private const double MaxMetersPerSecond = 150 / 3.6;

    /// <summary>Times are often whole minutes: a hop of no minutes may have taken nearly one.</summary>
    private const int RoundingSeconds = 60;

    public static void Report(TimetableSource source, CompiledTrips trips, List<CompilationFinding> findings)
    {
        var judged = new HashSet<(int Pattern, int Profile)>();
        for (var i = 0; i < trips.Count; i++)
        {
            var trip = source.Trips[trips.Kept[i]];
            // 2 and the hundreds are trains, which may be as fast.
            if (source.Lines[trip.Line].RouteType is 2 or (>= 100 and < 200) || !judged.Add((trips.PatternOfTrip[i], trips.ProfileOfTrip[i])))
            {
                continue;
            }

            if (IsFast(source, trips.Patterns[trips.PatternOfTrip[i]], trips.Profiles[trips.ProfileOfTrip[i]]))
            {
                findings.Add(new CompilationFinding(FindingKind.FastTravel, trip.Id));
            }
        }
    }

    private static bool IsFast(TimetableSource source, ReadOnlySpan<int> stopsAndRules, ReadOnlySpan<int> times)
    {
        for (var i = 2; i < stopsAndRules.Length; i += 2)
        {
            var (from, to) = (source.Stops[stopsAndRules[i - 2]], source.Stops[stopsAndRules[i]]);
            var seconds = times[i] - times[i - 1] + RoundingSeconds;
            if (GreatCircle.DistanceMeters(from.Latitude, from.Longitude, to.Latitude, to.Longitude) > seconds * MaxMetersPerSecond)
            {
                return true;
            }
        }

        return false;
    }
}
