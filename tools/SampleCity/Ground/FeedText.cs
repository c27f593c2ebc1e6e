using System.Globalization;
using System.IO.Compression;
using ResourceMatch.Domain.Places;

namespace ResourceMatch.SampleCity.Ground;

/// <summary>What the generator needs of a real GTFS feed, a zip or a folder: the stops that buses use, whose it is, and from when to when it holds.</summary>
/// <remarks>A small reader of its own on purpose: it must not share mistakes with the importer that its output will test.</remarks>
internal sealed record FeedText(string AgencyName, IReadOnlyList<(string Name, GeoPoint Point)> Stops, DateOnly? First, DateOnly? Last)
{
    public static FeedText Read(string path)
    {
        var used = Rows(path, "stop_times.txt").Select(row => row.GetValueOrDefault("stop_id", "")).ToHashSet(StringComparer.Ordinal);
        var stops = new List<(string, GeoPoint)>();
        foreach (var row in Rows(path, "stops.txt"))
        {
            if (!used.Contains(row.GetValueOrDefault("stop_id", ""))) continue;
            if (GeoPoint.Find(Number(row, "stop_lon"), Number(row, "stop_lat")) is { } point) stops.Add((row.GetValueOrDefault("stop_name", ""), point));
        }

        if (stops.Count == 0) throw new InvalidDataException($"{path} has no stop with coordinates at which a bus calls.");
        var dates = Rows(path, "calendar.txt").SelectMany(row => new[] { Day(row, "start_date"), Day(row, "end_date") })
            .Concat(Rows(path, "calendar_dates.txt").Select(row => Day(row, "date"))).OfType<DateOnly>().ToList();
        var agency = Rows(path, "agency.txt").Select(row => row.GetValueOrDefault("agency_name", "")).FirstOrDefault() ?? "a feed";
        return new FeedText(agency, stops, dates.Count == 0 ? null : dates.Min(), dates.Count == 0 ? null : dates.Max());
    }

    private static double? Number(Dictionary<string, string> row, string field) =>
        double.TryParse(row.GetValueOrDefault(field), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static DateOnly? Day(Dictionary<string, string> row, string field) =>
        DateOnly.TryParseExact(row.GetValueOrDefault(field), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static IEnumerable<Dictionary<string, string>> Rows(string path, string name)
    {
        using var zip = File.Exists(path) ? ZipFile.OpenRead(path) : null;
        using var stream = zip is null
            ? File.Exists(Path.Combine(path, name)) ? File.OpenRead(Path.Combine(path, name)) : null
            : zip.Entries.FirstOrDefault(entry => entry.Name == name && !entry.FullName.StartsWith("__MACOSX", StringComparison.Ordinal))?.Open();
        if (stream is null) yield break;
        using var reader = new StreamReader(stream);
        if (reader.ReadLine() is not { } header) yield break;
        var fields = Cells(header);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0) continue;
            var cells = Cells(line);
            var row = new Dictionary<string, string>(StringComparer.Ordinal);
            for (var i = 0; i < fields.Count && i < cells.Count; i++) row[fields[i]] = cells[i];
            yield return row;
        }
    }

    private static List<string> Cells(string line)
    {
        var (cells, cell, quoted) = (new List<string>(), new System.Text.StringBuilder(), false);
        foreach (var letter in line.Trim('\uFEFF', '\r'))
        {
            if (letter == '"') quoted = !quoted;
            else if (letter == ',' && !quoted)
            {
                cells.Add(cell.ToString().Trim());
                cell.Clear();
            }
            else cell.Append(letter);
        }

        cells.Add(cell.ToString().Trim());
        return cells;
    }
}
