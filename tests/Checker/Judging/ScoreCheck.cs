using ResourceMatch.Checker.Answers;
using ResourceMatch.Checker.Raw;
using ResourceMatch.Checker.Search;

namespace ResourceMatch.Checker.Judging;

/// <summary>Adds up every printed score again: each part from raw rows and the printed outing, the total from the parts, the rank from the totals.</summary>
internal static class ScoreCheck
{
    private const double Rounding = 0.0002;

    public static IEnumerable<Violation> Check(RawFamily family, RawNeed need, RawPlace place, PrintedResult result, PrintedAnswer answer)
    {
        var expected = Parts(family, need, place, result.Outings.Count > 0 ? result.Outings[0] : null, answer);
        foreach (var part in result.Parts)
        {
            if (!expected.TryGetValue(part.Name, out var value)) yield return new Violation(Fault.ScoreNotAddingUp, $"its score has a part {part.Name}, which the terms do not know");
            else if (Math.Abs(part.Value - value) > Rounding) yield return new Violation(Fault.ScoreNotAddingUp, $"its {part.Name} is {part.Value}, the rows say {value:0.0000}");
        }

        if (expected.Count != result.Parts.Count) yield return new Violation(Fault.ScoreNotAddingUp, $"its score has {result.Parts.Count} parts, {expected.Count} are known");
        var total = result.Parts.Sum(part => part.Weight * part.Value) / result.Parts.Sum(part => part.Weight);
        if (Math.Abs(total - result.Total) > Rounding) yield return new Violation(Fault.ScoreNotAddingUp, $"scores {result.Total}, its parts add up to {total:0.0000}");
    }

    /// <summary>Ranks count from 1; known hours first, then call first with a trip, then call first without, then help that needs none; within each the higher score.</summary>
    public static IEnumerable<Violation> CheckRanks(City city, PrintedNeed need)
    {
        if (!need.Results.Select(result => result.Rank).SequenceEqual(Enumerable.Range(1, need.Results.Count))) yield return new Violation(Fault.WrongRank, "ranks do not count from 1");
        int Group(PrintedResult result) => city.PlaceOf.TryGetValue(result.Place, out var place) && place.Delivery != RawDelivery.AtPlace ? 3 : !result.CallFirst ? 0 : result.Outings.Count > 0 ? 1 : 2;
        foreach (var (above, below) in need.Results.Zip(need.Results.Skip(1)))
        {
            if (Group(above) > Group(below)) yield return new Violation(Fault.WrongRank, $"{below.Name} must stand above {above.Name}: known hours come before calling first, and that before help without a trip");
            else if (Group(above) == Group(below) && below.Total > above.Total + Rounding) yield return new Violation(Fault.WrongRank, $"{below.Name} with {below.Total} stands below {above.Name} with {above.Total}");
        }
    }

    private static Dictionary<string, double> Parts(RawFamily family, RawNeed need, RawPlace place, PrintedOuting? outing, PrintedAnswer answer)
    {
        var wanted = family.Languages.Where(code => code != "en").ToList();
        var parts = new Dictionary<string, double>
        {
            ["language"] = wanted.Count == 0 || wanted.Any(place.Languages.Contains) ? 1 : place.HasInterpreter ? 0.7 : place.Languages.Count == 0 ? 0.4 : family.SpeaksEnglish ? 0.2 : 0,
            ["cost"] = place.Cost switch { null => 0.5, 0 => 1, <= 20 => 0.25, _ => 0 },
            ["papers"] = 1.0 / (1 + place.Papers),
            ["freshness"] = place.Assured is { } assured ? Cut(1 - (answer.From.DayNumber - assured.DayNumber) / 730.0) : 0,
        };
        if (outing is null) return parts;
        var journeys = new[] { outing.There, outing.Back };
        // Between the place and its stops, or all the way on foot: the walk at home is the same for every place.
        var walkMinutes = (FootSeconds(outing.There.Legs, atEnd: true) + FootSeconds(outing.Back.Legs, atEnd: false)) / 60.0;
        var changes = journeys.Sum(journey => Math.Max(0, journey.Legs.OfType<PrintedLeg.Ride>().Count() - 1));
        parts.Add("time", Cut(1 - outing.Away / 60.0 / (2 * family.OneWayMinutes + need.StayMinutes)));
        parts.Add("soon", Cut(1 - (outing.Date.DayNumber - answer.From.DayNumber) / (double)answer.Days));
        parts.Add("ease", Cut(1 - (walkMinutes + 10 * changes) / 60));
        return parts;
    }

    private static int FootSeconds(IReadOnlyList<PrintedLeg> legs, bool atEnd) =>
        legs.Count > 0 && (atEnd ? legs[^1] : legs[0]) is PrintedLeg.Walk walk ? walk.Seconds : 0;

    private static double Cut(double value) => Math.Clamp(value, 0, 1);
}
