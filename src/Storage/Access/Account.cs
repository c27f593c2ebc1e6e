using Microsoft.AspNetCore.Identity;

namespace ResourceMatch.Storage.Access;

/// <summary>What a signed-in person may do; each role may all that the ones before it may.</summary>
public enum AccessRole
{
    /// <summary>Edits the listings of the organizations that somebody has approved.</summary>
    AgencyEditor = 1,

    /// <summary>Edits every listing, approves claims and suggestions, merges duplicates.</summary>
    DirectoryStaff = 2,

    /// <summary>Gives roles and looks after the installation.</summary>
    Administrator = 3,
}

/// <summary>A person who can sign in: ASP.NET Core Identity's user with one role. Table access.account.</summary>
/// <remarks>The user name is the e-mail address. Change role and state by the host's <c>Accounts</c>, which ends the sessions too. Not thread-safe.</remarks>
public sealed class Account : IdentityUser<Guid>
{
    /// <summary>Letters of <see cref="Name"/>, at most.</summary>
    public const int NameLength = 200;

    /// <summary>Letters of an e-mail address, at most.</summary>
    public const int EmailLength = 254;

    /// <summary>As the header and the history show it.</summary>
    public string Name { get; set; } = "";

    /// <summary>Null = may sign in and do nothing yet.</summary>
    public AccessRole? Role { get; set; }

    /// <summary>May not sign in any more; what the person did stays.</summary>
    public bool IsDisabled { get; set; }

    /// <summary>Invented for the sample city: has no password, and no Production host starts beside it.</summary>
    public bool IsCast { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}

/// <summary>One signed-in browser. Table access.session.</summary>
public sealed class AccessSession
{
    /// <summary>SHA-256 of the key in the cookie.</summary>
    public required byte[] KeyHash { get; init; }

    public required Guid AccountId { get; init; }

    /// <summary>The account's security stamp at the beginning; the session ends when the account has another one.</summary>
    public required string SecurityStamp { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset LastSeenAt { get; set; }
}

/// <summary>That a person may edit an organization's listings. Table access.organization_editor.</summary>
public sealed class OrganizationEditor
{
    public required Guid AccountId { get; init; }

    public required Domain.Id<Domain.Resources.Organization> OrganizationId { get; init; }

    public required Guid ApprovedBy { get; init; }

    public required DateTimeOffset ApprovedAt { get; init; }
}

/// <summary>One thing that happened to an account. Table access.account_event, only ever added to.</summary>
public sealed class AccountEvent
{
    public long Id { get; init; }

    public required Guid AccountId { get; init; }

    /// <summary>added, role, disabled, enabled, password, second_factor, editor, signed_in, signed_out.</summary>
    public required string Kind { get; init; }

    public string? Detail { get; init; }

    /// <summary>Null = the command line, or nobody signed in.</summary>
    public Guid? ByAccountId { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>A letter that waits or has gone. Table access.outbox.</summary>
public sealed class OutboxLetter
{
    /// <summary>Also the letter's Message-Id: whoever gets it twice can tell.</summary>
    public required Guid Id { get; init; }

    public required string ToAddress { get; init; }

    public required string Subject { get; init; }

    /// <summary>Encrypted by the host. Null = gone after sending, because it held a secret.</summary>
    public byte[]? Body { get; set; }

    public required bool HasSecret { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset NextTryAt { get; set; }

    public int Tries { get; set; }

    /// <summary>The kind of the last failure.</summary>
    public string? LastError { get; set; }

    public DateTimeOffset? SentAt { get; set; }

    /// <summary>Tried as often as the settings allow; nobody tries again.</summary>
    public DateTimeOffset? GivenUpAt { get; set; }
}
