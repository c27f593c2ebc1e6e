using ResourceMatch.Domain;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Domain.Upkeep;

namespace ResourceMatch.Storage.Edits;

/// <summary>Who writes, and what is theirs to write.</summary>
/// <param name="AccountId">Null for a signed link.</param>
/// <param name="LinkId">Null for an account.</param>
/// <remarks>Immutable.</remarks>
public sealed record Editor(EditorKind Kind, EditScope Scope, Guid? AccountId = null, Guid? LinkId = null)
{
    /// <summary>What metadata says in public: the kind of editor, never a name or an address.</summary>
    public string PublicName => Kind switch
    {
        EditorKind.Staff => "directory staff",
        EditorKind.Agency => "agency editor",
        EditorKind.Link => "agency by signed link",
        _ => throw new InvalidOperationException("Nobody unknown writes a listing."),
    };

    /// <summary>The word of the tables: link, agency, staff.</summary>
    internal string Word => Kind switch { EditorKind.Staff => "staff", EditorKind.Agency => "agency", EditorKind.Link => "link", _ => "anyone" };
}

/// <summary>Which rows an editor may touch. What lies outside answers as if it were not there.</summary>
/// <param name="Organizations">Null = of every organization. Empty = of none.</param>
/// <param name="Service">Null = every service of those; otherwise this one and what hangs on it alone.</param>
public sealed record EditScope(IReadOnlySet<Guid>? Organizations, Guid? Service)
{
    /// <summary>The whole directory: staff.</summary>
    public static EditScope Everything { get; } = new(null, null);

    public static EditScope Of(IEnumerable<Id<Organization>> organizations) => new(organizations.Select(id => id.Value).ToHashSet(), null);

    public static EditScope Of(Id<Service> service) => new(null, service.Value);

    /// <param name="owner">Whose the row is; Services: on which services it hangs.</param>
    internal bool Covers(RowOwner owner) =>
        (Organizations is null || (owner.Organization is { } organization && Organizations.Contains(organization)))
        && (Service is not { } service || (owner.Services.Count == 1 && owner.Services[0] == service && !owner.IsShared));
}
