using System.Globalization;
using System.Text;
using ResourceMatch.Domain;
using ResourceMatch.Domain.Needs;
using ResourceMatch.Domain.Places;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Matching.Outings;
using ResourceMatch.Matching.Tests.Worlds;

namespace ResourceMatch.Matching.Tests.Plans;

/// <summary>A small town drawn by seed in which every moment is a whole minute, so that a slow search can try all of them.</summary>
internal sealed class RandomTown
{
    /// <summary>One minute on foot by the documented terms (× 1.3, 1.2 m/s, rounded up).</summary>
    private const double MinuteMeters = 55.38;

    private readonly Random random;

    public RandomTown(int seed, int needs = 3)
    {
        random = new Random(seed);
        Needs = [.. Enumerable.Range(0, needs).Select(index => Town.NeedOf($"need-{index}", carries: random.Next(3) == 0, stayMinutes: random.Next(1, 5) * 10))];
        Network = Town.Network(Draw());
        Places = [.. Enumerable.Range(0, random.Next(2, 7)).Select(MakePlace)];
        Household = MakeHousehold();
        Travel = new HouseholdTravel(Network, Household);
    }

    public IReadOnlyList<Need> Needs { get; }

    public TravelNetwork Network { get; }

    public IReadOnlyList<Candidate> Places { get; }

    public Household Household { get; }

    public int Days { get; } = 2;

    public HouseholdTravel Travel { get; }

    public IReadOnlyList<MatchAnswer> Answer()
    {
        var engine = new MatchEngine(Places);
        return [.. Needs.Select(need => engine.Match(Travel, need, Town.Monday, Days))];
    }

    private GeoPoint Somewhere() => Town.At(random.Next(0, 120) * MinuteMeters);

    /// <summary>Two or three lines up and down the street, a trip now and then between 13:00 and 18:30.</summary>
    private string Draw()
    {
        var text = new StringBuilder();
        for (var line = 0; line < random.Next(2, 4); line++)
        {
            var stops = Enumerable.Range(0, random.Next(2, 6)).Select(_ => random.Next(0, 120)).Distinct().Order().ToList();
            if (stops.Count < 2) stops = [0, 60, 119];
            foreach (var calls in new[] { stops, Enumerable.Reverse(stops).ToList() })
            {
                text.Append(CultureInfo.InvariantCulture, $"L{text.Length}");
                foreach (var stop in calls) text.Append(CultureInfo.InvariantCulture, $" S{line}x{stop}@{stop * MinuteMeters}");
                text.AppendLine();
                for (var minute = 780 + random.Next(40); minute < 1_110; minute += random.Next(8, 60))
                {
                    var at = minute;
                    foreach (var _ in calls)
                    {
                        text.Append(CultureInfo.InvariantCulture, $"{at / 60:00}:{at % 60:00} ");
                        at += random.Next(1, 8);
                    }

                    text.AppendLine();
                }

                text.AppendLine();
            }
        }

        return text.ToString();
    }

    private Candidate MakePlace(int number)
    {
        var opens = 780 + (random.Next(0, 20) * 10);
        var closes = opens + (random.Next(3, 18) * 10);
        var hours = Text(opens, closes);
        if (random.Next(4) == 0) hours += "," + Text(closes + 30, closes + 100);
        var days = random.Next(3) == 0 ? [random.Next(2) == 0 ? DayOfWeek.Monday : DayOfWeek.Tuesday] : Array.Empty<DayOfWeek>();
        var met = Needs.Where(_ => random.Next(Needs.Count) == 0).Select(need => need.Key).ToHashSet();
        if (met.Count == 0) met.Add(Needs[random.Next(Needs.Count)].Key);
        return Town.Place($"place {number}", 0, hours, days) with { Point = Somewhere(), Needs = met };
    }

    private Household MakeHousehold()
    {
        var from = 780 + (random.Next(0, 12) * 10);
        return new Household
        {
            Id = "family",
            Home = Somewhere(),
            FreeTimes =
            [
                new FreeTime(DayOfWeek.Monday, from, from + (random.Next(9, 25) * 10)),
                .. random.Next(2) == 0 ? [new FreeTime(DayOfWeek.Tuesday, from + 20, from + 140)] : Array.Empty<FreeTime>(),
                .. random.Next(3) == 0 ? [new FreeTime(DayOfWeek.Tuesday, from + 140, from + 260)] : Array.Empty<FreeTime>(),
            ],
            Limits = new Limits { WalkMeters = random.Next(600, 2_500), CarryMeters = random.Next(300, 1_200), OneWayMinutes = random.Next(20, 60) },
        };
    }

    private static string Text(int from, int until) =>
        string.Create(CultureInfo.InvariantCulture, $"{from / 60:00}:{from % 60:00}-{until / 60:00}:{until % 60:00}");
}
