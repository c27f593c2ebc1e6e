using System.Globalization;
using ResourceMatch.Domain.Needs;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Matching.Outings;
using static ResourceMatch.Matching.Tests.Worlds.Town;

namespace ResourceMatch.Matching.Tests.Worlds;

/// <summary>A small town, its places and one family, drawn from a seed: every link of the chain breaks somewhere.</summary>
internal sealed record RandomWorld(TravelNetwork Network, Household Household, IReadOnlyList<Candidate> Places, Need Need)
{
    private const int StreetMeters = 9_000;
    private const int Stops = 9;

    public static RandomWorld Make(int seed, int places = 25, string zone = "America/New_York")
    {
        var random = new Random(seed);
        return new RandomWorld(
            Town.Network(Lines(random), days: random.Next(4) == 0 ? [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Saturday, DayOfWeek.Sunday] : null, first: new(2026, 1, 1), last: new(2027, 12, 31), zone: zone),
            FamilyOf(random),
            [.. Enumerable.Range(0, places).Select(number => PlaceOf(random, number))],
            NeedOf("food", carries: random.Next(2) == 0, stayMinutes: random.Next(5, 60)));
    }

    private static string Lines(Random random)
    {
        var metersOf = Enumerable.Range(0, Stops).Select(_ => random.Next(0, StreetMeters)).ToArray();
        HashSet<int> drawn = [];
        return string.Join("\n\n", Enumerable.Range(0, random.Next(2, 6)).Select(line =>
        {
            var calls = Enumerable.Range(0, Stops).OrderBy(_ => random.Next()).Take(random.Next(2, 6)).ToArray();
            var stops = string.Join(' ', calls.Select(stop => drawn.Add(stop) ? $"S{stop}@{metersOf[stop]}" : $"S{stop}"));
            var (first, step, ride) = (random.Next(0, 18 * 60), random.Next(7, 150), random.Next(3, 14));
            var trips = Enumerable.Range(0, random.Next(2, 16)).Select(trip => string.Join(' ', Enumerable.Range(0, calls.Length).Select(call => Time(first + (trip * step) + (call * ride)))));
            return $"{line + 1} {stops}\n{string.Join('\n', trips)}";
        }));
    }

    private static Household FamilyOf(Random random)
    {
        var free = Enumerable.Range(0, random.Next(0, 8)).Select(_ =>
        {
            var from = random.Next(0, 22 * 60);
            return new FreeTime((DayOfWeek)random.Next(7), from, Math.Min(1_440, from + random.Next(20, 700)), (StartPlace)random.Next(3));
        }).ToList();
        return Family(random.Next(0, StreetMeters)) with
        {
            Work = At(random.Next(0, StreetMeters)),
            SchoolPoint = At(random.Next(0, StreetMeters)),
            FreeTimes = free,
            Fetches = [.. Enumerable.Range(0, random.Next(0, 4)).Select(_ => new Fetch((DayOfWeek)random.Next(7), free.Count > 0 && random.Next(3) == 0 ? free[0].FromMinute : random.Next(0, 1_441)))],
            HasCar = random.Next(6) == 0,
            Limits = new Limits { WalkMeters = random.Next(200, 2_000), CarryMeters = random.Next(100, 1_500), OneWayMinutes = random.Next(8, 90) },
        };
    }

    private static Candidate PlaceOf(Random random, int number)
    {
        var hours = Enumerable.Range(0, random.Next(1, 3)).Select(_ => random.Next(0, 22 * 60)).Select(opens => $"{Time(opens)}-{Time(Math.Min(1_439, opens + random.Next(10, 600)))}");
        return Place($"place {number}", random.Next(-500, StreetMeters), random.Next(8) == 0 ? null : string.Join(',', hours), [.. Enum.GetValues<DayOfWeek>().Where(_ => random.Next(3) > 0).DefaultIfEmpty(DayOfWeek.Friday)]);
    }

    private static string Time(int minute) => string.Create(CultureInfo.InvariantCulture, $"{minute / 60:00}:{minute % 60:00}");
}
