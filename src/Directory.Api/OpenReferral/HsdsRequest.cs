using System.Globalization;
using System.Text.Json;
using ResourceMatch.Domain.Places;

namespace ResourceMatch.Api.OpenReferral;

/// <summary>The parameters of one request as they came, and what is wrong with them; every part is text, so that a wrong one is named instead of failing.</summary>
/// <remarks>A body (a JSON object or a form) comes before the query. For one request.</remarks>
internal sealed class HsdsRequest
{
    private const int MaxLetters = 2_000;

    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string[]> errors = [];
    private readonly IReadOnlyList<HsdsParameter> known;

    private HsdsRequest(char list) => known = [.. HsdsParameter.Of(list)];

    /// <summary>Field to sentence; empty = everything can be read.</summary>
    public Dictionary<string, string[]> Errors => errors;

    /// <summary>The known parameters that were given, by name, in one line: the same question gives the same line.</summary>
    public string Line => string.Join('&', values.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));

    /// <summary>The names that were given.</summary>
    public IEnumerable<string> Names => values.Keys;

    public static async Task<HsdsRequest> ReadAsync(HttpRequest http, char list, CancellationToken cancellation)
    {
        var request = new HsdsRequest(list);
        foreach (var parameter in request.known)
        {
            if (http.Query.TryGetValue(parameter.Name, out var given)) request.Add(parameter, given.ToString(), isInBody: false);
        }

        if (!HttpMethods.IsPost(http.Method)) return request;
        if (http.HasFormContentType)
        {
            var form = await http.ReadFormAsync(cancellation);
            foreach (var parameter in request.known)
            {
                if (form.TryGetValue(parameter.Name, out var given)) request.Add(parameter, given.ToString(), isInBody: true);
            }
        }
        else if (http.ContentLength is not 0)
        {
            await request.ReadJsonAsync(http, cancellation);
        }

        return request;
    }

    public string? Text(string name) => values.GetValueOrDefault(name);

    public bool Flag(string name) => Text(name) is { } text && (bool.TryParse(text, out var value) ? value : text is "1" || (text is not "0" && Fail<bool>(name, "true or false is expected.")));

    public Guid? Uuid(string name) => Text(name) is not { } text ? null : Guid.TryParse(text, out var id) ? id : Fail<Guid?>(name, "A UUID is expected.");

    public int? Whole(string name, int least, int most) => Text(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
        : Fail<int?>(name, $"A whole number from {least} to {most} is expected.");

    public double? Number(string name, double least, double most) => Text(name) is not { } text ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
        : Fail<double?>(name, string.Create(CultureInfo.InvariantCulture, $"A number from {least} to {most} is expected."));

    /// <param name="now">What the word "now" means; null = the word is none.</param>
    public DateTimeOffset? Instant(string name, DateTimeOffset? now = null) => Text(name) is not { } text ? null
        : now is not null && text.Equals("now", StringComparison.OrdinalIgnoreCase) ? now
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant
        : Fail<DateTimeOffset?>(name, "A date and time like 2026-11-30T12:00:00Z is expected.");

    public (GeoPoint SouthWest, GeoPoint NorthEast)? Box(string name)
    {
        if (Text(name) is not { } text) return null;
        var sides = text.Split(',', StringSplitOptions.TrimEntries).Select(side => double.TryParse(side, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) ? degrees : double.NaN).ToArray();
        return sides is [var west, var south, var east, var north] && west is >= -180 and <= 180 && east is >= -180 and <= 180 && south is >= -90 and <= 90 && north is >= -90 and <= 90 && west <= east && south <= north
            ? (new GeoPoint(west, south), new GeoPoint(east, north))
            : Fail<(GeoPoint, GeoPoint)?>(name, "West,south,east,north in degrees is expected, like -84.55,41.03,-84.42,41.12.");
    }

    public T? Fail<T>(string name, string sentence)
    {
        errors.TryAdd(name, [sentence]);
        return default;
    }

    private async Task ReadJsonAsync(HttpRequest http, CancellationToken cancellation)
    {
        JsonDocument json;
        try
        {
            json = await JsonDocument.ParseAsync(http.Body, new JsonDocumentOptions { MaxDepth = 8 }, cancellation);
        }
        catch (JsonException)
        {
            errors["body"] = ["This cannot be read as a JSON object of parameters, such as {\"search\": \"food\"}."];
            return;
        }

        using (json)
        {
            if (json.RootElement.ValueKind != JsonValueKind.Object)
            {
                errors["body"] = ["A JSON object of parameters is expected, such as {\"search\": \"food\"}."];
                return;
            }

            foreach (var property in json.RootElement.EnumerateObject())
            {
                if (known.FirstOrDefault(parameter => parameter.Name == property.Name) is not { } parameter || property.Value.ValueKind == JsonValueKind.Null) continue;
                if (property.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array) Fail<int>(parameter.Name, "One value is expected.");
                else Add(parameter, property.Value.ValueKind == JsonValueKind.String ? property.Value.GetString() ?? "" : property.Value.GetRawText(), isInBody: true);
            }
        }
    }

    private void Add(HsdsParameter parameter, string text, bool isInBody)
    {
        if (string.IsNullOrWhiteSpace(text)) return;
        if (parameter.IsPrivate && !isInBody) Fail<int>(parameter.Name, "Where somebody is must not stand in an address, which logs keep: send it in the body of a POST.");
        else if (text.Length > MaxLetters) Fail<int>(parameter.Name, $"At most {MaxLetters} letters.");
        else values[parameter.Name] = text.Trim();
    }
}
