namespace ResourceMatch.Domain.Upkeep;

/// <summary>How a field's text is read.</summary>
public enum FieldKind
{
    /// <summary>One line.</summary>
    Line,

    /// <summary>Several lines.</summary>
    Text,
    Link,
    Email,
    Phone,

    /// <summary>Digits only: an extension.</summary>
    Digits,

    /// <summary>Whole years, 0 to 150.</summary>
    Age,

    /// <summary>0 to 100,000.</summary>
    Count,

    /// <summary>US dollars, two decimals.</summary>
    Money,

    /// <summary>One of <see cref="EditableField.Choices"/>.</summary>
    Choice,
    Latitude,
    Longitude,
}

/// <summary>One field of a listing that somebody may change.</summary>
/// <param name="Entity">The HSDS table.</param>
/// <param name="Field">The HSDS field.</param>
/// <param name="Length">Letters at most; 0 where the kind says it.</param>
/// <param name="Least">Who may set it, and everyone above.</param>
/// <remarks>Immutable.</remarks>
public sealed record EditableField(string Entity, string Field, FieldKind Kind, int Length, EditorKind Least)
{
    /// <summary>True where an empty value is refused.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The values of a choice. Empty for every other kind.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>True where anybody may propose another value, for staff to decide.</summary>
    public bool IsProposable => Least < EditorKind.Staff && Field != EditableFields.Visibility;

    /// <summary>"service.url": its key in forms and strings.</summary>
    public string Key => $"{Entity}.{Field}";
}
