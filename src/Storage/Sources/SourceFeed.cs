namespace ResourceMatch.Storage.Sources;

/// <summary>A feed that is fetched again by the clock.</summary>
/// <param name="Key">Under which its listings stand; the same key replaces what it brought before.</param>
/// <param name="Kind">hsds, table, gtfs, osm or areas.</param>
/// <param name="Place">A folder or file of this machine, or an https address.</param>
/// <param name="Map">Of a table: the file of its map. Of areas: their kind. Null otherwise.</param>
/// <param name="Every">night, week or never (only when a person says so).</param>
public sealed record SourceFeed(string Key, string Kind, string Place, string? Map, string Every)
{
    public static IReadOnlyList<string> Kinds { get; } = ["hsds", "table", "gtfs", "osm", "areas"];

    public static IReadOnlyList<string> Rhythms { get; } = ["night", "week", "never"];

    public bool IsOutside => Place.Contains("://", StringComparison.Ordinal);

    /// <summary>What the host said of the copy that was imported last; null = it said nothing, or there is none.</summary>
    public string? ETag { get; init; }

    /// <inheritdoc cref="ETag"/>
    public string? LastModified { get; init; }

    /// <summary>SHA-256 of the copy that was imported last.</summary>
    public string? ContentHash { get; init; }

    /// <summary>When it was looked at last, changed or not.</summary>
    public DateTimeOffset? CheckedAt { get; init; }

    /// <summary>When something of it was imported last.</summary>
    public DateTimeOffset? ImportedAt { get; init; }

    /// <summary>done, unchanged, refused or failed; null = never looked at.</summary>
    public string? Outcome { get; init; }

    /// <summary>One English sentence on the last run.</summary>
    public string? Message { get; init; }
}
