namespace ResourceMatch.Importers.Spreadsheets;

/// <summary>What a table held, counted while it is read.</summary>
/// <remarks>For one thread until the reading is over.</remarks>
public sealed class TableCounts
{
    /// <summary>Records below the header that are not empty.</summary>
    public int Rows { get; internal set; }

    /// <summary>Rows that became a listing.</summary>
    public int Listings { get; internal set; }

    /// <summary>Listings with a point.</summary>
    public int WithPoint { get; internal set; }

    /// <summary>Rows whose hours column says anything.</summary>
    public int WithHours => HoursWeekly + HoursDated + HoursText;

    /// <summary>Of those, rows with at least one schedule by weekday.</summary>
    public int HoursWeekly { get; internal set; }

    /// <summary>Of those, rows with dated openings only.</summary>
    public int HoursDated { get; internal set; }

    /// <summary>Of those, rows whose hours stayed words.</summary>
    public int HoursText { get; internal set; }

    /// <summary>Rows without anything in the hours column whose notes held hours that became schedules or dated openings.</summary>
    public int HoursFromNotes { get; internal set; }
}
