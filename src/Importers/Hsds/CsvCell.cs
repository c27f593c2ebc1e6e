using System.Buffers;
using System.Text.RegularExpressions;

namespace ResourceMatch.Importers.Hsds;

/// <summary>Cells of our CSV: none that a spreadsheet would run as a formula, and each reads back as it was.</summary>
/// <remarks>A cell that begins with = + - @ (also in full width) gets an apostrophe before it, which spreadsheets hide; a plain negative number stays one, and so do the two of a point.</remarks>
public static partial class CsvCell
{
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",;\"\t\r\n");

    /// <summary>The cell as it stands in the file, quoted where commas, semicolons, quotes, tabs or lines need it.</summary>
    public static string Write(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var safe = MayRun().IsMatch(text) && !IsNumber().IsMatch(text) ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(NeedQuotes) >= 0 || safe.StartsWith(' ') || safe.EndsWith(' ') ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    /// <summary>Takes the apostrophe away again that <see cref="Write"/> has set, ours or that of another program's export.</summary>
    public static string Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.StartsWith('\'') && MayRun().IsMatch(text) ? text[1..] : text;
    }

    // Apostrophes that stood there already count too, or reading would take away one that belongs to the text.
    [GeneratedRegex(@"^'*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20\u2212\uFE62\uFE63\uFE66\uFE6B|]")]
    private static partial Regex MayRun();

    [GeneratedRegex(@"^-[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?(,-?[0-9]+(\.[0-9]+)?)?$")]
    private static partial Regex IsNumber();
}
