namespace ResourceMatch.Transit;

/// <summary>The stops at which somebody will ask for ways: of a city's, those that lie near a place.</summary>
/// <remarks>Numbers them densely, so that a <see cref="StopProfile"/> keeps nothing for the others. Immutable; safe to share.</remarks>
public sealed class WantedStops
{
    /// <summary>More cannot be numbered.</summary>
    public const int MostStops = 65_536;

    private readonly int[] places;

    /// <param name="stopCount">Stops of the day.</param>
    /// <param name="stops">The wanted ones, in any order; more than once is once.</param>
    public WantedStops(int stopCount, IEnumerable<StopIndex> stops)
    {
        ArgumentNullException.ThrowIfNull(stops);
        places = new int[stopCount];
        Array.Fill(places, -1);
        List<StopIndex> listed = [];
        foreach (var stop in stops)
        {
            if (places[stop.Value] >= 0)
            {
                continue;
            }

            places[stop.Value] = listed.Count;
            listed.Add(stop);
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(listed.Count, MostStops, nameof(stops));
        All = listed;
    }

    /// <summary>Each wanted stop once.</summary>
    public IReadOnlyList<StopIndex> All { get; }

    /// <summary>How many there are.</summary>
    public int Count => All.Count;

    /// <summary>The stop's place in <see cref="All"/>.</summary>
    /// <exception cref="ArgumentException">It is not wanted: an empty list of ways would be a lie.</exception>
    internal int PlaceOf(StopIndex stop) => places[stop.Value] is >= 0 and var place ? place : throw new ArgumentException($"Stop {stop.Value} is not among the wanted ones.", nameof(stop));
}
