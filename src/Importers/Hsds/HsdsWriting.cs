using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using ResourceMatch.Storage.Queries;

namespace ResourceMatch.Importers.Hsds;

/// <summary>Resources as HSDS JSON, field by field as HsdsTables.cs lists them: the way back of HsdsMapping.cs.</summary>
/// <remarks>
/// A field without a value is left out, and so is an empty list; a text that HSDS requires is empty then. What stands in many resources of a graph
/// (an organization, a term) is written once and copied. Writes what it is given: confidential whereabouts are not in what rm_public loads. For one thread.
/// </remarks>
public sealed class HsdsWriting(HsdsGraph graph, bool withMetadata)
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), SkipValidation = true };

    private static readonly int ExtensionColumn = HsdsTables.Get("phone").Fields.ToList().FindIndex(field => field.Name == "extension");

    private readonly Dictionary<(HsdsShape Shape, Guid Id), byte[]> written = [];

    /// <param name="more">Fields of ours after those of HSDS; null = none.</param>
    /// <returns>False when the resource is not there; then nothing was written.</returns>
    public bool Write(Utf8JsonWriter json, Guid id, Action<Utf8JsonWriter>? more = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (graph.Find(graph.Root, id) is not [var row, ..]) return false;
        Write(json, graph.Root, row, more);
        return true;
    }

    /// <summary>A writer for resources, into a buffer: every letter of every script as it is, but escaped what means something in HTML.</summary>
    public static Utf8JsonWriter Open(IBufferWriter<byte> buffer) => new(buffer, Options);

    private void Write(Utf8JsonWriter json, HsdsShape shape, ResourceRows.Row row, Action<Utf8JsonWriter>? more = null)
    {
        json.WriteStartObject();
        for (var column = 0; column < shape.Columns.Length; column++)
        {
            if (shape.IsWritten[column]) WriteField(json, shape.Table, column, row);
        }

        for (var child = 0; child < shape.Children.Count; child++) WriteChild(json, shape, child, row);
        if (shape.IsWhole)
        {
            if (shape.Table.HasAttributes) WriteHanging(json, "attributes", HsdsShape.Attribute, shape.Table, row.Id);
            if (shape.Table.HasTranslations) WriteHanging(json, "translations", HsdsShape.Translation, shape.Table, row.Id);
            if (withMetadata && shape.Table.HasMetadata) WriteHanging(json, "metadata", HsdsShape.Metadata, shape.Table, row.Id);
        }

        more?.Invoke(json);
        json.WriteEndObject();
    }

    private void WriteChild(Utf8JsonWriter json, HsdsShape shape, int child, ResourceRows.Row row)
    {
        var (inner, key) = (shape.Children[child], shape.Keys[child]);
        if (key < 0)
        {
            WriteList(json, inner.Nest!.Field, inner, row.Id);
        }
        else if (row.Values[key] is { } text && Guid.Parse(text) is var id && graph.Find(inner, id) is [var one, ..])
        {
            json.WritePropertyName(inner.Nest!.Field);
            json.WriteRawValue(Once(inner, one), skipInputValidation: true);
        }
    }

    // Two resources of different tables may have the same id (those of HSDS's own examples do): what hangs on them says of which table it speaks.
    private void WriteHanging(Utf8JsonWriter json, string field, HsdsShape shape, HsdsTable table, Guid owner)
    {
        var found = graph.Find(shape, owner);
        if (found.Count == 0) return;
        var column = Array.IndexOf(shape.Columns, shape.Nest!.BackTable);
        WriteList(json, field, shape, found.All(row => row.Values[column] == table.Name) ? found : [.. found.Where(row => row.Values[column] == table.Name)]);
    }

    private void WriteList(Utf8JsonWriter json, string field, HsdsShape shape, Guid owner) => WriteList(json, field, shape, graph.Find(shape, owner));

    private void WriteList(Utf8JsonWriter json, string field, HsdsShape shape, IReadOnlyList<ResourceRows.Row> found)
    {
        if (found.Count == 0) return;
        json.WriteStartArray(field);
        foreach (var row in found) Write(json, shape, row);
        json.WriteEndArray();
    }

    private byte[] Once(HsdsShape shape, ResourceRows.Row row)
    {
        if (written.TryGetValue((shape, row.Id), out var bytes)) return bytes;
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = Open(buffer)) Write(json, shape, row);
        return written[(shape, row.Id)] = buffer.WrittenSpan.ToArray();
    }

    private static void WriteField(Utf8JsonWriter json, HsdsTable table, int column, ResourceRows.Row row)
    {
        var field = table.Fields[column];
        var text = HsdsValue.Clean(field, row.Values[column]);
        // HSDS wants a number there; what is none stands behind the phone's own number.
        if (table.Name == "phone" && field.Name == "number" && HsdsValue.Clean(field, row.Values[ExtensionColumn]) is { } extension && HsdsValue.NumberOf(extension) is null) text = $"{text} {extension}";
        if (field.Type == "number")
        {
            if (text is null || HsdsValue.NumberOf(text) is not { } number) return;
            json.WritePropertyName(field.Name);
            json.WriteRawValue(number, skipInputValidation: true);
        }
        else if (text is not null || field.IsRequired)
        {
            json.WriteString(field.Name, text ?? "");
        }
    }
}

/// <summary>One value on its way out, JSON or CSV alike: what reads back as something else would not come back as it was.</summary>
internal static class HsdsValue
{
    /// <returns>Without blanks around it; null when nothing is left, or when it is not what HSDS's format asks for.</returns>
    public static string? Clean(HsdsField field, string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        text = text.Trim();
        return field.Type switch
        {
            "uri" => WebText.FindAddress(text) ?? (field.IsRequired ? text : null),
            "email" => WebText.FindMail(text),
            _ => text,
        };
    }

    /// <returns>As JSON writes it; null when it is no number.</returns>
    public static string? NumberOf(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number.ToString(CultureInfo.InvariantCulture)
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var large) && double.IsFinite(large) ? large.ToString("R", CultureInfo.InvariantCulture)
        : null;
}
