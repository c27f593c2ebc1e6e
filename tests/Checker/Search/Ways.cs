using ResourceMatch.Checker.Raw;

namespace ResourceMatch.Checker.Search;

/// <summary>A way by bus: leave the one end, arrive at the other.</summary>
internal readonly record struct Way(int Leave, int Arrive);

/// <summary>All useful ways by bus of one home on one date, to and from any place: one search for each moment at which a bus near home leaves (or, mirrored, arrives).</summary>
/// <remarks>Useful = no other way leaves as late and arrives as early. Ways longer than the limit are not found.</remarks>
internal sealed class Ways
{
    private readonly FootPaths paths;
    private readonly List<(int HomeSeconds, int[] Labels)> searches = [];
    private readonly bool home;

    private Ways(DayBoard board, FootPaths paths, LatLon home, int from, int until, int limitSeconds, bool toHome)
    {
        this.paths = paths;
        this.home = toHome;
        var access = paths.From(home);
        var scan = new Scan(board, paths);
        // In a mirror the day's end comes first.
        var (first, last) = toHome ? (-until, -from) : (from, until);
        var moments = access.SelectMany(near => board.Departures[near.Stop].Select(departure => departure.Seconds - near.Seconds)).Where(leave => leave >= first && leave <= last).Distinct().OrderDescending();
        foreach (var leave in moments) searches.Add((leave, scan.Run(access, leave, Math.Min(leave + limitSeconds, last))));
    }

    public static Ways FromHome(DayBoard board, FootPaths paths, LatLon home, int from, int until, int limitSeconds) => new(board, paths, home, from, until, limitSeconds, toHome: false);

    /// <param name="mirrored">The mirrored day and its walks.</param>
    public static Ways ToHome(DayBoard mirrored, FootPaths paths, LatLon home, int from, int until, int limitSeconds) => new(mirrored, paths, home, from, until, limitSeconds, toHome: true);

    /// <summary>The useful ways between home and a place, by the moment of leaving.</summary>
    public IReadOnlyList<Way> With(LatLon place)
    {
        var useful = new List<Way>();
        var near = paths.From(place);
        var best = int.MaxValue;
        // Latest leaving first; each earlier one must arrive earlier than all before.
        foreach (var (leave, labels) in searches)
        {
            var arrive = near.Where(stop => labels[stop.Stop] != Scan.Never).Select(stop => labels[stop.Stop] + stop.Seconds).DefaultIfEmpty(int.MaxValue).Min();
            if (arrive >= best) continue;
            best = arrive;
            useful.Add(home ? new Way(-arrive, -leave) : new Way(leave, arrive));
        }

        return [.. useful.OrderBy(way => way.Leave)];
    }
}
