using System.Globalization;
using System.Text;
using System.Text.Unicode;
using CsvHelper;
using ResourceMatch.Importers.Notices;

namespace ResourceMatch.Importers.Gtfs;

/// <summary>One CSV file of a feed, read row by row as UTF-8; what is wrong with a row or a field becomes a notice.</summary>
/// <remarks>Short rows read as blanks, long ones are cut, blanks around a field are dropped, the first of two equal columns counts. For one thread.</remarks>
internal sealed class GtfsTable : IDisposable
{
    private readonly CsvReader reader;
    private readonly NoticeLog notices;
    private readonly GtfsReadOptions options;
    private readonly CancellationToken cancellation;
    private readonly Func<bool> readRow;

    private GtfsTable(string file, CsvReader reader, NoticeLog notices, GtfsReadOptions options, CancellationToken cancellation)
    {
        File = file;
        this.reader = reader;
        this.notices = notices;
        this.options = options;
        this.cancellation = cancellation;
        readRow = reader.Read;
    }

    public string File { get; }

    /// <summary>The row as a spreadsheet counts: the header is row 1.</summary>
    public int Row => (int)reader.RowNumber + 1;

    /// <summary>Whether the file has no data row at all.</summary>
    public bool IsEmpty { get; private set; } = true;

    /// <summary>Whether the quotes of the row now read do not match; in the last row it means that a quote was never closed and has swallowed the rest.</summary>
    public bool IsMalformed { get; private set; }

    public static GtfsTable Open(string file, Stream stream, NoticeLog notices, GtfsReadOptions options, CancellationToken cancellation)
    {
        GtfsTable? table = null;
        var reader = CsvReader.Create(
            stream,
            new CsvReaderOptions
            {
                Separator = ',',
                HasHeader = true,
                TrimWhitespace = true,
                TrimInsideQuotes = true,
                SkipEmptyLines = false,
                MaxRecordSize = options.MaxRowBytes,
                OnMalformedRecord = bad =>
                {
                    if (table is not null) table.IsMalformed = true;
                    notices.Add(file, (int)bad.RecordNumber, null, NoticeSeverity.Warning, "csv_parsing_failed", () => "The quotes of this row do not match; it was read as far as it can be.");
                },
            },
            leaveOpen: false);
        table = new GtfsTable(file, reader, notices, options, cancellation);
        table.ReadHeader();
        return table;
    }

    /// <returns>The column's place, or -1 when the file has none of that name.</returns>
    public int Column(string name) => reader.TryGetFieldIndex(name, out var index) ? index : -1;

    /// <summary>The column's place.</summary>
    /// <exception cref="ImportRefusedException">The file has no such column.</exception>
    public int RequiredColumn(string name) => Column(name) is var index and >= 0
        ? index
        : throw FeedFiles.Refuse(File, "missing_required_column", $"{File} has no column {name}: the feed cannot be read without it.");

    /// <summary>Moves to the next row that is not empty.</summary>
    public bool Read()
    {
        while (ReadRow())
        {
            if (reader.FieldCount <= 1 && reader.RawRecord.Trim(" \t\r"u8).IsEmpty)
            {
                continue;
            }

            if (reader.FieldCount != reader.Headers.Count)
            {
                var fields = reader.FieldCount;
                Warn(null, "invalid_row_length", () => $"The row has {fields} fields, the header {reader.Headers.Count}; missing ones were read as blank, more were cut.");
            }

            IsEmpty = false;
            if ((Row & 0xFFFF) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            if (Row > options.MaxRows)
            {
                throw FeedFiles.Refuse(File, "too_many_rows", $"{File} has more than {options.MaxRows:N0} rows: this is no {options.Wanted} we can read.");
            }

            return true;
        }

        return false;
    }

    private bool ReadRow()
    {
        var before = IsMalformed;
        IsMalformed = false;
        if (Guard(readRow)) return true;
        IsMalformed = before; // at the end it still speaks of the last row
        return false;
    }

    /// <summary>The field's bytes; empty when the column or the field is missing.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => column < 0 || column >= reader.FieldCount ? default : reader.GetSpan(column);

    /// <summary>The field as text; bad bytes are replaced, zero bytes dropped, both noticed.</summary>
    public string Text(int column, string name)
    {
        var bytes = Bytes(column);
        if (bytes.IsEmpty)
        {
            return "";
        }

        var isWhole = Utf8.IsValid(bytes) && !bytes.Contains((byte)0) && bytes.IndexOf("\uFFFD"u8) < 0;
        if (!isWhole)
        {
            Warn(name, "invalid_character", () => "The field has bytes that are no UTF-8 text; they were replaced.");
        }

        var text = Encoding.UTF8.GetString(bytes);
        return isWhole ? text : text.Replace("\0", "", StringComparison.Ordinal);
    }

    /// <returns>The whole number, or <paramref name="otherwise"/> for a blank; for anything else too, with a notice.</returns>
    public int Number(int column, string name, int otherwise)
    {
        var bytes = Bytes(column);
        if (bytes.IsEmpty)
        {
            return otherwise;
        }

        if (GtfsValues.TryNumber(bytes, out var value))
        {
            return value;
        }

        WarnNumber(Encoding.UTF8.GetString(bytes), name, otherwise < 0 ? "blank" : otherwise.ToString(CultureInfo.InvariantCulture));
        return otherwise;
    }

    /// <returns>The number, or NaN for a blank; for anything else too, with a notice.</returns>
    public double Decimal(int column, string name)
    {
        var bytes = Bytes(column);
        if (bytes.IsEmpty)
        {
            return double.NaN;
        }

        if (GtfsValues.TryDecimal(bytes, out var value))
        {
            return value;
        }

        WarnDecimal(Encoding.UTF8.GetString(bytes), name);
        return double.NaN;
    }

    public void Warn(string? field, string kind, Func<string> message) => notices.Add(File, Row, field, NoticeSeverity.Warning, kind, message);

    public void Drop(string? field, string kind, Func<string> message) => notices.Add(File, Row, field, NoticeSeverity.Error, kind, message);

    public void Dispose() => reader.Dispose();

    internal static string Shorten(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 57), "…");

    // Apart from its caller, which would else make a closure for every good number too.
    private void WarnNumber(string text, string name, string readAs) =>
        Warn(name, "invalid_integer", () => $"\"{Shorten(text)}\" is not a whole number; it was read as {readAs}.");

    private void WarnDecimal(string text, string name) => Warn(name, "invalid_float", () => $"\"{Shorten(text)}\" is not a number; it was read as blank.");

    private void ReadHeader()
    {
        Guard(() =>
        {
            reader.ReadHeader();
            return true;
        });
        foreach (var twice in reader.Headers.Where(name => name.Length > 0).GroupBy(name => name.Trim(), StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
        {
            notices.Add(File, 1, twice.Key, NoticeSeverity.Warning, "duplicated_column", () => $"The column {Shorten(twice.Key)} stands there twice; the first one counts.");
        }
    }

    private bool Guard(Func<bool> act)
    {
        try
        {
            return act();
        }
        catch (CsvFormatException broken)
        {
            throw FeedFiles.Refuse(File, "csv_parsing_failed", $"{File} cannot be read beyond row {broken.RecordNumber}: a quote that is opened there is never closed. Correct the file.", broken);
        }
    }
}
