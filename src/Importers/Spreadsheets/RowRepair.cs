using System.Text.Json;
using ResourceMatch.Importers.Notices;

namespace ResourceMatch.Importers.Spreadsheets;

/// <summary>Puts right what slipped into the wrong column: a phone number among the hours or the addresses, an address as JSON, words among the phone numbers.</summary>
internal static class RowRepair
{
    public static void Mend(TableRow row, string file, NoticeLog notices)
    {
        MendAddress(row, file, notices);
        MendPhone(row, file, notices);
        if (row.Find(TableFields.Hours) is { } hours && IsPhone(hours))
        {
            Tell(row, TableFields.Hours, "a phone number stands among the hours; it was read as the phone.", file, notices);
            if (row.Find(TableFields.Phone) is null) row.Set(TableFields.Phone, hours);
        }
    }

    /// <summary>"(555) 555-0100 ext. 12" → number and extension.</summary>
    public static (string Number, string? Extension) SplitPhone(string text)
    {
        var mark = text.IndexOf("ext", StringComparison.OrdinalIgnoreCase);
        if (mark < 0) mark = text.LastIndexOf('x') is var x && x >= 7 ? x : -1;
        if (mark < 7) return (text.Trim(), null);
        var extension = new string([.. text[mark..].Where(char.IsAsciiDigit)]);
        return extension.Length is 0 or > 8 ? (text.Trim(), null) : (text[..mark].Trim(' ', ',', ';', '-'), extension);
    }

    private static void MendAddress(TableRow row, string file, NoticeLog notices)
    {
        if (row.Find(TableFields.Address1) is not { } address) return;
        var afterLabel = address.StartsWith("phone:", StringComparison.OrdinalIgnoreCase) ? address["phone:".Length..].Trim() : address;
        if (IsPhone(afterLabel))
        {
            Tell(row, TableFields.Address1, "a phone number stands among the addresses; it was read as the phone.", file, notices);
            if (row.Find(TableFields.Phone) is null) row.Set(TableFields.Phone, afterLabel);
            row.Set(TableFields.Address1, null);
        }
        else if (address.StartsWith('{') && FindParts(address) is { } parts)
        {
            Tell(row, TableFields.Address1, "the address is written as JSON; its parts were taken.", file, notices);
            row.Set(TableFields.Address1, parts.GetValueOrDefault(TableFields.Address1));
            foreach (var field in new[] { TableFields.Address2, TableFields.City, TableFields.StateProvince, TableFields.PostalCode, TableFields.Country })
            {
                if (parts.GetValueOrDefault(field) is { Length: > 0 } part && (row.Find(field) is null || field == TableFields.Country)) row.Set(field, part);
            }
        }
    }

    private static void MendPhone(TableRow row, string file, NoticeLog notices)
    {
        if (row.Find(TableFields.Phone) is not { } phone || phone.Count(char.IsAsciiDigit) >= 7 && phone.Count(char.IsLetter) < 12) return;
        Tell(row, TableFields.Phone, "this is no phone number; the words were kept with the description.", file, notices);
        row.Set(TableFields.Phone, null);
        row.Add(TableFields.Notes, phone);
        // "Community Center — 1 Main St": where the row has no street, these words are all there is to find it by.
        if (row.Find(TableFields.Address1) is null && phone.Any(char.IsAsciiDigit)) row.Set(TableFields.Address1, phone);
    }

    private static Dictionary<string, string>? FindParts(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind != JsonValueKind.Object ? null : document.RootElement.EnumerateObject()
                .Where(part => part.Value.ValueKind == JsonValueKind.String)
                .GroupBy(part => part.Name)
                .ToDictionary(group => group.Key, group => group.First().Value.GetString()!.Trim(), StringComparer.OrdinalIgnoreCase);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsPhone(string text) =>
        text.Count(char.IsAsciiDigit) is >= 7 and <= 15 && text.All(c => char.IsAsciiDigit(c) || c is ' ' or '(' or ')' or '-' or '.' or '+' or '\u00a0');

    private static void Tell(TableRow row, string field, string message, string file, NoticeLog notices) =>
        notices.Add(file, row.Row, field, NoticeSeverity.Warning, "misplaced_value", () => message);
}
