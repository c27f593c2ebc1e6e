using System.Text.Json;
using Microsoft.Extensions.Options;
using ResourceMatch.Api.Hosting;
using ResourceMatch.Domain.Places;
using ResourceMatch.Storage.Search;

namespace ResourceMatch.Api.Features.Places;

/// <summary>A Nominatim or a Pelias that the settings name, behind the same face as our own tables.</summary>
/// <remarks>What it answers is held to limits of size, depth and range; anything odd is no answer. Nothing of the question or answer is kept or logged. Thread-safe.</remarks>
internal sealed partial class OutsidePlaces(PlacesOptions options, OutsideHttp http, ILogger<OutsidePlaces> logger) : IPlaceFinder
{
    private const int MaxAnswerBytes = 256 * 1024;
    private static readonly JsonDocumentOptions Limits = new() { MaxDepth = 16 };

    public async Task<IReadOnlyList<FoundPlace>> Find(string text, int limit, CancellationToken cancellation)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, AddressOf(text, limit));
            using var answer = await http.Send(request, cancellation);
            if (!answer.IsSuccessStatusCode) return Silent($"status {(int)answer.StatusCode}");
            await using var body = await answer.Content.ReadAsStreamAsync(cancellation);
            using var json = JsonDocument.Parse(await ReadLimited(body, cancellation), Limits);
            return [.. (options.Outside == "pelias" ? Pelias(json.RootElement) : Nominatim(json.RootElement)).OrderByDescending(place => place.Confidence).Take(limit)];
        }
        catch (Exception error) when (error is OutsideRefusedException or HttpRequestException or IOException or JsonException || (error is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            return Silent(error.GetType().Name);
        }
    }

    private Uri AddressOf(string text, int limit)
    {
        var words = Uri.EscapeDataString(text);
        return new Uri(options.Outside == "pelias" ? $"{options.Url}?text={words}&size={limit}" : $"{options.Url}?q={words}&format=jsonv2&limit={limit}");
    }

    private static async Task<byte[]> ReadLimited(Stream body, CancellationToken cancellation)
    {
        var bytes = new byte[MaxAnswerBytes + 1];
        var length = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation);
        return length <= MaxAnswerBytes ? bytes[..length] : throw new IOException("The answer is too long.");
    }

    private static IEnumerable<FoundPlace> Nominatim(JsonElement answer)
    {
        if (answer.ValueKind != JsonValueKind.Array) yield break;
        foreach (var each in answer.EnumerateArray())
        {
            var type = Text(each, "addresstype") ?? Text(each, "type");
            if (Place(type, Text(each, "display_name"), Number(each, "lon"), Number(each, "lat"), Number(each, "importance") ?? 0.5) is { } place) yield return place;
        }
    }

    private static IEnumerable<FoundPlace> Pelias(JsonElement answer)
    {
        if (answer.ValueKind != JsonValueKind.Object || !answer.TryGetProperty("features", out var features) || features.ValueKind != JsonValueKind.Array) yield break;
        foreach (var each in features.EnumerateArray())
        {
            if (each.ValueKind != JsonValueKind.Object || !each.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Object
                || !each.TryGetProperty("geometry", out var geometry) || geometry.ValueKind != JsonValueKind.Object
                || !geometry.TryGetProperty("coordinates", out var at) || at.ValueKind != JsonValueKind.Array || at.GetArrayLength() < 2
                || at[0].ValueKind != JsonValueKind.Number || at[1].ValueKind != JsonValueKind.Number) continue;
            if (Place(Text(properties, "layer"), Text(properties, "label"), at[0].GetDouble(), at[1].GetDouble(), Number(properties, "confidence") ?? 0.5) is { } place) yield return place;
        }
    }

    private static FoundPlace? Place(string? type, string? label, double? lon, double? lat, double confidence)
    {
        if (label is null || lon is not { } x || lat is not { } y || GeoPoint.Find(x, y) is not { } point) return null;
        var kind = type switch
        {
            "road" or "street" => PlaceKind.Street,
            "postcode" or "postalcode" => PlaceKind.Zip,
            "intersection" => PlaceKind.Crossing,
            "school" => PlaceKind.School,
            "suburb" or "neighbourhood" or "quarter" => PlaceKind.Neighborhood,
            _ => PlaceKind.Address,
        };
        var name = label.Length <= 200 ? label : label[..200];
        return new FoundPlace(kind, null, name, point, Math.Round(Math.Clamp(confidence, 0, 1), 2), new UnderstoodPlace(null, [], null, null, name, "outside"));
    }

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // Nominatim writes degrees as texts.
    private static double? Number(JsonElement json, string name) =>
        json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out var value) ? null
        : value.ValueKind == JsonValueKind.Number ? value.GetDouble()
        : value.ValueKind == JsonValueKind.String && double.TryParse(value.GetString(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

    private List<FoundPlace> Silent(string why)
    {
        LogNoAnswer(logger, why);
        return [];
    }

    [LoggerMessage(EventId = 61, EventName = "OutsideGeocoderSilent", Level = LogLevel.Warning, Message = "The outside geocoder gave no answer: {Why}")]
    private static partial void LogNoAnswer(ILogger logger, string why);
}
