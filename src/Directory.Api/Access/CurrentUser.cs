using ResourceMatch.Domain;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Storage.Access;

namespace ResourceMatch.Api.Access;

/// <summary>The signed-in person of one request. Take it as a parameter where the policy lets nobody else in; ask <see cref="Find"/> where anyone may come.</summary>
/// <param name="Role">Null = may do nothing yet.</param>
/// <param name="Organizations">Whose listings an agency editor may edit. Empty for others.</param>
/// <remarks>Read from the database at the start of the request, never from the cookie. Immutable.</remarks>
internal sealed record CurrentUser(Guid Id, string Name, string Email, AccessRole? Role, IReadOnlySet<Id<Organization>> Organizations, bool IsCast)
{
    /// <summary>Edits every listing.</summary>
    public bool IsStaff => Role >= AccessRole.DirectoryStaff;

    /// <summary>The one place that decides whose listings a person may edit. A person who may not gets the answer for a listing that is not there.</summary>
    public bool MayEdit(Id<Organization> organization) => IsStaff || (Role == AccessRole.AgencyEditor && Organizations.Contains(organization));

    /// <summary>Null = nobody is signed in.</summary>
    public static CurrentUser? Find(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Items.TryGetValue(typeof(CurrentUser), out var user) ? user as CurrentUser : null;
    }

    /// <exception cref="InvalidOperationException">Nobody is signed in: the endpoint lacks its policy.</exception>
    public static CurrentUser Get(HttpContext context) => Find(context) ?? throw new InvalidOperationException("Nobody is signed in here, so the policy is missing.");
}
