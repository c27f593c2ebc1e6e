namespace ResourceMatch.Importers.Spreadsheets;

internal enum HoursTokenKind
{
    /// <summary>A word that nobody explained: its sentence stays text.</summary>
    Unknown,
    Day,
    Ordinal,
    Date,
    Time,
    Dash,
    And,
    Comma,
    Colon,
    Open,
    Close,
    Break,
    Or,
    Every,
    Daily,
    AllDay,

    /// <summary>Monthly, twice a month: means something only beside ordinals.</summary>
    Frequency,

    /// <summary>Every other: means nothing without a start date.</summary>
    Alternate,
    Month,
    MonthName,
    Week,
    Closed,
    Holiday,
    Appointment,

    /// <summary>Begins a remark that runs to the end of its sentence.</summary>
    Remark,

    /// <summary>Speaks of how often one may come, not of when it opens.</summary>
    Visit,

    /// <summary>The service itself is off.</summary>
    Suspended,
    Filler,
}

/// <summary>One word, number or mark of hours in words.</summary>
/// <param name="Value">Day: 0 Monday to 6 Sunday; as a bit set when several stand in one word (MWF). Ordinal: 1 to 5, -1 last. Otherwise 0.</param>
/// <param name="Start">Where it stands in the text.</param>
internal readonly record struct HoursToken(HoursTokenKind Kind, int Start, int End, int Value = 0, WrittenTime Time = default, DateOnly Date = default)
{
    /// <summary>True for what tells when.</summary>
    public bool Says => Kind is HoursTokenKind.Day or HoursTokenKind.Ordinal or HoursTokenKind.Date or HoursTokenKind.Time or HoursTokenKind.AllDay or HoursTokenKind.Daily;

    /// <summary>True for what could narrow a statement down, so that a remark may not hold it.</summary>
    public bool Narrows =>
        Kind is HoursTokenKind.Day or HoursTokenKind.Ordinal or HoursTokenKind.Date or HoursTokenKind.Closed or HoursTokenKind.MonthName
            or HoursTokenKind.Week or HoursTokenKind.Frequency or HoursTokenKind.Alternate or HoursTokenKind.Suspended;
}

/// <summary>A time of day as it was written.</summary>
/// <param name="Hour">0 to 24.</param>
/// <param name="Half">'a', 'p', or '\0' where none is written.</param>
/// <param name="IsBare">A number alone, which may be no time at all.</param>
/// <param name="HasSeconds">Written 9:00:00, as a database prints it.</param>
/// <param name="HasZero">Written 09:00.</param>
internal readonly record struct WrittenTime(int Hour, int Minute, char Half, bool IsBare, bool HasSeconds, bool HasZero);
