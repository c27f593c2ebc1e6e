using System.Collections.Concurrent;

namespace ResourceMatch.Transit;

/// <summary>Lends searches of one network, so that many threads share few of them and none is made twice for one thread.</summary>
internal sealed class SearchPool(StreetNetwork network)
{
    private readonly ConcurrentBag<StreetSearch> idle = [];

    public StreetReach Walk(StreetPoint from, Walker walker, int maxMeters)
    {
        var search = Take();
        var reach = search.Walk(from, walker, maxMeters);
        idle.Add(search);
        return reach;
    }

    public StreetReach Drive(StreetPoint from, int maxMeters, bool towards)
    {
        var search = Take();
        var reach = search.Drive(from, maxMeters, towards);
        idle.Add(search);
        return reach;
    }

    private StreetSearch Take() => idle.TryTake(out var search) ? search : new StreetSearch(network);
}
