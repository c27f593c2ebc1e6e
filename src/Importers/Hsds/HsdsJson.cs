using System.Text.Json;
using ResourceMatch.Importers.Gtfs;
using ResourceMatch.Importers.Notices;

namespace ResourceMatch.Importers.Hsds;

/// <summary>JSON of HSDS as rows: the same rows that its CSV would have.</summary>
internal static class HsdsJson
{
    private const int MaxDepth = 64;

    private const int MaxItemBytes = 64 << 20;

    private static readonly JsonReaderOptions Reading = new() { AllowMultipleValues = true, MaxDepth = MaxDepth, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Each service or organization by itself, so that a large file needs little memory.</summary>
    /// <exception cref="ImportRefusedException">The file is no JSON, or none of HSDS's forms.</exception>
    public static IEnumerable<JsonElement> ReadItems(string name, Func<Stream> open)
    {
        var list = HasContents(name, open) ? "contents" : null;
        using var stream = open();
        var items = new JsonItems(stream, Reading, list, MaxItemBytes);
        while (true)
        {
            JsonElement? item;
            try
            {
                item = items.ReadNext();
            }
            catch (JsonException error)
            {
                throw Refuse(name, error);
            }

            if (item is null) yield break;
            if (item.Value.ValueKind != JsonValueKind.Object) throw FeedFiles.Refuse(name, "wrong_type", $"{name} holds a {item.Value.ValueKind} where a service should stand.");
            yield return item.Value;
        }
    }

    /// <summary>The rows of one service, organization or service at a location; what it points at comes before it.</summary>
    public static IEnumerable<(string Table, HsdsRow Row)> Flatten(JsonElement item, string file, string source, NoticeLog notices)
    {
        var table = item.TryGetProperty("services", out _) || (!item.TryGetProperty("status", out _) && item.TryGetProperty("description", out _) && !item.TryGetProperty("service_id", out _) && !item.TryGetProperty("location", out _))
            ? "organization"
            : item.TryGetProperty("location_id", out _) || item.TryGetProperty("location", out _) ? "service_at_location" : "service";
        return Flatten(table, item, IdOf(item) is { } id ? $"{table} {id}" : table, [], file, source, notices);
    }

    private static IEnumerable<(string Table, HsdsRow Row)> Flatten(
        string table, JsonElement json, string path, Dictionary<string, string?> known, string file, string source, NoticeLog notices)
    {
        var id = IdOf(json);
        List<(string Table, JsonElement Json, string Path, Dictionary<string, string?> Known)> children = [];
        foreach (var property in json.EnumerateObject())
        {
            if (!HsdsTables.Nested.TryGetValue((table, property.Name), out var nested)) continue;
            var inside = $"{path}.{property.Name}";
            if (nested.Back is null && property.Value.ValueKind == JsonValueKind.Object)
            {
                known[ForeignKey(nested.Table)] = IdOf(property.Value);
                foreach (var row in Flatten(nested.Table, property.Value, inside, [], file, source, notices)) yield return row;
            }
            else if (nested.Back is { } back && property.Value.ValueKind == JsonValueKind.Array)
            {
                var place = 0;
                foreach (var child in property.Value.EnumerateArray())
                {
                    var childPath = $"{inside}[{place++}]";
                    if (child.ValueKind == JsonValueKind.Object) children.Add((nested.Table, child, childPath, Owned(back, id, table)));
                    else TellWrong(childPath, "an object");
                }
            }
            else if (property.Value.ValueKind != JsonValueKind.Null)
            {
                TellWrong(inside, nested.Back is null ? "an object" : "a list");
            }
        }

        // A location of an organization or of a service at a location stands for itself; a row that hangs on it comes after it.
        yield return (table, Row(json, path, known, file, source, notices));
        foreach (var child in children)
        {
            foreach (var row in Flatten(child.Table, child.Json, child.Path, child.Known, file, source, notices)) yield return row;
        }

        void TellWrong(string place, string wanted) =>
            notices.Add(file, null, place, NoticeSeverity.Error, "wrong_type", () => $"Here {wanted} is expected. It was left out.");
    }

    private static HsdsRow Row(JsonElement json, string path, Dictionary<string, string?> known, string file, string source, NoticeLog notices)
    {
        HsdsRow? row = null;
        row = new HsdsRow(file, null, path, source, notices, field =>
        {
            if (!json.TryGetProperty(field, out var value) || value.ValueKind == JsonValueKind.Null) return known.GetValueOrDefault(field);
            switch (value.ValueKind)
            {
                case JsonValueKind.String: return HsdsText.Read(value);
                case JsonValueKind.Number: return value.GetRawText();
                default:
                    row!.Warn(field, "wrong_type", () => "Text or a number is expected here; it was left out.");
                    return known.GetValueOrDefault(field);
            }
        });
        return row;
    }

    private static Dictionary<string, string?> Owned(string back, string? id, string table) =>
        back == "link_id" ? new() { [back] = id, ["link_entity"] = table } : new() { [back] = id };

    private static string ForeignKey(string table) => table + "_id";

    private static string? IdOf(JsonElement json) => json.TryGetProperty("id", out var id) && id.ValueKind is JsonValueKind.String or JsonValueKind.Number
        ? id.ValueKind == JsonValueKind.String ? HsdsText.Read(id) : id.GetRawText()
        : null;

    // A page of the API is one object with its items in "contents"; anything else at the root is an item or a list of items.
    private static bool HasContents(string name, Func<Stream> open)
    {
        using var stream = open();
        try
        {
            return JsonItems.HasList(stream, "contents", Reading);
        }
        catch (JsonException error)
        {
            throw Refuse(name, error);
        }
    }

    private static ImportRefusedException Refuse(string name, JsonException error) =>
        FeedFiles.Refuse(name, "broken_json", $"{name} is no whole JSON (line {error.LineNumber + 1}): it may have been cut off. Ask for it again.", error);
}

/// <summary>Strings of JSON that are no text (half of a surrogate pair) read with a replacement letter instead of failing.</summary>
internal static class HsdsText
{
    public static string Read(JsonElement value)
    {
        try
        {
            return value.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD";
        }
    }
}
