using System.Text;

namespace ResourceMatch.Checker.Raw;

/// <summary>One CSV text as rows of strings: quotes, doubled quotes, line breaks in quotes, a byte-order mark and outer blanks are understood, nothing else.</summary>
internal sealed class CsvTable
{
    private readonly Dictionary<string, int> columns = [];
    private readonly List<string[]> rows = [];

    private CsvTable()
    {
    }

    public int Count => rows.Count;

    public static CsvTable Parse(TextReader reader)
    {
        var table = new CsvTable();
        var text = reader.ReadToEnd();
        var at = text.StartsWith('\uFEFF') ? 1 : 0;
        var fields = new List<string>();
        while (at < text.Length)
        {
            at = ReadRow(text, at, fields);
            if (fields.Count == 1 && fields[0].Length == 0) continue;
            if (table.columns.Count == 0)
            {
                for (var i = 0; i < fields.Count; i++) table.columns.TryAdd(fields[i], i);
            }
            else
            {
                table.rows.Add([.. fields]);
            }
        }

        return table;
    }

    public IEnumerable<Row> Rows => rows.Select(fields => new Row(this, fields));

    private static int ReadRow(string text, int at, List<string> fields)
    {
        fields.Clear();
        var field = new StringBuilder();
        var quoted = false;
        for (; at < text.Length; at++)
        {
            var c = text[at];
            if (quoted)
            {
                if (c != '"') field.Append(c);
                else if (at + 1 < text.Length && text[at + 1] == '"') field.Append(text[++at]);
                else quoted = false;
            }
            else if (c == '"')
            {
                quoted = true;
            }
            else if (c == ',')
            {
                fields.Add(field.ToString().Trim());
                field.Clear();
            }
            else if (c == '\n')
            {
                at++;
                break;
            }
            else if (c != '\r')
            {
                field.Append(c);
            }
        }

        fields.Add(field.ToString().Trim());
        return at;
    }

    /// <summary>A missing column or a short row reads as empty.</summary>
    public readonly record struct Row(CsvTable Table, string[] Fields)
    {
        public string this[string column] => Table.columns.TryGetValue(column, out var i) && i < Fields.Length ? Fields[i] : "";
    }
}
