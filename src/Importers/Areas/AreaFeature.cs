using System.Globalization;
using System.Text.Json;
using ResourceMatch.Importers.Notices;
using ResourceMatch.Storage.Imports;

namespace ResourceMatch.Importers.Areas;

/// <summary>One feature of an areas file, and what is told of it.</summary>
internal sealed class AreaFeature(JsonElement feature, string file, string place, NoticeLog notices)
{
    // The CDC writes -999 where a figure is unknown.
    private const double UnknownFigure = -999;

    private readonly Dictionary<string, JsonElement> properties = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="expected">As in <see cref="AreaReader"/>.</param>
    /// <returns>Null = it cannot be used, and a notice says why.</returns>
    public AreaRow? Read(string? expected)
    {
        if (feature.ValueKind != JsonValueKind.Object || !feature.TryGetProperty("properties", out var given) || given.ValueKind != JsonValueKind.Object) return Drop("properties", "missing_required_value", "The feature has no properties.");
        foreach (var property in given.EnumerateObject()) properties.TryAdd(property.Name, property.Value);
        var kind = expected ?? Text("kind");
        if (kind is not ("neighborhood" or "ward" or "tract" or "water" or "park" or "school")) return Drop("kind", "wrong_type", "kind must be neighborhood, ward, tract, water, park or school.");
        if (Text(AreaColumns.Key) is not { } key) return Drop("key", "missing_required_value", "key must be given (or FIPS, GEOID, CensusTract).");
        if (Text(AreaColumns.Name) is not { } name) return Drop("name", "missing_required_value", "name must be given.");
        string? problem = null;
        var geometry = feature.TryGetProperty("geometry", out var json) ? GeoJson.FindGeometry(json, out problem) : null;
        if (geometry is null) return Drop("geometry", "wrong_type", problem ?? "The feature has no geometry.");
        if (expected is not null && geometry.Area == 0) return Drop("geometry", "wrong_type", $"A {expected} must be a Polygon or MultiPolygon, not a {geometry.GeometryType}.");
        return new AreaRow(kind, key, name, geometry, Count(AreaColumns.Children), Count(AreaColumns.PovertyChildren), Count(AreaColumns.Households), Count(AreaColumns.NoVehicleHouseholds), Count(AreaColumns.LimitedEnglishPeople))
        {
            People = Count(AreaColumns.People),
            FarFromFoodPeople = Count(AreaColumns.FarFromFoodPeople),
            SocialVulnerability = (float?)Number(AreaColumns.SocialVulnerability, 1, "A number from 0 to 1 is expected"),
            IsFoodDesert = Number(AreaColumns.FoodDesert, 1, "0 or 1 is expected") is { } flag ? flag >= 0.5 : null,
        };
    }

    // An id may be a number in one file and a text in another: 39035110101 either way.
    private string? Text(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (!properties.TryGetValue(name, out var value)) continue;
            var text = value.ValueKind switch { JsonValueKind.String => value.GetString()!.Trim(), JsonValueKind.Number => value.GetRawText(), _ => "" };
            if (text.Length is > 0 and <= 500) return text;
        }

        return null;
    }

    private int? Count(string[] names) => Number(names, int.MaxValue, "A whole number from 0 on is expected") is { } number ? (int)Math.Round(number) : null;

    private double? Number(string[] names, double most, string expectation)
    {
        foreach (var name in names)
        {
            if (!properties.TryGetValue(name, out var value) || value.ValueKind == JsonValueKind.Null) continue;
            double? number = value.ValueKind switch
            {
                JsonValueKind.Number => value.GetDouble(),
                JsonValueKind.True => 1,
                JsonValueKind.False => 0,
                JsonValueKind.String when double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var read) => read,
                _ => null,
            };
            if (number == UnknownFigure || (value.ValueKind == JsonValueKind.String && value.GetString() is "" or "NULL")) return null;
            if (number >= 0 && number <= most) return number;
            notices.Add(new Notice(file, null, $"{place}.{name}", NoticeSeverity.Warning, "wrong_type", expectation + "; it was left out."));
            return null;
        }

        return null;
    }

    private AreaRow? Drop(string field, string kind, string message)
    {
        notices.Add(new Notice(file, null, $"{place}.{field}", NoticeSeverity.Error, kind, message + AreaReader.LeftOut));
        return null;
    }
}
