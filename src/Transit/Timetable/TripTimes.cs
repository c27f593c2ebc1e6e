using System.Runtime.InteropServices;

namespace ResourceMatch.Transit;

/// <summary>Orders a feed's stop times by trip and sequence, fills in blank times, and drops trips that cannot be ridden.</summary>
internal sealed class TripTimes
{
    private readonly TimetableSource source;
    private readonly List<CompilationFinding> findings;
    private readonly int[] tripBase;
    private readonly int[] order;

    public TripTimes(TimetableSource source, List<CompilationFinding> findings)
    {
        this.source = source;
        this.findings = findings;
        var rows = CollectionsMarshal.AsSpan(source.StopTimes);
        tripBase = new int[source.Trips.Count + 1];
        foreach (ref readonly var row in rows)
        {
            tripBase[row.Trip + 1]++;
        }

        for (var trip = 0; trip < source.Trips.Count; trip++)
        {
            tripBase[trip + 1] += tripBase[trip];
        }

        // Rows of one trip may stand apart in the file; a counting sort gathers them and keeps the file's order within each trip.
        var next = tripBase.AsSpan(..^1).ToArray();
        order = new int[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            order[next[rows[i].Trip]++] = i;
        }
    }

    /// <summary>The usable stop times of one trip, in riding order, with every time filled in; empty when the trip cannot be ridden.</summary>
    public void Fill(int trip, List<SourceStopTime> into)
    {
        into.Clear();
        var rows = CollectionsMarshal.AsSpan(source.StopTimes);
        var places = order.AsSpan(tripBase[trip]..tripBase[trip + 1]);
        if (places.IsEmpty)
        {
            // The importer has said so already, with the row.
            return;
        }

        var isSorted = true;
        var last = long.MinValue;
        foreach (var place in places)
        {
            ref readonly var row = ref rows[place];
            isSorted &= row.Sequence > last;
            last = row.Sequence;
            if (source.Stops[row.Stop].LocationType != 0)
            {
                findings.Add(new CompilationFinding(FindingKind.StopTimeNotAtStop, source.Stops[row.Stop].Id));
                continue;
            }

            into.Add(row);
        }

        if (!isSorted)
        {
            SortAndDropDuplicates(trip, into);
        }

        if (!IsUsable(trip, into))
        {
            into.Clear();
        }
    }

    private void SortAndDropDuplicates(int trip, List<SourceStopTime> rows)
    {
        // OrderBy is stable: of two rows with one sequence number the file's first comes first.
        var sorted = rows.OrderBy(row => row.Sequence).ToList();
        rows.Clear();
        foreach (var row in sorted)
        {
            if (rows.Count > 0 && rows[^1].Sequence == row.Sequence)
            {
                findings.Add(new CompilationFinding(FindingKind.DuplicateStopSequence, source.Trips[trip].Id));
                continue;
            }

            rows.Add(row);
        }
    }

    private bool IsUsable(int trip, List<SourceStopTime> rows)
    {
        if (rows.Count < 2)
        {
            findings.Add(new CompilationFinding(FindingKind.TripWithTooFewStops, source.Trips[trip].Id));
            return false;
        }

        var times = CollectionsMarshal.AsSpan(rows);
        foreach (ref var row in times)
        {
            var arrival = row.ArrivalSeconds == SourceStopTime.Blank ? row.DepartureSeconds : row.ArrivalSeconds;
            var departure = row.DepartureSeconds == SourceStopTime.Blank ? row.ArrivalSeconds : row.DepartureSeconds;
            row = row with { ArrivalSeconds = arrival, DepartureSeconds = departure };
        }

        if (times[0].ArrivalSeconds == SourceStopTime.Blank || times[^1].ArrivalSeconds == SourceStopTime.Blank)
        {
            findings.Add(new CompilationFinding(FindingKind.TripWithoutEndTimes, source.Trips[trip].Id));
            return false;
        }

        Interpolate(times);
        for (var i = 0; i < times.Length; i++)
        {
            if (times[i].DepartureSeconds < times[i].ArrivalSeconds || (i > 0 && times[i].ArrivalSeconds < times[i - 1].DepartureSeconds))
            {
                findings.Add(new CompilationFinding(FindingKind.TripBackInTime, source.Trips[trip].Id));
                return false;
            }
        }

        return true;
    }

    /// <summary>Blank times lie on a line between the timed stops around them: by shape_dist_traveled where that grows, else by position, rounded down.</summary>
    private static void Interpolate(Span<SourceStopTime> times)
    {
        var before = 0;
        for (var after = 1; after < times.Length; after++)
        {
            if (times[after].ArrivalSeconds == SourceStopTime.Blank)
            {
                continue;
            }

            if (after - before > 1)
            {
                FillBetween(times[before..(after + 1)]);
            }

            before = after;
        }
    }

    private static void FillBetween(Span<SourceStopTime> gap)
    {
        var start = gap[0].DepartureSeconds;
        var span = (long)gap[^1].ArrivalSeconds - start;
        var isMonotone = gap[^1].ShapeDistance > gap[0].ShapeDistance;
        for (var i = 1; i < gap.Length && isMonotone; i++)
        {
            isMonotone = gap[i].ShapeDistance >= gap[i - 1].ShapeDistance;
        }

        for (var i = 1; i < gap.Length - 1; i++)
        {
            var offset = isMonotone
                ? (long)Math.Floor(span * (gap[i].ShapeDistance - gap[0].ShapeDistance) / (gap[^1].ShapeDistance - gap[0].ShapeDistance))
                : FloorDivide(span * i, gap.Length - 1);
            var seconds = start + (int)offset;
            gap[i] = gap[i] with { ArrivalSeconds = seconds, DepartureSeconds = seconds };
        }
    }

    private static long FloorDivide(long dividend, long divisor) => dividend >= 0 ? dividend / divisor : -((-dividend + divisor - 1) / divisor);
}
