using System.Text.Json;
using System.Text.Json.Serialization;
using ResourceMatch.Domain.Needs;
using ResourceMatch.Importers.Notices;

namespace ResourceMatch.Importers.Spreadsheets;

/// <summary>How somebody's spreadsheet speaks of services: which column is which field, and what stands for every row. README.md beside this file explains each part.</summary>
/// <remarks>Read by <see cref="Load"/> alone, which refuses unknown words by name. Immutable; safe to share.</remarks>
public sealed class TableMap
{
    private const int LongestFile = 1_000_000;

    private static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        MaxDepth = 8,
    };

    /// <summary>The key under which the rows are kept; importing the same key again replaces them.</summary>
    public required string Source { get; init; }

    /// <summary>Keys of the needs vocabulary that every row answers.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>Field → column. Columns are found without case.</summary>
    public required IReadOnlyDictionary<string, string> Columns { get; init; }

    /// <summary>Field → what it is where the row says nothing.</summary>
    public IReadOnlyDictionary<string, string> Constants { get; init; } = new Dictionary<string, string>();

    /// <summary>Columns that together name a row; empty = name, address_1, city and postal_code.</summary>
    public IReadOnlyList<string> Id { get; init; } = [];

    /// <summary>A column that holds several labelled values; null = none.</summary>
    public TableLabels? Labels { get; init; }

    /// <summary>What single values mean beyond their field.</summary>
    public IReadOnlyList<TableValue> Values { get; init; } = [];

    /// <summary>Parts the items of a list; JSON arrays are understood without it.</summary>
    public string ListSeparator { get; init; } = ";";

    /// <summary>One character; null = the commonest of comma, semicolon and tab in the header.</summary>
    public string? Delimiter { get; init; }

    /// <summary>What people write for "nothing": n/a.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <exception cref="ImportRefusedException">The file is no mapping; the message names the wrong word.</exception>
    public static TableMap Load(string path)
    {
        var name = Path.GetFileName(path);
        try
        {
            if (new FileInfo(path).Length > LongestFile) throw Refuse(name, null, "is larger than 1 MB; it is no mapping file.");
            using var file = File.OpenRead(path);
            var map = JsonSerializer.Deserialize<TableMap>(file, Strict) ?? throw Refuse(name, null, "holds nothing.");
            map.Check(name);
            return map;
        }
        catch (JsonException error)
        {
            throw Refuse(name, error.Path, $"is not a mapping: {error.Message}");
        }
        catch (IOException error)
        {
            throw Refuse(name, null, $"cannot be read: {error.Message}");
        }
        catch (UnauthorizedAccessException error)
        {
            throw Refuse(name, null, $"cannot be read: {error.Message}");
        }
    }

    private void Check(string file)
    {
        if (string.IsNullOrWhiteSpace(Source) || Source.Length > 100) throw Refuse(file, "source", "must be a key of 1 to 100 letters.");
        if (Delimiter is { Length: not 1 }) throw Refuse(file, "delimiter", "must be one character.");
        if (ListSeparator.Length == 0) throw Refuse(file, "list_separator", "must not be empty.");
        if (!Columns.ContainsKey(TableFields.Name)) throw Refuse(file, "columns", $"must say which column is the {TableFields.Name}.");
        foreach (var need in Needs.Where(need => NeedVocabulary.Default.Find(need) is null)) throw Refuse(file, "needs", $"there is no need \"{need}\" in the vocabulary.");
        IEnumerable<(string Place, string Field)> fields =
        [
            .. Columns.Keys.Select(field => ("columns", field)),
            .. Constants.Keys.Select(field => ("constants", field)),
            .. (Labels?.Fields.Values ?? []).Select(field => ("labels.fields", field)),
            .. Values.SelectMany(value => value.Set.Keys.Append(value.Field)).Select(field => ("values", field)),
        ];
        foreach (var (place, field) in fields.Where(entry => !TableFields.All.Contains(entry.Field)))
        {
            throw Refuse(file, place, $"there is no field \"{field}\"; use one of {string.Join(", ", TableFields.All)}.");
        }
    }

    private static ImportRefusedException Refuse(string file, string? field, string message) =>
        new(new Notice(file, null, field, NoticeSeverity.Refusal, "wrong_mapping", message));
}

/// <summary>"Eligibility: All | Frequency: Weekly | free words" in one column.</summary>
/// <param name="Column">The column.</param>
/// <param name="Separator">What stands between two labelled values.</param>
/// <param name="Fields">Label (before the colon) → field. Pieces without a known label stay notes.</param>
public sealed record TableLabels(string Column, string Separator, IReadOnlyDictionary<string, string> Fields);

/// <summary>Where <paramref name="Field"/> has this value, or one item of its list has, <paramref name="Set"/> holds too.</summary>
/// <param name="Field">The field that is looked at.</param>
/// <param name="Is">The value, without case.</param>
/// <param name="Set">Field → value to add.</param>
/// <param name="Keep">False = the value itself is dropped, since Set says it better.</param>
public sealed record TableValue(string Field, string Is, IReadOnlyDictionary<string, string> Set, bool Keep = true);
