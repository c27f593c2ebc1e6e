using System.Globalization;
using ResourceMatch.Domain.Needs;
using ResourceMatch.Matching.Tests.Worlds;
using static ResourceMatch.Matching.Tests.Worlds.Town;

namespace ResourceMatch.Matching.Tests.Simulation;

/// <summary>A town as plain numbers: metres up the street, minutes of the clock. The engine's network is drawn from it; the simulation reads the numbers themselves.</summary>
internal sealed class SimulatedTown
{
    public SimulatedTown(int seed, string zone)
    {
        var random = new Random(seed);
        Zone = zone;
        StopMeters = [.. Enumerable.Range(0, random.Next(4, 8)).Select(_ => random.Next(0, 7_000))];
        Lines =
        [
            .. Enumerable.Range(0, random.Next(2, 5)).Select(_ =>
            {
                var calls = Enumerable.Range(0, StopMeters.Length).OrderBy(_ => random.Next()).Take(random.Next(2, 5)).ToArray();
                var (first, step, ride) = (random.Next(0, 20 * 60), random.Next(9, 100), random.Next(3, 12));
                return new SimulatedLine(calls, [.. Enumerable.Range(0, random.Next(3, 16)).Select(trip => Enumerable.Range(0, calls.Length).Select(call => first + (trip * step) + (call * ride)).ToArray()).Where(trip => trip[^1] < 29 * 60)]);
            }).Where(line => line.Trips.Length > 0),
        ];
        if (Lines.Length == 0) Lines = [new SimulatedLine([0, 1], [[600, 610]])];
        Places = [.. Enumerable.Range(0, 6).Select(_ => new SimulatedPlace(random.Next(0, 7_000), Opens: random.Next(0, 22 * 60) is var opens ? opens : 0, Closes: opens + random.Next(15, 500)))];
        Household = Family(random.Next(0, 7_000)) with
        {
            SchoolPoint = At(random.Next(0, 7_000)),
            Work = At(random.Next(0, 7_000)),
            FreeTimes = random.Next(3) == 0
                ? []
                : [.. Enum.GetValues<DayOfWeek>().Select(day => random.Next(0, 18 * 60) is var from ? new FreeTime(day, from, Math.Min(1_440, from + random.Next(60, 700)), (StartPlace)random.Next(3)) : default)],
            Fetches = random.Next(2) == 0 ? [] : [.. Enum.GetValues<DayOfWeek>().Select(day => new Fetch(day, random.Next(0, 1_441)))],
            Limits = new Limits { WalkMeters = random.Next(300, 2_000), CarryMeters = random.Next(200, 1_500), OneWayMinutes = random.Next(15, 90) },
        };
        Need = NeedOf("food", carries: random.Next(2) == 0, stayMinutes: random.Next(5, 50));
    }

    public string Zone { get; }

    public int[] StopMeters { get; }

    public SimulatedLine[] Lines { get; }

    public SimulatedPlace[] Places { get; }

    public Household Household { get; }

    public Need Need { get; }

    public string Timetable()
    {
        HashSet<int> drawn = [];
        return string.Join("\n\n", Lines.Select((line, number) =>
            $"{number + 1} {string.Join(' ', line.Stops.Select(stop => drawn.Add(stop) ? $"S{stop}@{StopMeters[stop]}" : $"S{stop}"))}\n" +
            string.Join('\n', line.Trips.Select(trip => string.Join(' ', trip.Select(Time))))));
    }

    public static string Time(int minute) => string.Create(CultureInfo.InvariantCulture, $"{minute / 60:00}:{minute % 60:00}");
}

/// <param name="Stops">Places in the town's stops.</param>
/// <param name="Trips">Minutes at each of them.</param>
internal sealed record SimulatedLine(int[] Stops, int[][] Trips);

/// <param name="Closes">Minutes after midnight; more than 1,440 = past it.</param>
internal sealed record SimulatedPlace(int Meters, int Opens, int Closes);
