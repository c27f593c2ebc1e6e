namespace ResourceMatch.Transit;

/// <summary>The stops at which somebody will ask for ways: of a city's, those that lie near a place.</summary>
/// <remarks>Numbers them densely, in the order of the stops, so that a <see cref="StopProfile"/> keeps nothing for the others. Immutable; safe to share.</remarks>
public sealed class WantedStops
{
    private readonly int[] stops;
    private readonly int[] places;

    /// <summary>More cannot be numbered.</summary>
    public const int MostStops = 65_536;

    /// <param name="stopCount">Stops of the day.</param>
    /// <param name="stops">The wanted ones, in any order; more than once is once.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are more than <see cref="MostStops"/>.</exception>
    public WantedStops(int stopCount, IEnumerable<StopIndex> stops)
    {
        ArgumentNullException.ThrowIfNull(stops);
        StopCount = stopCount;
        All = [.. stops.Distinct().OrderBy(stop => stop.Value)];
        this.stops = [.. All.Select(stop => stop.Value)];
        ArgumentOutOfRangeException.ThrowIfGreaterThan(All.Count, MostStops, nameof(stops));
        places = new int[stopCount];
        Array.Fill(places, -1);
        for (var place = 0; place < All.Count; place++)
        {
            places[All[place].Value] = place;
        }
    }

    /// <summary>Each wanted stop once, by number.</summary>
    public IReadOnlyList<StopIndex> All { get; }

    /// <summary>How many there are.</summary>
    public int Count => All.Count;

    /// <summary>Stops of the day, wanted or not.</summary>
    public int StopCount { get; }

    /// <summary>The stop of each place.</summary>
    internal int StopAt(int place) => stops[place];

    /// <summary>A stop's place in <see cref="All"/>; -1 = not wanted.</summary>
    internal int PlaceOf(int stop) => places[stop];
}
