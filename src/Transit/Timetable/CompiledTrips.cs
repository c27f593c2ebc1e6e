namespace ResourceMatch.Transit;

/// <summary>The trips that can be ridden on some date, each with its pattern and its running times.</summary>
internal sealed class CompiledTrips
{
    public CompiledTrips(TimetableSource source, int[][] days, List<CompilationFinding> findings)
    {
        var times = new TripTimes(source, findings);
        var rows = new List<SourceStopTime>();
        var pattern = new List<int>();
        var profile = new List<int>();
        PlaceOfTrip = new int[source.Trips.Count];
        Array.Fill(PlaceOfTrip, -1);
        for (var trip = 0; trip < source.Trips.Count; trip++)
        {
            times.Fill(trip, rows);
            if (rows.Count == 0)
            {
                continue;
            }

            HasUsableTimes = true;
            if (days[source.Trips[trip].Service].Length == 0)
            {
                findings.Add(new CompilationFinding(FindingKind.TripNeverRuns, source.Trips[trip].Id));
                continue;
            }

            pattern.Clear();
            profile.Clear();
            var start = rows[0].DepartureSeconds;
            foreach (var row in rows)
            {
                pattern.Add(row.Stop);
                pattern.Add((row.PickupType & 3) | ((row.DropOffType & 3) << 2));
                profile.Add(row.ArrivalSeconds - start);
                profile.Add(row.DepartureSeconds - start);
            }

            PlaceOfTrip[trip] = Kept.Count;
            Kept.Add(trip);
            PatternOfTrip.Add(Patterns.Intern(pattern.ToArray()));
            ProfileOfTrip.Add(Profiles.Intern(profile.ToArray()));
            StartOfTrip.Add(start);
        }
    }

    /// <summary>Places in the source of the kept trips.</summary>
    public List<int> Kept { get; } = [];

    /// <summary>New place of each of the source's trips; -1 when left out.</summary>
    public int[] PlaceOfTrip { get; }

    /// <summary>Runs of stop and boarding rule in turn; stops are places in the source.</summary>
    public PatternTable Patterns { get; } = new();

    /// <summary>Runs of arrival and departure in turn.</summary>
    public PatternTable Profiles { get; } = new();

    public List<int> PatternOfTrip { get; } = [];

    public List<int> ProfileOfTrip { get; } = [];

    public List<int> StartOfTrip { get; } = [];

    public int Count => Kept.Count;

    public bool HasUsableTimes { get; }
}
