using System.Globalization;
using ResourceMatch.Domain;
using ResourceMatch.Importers.Notices;

namespace ResourceMatch.Importers.Hsds;

/// <summary>One resource as it came: a row of a CSV file or an object of JSON, its fields as text. The same mapping reads both.</summary>
/// <remarks>A wrong value of a field that may be missing becomes a warning and reads as missing; of one that must be there, an error: then <see cref="IsUsable"/> is false and the row is left out.</remarks>
internal sealed class HsdsRow(string file, int? row, string? path, string source, NoticeLog notices, Func<string, string?> find)
{
    /// <summary>Longest name that the directory takes.</summary>
    private const int NameLength = Domain.Resources.Organization.NameLength;

    private static readonly string[] TimeForms = ["HH:mm", "H:mm", "HH:mm:ss", "H:mm:ss", "h:mm tt", "h:mmtt", "h tt", "htt"];

    private readonly HashSet<string> emptied = [];

    public bool IsUsable { get; private set; } = true;

    public NoticeLog Notices => notices;

    /// <summary>Another resource that the same row speaks of.</summary>
    public HsdsRow With(Dictionary<string, string?> fields) => new(file, row, path, source, notices, fields.GetValueOrDefault);

    /// <summary>Without blanks around it; null when missing or blank.</summary>
    public string? Text(string field) => !emptied.Contains(field) && find(field) is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    public string Required(string field) => Text(field) ?? Drop(field, "missing_required_value", $"The field {field} is empty, and the row means nothing without it: fill it in.");

    /// <summary>A name: required, and short enough to be shown.</summary>
    public string Name(string field = "name")
    {
        var name = Required(field);
        if (name.Length <= NameLength) return name;
        Warn(field, "name_too_long", () => $"The name has {name.Length} letters; the first {NameLength} were kept.");
        return name[..(char.IsHighSurrogate(name[NameLength - 1]) ? NameLength - 1 : NameLength)];
    }

    /// <summary>The row's own id.</summary>
    public Id<T> Id<T>(string table) => new(FindId("id", table) ?? Missing("id"));

    /// <summary>An id of something that must be named.</summary>
    public Id<T> RequiredReference<T>(string field, string table) => new(FindId(field, table) ?? Missing(field));

    public Id<T>? Reference<T>(string field, string table) => FindId(field, table) is { } id ? new Id<T>(id) : null;

    public Guid? FindId(string field, string table) => Text(field) is { } key ? StableId.Of(source, table, key) : null;

    public int? Whole(string field, int minimum, int maximum)
    {
        if (Text(field) is not { } text) return null;
        // 12.0 is how spreadsheets write 12.
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number == decimal.Truncate(number) && number >= minimum && number <= maximum) return (int)number;
        Warn(field, "wrong_type", () => $"\"{Short(text)}\" is no whole number from {minimum} to {maximum}; it was left out.");
        return null;
    }

    public int RequiredWhole(string field, int minimum, int maximum)
    {
        Required(field);
        return Whole(field, minimum, maximum) ?? Fail(0);
    }

    public decimal? Amount(string field)
    {
        if (Text(field) is not { } text) return null;
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return number;
        Warn(field, "wrong_type", () => $"\"{Short(text)}\" is no number like 12.50; it was left out.");
        return null;
    }

    public double? Degrees(string field)
    {
        if (Text(field) is not { } text) return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)) return number;
        Warn(field, "wrong_type", () => $"\"{Short(text)}\" is no number of degrees like -84.49753; the place has no point now.");
        return null;
    }

    public DateOnly? Date(string field)
    {
        if (Text(field) is not { } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
        if (text.Length > 10 && text[10] is 'T' or ' ' && DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date)) return date;
        Warn(field, "wrong_type", () => $"\"{Short(text)}\" is no date like 2026-11-30; it was left out.");
        return null;
    }

    /// <summary>A local time of the place; an offset that HSDS allows after it is not read.</summary>
    public TimeOnly? Time(string field)
    {
        if (Text(field) is not { } text) return null;
        var local = text.Split('Z', '+', '-')[0].Trim();
        if (local is "24:00" or "24:00:00") return TimeOnly.MinValue;
        if (TimeOnly.TryParseExact(local, TimeForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return time;
        Warn(field, "wrong_type", () => $"\"{Short(text)}\" is no time like 09:00 or 17:30; it was left out.");
        return null;
    }

    public DateTimeOffset? Instant(string field)
    {
        if (Text(field) is not { } text) return null;
        // No offset means UTC, as HSDS says.
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)) return instant.ToUniversalTime();
        Warn(field, "wrong_type", () => $"\"{Short(text)}\" is no date and time like 2026-11-30T12:00:00Z; it was left out.");
        return null;
    }

    public DateTimeOffset RequiredInstant(string field)
    {
        Required(field);
        return Instant(field) ?? Fail(DateTimeOffset.UnixEpoch);
    }

    /// <summary>A web address, whole. One that would run a script when pressed is left out.</summary>
    public string? Url(string field)
    {
        if (Text(field) is not { } text) return null;
        if (WebText.FindAddress(text) is { } address) return address;
        Warn(field, "unsafe_url", () => $"\"{Short(text)}\" is no web address (http or https); it was left out.");
        return null;
    }

    /// <summary>A mail address; of several the first.</summary>
    public string? Email(string field)
    {
        if (Text(field) is not { } text) return null;
        var found = WebText.FindMail(text);
        if (found is null) Warn(field, "wrong_type", () => $"\"{Short(text)}\" is no mail address like help@pantry.example; it was left out.");
        else if (found.Length < text.Length) Warn(field, "several_values", () => $"\"{Short(text)}\" holds more than one mail address; the first was kept.");
        return found;
    }

    public T? Word<T>(string field, Func<string?, T?> parse, string allowed)
        where T : struct
    {
        if (Text(field) is not { } text) return null;
        if (parse(text) is { } value) return value;
        Warn(field, "wrong_type", () => $"\"{Short(text)}\" is none of: {allowed}.");
        return null;
    }

    public T RequiredWord<T>(string field, Func<string?, T?> parse, string allowed)
        where T : struct
    {
        Required(field);
        return Word(field, parse, allowed) ?? Fail(default(T));
    }

    public void Warn(string? field, string kind, Func<string> message) => notices.Add(file, row, Place(field), NoticeSeverity.Warning, kind, message);

    /// <summary>Reads the field as missing from now on.</summary>
    public void Empty(string field) => emptied.Add(field);

    /// <summary>Says why the row is left out, and leaves it out.</summary>
    public string Drop(string? field, string kind, string message)
    {
        // The first reason is enough; a row without an id would complain of everything.
        if (IsUsable) notices.Add(file, row, Place(field), NoticeSeverity.Error, kind, () => message + " The row was left out.");
        IsUsable = false;
        return "";
    }

    private static string Short(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 57), "…");

    private string? Place(string? field) => (path, field) switch
    {
        (null, _) => field,
        (_, null) => path,
        _ => $"{path}.{field}",
    };

    private Guid Missing(string field)
    {
        Required(field);
        return Guid.Empty;
    }

    private T Fail<T>(T value)
    {
        IsUsable = false;
        return value;
    }
}
