using System.Net;
using System.Text.Json;

namespace ResourceMatch.Importers.Spreadsheets;

/// <summary>One record by fields: columns, labelled pieces, constants, and what single values mean.</summary>
/// <remarks>For one thread.</remarks>
internal sealed class TableRow
{
    private readonly Dictionary<string, List<string>> fields = new(StringComparer.Ordinal);

    private TableRow(int row) => Row = row;

    public int Row { get; }

    /// <param name="columns">Field → index of its column.</param>
    /// <param name="labelColumn">Index of the labelled column, or -1.</param>
    public static TableRow Read(TableRecord record, TableMap map, IReadOnlyDictionary<string, int> columns, int labelColumn)
    {
        var row = new TableRow(record.Row);
        foreach (var (field, column) in columns)
        {
            if (column == labelColumn && field == TableFields.Notes) continue;
            row.AddText(field, record.Cells[column], map);
        }

        if (labelColumn >= 0) row.AddLabelled(record.Cells[labelColumn], map, columns.Any(entry => entry.Value == labelColumn && entry.Key == TableFields.Notes));
        foreach (var value in map.Values) row.Apply(value);
        foreach (var (field, constant) in map.Constants)
        {
            if (row.Find(field) is null) row.AddText(field, constant, map);
        }

        return row;
    }

    /// <summary>The first value, or null.</summary>
    public string? Find(string field) => fields.TryGetValue(field, out var values) && values.Count > 0 ? values[0] : null;

    public IReadOnlyList<string> List(string field) => fields.TryGetValue(field, out var values) ? values : [];

    public void Set(string field, string? value)
    {
        fields.Remove(field);
        if (!string.IsNullOrWhiteSpace(value)) fields[field] = [value.Trim()];
    }

    public void Add(string field, string value)
    {
        if (!fields.TryGetValue(field, out var values)) fields[field] = values = [];
        if (!values.Contains(value, StringComparer.OrdinalIgnoreCase)) values.Add(value);
    }

    private void AddText(string field, string text, TableMap map)
    {
        // A web page's "St. Mary&#8217;s". What may be a whole table of marked-up text is taken apart where it is read.
        text = (field is TableFields.Hours or TableFields.HoursOtherwise or TableFields.Notes ? text : WebUtility.HtmlDecode(text)).Trim();
        if (text.Length == 0 || map.Missing.Contains(text, StringComparer.OrdinalIgnoreCase)) return;
        if (!TableFields.Lists.Contains(field))
        {
            Add(field, text);
            return;
        }

        foreach (var item in Items(text, map.ListSeparator)) Add(field, item);
    }

    // Pieces without a label that the map knows stay notes.
    private void AddLabelled(string text, TableMap map, bool keepNotes)
    {
        List<string> rest = [];
        foreach (var piece in text.Split(map.Labels!.Separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = piece.IndexOf(':', StringComparison.Ordinal);
            var field = colon < 0 ? null : map.Labels.Fields.FirstOrDefault(label => piece.AsSpan(0, colon).Trim().Equals(label.Key, StringComparison.OrdinalIgnoreCase)).Value;
            if (field is null) rest.Add(piece);
            else AddText(field, piece[(colon + 1)..], map);
        }

        if (keepNotes && rest.Count > 0) AddText(TableFields.Notes, string.Join('\n', rest), map);
    }

    private void Apply(TableValue value)
    {
        if (!fields.TryGetValue(value.Field, out var values)) return;
        var at = values.FindIndex(item => item.Equals(value.Is, StringComparison.OrdinalIgnoreCase));
        if (at < 0) return;
        if (!value.Keep) values.RemoveAt(at);
        foreach (var (field, added) in value.Set) Add(field, added);
    }

    private static IEnumerable<string> Items(string text, string separator)
    {
        if (text.StartsWith('['))
        {
            try
            {
                return JsonSerializer.Deserialize<List<string>>(text)!.Select(item => item.Trim()).Where(item => item.Length > 0);
            }
            catch (JsonException)
            {
                // Not JSON after all: split like any other text.
            }
        }

        return text.Split(separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }
}
