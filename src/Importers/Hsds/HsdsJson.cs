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
        var table = TableOf(item);
        return Flatten(table, item, IdOf(item) is { } id ? $"{table} {id}" : table, [], file, source, notices);
    }

    /// <summary>The official table-by-table form: {"organizations.csv": [...], "services.csv": [...]}; null = the item has another form.</summary>
    public static IReadOnlyList<(string Table, JsonElement Rows)>? FindTables(JsonElement item)
    {
        List<(string Table, JsonElement Rows)> found = [];
        foreach (var property in item.EnumerateObject())
        {
            if (HsdsTables.All.FirstOrDefault(table => table.Files.Contains(property.Name)) is { } table && property.Value.ValueKind == JsonValueKind.Array) found.Add((table.Name, property.Value));
        }

        return found.Count == 0 ? null : [.. found.OrderBy(each => HsdsTables.All.TakeWhile(table => table.Name != each.Table).Count())];
    }

    /// <summary>The rows of one object of a table-by-table file.</summary>
    public static IEnumerable<(string Table, HsdsRow Row)> Flatten(string table, JsonElement item, int place, string file, string source, NoticeLog notices) =>
        Flatten(table, item, $"{table}[{place}]", [], file, source, notices);

    // Exports of ours say it; other lists are known by the fields that only they have.
    private static string TableOf(JsonElement item)
    {
        if (Has("table") && item.GetProperty("table") is { ValueKind: JsonValueKind.String } named && HsdsTables.Find(named.GetString()) is { } table) return table.Name;
        if (Has("services")) return "organization";
        if (Has("location_type")) return "location";
        if (Has("status") || Has("service_at_locations")) return "service";
        if (Has("location_id") || Has("location") || Has("service_id")) return "service_at_location";
        if (Has("organization") || Has("organization_id")) return "service";
        if (Has("taxonomy_detail") || Has("taxonomy_id") || Has("term_uri") || Has("parent_id") || Has("code")) return "taxonomy_term";
        if (Has("version") || (Has("uri") && !Has("email") && !Has("website") && !Has("logo"))) return "taxonomy";
        return Has("description") ? "organization" : "service";

        bool Has(string field) => item.TryGetProperty(field, out _);
    }

    private static IEnumerable<(string Table, HsdsRow Row)> Flatten(
        string table, JsonElement json, string path, Dictionary<string, string?> known, string file, string source, NoticeLog notices)
    {
        var id = IdOf(json);
        List<(string Table, JsonElement Json, string Path, Dictionary<string, string?> Known)> children = [];
        foreach (var property in json.EnumerateObject())
        {
            // A field that is words in 3.1 may hold the resource itself in an older list: no fault of either.
            if (!HsdsNesting.Read.TryGetValue((table, property.Name), out var nested) || IsWords(nested, property.Value)) continue;
            var inside = $"{path}.{property.Name}";
            if (nested.Back is null && property.Value.ValueKind == JsonValueKind.Object)
            {
                known[nested.Key!] = IdOf(property.Value);
                // A program is one of its service's organization.
                Dictionary<string, string?> more = nested.Inner == "program" && OrganizationOf(json) is { } organization ? new() { ["organization_id"] = organization } : [];
                foreach (var row in Flatten(nested.Inner, property.Value, inside, more, file, source, notices)) yield return row;
            }
            else if (nested.Back is not null && property.Value.ValueKind == JsonValueKind.Array)
            {
                var place = 0;
                foreach (var child in property.Value.EnumerateArray())
                {
                    var childPath = $"{inside}[{place++}]";
                    if (child.ValueKind == JsonValueKind.Object) children.Add((nested.Inner, child, childPath, Owned(nested, id)));
                    else TellWrong(childPath, "an object");
                }
            }
            else if (property.Value.ValueKind != JsonValueKind.Null)
            {
                TellWrong(inside, nested.Back is null ? "an object" : "a list");
            }
        }

        // A location of an organization or of a service at a location stands for itself; a row that hangs on it comes after it.
        yield return (OlderNames.Find(table)?.Table ?? table, Row(table, json, path, known, file, source, notices));
        foreach (var child in children)
        {
            foreach (var row in Flatten(child.Table, child.Json, child.Path, child.Known, file, source, notices)) yield return row;
        }

        void TellWrong(string place, string wanted) =>
            notices.Add(file, null, place, NoticeSeverity.Error, "wrong_type", () => $"Here {wanted} is expected. It was left out.");
    }

    private static bool IsWords(HsdsNest nested, JsonElement value) =>
        value.ValueKind == JsonValueKind.String && HsdsTables.Find(nested.Table)?.Fields.Any(field => field.Name == nested.Field) == true;

    private static string? OrganizationOf(JsonElement json) =>
        json.TryGetProperty("organization", out var organization) && organization.ValueKind == JsonValueKind.Object ? IdOf(organization)
        : json.TryGetProperty("organization_id", out var id) && id.ValueKind == JsonValueKind.String ? HsdsText.Read(id)
        : null;

    private static HsdsRow Row(string table, JsonElement json, string path, Dictionary<string, string?> known, string file, string source, NoticeLog notices)
    {
        HsdsRow? row = null;
        row = new HsdsRow(file, null, path, source, notices, field => OlderNames.Read(table, field, Find));
        OlderNames.Check(table, row);
        return row;

        string? Find(string field)
        {
            // What a list hangs on is certain, whatever its items say of it.
            if (known.TryGetValue(field, out var certain) && certain is not null) return certain;
            if (!json.TryGetProperty(field, out var value) || value.ValueKind == JsonValueKind.Null) return null;
            // Words where a resource may stand are words; a resource is no word.
            if (HsdsNesting.Read.ContainsKey((table, field)) && value.ValueKind is JsonValueKind.Object or JsonValueKind.Array) return null;
            switch (value.ValueKind)
            {
                case JsonValueKind.String: return HsdsText.Read(value);
                case JsonValueKind.Number: return value.GetRawText();
                default:
                    row!.Warn(field, "wrong_type", () => "Text or a number is expected here; it was left out.");
                    return null;
            }
        }
    }

    private static Dictionary<string, string?> Owned(HsdsNest nested, string? id) =>
        nested.BackTable is { } backTable ? new() { [nested.Back!] = id, [backTable] = nested.Table } : new() { [nested.Back!] = id };

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
