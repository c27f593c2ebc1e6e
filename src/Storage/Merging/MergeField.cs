namespace ResourceMatch.Storage.Merging;

/// <summary>What may be chosen when two listings become one.</summary>
/// <param name="Entity">service, organization, location; of a list: phone, schedule, language.</param>
/// <param name="Field">A column; of a list: *.</param>
public sealed record MergeField(string Entity, string Field)
{
    public const string WholeList = "*";

    /// <summary>Values, in the order in which they are shown.</summary>
    public static IReadOnlyList<MergeField> Values { get; } =
    [
        .. Of("service", "name", "alternate_name", "description", "url", "email", "application_process", "fees_description", "eligibility_description", "interpretation_services", "minimum_age", "maximum_age", "alert"),
        .. Of("organization", "name", "description", "email", "website"),
        .. Of("location", "name", "description", "transportation"),
    ];

    /// <summary>Lists: the kept listing's own, the other's, or both.</summary>
    public static IReadOnlyList<MergeField> Lists { get; } = [new("phone", WholeList), new("schedule", WholeList), new("language", WholeList)];

    public string Name => $"{Entity}.{Field}";

    private static IEnumerable<MergeField> Of(string entity, params string[] fields) => fields.Select(field => new MergeField(entity, field));
}

/// <param name="Take">other, or of a list also both. What is not chosen stays the kept listing's own.</param>
public sealed record MergeChoice(string Entity, string Field, string Take);

/// <summary>A merge that was made.</summary>
/// <param name="IsApplied">False = one of the two is not there now; a later import may bring it back, and then it is applied again.</param>
public sealed record MergeRecord(Guid Id, Guid KeptId, Guid MergedId, string MergedBy, DateTimeOffset MergedAt, string? KeptName, string? MergedName, bool IsApplied);

/// <summary>Why two listings cannot become one.</summary>
public enum MergeProblem
{
    None,

    /// <summary>One of them is not in the directory (any more), or they are the same.</summary>
    NotThere,

    /// <summary>One is confidential and the other is not: hide the other first, or its address would speak for both.</summary>
    Confidential,
}
