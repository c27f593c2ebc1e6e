namespace ResourceMatch.Transit;

/// <summary>Shortest ways on the streets from one place, as far as a limit: Dijkstra's algorithm over a heap of four children.</summary>
/// <remarks>Keeps its arrays from search to search (4 bytes a junction twice over), so use one for each thread; not thread-safe. Distances are whole centimeters, so the order of streets never changes one.</remarks>
public sealed class StreetSearch(StreetNetwork network)
{
    /// <summary>No limit may be larger.</summary>
    public const int MostMeters = 10_000_000;

    private readonly int[] best = new int[network.JunctionCount];
    // The search in which best was written; older ones count as unreached.
    private readonly int[] written = new int[network.JunctionCount];
    private readonly List<(int Junction, int Centimeters)> settled = [];
    private readonly ReachHeap heap = new();
    private int search;

    /// <summary>The work so far.</summary>
    public StreetCounters Counters { get; private set; }

    /// <summary>Every place within <paramref name="maxMeters"/> walked meters, both ends off the street included. A way on foot is as long back as there.</summary>
    public StreetReach Walk(StreetPoint from, Walker walker, int maxMeters)
    {
        var use = StreetUses.Of(walker);
        return Run(from, new ReachUse(use, use), maxMeters);
    }

    /// <summary>Every place within <paramref name="maxMeters"/> by car; with <paramref name="towards"/> the distances from everywhere to this point, which one-way streets make different.</summary>
    public StreetReach Drive(StreetPoint from, int maxMeters, bool towards) =>
        Run(from, towards ? new ReachUse(StreetUse.CarBackward, StreetUse.CarForward) : new ReachUse(StreetUse.CarForward, StreetUse.CarBackward), maxMeters);

    private StreetReach Run(StreetPoint from, ReachUse use, int maxMeters)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxMeters);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxMeters, MostMeters);
        var limit = maxMeters * 100;
        Begin();
        var (toStart, toEnd) = use.Ends(network.Arrays, from);
        Reach(toStart, network.Arrays.EdgeFrom[from.Edge], limit);
        Reach(toEnd, network.Arrays.EdgeTo[from.Edge], limit);
        var relaxed = 0L;
        while (heap.TryPop(out var junction, out var centimeters))
        {
            // Reached shorter since it was put there.
            if (best[junction] != centimeters)
            {
                continue;
            }

            settled.Add((junction, centimeters));
            var ends = network.Out.AsSpan(network.OutBase[junction]..network.OutBase[junction + 1]);
            relaxed += ends.Length;
            foreach (ref readonly var end in ends)
            {
                if ((end.Use & use.Along) != 0)
                {
                    Reach((long)centimeters + end.Centimeters, end.To, limit);
                }
            }
        }

        Counters = new StreetCounters(Counters.Searches + 1, Counters.NodesSettled + settled.Count, Counters.EdgesRelaxed + relaxed);
        return new StreetReach(network, from, use, limit, settled);
    }

    private void Reach(long? centimeters, int junction, int limit)
    {
        if (centimeters is not { } length || length > limit || (written[junction] == search && best[junction] <= length))
        {
            return;
        }

        written[junction] = search;
        best[junction] = (int)length;
        heap.Push(junction, (int)length);
    }

    private void Begin()
    {
        settled.Clear();
        heap.Clear();
        if (++search == int.MaxValue)
        {
            Array.Clear(written);
            search = 1;
        }
    }
}

/// <summary>In which directions a search follows streets.</summary>
/// <param name="Along">The bit that lets it leave a junction by a street.</param>
/// <param name="Against">The same permission when the street is followed against the order of its nodes.</param>
internal readonly record struct ReachUse(StreetUse Along, StreetUse Against)
{
    /// <summary>Centimeters from a point on a street to the street's two ends; null where one may not go that way. At an end one is at the junction, whatever the direction.</summary>
    public (long? ToStart, long? ToEnd) Ends(StreetArrays arrays, StreetPoint point)
    {
        var use = (StreetUse)arrays.EdgeUse[point.Edge];
        var rest = arrays.LengthOf(point.Edge) - point.AlongCentimeters;
        return (
            (use & Against) != 0 || point.AlongCentimeters == 0 ? (long)point.OffCentimeters + point.AlongCentimeters : null,
            (use & Along) != 0 || rest == 0 ? (long)point.OffCentimeters + rest : null);
    }

    /// <summary>The same search seen from its other end.</summary>
    public ReachUse Turned => new(Against, Along);
}
