namespace ResourceMatch.Transit;

/// <summary>One feed, compiled: every pattern, trip, service and transfer of its whole validity, in flat arrays.</summary>
/// <remarks>Made by <see cref="TimetableCompiler"/>, kept as a blob by <see cref="TimetableSnapshot"/>, searched through a <see cref="NetworkDay"/>. Immutable; safe to share among threads.</remarks>
public sealed class Timetable
{
    private readonly Lazy<bool[]> isFrequencyTrip;

    internal Timetable(TimetableArrays arrays)
    {
        Arrays = arrays;
        TimeZone = FindZone(arrays.TimeZoneId);
        isFrequencyTrip = new Lazy<bool[]>(() =>
        {
            var marks = new bool[TripCount];
            foreach (var trip in arrays.FrequencyTrip)
            {
                marks[trip] = true;
            }

            return marks;
        });
    }

    /// <summary>The publisher or agency, for people; may be empty.</summary>
    public string FeedName => Arrays.FeedName;

    /// <summary>feed_version; empty when none.</summary>
    public string FeedVersion => Arrays.FeedVersion;

    /// <summary>The zone in which every time of the feed is meant; UTC when the feed names one that this machine does not know.</summary>
    public TimeZoneInfo TimeZone { get; }

    /// <summary>The first date on which anything runs.</summary>
    public DateOnly FirstServiceDate => DateOnly.FromDayNumber(Arrays.FirstDay);

    /// <summary>The last date on which anything runs.</summary>
    public DateOnly LastServiceDate => DateOnly.FromDayNumber(Arrays.LastDay);

    /// <summary>Stops that some trip serves; the others are left out.</summary>
    public int StopCount => Arrays.StopIds.Count;

    /// <summary>Lines that have at least one trip.</summary>
    public int LineCount => Arrays.LineIds.Count;

    /// <summary>Trips that can be ridden.</summary>
    public int TripCount => Arrays.TripPattern.Length;

    /// <summary>Different sequences of stops.</summary>
    public int PatternCount => Arrays.PatternBase.Length - 1;

    /// <summary>Stop times over all trips, one for each stop of each trip.</summary>
    public int StopTimeCount
    {
        get
        {
            var count = 0;
            foreach (var pattern in Arrays.TripPattern)
            {
                count += Arrays.PatternBase[pattern + 1] - Arrays.PatternBase[pattern];
            }

            return count;
        }
    }

    internal TimetableArrays Arrays { get; }

    internal ReadOnlySpan<bool> IsFrequencyTrip => isFrequencyTrip.Value;

    /// <summary>Whether the date lies between the first and the last service date.</summary>
    public bool Covers(DateOnly date) => date.DayNumber >= Arrays.FirstDay && date.DayNumber <= Arrays.LastDay;

    /// <summary>The stop at a place; its strings are made at each call.</summary>
    public TransitStop GetStop(StopIndex stop) => new(
        Arrays.StopIds[stop.Value],
        Arrays.StopNames[stop.Value],
        Arrays.StopCodes[stop.Value],
        Arrays.StopLatitudes[stop.Value],
        Arrays.StopLongitudes[stop.Value],
        (Accessibility)Arrays.StopWheelchair[stop.Value]);

    /// <returns>The stop with this stop_id, or null.</returns>
    public StopIndex? FindStop(string stopId) => Arrays.StopIds.Find(stopId) is var place && place < 0 ? null : new StopIndex(place);

    /// <summary>The line at a place; its strings are made at each call.</summary>
    public TransitLine GetLine(LineIndex line) => new(
        Arrays.LineIds[line.Value],
        Arrays.LineShortNames[line.Value],
        Arrays.LineLongNames[line.Value],
        Arrays.LineTypes[line.Value],
        Arrays.LineColors[line.Value],
        Arrays.LineTextColors[line.Value],
        Arrays.LineAgencies[line.Value]);

    /// <summary>The feed's own trip_id.</summary>
    public string GetTripId(TripIndex trip) => Arrays.TripIds[trip.Value];

    /// <summary>The line a trip belongs to.</summary>
    public LineIndex GetLineOf(TripIndex trip) => new(Arrays.TripLine[trip.Value]);

    /// <summary>What the vehicle shows; the last stop's name when the feed gives nothing.</summary>
    public string GetHeadsign(TripIndex trip)
    {
        var headsign = Arrays.Headsigns[Arrays.TripHeadsign[trip.Value]];
        return headsign.Length > 0 ? headsign : Arrays.StopNames[StopsOf(trip)[^1]];
    }

    /// <summary>The stops of a trip in order, as places.</summary>
    public IReadOnlyList<StopIndex> ListStopsOf(TripIndex trip) => [.. StopsOf(trip).ToArray().Select(stop => new StopIndex(stop))];

    /// <summary>The way a vehicle takes between two positions of its trip, for a map: along its shape when the feed has one that passes the stops, else straight from stop to stop.</summary>
    /// <returns>Degrees in riding order; empty when no stop on the way has a point.</returns>
    public IReadOnlyList<(double Latitude, double Longitude)> GetRidePath(TripIndex trip, int boardPosition, int alightPosition) =>
        RidePath.Between(this, trip, boardPosition, alightPosition);

    /// <summary>Every different way of every line, for the map's line layer: one entry for each line, direction and shape in use.</summary>
    public IEnumerable<LineShape> ListLineShapes() => RidePath.ListLineShapes(this);

    internal ReadOnlySpan<int> StopsOf(TripIndex trip) => StopsOf(new PatternIndex(Arrays.TripPattern[trip.Value]));

    internal ReadOnlySpan<int> StopsOf(PatternIndex pattern) =>
        Arrays.PatternStops.AsSpan(Arrays.PatternBase[pattern.Value]..Arrays.PatternBase[pattern.Value + 1]);

    /// <summary>Whether any ride must be phoned for, or asked of the driver (pickup_type or drop_off_type 2 or 3). Looks at every pattern's stops: ask once.</summary>
    public bool HasRidesToPhoneFor => Array.Exists(Arrays.PatternRules, rule => (rule & 3) >= 2 || rule >> 2 >= 2);

    /// <summary>pickup_type in the low two bits, drop_off_type in the next two, for each stop of the trip.</summary>
    internal ReadOnlySpan<byte> RulesOf(TripIndex trip) =>
        Arrays.PatternRules.AsSpan(Arrays.PatternBase[Arrays.TripPattern[trip.Value]]..Arrays.PatternBase[Arrays.TripPattern[trip.Value] + 1]);

    internal bool RunsOn(int service, DateOnly date)
    {
        var day = date.DayNumber - Arrays.FirstDay;
        return Covers(date) && (Arrays.ServiceDays[(service * Arrays.WordsPerService) + (day >> 6)] >> (day & 63) & 1) != 0;
    }

    private static TimeZoneInfo FindZone(string id) => TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : TimeZoneInfo.Utc;
}

/// <summary>A way that vehicles of one line take.</summary>
/// <param name="Line">The line.</param>
/// <param name="Direction">0 or 1; null when the feed does not say.</param>
/// <param name="Headsign">Of one of the trips that go this way.</param>
/// <param name="Points">Degrees in riding order, at least two.</param>
public sealed record LineShape(LineIndex Line, int? Direction, string Headsign, IReadOnlyList<(double Latitude, double Longitude)> Points);
