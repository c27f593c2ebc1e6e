using System.ComponentModel.DataAnnotations;

namespace ResourceMatch.Api.Access;

/// <summary>Signing in; settings ResourceMatch__Access__….</summary>
public sealed class AccessOptions
{
    public const string Section = "ResourceMatch:Access";

    /// <summary>Minutes without a request after which a session ends. More = fewer sign-ins, longer use of a browser left open.</summary>
    [Range(5, 1440)]
    public int IdleMinutes { get; set; } = 120;

    /// <summary>Hours after which a session ends in any case.</summary>
    [Range(1, 72)]
    public int SessionHours { get; set; } = 12;

    /// <summary>Wrong passwords or codes in a row that lock an account.</summary>
    [Range(3, 10)]
    public int LockoutTries { get; set; } = 5;

    /// <summary>Minutes for which it stays locked.</summary>
    [Range(1, 1440)]
    public int LockoutMinutes { get; set; } = 15;

    /// <summary>Passwords, codes and links that one address may send in a minute. More = a school behind one address waits less, a guesser tries more.</summary>
    [Range(1, 1000)]
    public int TriesPerMinute { get; set; } = 10;

    /// <summary>Passwords for one e-mail address, known or not, in a quarter of an hour.</summary>
    [Range(3, 100)]
    public int TriesPerAccount { get; set; } = 10;

    /// <summary>Suggestions, claims and answers to links that one address may send in a minute.</summary>
    [Range(1, 1000)]
    public int WritesPerMinute { get; set; } = 20;

    /// <summary>Seconds for which a link that sets a password works; a day. It works once.</summary>
    [Range(1, 604_800)]
    public int LinkSeconds { get; set; } = 86_400;

    /// <summary>Addresses of proxies whose X-Forwarded-For and -Proto are believed. Empty = nobody's.</summary>
    public IReadOnlyList<string> Proxies { get; set; } = [];
}
