using System.Runtime.InteropServices;
using ResourceMatch.Transit;

namespace ResourceMatch.Matching.Outings;

/// <summary>Merges the ways of a place's stops into the place's own: the walk between stop and door added, the dominated ones dropped.</summary>
internal static class WayList
{
    public static Way[] There(DayProfile? profile, IReadOnlyList<StopWalk> placeWalks) => Merge(profile, placeWalks, static (entry, walk) =>
        new Way(entry.LeaveSeconds, entry.ArriveSeconds + walk.WalkSeconds, entry.Rides, walk));

    public static Way[] Back(DayProfile? profile, IReadOnlyList<StopWalk> placeWalks) => Merge(profile, placeWalks, static (entry, walk) =>
        new Way(entry.LeaveSeconds - walk.WalkSeconds, entry.ArriveSeconds, entry.Rides, walk));

    /// <summary>Keeps, earliest first, the ways that no other beats in leaving late and arriving early; of equals the one with the fewest rides, then with the least walk at the place.</summary>
    public static Way[] KeepUndominated(List<Way> ways)
    {
        ways.Sort(static (a, b) => b.LeaveSeconds != a.LeaveSeconds ? b.LeaveSeconds.CompareTo(a.LeaveSeconds)
            : a.ArriveSeconds != b.ArriveSeconds ? a.ArriveSeconds.CompareTo(b.ArriveSeconds)
            : a.Rides != b.Rides ? a.Rides.CompareTo(b.Rides)
            : (a.PlaceWalk.WalkSeconds, a.PlaceWalk.Stop.Value).CompareTo((b.PlaceWalk.WalkSeconds, b.PlaceWalk.Stop.Value)));
        var kept = 0;
        var all = CollectionsMarshal.AsSpan(ways);
        foreach (var way in all)
        {
            if (kept == 0 || way.ArriveSeconds < all[kept - 1].ArriveSeconds) all[kept++] = way;
        }

        var result = all[..kept].ToArray();
        Array.Reverse(result);
        return result;
    }

    private static Way[] Merge(DayProfile? profile, IReadOnlyList<StopWalk> placeWalks, Func<ProfileEntry, StopWalk, Way> toWay)
    {
        if (profile is null) return [];
        List<Way> ways = [];
        foreach (var walk in placeWalks)
        {
            foreach (var entry in profile.At(walk.Stop)) ways.Add(toWay(entry, walk));
        }

        return KeepUndominated(ways);
    }
}
