using ResourceMatch.Checker.Raw;

namespace ResourceMatch.Checker.Search;

/// <summary>A way by bus: leave the one end, arrive at the other.</summary>
internal readonly record struct Way(int Leave, int Arrive);

/// <summary>All useful ways by bus of one home on one date, to and from any place: one search for each moment at which a bus near home leaves (or, mirrored, arrives), the latest first.</summary>
/// <remarks>Useful = no other way leaves as late and arrives as early. Ways longer than the limit are not found.</remarks>
internal sealed class Ways
{
    private readonly FootPaths paths;
    private readonly Scan scan;
    private readonly bool toHome;

    private Ways(DayBoard board, FootPaths paths, LatLon home, int from, int until, int limitSeconds, bool toHome)
    {
        this.paths = paths;
        this.toHome = toHome;
        var access = paths.From(home);
        scan = new Scan(board, paths, access);
        // In a mirror the day's end comes first.
        var (first, last) = toHome ? (-until, -from) : (from, until);
        var moments = access.SelectMany(near => board.Departures[near.Stop].Select(departure => departure.Seconds - near.Seconds)).Where(leave => leave >= first && leave <= last).Distinct().OrderDescending();
        foreach (var leave in moments) scan.Run(leave, Math.Min(leave + limitSeconds, last));
    }

    public static Ways FromHome(DayBoard board, FootPaths paths, LatLon home, int from, int until, int limitSeconds) => new(board, paths, home, from, until, limitSeconds, toHome: false);

    /// <param name="mirrored">The mirrored day and its walks.</param>
    public static Ways ToHome(DayBoard mirrored, FootPaths paths, LatLon home, int from, int until, int limitSeconds) => new(mirrored, paths, home, from, until, limitSeconds, toHome: true);

    /// <summary>The useful ways between home and a place, by the moment of leaving.</summary>
    public IReadOnlyList<Way> With(LatLon place)
    {
        var all = paths.From(place).SelectMany(near => scan.Reached.GetValueOrDefault(near.Stop, []).Select(way => way with { Arrive = way.Arrive + near.Seconds }));
        var useful = new List<Way>();
        var best = int.MaxValue;
        // Latest leaving first; each earlier one must arrive earlier than all before.
        foreach (var way in all.OrderByDescending(way => way.Leave).ThenBy(way => way.Arrive))
        {
            if (way.Arrive >= best) continue;
            best = way.Arrive;
            useful.Add(toHome ? new Way(-way.Arrive, -way.Leave) : way);
        }

        return [.. useful.OrderBy(way => way.Leave)];
    }
}
