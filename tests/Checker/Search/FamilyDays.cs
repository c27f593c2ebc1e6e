using ResourceMatch.Checker.Answers;
using ResourceMatch.Checker.Raw;

namespace ResourceMatch.Checker.Search;

/// <summary>What one family can do on each date, found the slow way. Remembers each day's searches for all its places and needs.</summary>
internal sealed class FamilyDays(City city, RawFamily family)
{
    private readonly Dictionary<(DateOnly, int, bool, LatLon), Ways?> known = [];

    /// <returns>The outing with the least time away on that date, whatever opening and free time it uses; null = none.</returns>
    public Found? Best(RawPlace place, RawNeed need, DateOnly date, IReadOnlyList<(int Opens, int Closes)> openings) =>
        Each(place, need, date, openings).Select(each => BestOuting.Find(each.Possible, each.Opening, each.Free)).OfType<Found>().OrderBy(found => found.Away).Select(found => (Found?)found).FirstOrDefault();

    /// <returns>The earliest moment at home (or school) after the same stay as the printed outing's; null = the search finds no way.</returns>
    public Found? EarliestHome(RawPlace place, RawNeed need, PrintedOuting outing, IReadOnlyList<(int Opens, int Closes)> openings) =>
        Each(place, need, outing.Date, openings)
            .Where(each => each.Opening.Opens <= outing.VisitStart && outing.VisitEnd <= each.Opening.Closes && each.Free.Holds(outing))
            .Select(each => BestOuting.Home(each.Possible, outing.LeaveHome, outing.VisitEnd, each.Opening.Closes, each.Free.Until, outing.Mode == PrintedMode.Car))
            .OfType<Found>().OrderBy(found => found.ArriveHome).Select(found => (Found?)found).FirstOrDefault();

    private IEnumerable<(Possible Possible, (int Opens, int Closes) Opening, RawStretch Free)> Each(RawPlace place, RawNeed need, DateOnly date, IReadOnlyList<(int Opens, int Closes)> openings)
    {
        var stretches = city.Stretches(family, date);
        var stay = need.StayMinutes * 60;
        // Where no opening leaves room for the visit within a free time, nothing needs to be searched.
        var worth = openings.SelectMany(_ => stretches, (opening, free) => (opening, free)).Where(pair => Math.Min(pair.opening.Closes, pair.free.Until) - Math.Max(pair.opening.Opens, pair.free.From) >= stay).ToList();
        var backMeters = need.Carries ? Math.Min(family.CarryMeters, family.WalkMeters) : family.WalkMeters;
        foreach (var (opening, free) in worth)
        {
            var there = Ways(date, stretches, family.WalkMeters, free.Start, toHome: false)?.With(place.Point) ?? [];
            var back = Ways(date, stretches, backMeters, free.End, toHome: true)?.With(place.Point) ?? [];
            yield return (
                new Possible(
                    [.. there.Where(way => way.Leave >= free.From && way.Arrive <= free.Until)],
                    [.. back.Where(way => way.Leave >= free.From && way.Arrive <= free.Until)],
                    Walk(free.Start, place.Point, family.WalkMeters),
                    Walk(place.Point, free.End, backMeters),
                    family.HasCar ? city.Ground.DriveSeconds(free.Start, place.Point) : null,
                    family.HasCar ? city.Ground.DriveSeconds(place.Point, free.End) : null,
                    family.OneWayMinutes * 60,
                    stay),
                opening,
                free);
        }
    }

    private int? Walk(LatLon from, LatLon to, int limitMeters) => city.Ground.Walk(from, to, family.Walker) is { } walk && walk.Meters <= limitMeters ? walk.Seconds : null;

    private Ways? Ways(DateOnly date, IReadOnlyList<RawStretch> stretches, int limitMeters, LatLon end, bool toHome)
    {
        if (!city.Feed.Covers(date)) return null;
        if (known.TryGetValue((date, limitMeters, toHome, end), out var found)) return found;
        var board = city.Board(date, family.NeedsStepFree, family.CanCallAhead, toHome);
        var paths = city.Paths(board, limitMeters, family.Walker, toHome);
        var those = stretches.Where(free => (toHome ? free.End : free.Start) == end).ToList();
        var (from, until) = (those.Min(free => free.From), those.Max(free => free.Until));
        return known[(date, limitMeters, toHome, end)] = toHome
            ? Search.Ways.ToHome(board, paths, end, from, until, family.OneWayMinutes * 60)
            : Search.Ways.FromHome(board, paths, end, from, until, family.OneWayMinutes * 60);
    }
}
