using System.Text;
using ResourceMatch.Domain.Places;
using ResourceMatch.Transit;

namespace ResourceMatch.Api.Commands;

/// <summary>A place from which or to which one travels: a stop of the feeds, or a point.</summary>
/// <param name="Id">As the CSV shows it.</param>
/// <param name="Stop">Null = a point.</param>
/// <param name="Point">A stop's own point; null = the feed gives none.</param>
internal sealed record TravelPlace(string Id, StopIndex? Stop, GeoPoint? Point);

/// <summary>Reads --origins and --destinations.</summary>
/// <remarks>
/// A value is a point (latitude,longitude), the id of a stop, or a file: a CSV with a header and columns id, lat, lon (others are passed over); or without such a header one stop id,
/// or one point, a line. With several feeds a stop is called FEED:ID; its bare id will do where no other feed has it.
/// </remarks>
internal sealed class TravelTimesPlaces(NetworkDay day, IReadOnlyList<string> feedKeys)
{
    public IReadOnlyList<TravelPlace> Read(string option, IEnumerable<string> values)
    {
        List<TravelPlace> places = [];
        foreach (var value in values)
        {
            if (File.Exists(value)) places.AddRange(ReadFile(option, value));
            else if (GeoPoint.TryParseLatLon(value, out var point)) places.Add(new TravelPlace(value, null, point));
            else if (FindStop(value) is { } stop) places.Add(stop);
            else throw new RefusedValueException($"{option}: there is no file {value}, and it is neither a point (latitude,longitude) nor the id of a stop.");
        }

        return places;
    }

    /// <summary>Every stop of the feeds, in their order.</summary>
    public IReadOnlyList<TravelPlace> ListStops() => [.. Enumerable.Range(0, day.StopCount).Select(stop => Of(new StopIndex(stop)))];

    private List<TravelPlace> ReadFile(string option, string path)
    {
        var name = Path.GetFileName(path);
        var places = IsTable(path) ? ReadTable(option, path, name) : ReadLines(option, path, name);
        return places.Count > 0 ? places : throw new RefusedValueException($"{option}: {name} holds no place.");
    }

    private static bool IsTable(string path)
    {
        var names = Split(File.ReadLines(path).FirstOrDefault() ?? "").Select(name => name.ToUpperInvariant()).ToList();
        return names.Contains("LAT") && names.Contains("LON") && names.Contains("ID");
    }

    private static List<TravelPlace> ReadTable(string option, string path, string name)
    {
        List<TravelPlace> places = [];
        var row = 0;
        string[] columns = [];
        foreach (var line in File.ReadLines(path))
        {
            row++;
            var fields = Split(line);
            if (row == 1) columns = [.. fields.Select(field => field.ToUpperInvariant())];
            if (row == 1 || fields is [""]) continue;
            places.Add(GeoPoint.TryParseLatLon($"{Field("LAT")},{Field("LON")}", out var point)
                ? new TravelPlace(Field("ID"), null, point)
                : throw new RefusedValueException($"{option}: {name} row {row}: {Field("LAT")}, {Field("LON")} is no point."));

            string Field(string column) => Array.IndexOf(columns, column) is var at && at < fields.Length ? fields[at] : "";
        }

        return places;
    }

    private List<TravelPlace> ReadLines(string option, string path, string name)
    {
        List<TravelPlace> places = [];
        var row = 0;
        foreach (var line in File.ReadLines(path))
        {
            row++;
            if (line.Trim() is not { Length: > 0 } text) continue;
            if (FindStop(text) is { } stop) places.Add(stop);
            else if (GeoPoint.TryParseLatLon(text, out var point)) places.Add(new TravelPlace(text, null, point));
            else throw new RefusedValueException($"{option}: {name} line {row}: no trip of the feed stops at a stop with the id {text}.");
        }

        return places;
    }

    private TravelPlace? FindStop(string id)
    {
        for (var feed = 0; feed < feedKeys.Count && feedKeys.Count > 1; feed++)
        {
            if (id.StartsWith(feedKeys[feed] + ":", StringComparison.Ordinal) && day.Feeds[feed].FindStop(id[(feedKeys[feed].Length + 1)..]) is { } known) return Of(day.IndexOf(feed, known));
        }

        List<StopIndex> found = [];
        for (var feed = 0; feed < day.Feeds.Count; feed++)
        {
            if (day.Feeds[feed].FindStop(id) is { } stop) found.Add(day.IndexOf(feed, stop));
        }

        return found.Count switch
        {
            0 => null,
            1 => Of(found[0]),
            _ => throw new RefusedValueException($"The stop {id} is in several feeds: write {string.Join(" or ", found.Select(stop => Of(stop).Id))}."),
        };
    }

    private TravelPlace Of(StopIndex stop)
    {
        var known = day.GetStop(stop);
        return new TravelPlace(feedKeys.Count > 1 ? $"{feedKeys[day.FeedOf(stop)]}:{known.Id}" : known.Id, stop, known.HasPoint ? new GeoPoint(known.Longitude, known.Latitude) : null);
    }

    /// <summary>Fields of a row, quotes taken off. No field goes over several lines.</summary>
    internal static string[] Split(string row)
    {
        List<string> fields = [];
        var field = new StringBuilder();
        var isQuoted = false;
        for (var i = 0; i < row.Length; i++)
        {
            var letter = row[i];
            if (letter == '"' && isQuoted && i + 1 < row.Length && row[i + 1] == '"') field.Append(row[i++]);
            else if (letter == '"') isQuoted = !isQuoted;
            else if (letter == ',' && !isQuoted) Take();
            else field.Append(letter);
        }

        Take();
        return [.. fields];

        void Take()
        {
            fields.Add(field.ToString().Trim());
            field.Clear();
        }
    }
}
