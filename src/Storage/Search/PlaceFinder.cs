using System.Globalization;
using System.Text.RegularExpressions;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Distance;
using Npgsql;
using ResourceMatch.Domain.Places;

namespace ResourceMatch.Storage.Search;

/// <summary>The geocoder over the directory's own tables: addresses, crossings, streets, neighborhoods, wards, schools, stops, ZIP codes.</summary>
/// <remarks>
/// Reads as rm_public, so a confidential place is never found and changes no answer: house numbers are learnt from public listings alone. A number that no
/// listing has lies between the two nearest that are known, on the line of its street. Typing errors are forgiven by trigrams. Nothing leaves the machine. Thread-safe.
/// </remarks>
public sealed partial class PlaceFinder(DirectoryDatabase database) : IPlaceFinder
{
    private const int MaxStandardizedLength = 100;

    public async Task<IReadOnlyList<FoundPlace>> Find(string text, int limit, CancellationToken cancellation)
    {
        if (PlaceText.Read(text) is not { } typed) return [];
        await using var connection = await database.Public.OpenConnectionAsync(cancellation);
        List<FoundPlace> found = [];
        if (typed.Crossing is { } crossing) found.AddRange(await FindCrossings(connection, crossing, cancellation));
        if (typed.Line is { Length: > 0 } line) found.AddRange(await FindAddresses(connection, typed, line, cancellation));
        found.AddRange(await FindNamed(connection, await Words(connection, typed.Whole, cancellation), beginning: false, cancellation));
        if (typed is { PostalCode: { } postalCode, Line: null or "" }) found.AddRange(await FindPostalCode(connection, postalCode, cancellation));
        return Best(found, limit);
    }

    /// <summary>Names that what is typed may become: neighborhoods, wards, schools, stops, streets. Without points of addresses.</summary>
    public async Task<IReadOnlyList<FoundPlace>> Suggest(string text, int limit, CancellationToken cancellation)
    {
        if (PlaceText.Read(text) is not { } typed) return [];
        await using var connection = await database.Public.OpenConnectionAsync(cancellation);
        var words = await Words(connection, typed.Whole, cancellation);
        return words.Length < 2 ? [] : Best(await FindNamed(connection, words, beginning: true, cancellation), limit);
    }

    private static List<FoundPlace> Best(IEnumerable<FoundPlace> found, int limit) =>
        [.. found.DistinctBy(place => (place.Kind, place.Key, place.Label)).OrderByDescending(place => place.Confidence).ThenBy(place => place.Kind).ThenBy(place => place.Label, StringComparer.Ordinal).Take(limit)];

    private static async Task<List<FoundPlace>> FindAddresses(NpgsqlConnection connection, PlaceText typed, string line, CancellationToken cancellation)
    {
        var (number, words) = await Understand(connection, typed, line, cancellation);
        if (words.Length == 0) return [];
        var city = await Words(connection, typed.Rest, cancellation);
        List<FoundPlace> found = [];
        await using var command = Command(connection, PlaceSql.Streets, words);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
        {
            var road = new Road(
                rows.GetString(0), rows.GetFloat(1), rows.IsDBNull(2) ? null : rows.GetString(2), rows.GetFieldValue<string[]>(3), rows.GetFieldValue<int[]>(4), rows.GetFieldValue<double[]>(5),
                rows.GetFieldValue<double[]>(6), rows.IsDBNull(7) ? null : rows.GetFieldValue<Geometry>(7), rows.GetDouble(8), rows.GetDouble(9));
            // Another town or ZIP code than the one that was said is an answer still, but not a good one.
            var fits = (typed.PostalCode is null || road.PostalCodes.Length == 0 || road.PostalCodes.Contains(typed.PostalCode) ? 1 : 0.6)
                * (city.Length == 0 || road.City is null || city.Contains(rows.GetString(10), StringComparison.Ordinal) ? 1 : 0.6);
            if (road.Locate(number, fits, typed.PostalCode) is { } place) found.Add(place);
        }

        return found;
    }

    /// <summary>House number and words of the street, by PostGIS's address_standardizer; by the plain order of the words where it knows no rule for them.</summary>
    private static async Task<(int? Number, string Words)> Understand(NpgsqlConnection connection, PlaceText typed, string line, CancellationToken cancellation)
    {
        var plain = HouseNumber().Match(line);
        int? number = plain.Success ? int.Parse(plain.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : null;
        // It is written in C for American addresses: it is shown nothing else.
        if (number is not null && line.Length <= MaxStandardizedLength && Standardizable().IsMatch(line))
        {
            await using var command = Command(connection, PlaceSql.Standardize, line, Standardizable().IsMatch(typed.Rest) ? $"{typed.Rest} {typed.PostalCode}".Trim() : typed.PostalCode ?? "");
            await using var rows = await command.ExecuteReaderAsync(cancellation);
            if (await rows.ReadAsync(cancellation) && !rows.IsDBNull(0) && !rows.IsDBNull(1) && rows.GetString(1).Length > 0 && int.TryParse(rows.GetString(0), NumberStyles.None, CultureInfo.InvariantCulture, out var read))
            {
                return (read, rows.GetString(1));
            }
        }

        await using var street = Command(connection, "select directory.street_of($1)", line);
        return (number, (string)(await street.ExecuteScalarAsync(cancellation))!);
    }

    private static async Task<List<FoundPlace>> FindCrossings(NpgsqlConnection connection, (string First, string Second) crossing, CancellationToken cancellation)
    {
        var (first, second) = (await Words(connection, crossing.First, cancellation), await Words(connection, crossing.Second, cancellation));
        if (first.Length == 0 || second.Length == 0) return [];
        List<FoundPlace> found = [];
        await using var command = Command(connection, PlaceSql.Crossings, first, second);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
        {
            if (GeoPoint.Find(rows.GetDouble(4), rows.GetDouble(5)) is not { } point) continue;
            var (one, two, meet) = (rows.GetString(0), rows.GetString(1), rows.GetBoolean(3));
            found.Add(new FoundPlace(
                PlaceKind.Crossing, null, $"{one} & {two}", point, Sure(rows.GetDouble(2) * (meet ? 1 : 0.6)), new UnderstoodPlace(null, [one, two], null, null, null, meet ? "exact" : "near")));
        }

        return found;
    }

    private static async Task<List<FoundPlace>> FindNamed(NpgsqlConnection connection, string words, bool beginning, CancellationToken cancellation)
    {
        List<FoundPlace> found = [];
        if (words.Length == 0) return found;
        await using var command = Command(connection, PlaceSql.Named, words);
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = beginning });
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
        {
            if (GeoPoint.Find(rows.GetDouble(3), rows.GetDouble(4)) is not { } point) continue;
            var name = rows.GetString(2);
            found.Add(new FoundPlace(
                Enum.Parse<PlaceKind>(rows.GetString(0), ignoreCase: true), rows.IsDBNull(1) ? null : rows.GetString(1), name, point, Sure(rows.GetDouble(5)), new UnderstoodPlace(null, [], null, null, name, "named")));
        }

        return found;
    }

    private static async Task<List<FoundPlace>> FindPostalCode(NpgsqlConnection connection, string postalCode, CancellationToken cancellation)
    {
        await using var command = Command(connection, PlaceSql.PostalCode, postalCode);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        if (!await rows.ReadAsync(cancellation) || GeoPoint.Find(rows.GetDouble(0), rows.GetDouble(1)) is not { } point) return [];
        var city = rows.IsDBNull(2) ? null : rows.GetString(2);
        return [new FoundPlace(PlaceKind.Zip, null, city is null ? postalCode : $"{city} {postalCode}", point, 0.9, new UnderstoodPlace(null, [], city, postalCode, null, "named"))];
    }

    private static async Task<string> Words(NpgsqlConnection connection, string text, CancellationToken cancellation)
    {
        if (text.Length == 0) return "";
        await using var command = Command(connection, "select directory.street_words($1)", text);
        return (string)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params ReadOnlySpan<string> texts)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var text in texts) command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = text });
        return command;
    }

    private static double Sure(double score) => Math.Round(Math.Clamp(score, 0, 1), 2);

    [GeneratedRegex(@"^([0-9]{1,6})[a-z]?(?:\s*[-/]\s*[0-9]+)?\s+\S", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex HouseNumber();

    [GeneratedRegex(@"^[A-Za-z0-9 .,#'-]*$", RegexOptions.NonBacktracking)]
    private static partial Regex Standardizable();

    /// <summary>A street in one town, with the house numbers that listings tell of, in order.</summary>
    private sealed record Road(string Name, double Score, string? City, string[] PostalCodes, int[] Numbers, double[] Lons, double[] Lats, Geometry? Line, double MiddleLon, double MiddleLat)
    {
        // A number may lie this far beyond the last one that is known and still be beside it: one block.
        private const int BlockNumbers = 100;

        public FoundPlace? Locate(int? number, double fits, string? postalCode)
        {
            var (lon, lat, how, sure) = number is { } wanted ? Place(wanted) : (MiddleLon, MiddleLat, "street", 0.75);
            if (GeoPoint.Find(lon, lat) is not { } point) return null;
            var kind = how == "street" ? PlaceKind.Street : PlaceKind.Address;
            var line = kind == PlaceKind.Address ? string.Create(CultureInfo.InvariantCulture, $"{number} {Name}") : Name;
            var town = City is null ? "" : $", {City}";
            return new FoundPlace(kind, null, line + town, point, Sure(Score * fits * sure), new UnderstoodPlace(number, [Name], City, postalCode, null, how));
        }

        private (double Lon, double Lat, string How, double Sure) Place(int wanted)
        {
            var at = Array.BinarySearch(Numbers, wanted);
            if (at >= 0) return (Lons[at], Lats[at], "exact", 1);
            var (above, below) = (~at, ~at - 1);
            if (below >= 0 && above < Numbers.Length)
            {
                var share = (double)(wanted - Numbers[below]) / (Numbers[above] - Numbers[below]);
                return OnLine(Lons[below] + share * (Lons[above] - Lons[below]), Lats[below] + share * (Lats[above] - Lats[below]), "between", 0.9);
            }

            var near = above < Numbers.Length ? above : below;
            return near >= 0 && Math.Abs(Numbers[near] - wanted) <= BlockNumbers ? (Lons[near], Lats[near], "near", 0.8) : (MiddleLon, MiddleLat, "street", 0.6);
        }

        private (double Lon, double Lat, string How, double Sure) OnLine(double lon, double lat, string how, double sure)
        {
            if (Line is null) return (lon, lat, how, sure);
            var nearest = DistanceOp.NearestPoints(Line, new Point(lon, lat))[0];
            return (nearest.X, nearest.Y, how, sure);
        }
    }
}
