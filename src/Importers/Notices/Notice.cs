namespace ResourceMatch.Importers.Notices;

/// <summary>How much a notice matters to the person who imports.</summary>
public enum NoticeSeverity
{
    /// <summary>Read and kept; worth knowing.</summary>
    Info,

    /// <summary>Something was repaired, guessed or left out; the rest of the row was kept.</summary>
    Warning,

    /// <summary>A row or a file was dropped.</summary>
    Error,

    /// <summary>Nothing of this import can be used; the live version stays.</summary>
    Refusal,
}

/// <summary>One thing an importer found in somebody's data: where it stands, what it is, and what to do about it.</summary>
/// <param name="File">The file's name as its owner knows it (<c>stop_times.txt</c>, <c>services.csv</c>); empty when it concerns the whole import.</param>
/// <param name="Row">The 1-based row in the file as a spreadsheet shows it (the header is row 1); null when the whole file is meant.</param>
/// <param name="Field">The column or JSON path; null when the whole row is meant.</param>
/// <param name="Severity">What happened to the row.</param>
/// <param name="Kind">A stable snake_case word for counting (<c>duplicate_key</c>), the canonical GTFS validator's name where there is one.</param>
/// <param name="Message">One sentence that says what is wrong and what to do. Never holds a student's name, address or note.</param>
/// <remarks>Bad input data is never an exception: an importer yields notices and goes on. Immutable; safe to share.</remarks>
public sealed record Notice(string File, int? Row, string? Field, NoticeSeverity Severity, string Kind, string Message)
{
    /// <summary>The place and the sentence in one line, for terminals and logs: <c>stops.txt row 12, stop_lat: …</c></summary>
    public override string ToString()
    {
        var place = (File.Length, Row, Field) switch
        {
            (0, null, null) => "",
            (_, null, null) => File + ": ",
            (_, null, { } field) => $"{File}, {field}: ",
            (_, { } row, null) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{File} row {row}: "),
            (_, { } row, { } field) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{File} row {row}, {field}: "),
        };
        return place + Message;
    }
}
