using System.Text;

namespace ResourceMatch.SampleCity;

/// <summary>Comma separated text as RFC 4180 says, with line feeds.</summary>
internal static class Csv
{
    public static string File(string header, IEnumerable<string?[]> rows)
    {
        var columns = header.Count(letter => letter == ',') + 1;
        var text = new StringBuilder(header).Append('\n');
        foreach (var row in rows)
        {
            if (row.Length != columns) throw new InvalidOperationException($"A row of {row.Length} cells stands under {columns} columns: {string.Join('|', row)}");
            text.AppendJoin(',', row.Select(Cell)).Append('\n');
        }

        return text.ToString();
    }

    private static string Cell(string? value) =>
        value is null ? "" : value.AsSpan().IndexOfAny(",\"\n") < 0 ? value : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
