namespace ResourceMatch.Transit;

/// <summary>Turns rows of transfers.txt into pairs of served stops: a station means each of its platforms, a rule for the very stops beats one for their stations.</summary>
internal static class TransferRules
{
    private const double MaxDistanceMeters = 2_000;

    /// <summary>Twice a hurried walk: a longer transfer with less time than this asks for is an error, not a footpath.</summary>
    private const double MaxWalkMetersPerSecond = 3;

    public static List<SourceTransfer> Expand(TimetableSource source, int[] placeOfStop, List<CompilationFinding> findings)
    {
        var children = ListChildren(source);
        var best = new Dictionary<(int From, int To), (int Rank, SourceTransfer Rule)>();
        foreach (var rule in source.Transfers)
        {
            var rank = (source.Stops[rule.FromStop].LocationType == 0 ? 1 : 0) + (source.Stops[rule.ToStop].LocationType == 0 ? 1 : 0);
            foreach (var from in Ends(source, children, rule.FromStop))
            {
                foreach (var to in Ends(source, children, rule.ToStop))
                {
                    var (fromPlace, toPlace) = (placeOfStop[from], placeOfStop[to]);
                    // Of equally exact rules the file's first one wins.
                    if (fromPlace < 0 || toPlace < 0 || (best.TryGetValue((fromPlace, toPlace), out var known) && known.Rank >= rank))
                    {
                        continue;
                    }

                    if (IsTooFar(source.Stops[from], source.Stops[to], rule))
                    {
                        findings.Add(new CompilationFinding(FindingKind.TransferTooFar, source.Stops[from].Id));
                        continue;
                    }

                    best[(fromPlace, toPlace)] = (rank, rule with { FromStop = fromPlace, ToStop = toPlace });
                }
            }
        }

        return [.. best.OrderBy(pair => pair.Key).Select(pair => pair.Value.Rule)];
    }

    private static Dictionary<int, List<int>> ListChildren(TimetableSource source)
    {
        var children = new Dictionary<int, List<int>>();
        for (var stop = 0; stop < source.Stops.Count; stop++)
        {
            if (source.Stops[stop] is { LocationType: 0, ParentStop: >= 0 and var parent })
            {
                (children.TryGetValue(parent, out var list) ? list : children[parent] = []).Add(stop);
            }
        }

        return children;
    }

    private static List<int> Ends(TimetableSource source, Dictionary<int, List<int>> children, int stop) =>
        source.Stops[stop].LocationType == 0 ? [stop] : children.GetValueOrDefault(stop, []);

    private static bool IsTooFar(SourceStop from, SourceStop to, SourceTransfer rule)
    {
        var meters = GreatCircle.DistanceMeters(from.Latitude, from.Longitude, to.Latitude, to.Longitude);
        return rule.TransferType != 3 && meters > MaxDistanceMeters && (rule.MinSeconds < 0 || meters > rule.MinSeconds * MaxWalkMetersPerSecond);
    }
}
