using ResourceMatch.Checker.Answers;
using ResourceMatch.Checker.Raw;

namespace ResourceMatch.Checker.Search;

/// <summary>What one family can do on each date, found the slow way. Remembers each day's searches for all its places and needs.</summary>
internal sealed class FamilyDays(City city, RawFamily family)
{
    private readonly Dictionary<(DateOnly, int, bool), Ways?> known = [];

    /// <returns>The outing with the least time away on that date, whatever opening and free time it uses; null = none.</returns>
    public Found? Best(RawPlace place, RawNeed need, DateOnly date, IReadOnlyList<(int Opens, int Closes)> openings) =>
        Each(place, need, date, openings).Select(each => BestOuting.Find(each.Possible, each.Opening, each.Free)).OfType<Found>().OrderBy(found => found.Away).Select(found => (Found?)found).FirstOrDefault();

    /// <returns>The earliest moment at home after the same stay as the printed outing's; null = the search finds no way home.</returns>
    public Found? EarliestHome(RawPlace place, RawNeed need, PrintedOuting outing, IReadOnlyList<(int Opens, int Closes)> openings) =>
        Each(place, need, outing.Date, openings)
            .Where(each => each.Opening.Opens <= outing.VisitStart && outing.VisitEnd <= each.Opening.Closes && each.Free.From <= outing.LeaveHome && outing.ArriveHome <= each.Free.Until)
            .Select(each => BestOuting.Home(each.Possible, outing.LeaveHome, outing.VisitEnd, each.Opening.Closes, each.Free.Until, outing.Mode == PrintedMode.Car))
            .OfType<Found>().OrderBy(found => found.ArriveHome).Select(found => (Found?)found).FirstOrDefault();

    private IEnumerable<(Possible Possible, (int Opens, int Closes) Opening, (int From, int Until) Free)> Each(RawPlace place, RawNeed need, DateOnly date, IReadOnlyList<(int Opens, int Closes)> openings)
    {
        var windows = family.FreeOn(date).ToList();
        var stay = need.StayMinutes * 60;
        // Where no opening leaves room for the visit within a free time, nothing needs to be searched.
        var worth = openings.SelectMany(_ => windows, (opening, free) => (opening, free)).Where(pair => Math.Min(pair.opening.Closes, pair.free.Until) - Math.Max(pair.opening.Opens, pair.free.From) >= stay).ToList();
        if (worth.Count == 0) yield break;
        var meters = Earth.WalkedMeters(family.Home, place.Point);
        var backMeters = need.Carries ? Math.Min(family.CarryMeters, family.WalkMeters) : family.WalkMeters;
        var walk = Earth.WalkSeconds(family.Home, place.Point);
        var there = Ways(date, windows, family.WalkMeters, toHome: false)?.With(place.Point) ?? [];
        var back = Ways(date, windows, backMeters, toHome: true)?.With(place.Point) ?? [];
        foreach (var (opening, free) in worth)
        {
            yield return (
                new Possible(
                    [.. there.Where(way => way.Leave >= free.From && way.Arrive <= free.Until)],
                    [.. back.Where(way => way.Leave >= free.From && way.Arrive <= free.Until)],
                    meters <= family.WalkMeters ? walk : null,
                    meters <= backMeters ? walk : null,
                    family.HasCar ? Earth.DriveSeconds(family.Home, place.Point) : null,
                    family.OneWayMinutes * 60,
                    stay),
                opening,
                free);
        }
    }

    private Ways? Ways(DateOnly date, List<(int From, int Until)> windows, int limitMeters, bool toHome)
    {
        if (!city.Feed.Covers(date)) return null;
        if (known.TryGetValue((date, limitMeters, toHome), out var found)) return found;
        var board = city.Board(date, family.NeedsStepFree, toHome);
        var paths = city.Paths(board, limitMeters, toHome);
        var (from, until) = (windows.Min(window => window.From), windows.Max(window => window.Until));
        return known[(date, limitMeters, toHome)] = toHome
            ? Search.Ways.ToHome(board, paths, family.Home, from, until, family.OneWayMinutes * 60)
            : Search.Ways.FromHome(board, paths, family.Home, from, until, family.OneWayMinutes * 60);
    }
}
