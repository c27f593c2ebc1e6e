namespace ResourceMatch.Storage.Imports;

/// <summary>What an import changed.</summary>
/// <param name="Tables">One entry for each table of the directory.</param>
/// <param name="LeftOut">Staged rows that could not be stored, by table and reason. Empty = none.</param>
/// <param name="ConfidentialPlaces">How many places of this source are not public now.</param>
public sealed record ImportOutcome(IReadOnlyList<TableCounts> Tables, IReadOnlyList<LeftOut> LeftOut, int ConfidentialPlaces)
{
    public int Created => Tables.Sum(table => table.Created);

    public int Updated => Tables.Sum(table => table.Updated);

    public int Deleted => Tables.Sum(table => table.Deleted);

    /// <summary>False when the directory says the same as before (confidential whereabouts aside).</summary>
    public bool IsChange => Created + Updated + Deleted > 0;
}

/// <param name="Table">HSDS name: service_at_location.</param>
public sealed record TableCounts(string Table, int Created, int Updated, int Deleted);

/// <summary>Staged rows of one table that were left out, or lost an optional reference.</summary>
public sealed record LeftOut(string Table, LeftOutReason Reason, int Rows);

public enum LeftOutReason
{
    /// <summary>The same id came twice; the first stays.</summary>
    Duplicate,

    /// <summary>Another source brought this id; it stays that source's.</summary>
    OfAnotherSource,

    /// <summary>It refers to something that is not there. Rows that need it are left out; optional references are emptied.</summary>
    DanglingReference,
}

/// <summary>What is kept of a run besides its counts.</summary>
public sealed record ImportReport
{
    /// <summary>SHA-256 of what was read; null when it was not one file.</summary>
    public string? InputHash { get; init; }

    /// <summary>A JSON array of notices.</summary>
    public string NoticesJson { get; init; } = "[]";

    /// <summary>Any counts, written as JSON.</summary>
    public object? Counts { get; init; }
}
