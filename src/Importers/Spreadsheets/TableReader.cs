using ResourceMatch.Importers.Notices;

namespace ResourceMatch.Importers.Spreadsheets;

/// <summary>How far a table is read.</summary>
/// <param name="Rows">Rows read.</param>
/// <param name="Of">All rows of the file.</param>
public readonly record struct TableProgress(int Rows, int Of);

/// <summary>Reads a CSV of services by a <see cref="TableMap"/>, row by row. It reads the file twice: first to find points that stand for "unknown".</summary>
/// <remarks>Bad rows are notices; only a file that cannot be used at all throws. For one thread.</remarks>
public sealed class TableReader
{
    private readonly TableMap map;
    private readonly TableFile file;
    private readonly NoticeLog notices;
    private readonly Dictionary<string, int> columns;

    private TableReader(TableMap map, TableFile file, NoticeLog notices, Dictionary<string, int> columns) =>
        (this.map, this.file, this.notices, this.columns) = (map, file, notices, columns);

    /// <summary>What was read so far; exact when <see cref="Read"/> is at its end.</summary>
    public TableCounts Counts { get; private set; } = new();

    /// <param name="path">A CSV file.</param>
    /// <param name="map">How to read it.</param>
    /// <param name="notices">What is found on the way.</param>
    /// <exception cref="ImportRefusedException">There is no such file, it has no header, or lacks the column of the name.</exception>
    public static TableReader Open(string path, TableMap map, NoticeLog notices)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(notices);
        var file = TableFile.Open(path, map.Delimiter);
        Dictionary<string, int> columns = new(StringComparer.Ordinal);
        foreach (var (field, column) in map.Columns)
        {
            var index = file.Find(column);
            if (index >= 0) columns[field] = index;
            else if (field == TableFields.Name) throw new ImportRefusedException(new Notice(file.Name, 1, column, NoticeSeverity.Refusal, "missing_column", $"has no column \"{column}\", which the map calls the {TableFields.Name}. Its columns are: {string.Join(", ", file.Header)}."));
            else notices.Add(new Notice(file.Name, 1, column, NoticeSeverity.Warning, "missing_column", $"The file has no such column; {field} stays empty. Its columns are: {string.Join(", ", file.Header)}."));
        }

        // Without it every row would get another id: all that is live would be deleted and made anew.
        if (map.Id.FirstOrDefault(column => file.Find(column) < 0) is { } missing)
        {
            throw new ImportRefusedException(new Notice(file.Name, 1, missing, NoticeSeverity.Refusal, "missing_column", $"has no column \"{missing}\", which the map needs to name a row (\"id\"). Its columns are: {string.Join(", ", file.Header)}."));
        }

        return new TableReader(map, file, notices, columns);
    }

    /// <summary>The listings, in the file's order.</summary>
    /// <param name="progress">Told every hundred rows.</param>
    public IEnumerable<TableListing> Read(IProgress<TableProgress>? progress = null)
    {
        Counts = new TableCounts();
        var points = FindSharedPoints(out var total);
        var builder = new ListingBuilder(map, file.Name, points, Counts, notices);
        var labels = map.Labels is null ? -1 : FindLabels(map.Labels.Column);
        var id = map.Id.Select(file.Find).ToList();
        points.Report(file.Name, map.Columns.GetValueOrDefault(TableFields.Latitude) ?? TableFields.Latitude, notices);
        foreach (var record in file.Read(notices))
        {
            Counts.Rows++;
            if (Counts.Rows % 100 == 0) progress?.Report(new TableProgress(Counts.Rows, total));
            var row = TableRow.Read(record, map, columns, labels);
            RowRepair.Mend(row, file.Name, notices);
            if (builder.Build(row, [.. id.Select(index => record.Cells[index])]) is not { } listing) continue;
            Counts.Listings++;
            yield return listing;
        }

        progress?.Report(new TableProgress(Counts.Rows, total));
    }

    private SharedPoints FindSharedPoints(out int rows)
    {
        var points = new SharedPoints();
        int latitude = Column(TableFields.Latitude), longitude = Column(TableFields.Longitude), address = Column(TableFields.Address1), city = Column(TableFields.City);
        rows = 0;
        foreach (var record in file.Read(null))
        {
            rows++;
            if (ListingPoint.Read(Cell(record, latitude), Cell(record, longitude)) is { } point) points.Add(point, Cell(record, address), Cell(record, city));
        }

        return points;
    }

    private int Column(string field) => columns.GetValueOrDefault(field, -1);

    private static string Cell(TableRecord record, int column) => column < 0 ? "" : record.Cells[column];

    private int FindLabels(string column)
    {
        var index = file.Find(column);
        if (index < 0) notices.Add(new Notice(file.Name, 1, column, NoticeSeverity.Warning, "missing_column", $"The file has no such column; the map names it in \"labels\". Its columns are: {string.Join(", ", file.Header)}."));
        return index;
    }
}
