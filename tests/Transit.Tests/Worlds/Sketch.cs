using System.Globalization;
using ResourceMatch.Transit;

namespace ResourceMatch.Transit.Tests.Worlds;

/// <summary>
/// A timetable drawn as text. Columns stand two blanks apart; the first line of a block names the line and its stops, each further one is a trip.
/// A cell is 08:05, 08:05-08:07 (arrives, departs), or . (does not stop); behind it b = board only, a = alight only, p = by phone only.
/// Stops lie 10 km apart unless placed.
/// </summary>
internal sealed class Sketch
{
    public static readonly DateOnly Tuesday = new(2030, 3, 5);
    private const double MetersPerDegree = GreatCircle.MetersPerDegree;
    private readonly Dictionary<string, int> stops = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> trips = new(StringComparer.Ordinal);

    private Sketch(string drawing)
    {
        Source.FeedName = "Sketch";
        Source.Services.Add("daily");
        Source.Calendars.Add(new SourceCalendar(0, 0b1111111, new DateOnly(2030, 1, 1), new DateOnly(2030, 12, 31)));
        foreach (var block in drawing.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            Draw(block.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
    }

    public TimetableSource Source { get; } = new();

    public DayOptions Options { get; set; } = new() { ChangeSeconds = 0 };

    public DateOnly Date { get; set; } = Tuesday;

    public static Sketch Of(string drawing) => new(drawing);

    public static int Seconds(string clock)
    {
        var parts = clock.Split(':');
        return (int.Parse(parts[0], CultureInfo.InvariantCulture) * 3600) + (int.Parse(parts[1], CultureInfo.InvariantCulture) * 60);
    }

    public static string Clock(int seconds) => string.Create(CultureInfo.InvariantCulture, $"{(int)Math.Floor(seconds / 3600.0):00}:{(seconds % 3600 + 3600) % 3600 / 60:00}");

    public int Stop(string name) => stops[name];

    /// <summary>Trips are called after their line and row: "Bus 7#1".</summary>
    public int Trip(string name) => trips[name];

    /// <summary>Puts a stop some meters east and north of the middle of the world.</summary>
    public Sketch Place(string stop, double eastMeters, double northMeters)
    {
        var (latitude, longitude) = PointAt(eastMeters, northMeters);
        Source.Stops[stops[stop]] = Source.Stops[stops[stop]] with { Latitude = latitude, Longitude = longitude };
        return this;
    }

    public static (double Latitude, double Longitude) PointAt(double eastMeters, double northMeters) =>
        (40 + (northMeters / MetersPerDegree), -80 + (eastMeters / MetersPerDegree / Math.Cos(double.DegreesToRadians(40))));

    public Sketch Transfer(string from, string to, int type, int minSeconds = -1)
    {
        Source.Transfers.Add(new SourceTransfer(stops[from], stops[to], type, minSeconds));
        return this;
    }

    public Sketch Every(string trip, string from, string until, int headwayMinutes, bool isExact = false)
    {
        Source.Frequencies.Add(new SourceFrequency(trips[trip], Seconds(from), Seconds(until), headwayMinutes * 60, isExact));
        return this;
    }

    public Timetable Compile() => TimetableCompiler.Compile(Source).Timetable ?? throw new InvalidOperationException("Nothing routable.");

    public NetworkDay Day() => NetworkDay.For([Compile()], Date, Options) is DayOutcome.Ready ready ? ready.Day : throw new InvalidOperationException("Outside the calendar.");

    /// <summary>The journey in one line. Ends are "Maple", "Maple+2m" (two minutes' walk away), or several behind commas.</summary>
    public string Go(string from, string to, string leaveAt)
    {
        var day = Day();
        return Tell(day, new JourneyPlanner(day).Depart(Walks(day, from), Seconds(leaveAt), Walks(day, to)));
    }

    public string GoBy(string from, string to, string arriveBy)
    {
        var day = Day();
        return Tell(day, new JourneyPlanner(day).ArriveBy(Walks(day, from), Seconds(arriveBy), Walks(day, to)));
    }

    public static IReadOnlyList<StopWalk> Walks(NetworkDay day, string ends) =>
    [
        .. ends.Split(", ").Select(end => end.Split('+')).Select(parts => new StopWalk(
            day.FindStop(parts[0]) ?? throw new ArgumentException($"No trip stops at {parts[0]}."),
            parts.Length > 1 ? 60 * int.Parse(parts[1].TrimEnd('m'), CultureInfo.InvariantCulture) : 0)),
    ];

    private static string Tell(NetworkDay day, Journey? journey)
    {
        if (journey is null)
        {
            return "no way";
        }

        var legs = journey.Legs.Select(leg => leg switch
        {
            Leg.Walk walk => $"walk {Math.Ceiling(walk.DurationSeconds / 60.0)}m",
            Leg.Ride ride => $"{ride.Line.Label} {Clock(ride.StartSeconds)} {day.GetStop(ride.Board).Id}→{Clock(ride.EndSeconds)} {day.GetStop(ride.Alight).Id}",
            _ => throw new InvalidOperationException(),
        });
        return $"leave {Clock(journey.LeaveSeconds)} · {string.Join(" · ", legs)} · arrive {Clock(journey.ArriveSeconds)} · {journey.Changes} changes";
    }

    private void Draw(string[] rows)
    {
        var header = Cells(rows[0]);
        var line = Source.Lines.Count;
        Source.Lines.Add(new TransitLine(header[0], header[0], "", 3, "", "", ""));
        foreach (var name in header.Skip(1))
        {
            if (stops.TryAdd(name, Source.Stops.Count))
            {
                // 0.1 degrees are 11 km: nobody walks between stops that were not placed.
                Source.Stops.Add(new SourceStop(name, name, "", 10 + (0.1 * stops.Count), 20));
            }
        }

        for (var row = 1; row < rows.Length; row++)
        {
            var id = $"{header[0]}#{row}";
            trips.Add(id, Source.Trips.Count);
            Source.Trips.Add(new SourceTrip(id, line, 0));
            var cells = Cells(rows[row]);
            for (var i = 0; i < cells.Length; i++)
            {
                if (cells[i] != ".")
                {
                    Source.StopTimes.Add(Time(Source.Trips.Count - 1, i, stops[header[i + 1]], cells[i]));
                }
            }
        }
    }

    private static SourceStopTime Time(int trip, int sequence, int stop, string cell)
    {
        var rule = cell[^1];
        var times = (char.IsAsciiDigit(rule) || rule == '?' ? cell : cell[..^1]).Split('-').Select(text => text == "?" ? SourceStopTime.Blank : Seconds(text)).ToArray();
        var (pickup, dropOff) = rule switch { 'b' => (0, 1), 'a' => (1, 0), 'p' => (2, 2), _ => (0, 0) };
        return new SourceStopTime(trip, sequence, stop, times[0], times[^1], PickupType: (byte)pickup, DropOffType: (byte)dropOff);
    }

    private static string[] Cells(string row) => row.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
