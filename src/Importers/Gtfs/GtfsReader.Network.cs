using System.Globalization;
using ResourceMatch.Importers.Notices;
using ResourceMatch.Transit;

namespace ResourceMatch.Importers.Gtfs;

/// <summary>Stops, lines and shapes.</summary>
internal sealed partial class GtfsReader
{
    private void ReadStops() => Each("stops.txt", table =>
    {
        int id = table.RequiredColumn("stop_id"), name = table.Column("stop_name"), code = table.Column("stop_code");
        int latitude = table.Column("stop_lat"), longitude = table.Column("stop_lon");
        int type = table.Column("location_type"), parent = table.Column("parent_station"), wheelchair = table.Column("wheelchair_boarding");
        var parents = new List<(int Row, byte[] Id)>();
        while (table.Read())
        {
            if (table.Bytes(id).IsEmpty)
            {
                table.Drop("stop_id", "missing_required_field", () => "The stop has no id; the row was left out.");
                continue;
            }

            if (!stops.TryAdd(table.Bytes(id), source.Stops.Count))
            {
                table.Drop("stop_id", "duplicate_key", () => "A stop with this id stands there already; the first one counts.");
                continue;
            }

            var locationType = table.Number(type, "location_type", 0);
            var (lat, lon) = PointOf(table, latitude, longitude, locationType);
            parents.Add((table.Row, table.Bytes(parent).ToArray()));
            source.Stops.Add(new SourceStop(
                table.Text(id, "stop_id"), table.Text(name, "stop_name"), table.Text(code, "stop_code"), lat, lon,
                locationType is >= 0 and <= 4 ? locationType : 0, -1, AccessibilityOf(table, wheelchair, "wheelchair_boarding")));
        }

        for (var stop = 0; stop < parents.Count; stop++)
        {
            if (parents[stop].Id.Length > 0)
            {
                SetParent(stop, parents[stop].Row, stops.Find(parents[stop].Id));
            }
        }
    });

    private void SetParent(int stop, int row, int parent)
    {
        if (parent < 0 || parent == stop)
        {
            notices.Add("stops.txt", row, "parent_station", NoticeSeverity.Warning, "foreign_key_violation", () => "The parent station is not in the file; the stop stands alone.");
        }
        else if (source.Stops[parent].LocationType != 1 && source.Stops[stop].LocationType == 0)
        {
            notices.Add("stops.txt", row, "parent_station", NoticeSeverity.Warning, "wrong_parent_location_type", () => "The parent is no station; the stop stands alone.");
        }
        else
        {
            source.Stops[stop] = source.Stops[stop] with { ParentStop = parent };
        }
    }

    private static (double Latitude, double Longitude) PointOf(GtfsTable table, int latitude, int longitude, int locationType)
    {
        double lat = table.Decimal(latitude, "stop_lat"), lon = table.Decimal(longitude, "stop_lon");
        if (double.IsNaN(lat) || double.IsNaN(lon))
        {
            if (locationType is 0 or 1)
            {
                table.Warn("stop_lat", "stop_without_location", () => "The stop has no point: it can be ridden to, not walked to, unless its station has one.");
            }

            return (double.NaN, double.NaN);
        }

        if (Math.Abs(lat) > 90 || Math.Abs(lon) > 180)
        {
            table.Warn("stop_lat", "number_out_of_range", () => string.Create(CultureInfo.InvariantCulture, $"{lat}, {lon} is no place on earth; the stop is read as having no point."));
            return (double.NaN, double.NaN);
        }

        if (Math.Abs(lat) > 89 || (Math.Abs(lat) < 1 && Math.Abs(lon) < 1))
        {
            table.Warn("stop_lat", Math.Abs(lat) > 89 ? "point_near_pole" : "point_near_origin", () => string.Create(CultureInfo.InvariantCulture, $"{lat}, {lon} looks like a blank; the stop is read as having no point."));
            return (double.NaN, double.NaN);
        }

        return (lat, lon);
    }

    private static Accessibility AccessibilityOf(GtfsTable table, int column, string name) => table.Number(column, name, 0) switch
    {
        1 => Accessibility.Yes,
        2 => Accessibility.No,
        _ => Accessibility.Unknown,
    };

    private void ReadLines() => Each("routes.txt", table =>
    {
        int id = table.RequiredColumn("route_id"), agency = table.Column("agency_id"), shortName = table.Column("route_short_name"), longName = table.Column("route_long_name");
        int type = table.Column("route_type"), color = table.Column("route_color"), textColor = table.Column("route_text_color");
        while (table.Read())
        {
            if (!lines.TryAdd(table.Bytes(id), source.Lines.Count))
            {
                table.Drop("route_id", "duplicate_key", () => "A route with this id stands there already; the first one counts.");
                continue;
            }

            // A feed of one agency need not repeat its id.
            var agencyId = table.Text(agency, "agency_id");
            var agencyName = agencies.TryGetValue(agencyId, out var known) ? known : agencies.Count == 1 ? agencies.Values.First() : "";
            source.Lines.Add(new TransitLine(
                table.Text(id, "route_id"), table.Text(shortName, "route_short_name"), table.Text(longName, "route_long_name"),
                table.Number(type, "route_type", 3), ColorOf(table, color, "route_color"), ColorOf(table, textColor, "route_text_color"), agencyName));
        }
    });

    private static string ColorOf(GtfsTable table, int column, string name)
    {
        var color = table.Text(column, name).TrimStart('#');
        if (color.Length == 6 && color.All(char.IsAsciiHexDigit))
        {
            return color;
        }

        if (color.Length > 0)
        {
            table.Warn(name, "invalid_color", () => $"\"{GtfsTable.Shorten(color)}\" is no color (six hexadecimal digits); it was read as blank.");
        }

        return "";
    }

    private void ReadShapes() => Each("shapes.txt", table =>
    {
        int id = table.RequiredColumn("shape_id"), latitude = table.RequiredColumn("shape_pt_lat"), longitude = table.RequiredColumn("shape_pt_lon"), sequence = table.RequiredColumn("shape_pt_sequence");
        var points = new List<List<(double Latitude, double Longitude)>>();
        var sequences = new List<List<int>>();
        var ids = new List<string>();
        while (table.Read())
        {
            double lat = table.Decimal(latitude, "shape_pt_lat"), lon = table.Decimal(longitude, "shape_pt_lon");
            if (!(Math.Abs(lat) <= 90 && Math.Abs(lon) <= 180))
            {
                table.Drop("shape_pt_lat", "number_out_of_range", () => "The point is no place on earth; the row was left out.");
                continue;
            }

            var shape = shapes.Find(table.Bytes(id));
            if (shape < 0)
            {
                shape = ids.Count;
                shapes.TryAdd(table.Bytes(id), shape);
                ids.Add(table.Text(id, "shape_id"));
                points.Add([]);
                sequences.Add([]);
            }

            points[shape].Add((lat, lon));
            sequences[shape].Add(table.Number(sequence, "shape_pt_sequence", int.MaxValue));
        }

        for (var shape = 0; shape < ids.Count; shape++)
        {
            source.Shapes.Add(new SourceShape(ids[shape], InOrder(points[shape], sequences[shape])));
        }
    });

    private static List<(double Latitude, double Longitude)> InOrder(List<(double Latitude, double Longitude)> points, List<int> sequences)
    {
        for (var i = 1; i < sequences.Count; i++)
        {
            if (sequences[i] < sequences[i - 1])
            {
                // Stable, so that of equal numbers the file's first stays first.
                return [.. sequences.Zip(points).OrderBy(pair => pair.First).Select(pair => pair.Second)];
            }
        }

        return points;
    }

    private void ReadTransfers() => Each("transfers.txt", table =>
    {
        int from = table.Column("from_stop_id"), to = table.Column("to_stop_id"), type = table.Column("transfer_type"), time = table.Column("min_transfer_time");
        int[] narrower = [table.Column("from_trip_id"), table.Column("to_trip_id"), table.Column("from_route_id"), table.Column("to_route_id")];
        while (table.Read())
        {
            var kind = table.Number(type, "transfer_type", 0);
            if (kind > 3 || Array.Exists(narrower, column => !table.Bytes(column).IsEmpty))
            {
                table.Warn(null, "unsupported_transfer", () => "The transfer concerns single trips or lines, or staying seated; it was left out.");
                continue;
            }

            var (fromStop, toStop) = (stops.Find(table.Bytes(from)), stops.Find(table.Bytes(to)));
            if (fromStop < 0 || toStop < 0)
            {
                table.Drop(fromStop < 0 ? "from_stop_id" : "to_stop_id", "foreign_key_violation", () => "The stop is not in stops.txt; the transfer was left out.");
                continue;
            }

            source.Transfers.Add(new SourceTransfer(fromStop, toStop, Math.Max(0, kind), Math.Max(-1, table.Number(time, "min_transfer_time", -1))));
        }
    });
}
