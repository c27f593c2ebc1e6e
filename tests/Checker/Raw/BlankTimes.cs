using System.Globalization;

namespace ResourceMatch.Checker.Raw;

/// <summary>From the rows of one trip to its times in riding order.</summary>
internal static class BlankTimes
{
    /// <returns>Null when the trip cannot be ridden: fewer than two stops, no time at an end, or back in time.</returns>
    public static IReadOnlyList<RawStopTime>? Fill(IEnumerable<CsvTable.Row> rowsOfTrip)
    {
        var rows = rowsOfTrip.OrderBy(row => RawFeed.Number(row["stop_sequence"], int.MaxValue)).DistinctBy(row => row["stop_sequence"]).ToList();
        if (rows.Count < 2) return null;
        var arrivals = rows.Select(row => RawFeed.Seconds(row["arrival_time"])).ToArray();
        var departures = rows.Select(row => RawFeed.Seconds(row["departure_time"])).ToArray();
        for (var i = 0; i < rows.Count; i++)
        {
            if (arrivals[i] < 0) arrivals[i] = departures[i];
            if (departures[i] < 0) departures[i] = arrivals[i];
        }

        if (arrivals[0] < 0 || arrivals[^1] < 0) return null;
        var along = rows.Select(row => double.TryParse(row["shape_dist_traveled"], NumberStyles.Float, CultureInfo.InvariantCulture, out var way) ? way : double.NaN).ToArray();
        for (int i = 1, last = 0; i < rows.Count; i++)
        {
            if (arrivals[i] < 0) continue;
            for (var j = last + 1; j < i; j++) arrivals[j] = departures[j] = Between(departures[last], arrivals[i], along, last, j, i);
            last = i;
        }

        for (var i = 0; i < rows.Count; i++)
        {
            if (departures[i] < arrivals[i] || (i > 0 && arrivals[i] < departures[i - 1])) return null;
        }

        return [.. rows.Select((row, i) => new RawStopTime(row["stop_id"], arrivals[i], departures[i], Rule(row["pickup_type"]), Rule(row["drop_off_type"])))];
    }

    /// <summary>0 = as usual, 1 = never, 2 and 3 = after a call or a word to the driver.</summary>
    private static int Rule(string text) => text is "1" or "2" or "3" ? text[0] - '0' : 0;

    private static int Between(int start, int end, double[] along, int first, int at, int last)
    {
        var grows = along[last] > along[first] && Enumerable.Range(first + 1, last - first).All(i => along[i] >= along[i - 1]);
        var share = grows ? (end - start) * (along[at] - along[first]) / (along[last] - along[first]) : (double)(end - start) * (at - first) / (last - first);
        return start + (int)Math.Floor(share);
    }
}
