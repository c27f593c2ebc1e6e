using ResourceMatch.Domain;
using ResourceMatch.Domain.Needs;
using ResourceMatch.Domain.Places;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Matching;
using ResourceMatch.Matching.Outings;
using ResourceMatch.Transit;

namespace ResourceMatch.Bench;

/// <summary>Places and households strewn around the stops of a feed, the same each time.</summary>
/// <remarks>Each place is within 400 m of a stop, open on two to six weekdays for three to eight hours. Households are free all day, every day: the most work.</remarks>
internal sealed class BenchCity
{
    private readonly GeoPoint[] homes;

    /// <param name="placeCount">All places.</param>
    /// <param name="answering">How many of them answer <see cref="Need"/>.</param>
    public BenchCity(Timetable timetable, int placeCount, int answering, int homeCount = 30)
    {
        var random = new Random(20261122);
        GeoPoint[] stops = [.. Enumerable.Range(0, timetable.StopCount).Select(stop => timetable.GetStop(new StopIndex(stop))).Where(stop => stop.HasPoint).Select(stop => new GeoPoint(stop.Longitude, stop.Latitude))];
        Candidates = [.. Enumerable.Range(0, placeCount).Select(number => Place(number, Near(stops, random, 400), number < answering ? Need.Key : "dental", random))];
        Engine = new MatchEngine(Candidates);
        homes = [.. Enumerable.Range(0, homeCount).Select(_ => Near(stops, random, 300))];
    }

    /// <summary>What every place in question answers: food, carried home.</summary>
    public static Need Need => NeedVocabulary.Default.Get("food");

    public IReadOnlyList<Candidate> Candidates { get; }

    public MatchEngine Engine { get; }

    public int HomeCount => homes.Length;

    public Household HouseholdOf(int home) => new() { Id = $"home-{home}", Home = homes[home % homes.Length], Needs = [Need.Key] };

    public HouseholdTravel TravelOf(TravelNetwork network, int home) => new(network, HouseholdOf(home));

    private static GeoPoint Near(GeoPoint[] stops, Random random, int meters)
    {
        var stop = stops[random.Next(stops.Length)];
        var degrees = meters / GreatCircle.MetersPerDegree;
        return new GeoPoint(stop.Longitude + ((random.NextDouble() - 0.5) * degrees), stop.Latitude + ((random.NextDouble() - 0.5) * degrees));
    }

    private static Candidate Place(int number, GeoPoint point, string need, Random random)
    {
        var id = new Guid(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]);
        var opens = new TimeOnly(8 + random.Next(8), 0);
        string[] days = ["MO", "TU", "WE", "TH", "FR", "SA"];
        return new Candidate
        {
            ServiceId = new Id<Service>(id),
            ServiceAtLocationId = new Id<ServiceAtLocation>(id),
            ServiceName = $"Place {number}",
            OrganizationName = "Bench",
            Point = point,
            Needs = new HashSet<string> { need },
            AssuredDate = new DateOnly(2026, 1, 1),
            Hours = new OpeningHours([new Schedule
            {
                Id = new Id<Schedule>(id),
                Freq = "WEEKLY",
                Byday = string.Join(',', days.OrderBy(_ => random.Next()).Take(2 + random.Next(5))),
                OpensAt = opens,
                ClosesAt = opens.AddHours(3 + random.Next(6)),
            }]),
        };
    }
}
