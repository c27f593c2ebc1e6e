using ResourceMatch.Transit;

namespace ResourceMatch.Matching.Judging;

/// <summary>A place near a stop.</summary>
/// <param name="Slot">Which place, as the maker counts them.</param>
/// <param name="WalkSeconds">Between the stop and its door.</param>
internal readonly record struct StopPlace(int Slot, int WalkSeconds);

/// <summary>For each stop the places near it: the access stops of many places, turned round.</summary>
/// <remarks>Immutable; safe to share.</remarks>
internal sealed class StopPlaces
{
    private readonly int[] first;
    private readonly StopPlace[] places;

    private StopPlaces(int[] first, StopPlace[] places)
    {
        this.first = first;
        this.places = places;
    }

    public int StopCount => first.Length - 1;

    public ReadOnlySpan<StopPlace> At(int stop) => places.AsSpan(first[stop]..first[stop + 1]);

    /// <param name="stopCount">Stops of the day.</param>
    /// <param name="slots">The places.</param>
    /// <param name="stopsOf">Their stops.</param>
    public static StopPlaces Make(int stopCount, ReadOnlySpan<int> slots, Func<int, StopWalk[]> stopsOf)
    {
        var first = new int[stopCount + 1];
        foreach (var slot in slots)
        {
            foreach (var walk in stopsOf(slot)) first[walk.Stop.Value + 1]++;
        }

        for (var stop = 0; stop < stopCount; stop++) first[stop + 1] += first[stop];
        var next = first[..^1];
        var places = new StopPlace[first[^1]];
        foreach (var slot in slots)
        {
            foreach (var walk in stopsOf(slot)) places[next[walk.Stop.Value]++] = new StopPlace(slot, walk.WalkSeconds);
        }

        return new StopPlaces(first, places);
    }
}
