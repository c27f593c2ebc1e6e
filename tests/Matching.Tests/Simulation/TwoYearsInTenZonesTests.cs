using ResourceMatch.Matching.Tests.Worlds;
using static ResourceMatch.Matching.Tests.Worlds.Town;

namespace ResourceMatch.Matching.Tests.Simulation;

/// <summary>The best outing of a day against one that lives through the day, on drawn dates of two years and on every day on which clocks change, in ten time zones.</summary>
public sealed class TwoYearsInTenZonesTests
{
    private const int DrawnDates = 6;

    // Night-time jumps, one at midnight, one of half an hour, southern summers, a zone of odd minutes, and one that suspends summer time for Ramadan.
    public static TheoryData<string> Zones =>
    [
        "America/New_York", "America/Los_Angeles", "America/Havana", "America/Sao_Paulo", "Europe/London",
        "Africa/Casablanca", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Auckland", "Asia/Beirut",
    ];

    [Theory]
    [MemberData(nameof(Zones))]
    public void The_best_outing_equals_the_simulated_one_and_none_is_missing(string zone)
    {
        var info = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var seed = zone.Sum(letter => letter) * 100;
        var (outings, compared) = (0, 0);
        foreach (var date in DatesOf(info, new Random(seed)))
        {
            var town = new SimulatedTown(++seed, zone);
            var network = Network(town.Timetable(), first: new DateOnly(2025, 12, 1), last: new DateOnly(2028, 1, 31), zone: zone);
            var candidates = town.Places.Select((place, number) => Place($"place {number}", place.Meters, $"{SimulatedTown.Time(place.Opens)}-{SimulatedTown.Time(place.Closes % 1_440)}")).ToList();
            var answer = Match(network, town.Household, candidates, town.Need, date, days: 1);
            var simulation = new DaySimulation(town, date);
            for (var number = 0; number < candidates.Count; number++)
            {
                var found = answer.Results.SingleOrDefault(result => result.Candidate == candidates[number])?.Best;
                var expected = simulation.LeastAway(town.Places[number]);
                Assert.True(found?.AwaySeconds == expected, $"seed {seed}, {zone}, {date:yyyy-MM-dd}, place {number}: {(found is null ? "none" : Tell(found))} instead of {expected} s");
                compared++;
                if (expected is not null) outings++;
            }
        }

        Assert.InRange(outings, 1, compared - 1);
    }

    private static IEnumerable<DateOnly> DatesOf(TimeZoneInfo zone, Random random)
    {
        var first = new DateOnly(2026, 1, 1);
        var days = Enumerable.Range(0, 730).Select(first.AddDays).ToList();
        // Found by the date in Greenwich: east of it the clocks change on the date after.
        return days.Where(day => OffsetAt(day) != OffsetAt(day.AddDays(1))).SelectMany(day => new[] { day, day.AddDays(1) }).Concat(Enumerable.Range(0, DrawnDates).Select(_ => days[random.Next(days.Count)]));

        TimeSpan OffsetAt(DateOnly day) => zone.GetUtcOffset(day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));
    }
}
