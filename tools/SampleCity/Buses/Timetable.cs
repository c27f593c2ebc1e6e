namespace ResourceMatch.SampleCity.Buses;

/// <param name="Frequency">When the trip stands for a bus every few minutes (frequencies.txt).</param>
internal sealed record Departure(string Service, int Minute, FrequencyWindow? Frequency = null);

internal sealed record FrequencyWindow(int FromMinute, int UntilMinute, int HeadwayMinutes);

/// <summary>When the buses of a run leave its first stop.</summary>
internal static class Timetable
{
    private const int Rush = 6 * 60;

    public static IEnumerable<Departure> Departures(BusRun run)
    {
        var (rush, day, saturday, sunday) = run.Line.HeadwayMinutes;
        if (run.Line.ByFrequency)
        {
            yield return Every(Calendar.Weekday, 5 * 60 + 30, 9 * 60, rush);
            yield return Every(Calendar.Weekday, 9 * 60, 14 * 60, day);
            yield return Every(Calendar.Weekday, 14 * 60, 19 * 60, rush);
            yield return Every(Calendar.Weekday, 19 * 60, 23 * 60, 30);
            yield return Every(Calendar.Saturday, 7 * 60, 22 * 60, saturday);
            yield return Every(Calendar.Sunday, 8 * 60, 20 * 60, sunday);
            yield return Every(Calendar.MarketDay, 8 * 60 + 10, 14 * 60, 20);
            yield break;
        }

        // Lines and directions start a few minutes apart, so that not everything leaves at once.
        var shift = (run.Line.Number.Length * 3 + run.Line.Number[^1] * 7 + run.Direction * 11) % 15;
        for (var minute = Rush + shift; minute < 22 * 60; minute += minute is < 9 * 60 or (>= 14 * 60 and < 19 * 60) ? rush : day)
            yield return new Departure(Calendar.Weekday, minute);
        for (var minute = 7 * 60 + shift; minute < 21 * 60; minute += saturday) yield return new Departure(Calendar.Saturday, minute);
        for (var minute = 8 * 60 + shift; minute < 19 * 60; minute += sunday) yield return new Departure(Calendar.Sunday, minute);

        // The night bus home: the one trip that ends on the next day.
        if (run.Line.Number == "7" && run.Direction == 0) yield return new Departure(Calendar.Weekday, 23 * 60 + 45);
    }

    private static Departure Every(string service, int from, int until, int headway) => new(service, from, new FrequencyWindow(from, until, headway));
}
