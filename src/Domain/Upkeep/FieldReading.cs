using System.Globalization;
using System.Text;

namespace ResourceMatch.Domain.Upkeep;

/// <summary>Why a field's text is refused. The words, in four languages, live in the host.</summary>
public enum FieldFault
{
    None,

    /// <summary>No such field, or not for this editor to set.</summary>
    NotAllowed,
    Missing,
    TooLong,
    NotALink,
    NotAnEmail,
    NotAPhone,
    NotANumber,
    NotAnAge,
    NotAChoice,
    NotCoordinates,

    /// <summary>The youngest is older than the oldest.</summary>
    AgesCross,

    /// <summary>A private place may be made public by staff alone.</summary>
    OnlyStaffLoosens,

    /// <summary>Hours that cannot be read for certain.</summary>
    HoursUnclear,
}

/// <summary>A text as it will be stored, or why not.</summary>
/// <param name="Value">Null = emptied.</param>
public readonly record struct FieldReading(string? Value, FieldFault Fault)
{
    /// <summary>Reads what somebody typed into a field.</summary>
    /// <remarks>Outer blanks, control characters and signs that turn the direction of text go; markup stays text. Letters are put together (NFC). Nothing is guessed.</remarks>
    public static FieldReading Of(EditableField field, string? typed)
    {
        ArgumentNullException.ThrowIfNull(field);
        var text = Clean(typed, keepLines: field.Kind == FieldKind.Text);
        if (text.Length == 0) return field.IsRequired ? Refused(FieldFault.Missing) : new FieldReading(null, FieldFault.None);
        if (field.Length > 0 && text.Length > field.Length) return Refused(FieldFault.TooLong);
        return field.Kind switch
        {
            FieldKind.Link => Or(SafeLink.FindWeb(text), FieldFault.NotALink),
            FieldKind.Email => Or(SafeLink.IsMail(text) ? text : null, FieldFault.NotAnEmail),
            FieldKind.Phone => Or(SafeLink.IsPhone(text) ? text : null, FieldFault.NotAPhone),
            FieldKind.Digits => Or(text.All(char.IsAsciiDigit) ? text : null, FieldFault.NotANumber),
            FieldKind.Age => Or(Whole(text, 150), FieldFault.NotAnAge),
            FieldKind.Count => Or(Whole(text, 100_000), FieldFault.NotANumber),
            FieldKind.Money => Or(Amount(text), FieldFault.NotANumber),
            FieldKind.Choice => Or(field.Choices.FirstOrDefault(choice => choice.Equals(text, StringComparison.OrdinalIgnoreCase)), FieldFault.NotAChoice),
            FieldKind.Latitude => Or(Degrees(text, 90), FieldFault.NotCoordinates),
            FieldKind.Longitude => Or(Degrees(text, 180), FieldFault.NotCoordinates),
            _ => new FieldReading(text, FieldFault.None),
        };
    }

    /// <summary>The same text without what nobody sees.</summary>
    public static string Clean(string? typed, bool keepLines)
    {
        if (string.IsNullOrWhiteSpace(typed)) return "";
        var text = new StringBuilder(typed.Length);
        // Half a surrogate pair cannot be stored, and comes back as the sign for "unknown".
        foreach (var rune in typed.EnumerateRunes())
        {
            if (rune.Value == '\r') continue;
            if (rune.Value is '\n' or '\t' or '\u2028' or '\u2029') text.Append(keepLines && rune.Value != '\t' ? '\n' : ' ');
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.OtherNotAssigned) && !(rune.IsBmp && SafeLink.IsUnseen((char)rune.Value))) text.Append(rune);
        }

        return text.ToString().Normalize(NormalizationForm.FormC).Trim();
    }

    private static FieldReading Refused(FieldFault fault) => new(null, fault);

    private static FieldReading Or(string? value, FieldFault fault) => value is null ? Refused(fault) : new FieldReading(value, FieldFault.None);

    private static string? Whole(string text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most ? number.ToString(CultureInfo.InvariantCulture) : null;

    private static string? Amount(string text) =>
        decimal.TryParse(text.TrimStart('$').Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && amount <= 100_000 && amount == decimal.Round(amount, 2)
            ? amount.ToString("0.##", CultureInfo.InvariantCulture)
            : null;

    private static string? Degrees(string text, double most) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= most
            ? degrees.ToString("R", CultureInfo.InvariantCulture)
            : null;
}
