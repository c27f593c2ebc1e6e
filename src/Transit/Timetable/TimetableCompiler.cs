namespace ResourceMatch.Transit;

/// <summary>Makes an immutable <see cref="Timetable"/> of a feed's rows: orders and repairs stop times, finds patterns, expands calendars and transfers.</summary>
/// <remarks>Never throws on a row; what it leaves out it reports. Thread-safe (each call works on its own source).</remarks>
public static class TimetableCompiler
{
    /// <summary>Compiles a feed.</summary>
    public static Compilation Compile(TimetableSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var findings = new List<CompilationFinding>();
        var days = ServiceDays.Of(source, findings);
        var trips = new CompiledTrips(source, days, findings);
        if (trips.Count == 0)
        {
            return new Compilation(null, findings, trips.HasUsableTimes);
        }

        return new Compilation(new Timetable(Assemble(source, days, trips, findings)), findings, HasTrips: true);
    }

    private static TimetableArrays Assemble(TimetableSource source, int[][] days, CompiledTrips trips, List<CompilationFinding> findings)
    {
        var placeOfStop = PlaceUsed(source.Stops.Count, trips.Patterns.Values.Where((_, i) => (i & 1) == 0));
        for (var stop = 0; stop < placeOfStop.Length; stop++)
        {
            if (placeOfStop[stop] < 0 && source.Stops[stop].LocationType == 0)
            {
                findings.Add(new CompilationFinding(FindingKind.UnusedStop, source.Stops[stop].Id));
            }
        }

        var stops = Keep(source.Stops, placeOfStop).Select(stop => WithParent(source, stop)).ToList();
        var placeOfLine = PlaceUsed(source.Lines.Count, trips.Kept.Select(trip => source.Trips[trip].Line));
        var lines = Keep(source.Lines, placeOfLine);
        var placeOfService = PlaceUsed(source.Services.Count, trips.Kept.Select(trip => source.Trips[trip].Service));
        var kept = trips.Kept.ConvertAll(trip => source.Trips[trip]);
        var placeOfShape = PlaceUsed(source.Shapes.Count, kept.Where(trip => trip.Shape >= 0).Select(trip => trip.Shape));
        var shapes = Keep(source.Shapes, placeOfShape);
        var (firstDay, lastDay, words, bits) = PackDays([.. Keep(days, placeOfService)]);
        var headsigns = kept.Select(trip => trip.Headsign).Distinct(StringComparer.Ordinal).ToList();
        var placeOfHeadsign = headsigns.Select((text, place) => (text, place)).ToDictionary(pair => pair.text, pair => pair.place, StringComparer.Ordinal);
        var frequencies = FrequencyRules.Check(source, trips.PlaceOfTrip, findings);
        var transfers = TransferRules.Expand(source, placeOfStop, findings);
        FastTravel.Report(source, trips, findings);
        return new TimetableArrays
        {
            FeedName = source.FeedName,
            FeedVersion = source.FeedVersion,
            TimeZoneId = source.TimeZoneId,
            FirstDay = firstDay,
            LastDay = lastDay,
            StopIds = TextColumn.From(stops.Select(stop => stop.Id)),
            StopNames = TextColumn.From(stops.Select(stop => stop.Name.Length > 0 ? stop.Name : stop.Id)),
            StopCodes = TextColumn.From(stops.Select(stop => stop.Code)),
            StopLatitudes = [.. stops.Select(stop => stop.Latitude)],
            StopLongitudes = [.. stops.Select(stop => stop.Longitude)],
            StopWheelchair = [.. stops.Select(stop => (byte)stop.Wheelchair)],
            LineIds = TextColumn.From(lines.Select(line => line.Id)),
            LineShortNames = TextColumn.From(lines.Select(line => line.ShortName)),
            LineLongNames = TextColumn.From(lines.Select(line => line.LongName)),
            LineColors = TextColumn.From(lines.Select(line => line.Color)),
            LineTextColors = TextColumn.From(lines.Select(line => line.TextColor)),
            LineAgencies = TextColumn.From(lines.Select(line => line.AgencyName)),
            LineTypes = [.. lines.Select(line => line.RouteType)],
            // A pattern's run holds stop and rule in turn, so its base is halved.
            PatternBase = [.. trips.Patterns.Bases.Select(at => at / 2)],
            PatternStops = [.. trips.Patterns.Values.Where((_, i) => (i & 1) == 0).Select(stop => placeOfStop[stop])],
            PatternRules = [.. trips.Patterns.Values.Where((_, i) => (i & 1) == 1).Select(rule => (byte)rule)],
            TripIds = TextColumn.From(kept.Select(trip => trip.Id)),
            TripPattern = [.. trips.PatternOfTrip],
            TripLine = [.. kept.Select(trip => placeOfLine[trip.Line])],
            TripService = [.. kept.Select(trip => placeOfService[trip.Service])],
            TripHeadsign = [.. kept.Select(trip => placeOfHeadsign[trip.Headsign])],
            TripShape = [.. kept.Select(trip => trip.Shape < 0 ? -1 : placeOfShape[trip.Shape])],
            TripDirection = [.. kept.Select(trip => trip.Direction is 0 or 1 ? (byte)trip.Direction : (byte)255)],
            TripWheelchair = [.. kept.Select(trip => (byte)trip.Wheelchair)],
            TripStart = [.. trips.StartOfTrip],
            TripProfile = [.. trips.ProfileOfTrip.Select(trips.Profiles.BaseOf).Select(at => at / 2)],
            ProfileTimes = trips.Profiles.Values,
            Headsigns = TextColumn.From(headsigns),
            ServiceIds = TextColumn.From(Keep(source.Services, placeOfService)),
            ServiceDays = bits,
            WordsPerService = words,
            FrequencyTrip = [.. frequencies.Select(row => row.Trip)],
            FrequencyStart = [.. frequencies.Select(row => row.StartSeconds)],
            FrequencyEnd = [.. frequencies.Select(row => row.EndSeconds)],
            FrequencyHeadway = [.. frequencies.Select(row => row.HeadwaySeconds)],
            FrequencyIsExact = [.. frequencies.Select(row => row.IsExact ? (byte)1 : (byte)0)],
            TransferFrom = [.. transfers.Select(row => row.FromStop)],
            TransferTo = [.. transfers.Select(row => row.ToStop)],
            TransferSeconds = [.. transfers.Select(row => row.MinSeconds)],
            TransferType = [.. transfers.Select(row => (byte)row.TransferType)],
            ShapeBase = [0, .. shapes.Scan(shape => shape.Points.Count)],
            ShapePoints = ListPoints(shapes),
            ShapeIds = TextColumn.From(shapes.Select(shape => shape.Id)),
        };
    }

    private static int[] ListPoints(List<SourceShape> shapes)
    {
        var points = new int[2 * shapes.Sum(shape => shape.Points.Count)];
        var at = 0;
        foreach (var shape in shapes)
        {
            for (var i = 0; i < shape.Points.Count; i++)
            {
                points[at++] = Micro(shape.Points[i].Latitude);
                points[at++] = Micro(shape.Points[i].Longitude);
            }
        }

        return points;
    }

    private static int Micro(double degrees) => (int)Math.Round(degrees * 1e6);

    private static IEnumerable<int> Scan<T>(this IEnumerable<T> items, Func<T, int> count)
    {
        var sum = 0;
        foreach (var item in items)
        {
            sum += count(item);
            yield return sum;
        }
    }

    /// <summary>New places for the used ones, in their old order; -1 for the rest.</summary>
    private static int[] PlaceUsed(int count, IEnumerable<int> used)
    {
        var places = new int[count];
        Array.Fill(places, -1);
        foreach (var place in used)
        {
            places[place] = 0;
        }

        var next = 0;
        for (var i = 0; i < count; i++)
        {
            places[i] = places[i] < 0 ? -1 : next++;
        }

        return places;
    }

    private static List<T> Keep<T>(IReadOnlyList<T> items, int[] places) => [.. items.Where((_, i) => places[i] >= 0)];

    /// <summary>A platform without its own point or wheelchair word takes its station's.</summary>
    private static SourceStop WithParent(TimetableSource source, SourceStop stop)
    {
        if (stop.ParentStop < 0)
        {
            return stop;
        }

        var parent = source.Stops[stop.ParentStop];
        var kept = double.IsNaN(stop.Latitude) ? stop with { Latitude = parent.Latitude, Longitude = parent.Longitude } : stop;
        return kept.Wheelchair == Accessibility.Unknown ? kept with { Wheelchair = parent.Wheelchair } : kept;
    }

    private static (int FirstDay, int LastDay, int Words, ulong[] Bits) PackDays(int[][] days)
    {
        var running = days.Where(set => set.Length > 0).ToList();
        var (first, last) = (running.Min(set => set[0]), running.Max(set => set[^1]));
        var words = ((last - first) / 64) + 1;
        var bits = new ulong[words * days.Length];
        for (var service = 0; service < days.Length; service++)
        {
            foreach (var day in days[service])
            {
                bits[(service * words) + ((day - first) >> 6)] |= 1UL << ((day - first) & 63);
            }
        }

        return (first, last, words, bits);
    }
}
