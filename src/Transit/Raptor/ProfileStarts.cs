using System.Runtime.InteropServices;

namespace ResourceMatch.Transit;

/// <summary>A moment at which the home is left to just catch a vehicle.</summary>
internal readonly record struct ProfileStart(int LeaveSeconds, int Stop, int BoardableSeconds);

/// <summary>Lists every moment at which leaving the home catches some vehicle, latest first.</summary>
/// <remarks>
/// A run that can be caught at several stops of the home needs each of them only where leaving for it later than for any stop before it on the
/// run: who boards earlier on the run and leaves no sooner rides at least as far. Half of a home's moments go that way. Keeps its arrays from
/// home to home; for one thread.
/// </remarks>
internal sealed class ProfileStarts
{
    private readonly List<(int Pattern, int Position, int Stop, int WalkSeconds)> places = [];
    private readonly List<ProfileStart> starts = [];
    private long[] order = [];
    private ProfileStart[] sorted = [];

    /// <returns>Latest leave first; valid until the next call.</returns>
    public ReadOnlySpan<ProfileStart> List(DayArrays day, IReadOnlyList<StopWalk> access, int fromSeconds, int untilSeconds)
    {
        places.Clear();
        starts.Clear();
        foreach (var (stop, walkSeconds, _) in access)
        {
            foreach (var place in day.BoardingPlaces.AsSpan(day.PlaceBase[stop.Value]..day.PlaceBase[stop.Value + 1]))
            {
                places.Add((place.Pattern, place.Position, stop.Value, walkSeconds));
            }
        }

        places.Sort();
        var all = CollectionsMarshal.AsSpan(places);
        for (var i = 0; i < all.Length;)
        {
            var end = i + 1;
            while (end < all.Length && all[end].Pattern == all[i].Pattern)
            {
                end++;
            }

            AddPattern(day, all[i..end], fromSeconds, untilSeconds);
            i = end;
        }

        return Sort();
    }

    private void AddPattern(DayArrays day, ReadOnlySpan<(int Pattern, int Position, int Stop, int WalkSeconds)> along, int fromSeconds, int untilSeconds)
    {
        var pattern = along[0].Pattern;
        for (var trip = day.TripBase[pattern]; trip < day.TripBase[pattern + 1]; trip++)
        {
            var latest = int.MinValue;
            foreach (var (_, position, stop, walkSeconds) in along)
            {
                var departure = day.EventAt(pattern, trip, position).DepartureSeconds;
                var leave = departure - walkSeconds;
                if (leave > latest && leave >= fromSeconds && leave <= untilSeconds)
                {
                    latest = leave;
                    starts.Add(new ProfileStart(leave, stop, departure));
                }
            }
        }
    }

    private ReadOnlySpan<ProfileStart> Sort()
    {
        if (order.Length < starts.Count)
        {
            order = new long[starts.Count * 2];
            sorted = new ProfileStart[starts.Count * 2];
        }

        // Among equal moments the order of finding stays, so that the work, and its counters, are the same each time.
        for (var i = 0; i < starts.Count; i++)
        {
            order[i] = ((long)-starts[i].LeaveSeconds << 32) | (uint)i;
        }

        order.AsSpan(0, starts.Count).Sort();
        for (var i = 0; i < starts.Count; i++)
        {
            sorted[i] = starts[(int)(uint)order[i]];
        }

        return sorted.AsSpan(0, starts.Count);
    }
}
