using ResourceMatch.Transit;

namespace ResourceMatch.Transit.Tests.Worlds;

/// <summary>A small town made from a seed, full of traps: loops, hops of no minutes, overtaking, trips past midnight, frequencies, rules on boarding and changing.</summary>
/// <remarks>Knows its runs in the plainest form, each a list of calls, beside the source that the product compiles.</remarks>
internal sealed class RandomWorld
{
    public static readonly DateOnly Date = new(2030, 3, 5);

    /// <summary>Half an hour before midnight: runs of the day before, of the day and of the day after meet.</summary>
    public const int FirstSecond = 86_400 - 1_800;

    private readonly int seed;

    public RandomWorld(int seed)
    {
        this.seed = seed;
        var random = new Random(seed);
        var stopCount = random.Next(4, 9);
        for (var stop = 0; stop < stopCount; stop++)
        {
            var (latitude, longitude) = Sketch.PointAt(random.Next(0, 2_500), random.Next(0, 1_500));
            var hasPoint = random.Next(12) > 0;
            Source.Stops.Add(new SourceStop($"s{stop}", $"Stop {stop}", "", hasPoint ? latitude : double.NaN, hasPoint ? longitude : double.NaN, Wheelchair: (Accessibility)random.Next(3)));
        }

        Source.Services.AddRange(["today", "yesterday", "never", "tomorrow"]);
        Source.Calendars.Add(new SourceCalendar(0, 1 << (int)Date.DayOfWeek, Date.AddDays(-30), Date.AddDays(30)));
        Source.Calendars.Add(new SourceCalendar(1, 1 << (int)Date.AddDays(-1).DayOfWeek, Date.AddDays(-30), Date.AddDays(30)));
        Source.Calendars.Add(new SourceCalendar(2, 0b1111111, Date.AddDays(-30), Date.AddDays(30)));
        Source.Calendars.Add(new SourceCalendar(3, 1 << (int)Date.AddDays(1).DayOfWeek, Date.AddDays(-30), Date.AddDays(30)));
        Source.CalendarDates.AddRange([.. new[] { -1, 0, 1 }.Select(days => new SourceCalendarDate(2, Date.AddDays(days), false))]);
        Options = new DayOptions
        {
            Walking = random.Next(2) == 0 ? WalkingSource.Feed : WalkingSource.Line,
            MaxWalkMeters = random.Next(3) == 0 ? 400 : 1_200,
            ChangeSeconds = random.Next(3) * 60,
            Walker = random.Next(6) == 0 ? Walker.Wheelchair : Walker.OnFoot,
            CallAhead = random.Next(3) == 0,
        };
        for (var pattern = random.Next(2, 6); pattern > 0; pattern--)
        {
            AddLine(random, stopCount);
        }

        for (var transfer = random.Next(0, 6); transfer > 0; transfer--)
        {
            Source.Transfers.Add(new SourceTransfer(random.Next(stopCount), random.Next(stopCount), random.Next(4), random.Next(3) == 0 ? -1 : random.Next(8) * 60));
        }
    }

    public TimetableSource Source { get; } = new() { FeedName = "Random" };

    public DayOptions Options { get; }

    /// <summary>Every run that can be met on the date, its seconds those of the date.</summary>
    public List<Call[]> Runs { get; } = [];

    public Timetable Compile() => TimetableCompiler.Compile(Source).Timetable!;

    /// <summary>The same town run backwards, for a slow search only: its source still holds the forward rows, but its transfers are turned round.</summary>
    public RandomWorld Mirror()
    {
        var mirror = new RandomWorld(seed);
        mirror.Runs.Clear();
        mirror.Runs.AddRange(Runs.Select(run => run.Reverse().Select(call => new Call(call.Stop, -call.DepartureSeconds, -call.ArrivalSeconds, call.MayAlight, call.MayBoard, call.Trip)).ToArray()));
        var transfers = mirror.Source.Transfers.ConvertAll(rule => rule with { FromStop = rule.ToStop, ToStop = rule.FromStop });
        mirror.Source.Transfers.Clear();
        mirror.Source.Transfers.AddRange(transfers);
        return mirror;
    }

    public static IReadOnlyList<StopWalk> RandomWalks(Random random, NetworkDay day) =>
        [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => new StopWalk(new StopIndex(random.Next(day.StopCount)), random.Next(5) * 60)).DistinctBy(walk => walk.Stop)];

    private void AddLine(Random random, int stopCount)
    {
        var line = Source.Lines.Count;
        Source.Lines.Add(new TransitLine($"L{line}", $"{line}", "", 3, "", "", ""));
        var stops = new List<int>();
        for (var length = random.Next(2, 7); length > 0; length--)
        {
            // Stops may come twice, even in a row: loops and stops served twice.
            stops.Add(random.Next(stopCount));
        }

        var rules = stops.Select(_ => ((byte)(random.Next(8) == 0 ? random.Next(1, 4) : 0), (byte)(random.Next(8) == 0 ? random.Next(1, 4) : 0))).ToArray();
        for (var trips = random.Next(1, 5); trips > 0; trips--)
        {
            AddTrip(random, line, stops, rules);
        }
    }

    private void AddTrip(Random random, int line, List<int> stops, (byte Pickup, byte DropOff)[] rules)
    {
        var service = random.Next(7) switch { 0 => 1, 1 => 2, 2 => 3, _ => 0 };
        var shift = service switch { 1 => -86_400, 3 => 86_400, _ => 0 };
        // Tomorrow's first run does not start before midnight.
        var firstMinute = service == 3 ? 30 : 0;
        var trip = Source.Trips.Count;
        var wheelchair = (Accessibility)(random.Next(4) == 0 ? random.Next(3) : 1);
        Source.Trips.Add(new SourceTrip($"t{trip}", line, service, Wheelchair: wheelchair));
        var clock = FirstSecond + (random.Next(firstMinute, 60) * 60) - shift;
        var calls = new List<Call>();
        for (var i = 0; i < stops.Count; i++)
        {
            clock += i == 0 ? 0 : random.Next(3) == 0 ? 0 : random.Next(1, 9) * 60;
            var arrival = clock;
            clock += random.Next(4) == 0 ? random.Next(0, 3) * 60 : 0;
            Source.StopTimes.Add(new SourceStopTime(trip, i * 10, stops[i], arrival, clock, PickupType: rules[i].Pickup, DropOffType: rules[i].DropOff));
            var isOpen = !Options.WheelchairOnly || Source.Stops[stops[i]].Wheelchair == Accessibility.Yes;
            calls.Add(new Call(stops[i], arrival, clock, isOpen && IsAllowed(rules[i].Pickup), isOpen && IsAllowed(rules[i].DropOff), Source.Trips[trip].Id));
        }

        var isMet = service != 2 && (!Options.WheelchairOnly || wheelchair == Accessibility.Yes);
        if (random.Next(6) > 0)
        {
            AddRun(isMet, calls, shift);
            return;
        }

        var start = FirstSecond + ((firstMinute + random.Next(0, 30)) * 60) - shift;
        var (end, headway) = (start + (random.Next(1, 30) * 60), random.Next(1, 12) * 60);
        Source.Frequencies.Add(new SourceFrequency(trip, start, end, headway, random.Next(2) == 0));
        for (var departure = start; departure < end; departure += headway)
        {
            AddRun(isMet, calls, departure - calls[0].DepartureSeconds + shift);
        }
    }

    private bool IsAllowed(byte type) => type == 0 || (type != 1 && Options.CallAhead);

    private void AddRun(bool isMet, List<Call> calls, int shift)
    {
        if (isMet)
        {
            Runs.Add([.. calls.Select(call => call with { ArrivalSeconds = call.ArrivalSeconds + shift, DepartureSeconds = call.DepartureSeconds + shift })]);
        }
    }
}

/// <summary>A vehicle at a stop; the stop is a place in the source.</summary>
internal readonly record struct Call(int Stop, int ArrivalSeconds, int DepartureSeconds, bool MayBoard, bool MayAlight, string Trip);
