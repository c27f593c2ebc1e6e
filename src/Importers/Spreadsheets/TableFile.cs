using System.Text;
using CsvHelper;
using ResourceMatch.Importers.Notices;

namespace ResourceMatch.Importers.Spreadsheets;

/// <summary>One record of a table.</summary>
/// <param name="Row">As a spreadsheet counts records: the header is 1.</param>
/// <param name="Cells">As many as the header has, trimmed; missing ones are empty.</param>
internal readonly record struct TableRecord(int Row, string[] Cells);

/// <summary>A CSV file as somebody's spreadsheet program saved it: any of the usual encodings, delimiters and quotes. Read as a stream, as often as needed.</summary>
/// <remarks>UTF-8 with or without mark, UTF-16 with mark or with zero bytes where English has them, else Windows-1252. For one thread.</remarks>
internal sealed class TableFile
{
    /// <summary>The kind of notice after which the file was not read on.</summary>
    public const string UnreadableRest = "unreadable_rest";

    private const int LargestRecordBytes = 2_000_000;
    private const int HeaderSearchRows = 20;

    private readonly string path;
    private readonly Encoding encoding;
    private readonly string delimiter;
    private readonly int headerRow;

    private TableFile(string path, Encoding encoding, string delimiter, string[] header, int headerRow) =>
        (this.path, this.encoding, this.delimiter, Header, this.headerRow) = (path, encoding, delimiter, header, headerRow);

    /// <summary>The column names, trimmed.</summary>
    public string[] Header { get; }

    public string Name => Path.GetFileName(path);

    /// <returns>The column's place, found without case, or -1.</returns>
    public int Find(string column) => Array.FindIndex(Header, name => name.Equals(column.Trim(), StringComparison.OrdinalIgnoreCase));

    /// <exception cref="ImportRefusedException">There is no header.</exception>
    public static TableFile Open(string path, string? delimiter)
    {
        var name = Path.GetFileName(path);
        if (!File.Exists(path)) throw Refuse(name, "missing_file", $"there is no file {name}.");
        var encoding = FindEncoding(path);
        var mark = delimiter ?? FindDelimiter(path, encoding);
        using var reader = Open(path, encoding, mark, null);
        // A title or an empty line may stand above the header; it has fewer than two cells.
        while (reader.RowNumber < HeaderSearchRows && TryRead(reader, name, null))
        {
            var cells = Cells(reader, reader.FieldCount);
            if (cells.Count(cell => cell.Length > 0) >= 2) return new TableFile(path, encoding, mark, cells, (int)reader.RowNumber);
        }

        throw Refuse(name, "no_header", "has no header: no line among the first 20 names two columns.");
    }

    /// <summary>Every record below the header that is not empty.</summary>
    public IEnumerable<TableRecord> Read(NoticeLog? notices)
    {
        using var reader = Open(path, encoding, delimiter, notices);
        while (TryRead(reader, notices))
        {
            var row = (int)reader.RowNumber;
            if (row <= headerRow) continue;
            var cells = Cells(reader, Header.Length);
            if (reader.FieldCount > Header.Length && Cells(reader, reader.FieldCount).Skip(Header.Length).Any(cell => cell.Length > 0))
            {
                notices?.Add(Name, row, null, NoticeSeverity.Warning, "too_many_cells", () => $"The row has more cells than the header ({Header.Length}); the last ones were left out. A quote may be missing.");
            }

            if (!Array.TrueForAll(cells, cell => cell.Length == 0)) yield return new TableRecord(row, cells);
        }
    }

    private static string[] Cells(CsvReader reader, int count)
    {
        var cells = new string[count];
        for (var i = 0; i < count; i++) cells[i] = i < reader.FieldCount ? reader.GetString(i).Trim() : "";
        return cells;
    }

    private bool TryRead(CsvReader reader, NoticeLog? notices) => TryRead(reader, Name, notices);

    private static bool TryRead(CsvReader reader, string name, NoticeLog? notices)
    {
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException error)
        {
            notices?.Add(name, (int)error.RecordNumber, null, NoticeSeverity.Error, UnreadableRest, () => "The row is longer than 2 MB: a quote is never closed. This row and what follows were left out; correct the file.");
            return false;
        }
    }

    private static CsvReader Open(string path, Encoding encoding, string delimiter, NoticeLog? notices) => CsvReader.Create(
        Reader(path, encoding),
        new CsvReaderOptions
        {
            Separator = delimiter[0],
            HasHeader = false,
            SkipEmptyLines = false,
            MaxRecordSize = LargestRecordBytes,
            OnMalformedRecord = bad => notices?.Add(
                Path.GetFileName(path), (int)bad.RecordNumber, null, NoticeSeverity.Warning, "stray_quote", () => "The quotes of this row do not match; it was read as far as it can be."),
        },
        leaveOpen: false);

    private static StreamReader Reader(string path, Encoding encoding) =>
        new(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan), encoding, detectEncodingFromByteOrderMarks: true);

    private static Encoding FindEncoding(string path)
    {
        using var file = File.OpenRead(path);
        var buffer = new byte[1 << 16];
        var read = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        var start = buffer.AsSpan(0, read);
        if (start is [0xFF, 0xFE, ..]) return Encoding.Unicode;
        if (start is [0xFE, 0xFF, ..]) return Encoding.BigEndianUnicode;
        if (start is [not 0, 0, not 0, 0, ..]) return Encoding.Unicode;
        if (start is [0, not 0, 0, not 0, ..]) return Encoding.BigEndianUnicode;
        return IsUtf8(path) ? Encoding.UTF8 : CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
    }

    private static bool IsUtf8(string path)
    {
        try
        {
            using var reader = new StreamReader(path, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false);
            var buffer = new char[1 << 16];
            while (reader.Read(buffer) > 0)
            {
            }

            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static string FindDelimiter(string path, Encoding encoding)
    {
        using var reader = Reader(path, encoding);
        string? line;
        while ((line = reader.ReadLine()) is not null)
        {
            var best = new[] { ',', ';', '\t' }.MaxBy(mark => line.Count(character => character == mark));
            if (line.Contains(best)) return best.ToString();
        }

        return ",";
    }

    private static ImportRefusedException Refuse(string name, string kind, string message) => new(new Notice(name, null, null, NoticeSeverity.Refusal, kind, message));
}
