namespace ResourceMatch.Api.Access;

/// <summary>The policies that pages and endpoints name: <c>[Authorize(AccessPolicies.DirectoryStaff)]</c>. Each role may all that the ones before it may.</summary>
/// <remarks>Whose listings an agency editor may touch is asked of <see cref="CurrentUser.MayEdit"/>, in the query. What says nothing is refused.</remarks>
internal static class AccessPolicies
{
    /// <summary>Agency editors, staff and administrators.</summary>
    public const string AgencyEditor = "AgencyEditor";

    /// <summary>Staff and administrators.</summary>
    public const string DirectoryStaff = "DirectoryStaff";

    public const string Administrator = "Administrator";
}

/// <summary>Limits of how often one address may ask: <c>[EnableRateLimiting(AccessLimits.Write)]</c>. Only unsafe requests count.</summary>
internal static class AccessLimits
{
    /// <summary>Passwords, codes and links.</summary>
    public const string SignIn = "sign-in";

    /// <summary>What people without an account may send: suggestions, claims, answers to a link.</summary>
    public const string Write = "write";
}
