namespace ResourceMatch.Importers.Gtfs;

/// <summary>The limits within which a feed is read; beyond them it is refused, whoever made it.</summary>
public sealed record GtfsReadOptions
{
    /// <summary>Most bytes that all files of a zip may inflate to. A larger value lets a larger feed in and a worse accident.</summary>
    public long MaxInflatedBytes { get; init; } = 3L << 30;

    /// <summary>Most entries in a zip; a feed has about twenty.</summary>
    public int MaxEntries { get; init; } = 10_000;

    /// <summary>Most times a file may inflate beyond its packed size, judged from 16 MB on. Real stop times stay under 40.</summary>
    public int MaxRatio { get; init; } = 100;

    /// <summary>Most rows in one file.</summary>
    public int MaxRows { get; init; } = 100_000_000;

    /// <summary>Longest row in bytes: a quote that is never closed must not swallow the file.</summary>
    public int MaxRowBytes { get; init; } = 1 << 20;

    /// <summary>How the names of the files end that belong to the package; others beside them are passed over.</summary>
    public IReadOnlyList<string> Extensions { get; init; } = [".txt"];

    /// <summary>What the package should be, in refusals: "this is no timetable we can read".</summary>
    public string Wanted { get; init; } = "timetable";

    /// <summary>How many notices of each kind and file are kept whole.</summary>
    public int ExamplesPerNotice { get; init; } = 5;
}

/// <summary>How far the reading is.</summary>
/// <param name="File">The file now being read.</param>
/// <param name="BytesRead">Bytes of all files so far, inflated.</param>
/// <param name="TotalBytes">Bytes of all files, as the feed claims.</param>
public readonly record struct GtfsProgress(string File, long BytesRead, long TotalBytes);
