using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ResourceMatch.Domain;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Storage.Access;

namespace ResourceMatch.Api.Access;

/// <summary>Begins, finds and ends sessions. A session is a row: what ends it there ends it in every browser at the next request.</summary>
internal sealed class Sessions(AccessDb db, TimeProvider clock, IOptions<AccessOptions> options)
{
    public static readonly string Scheme = IdentityConstants.ApplicationScheme;

    internal const string KeyClaim = "session";

    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);

    /// <summary>Signs in with a new key, whatever key the browser came with; that one's session ends.</summary>
    public async Task BeginAsync(HttpContext context, Account account, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var key = RandomNumberGenerator.GetBytes(32);
        await EndPresentedAsync(context, cancellation);
        await db.Sessions.Where(session => session.LastSeenAt < now.AddMinutes(-options.Value.IdleMinutes) || session.StartedAt < now.AddHours(-options.Value.SessionHours)).ExecuteDeleteAsync(cancellation);
        db.Sessions.Add(new AccessSession { KeyHash = SHA256.HashData(key), AccountId = account.Id, SecurityStamp = account.SecurityStamp!, StartedAt = now, LastSeenAt = now });
        db.AccountEvents.Add(new AccountEvent { AccountId = account.Id, Kind = "signed_in", ByAccountId = account.Id, At = now });
        await db.SaveChangesAsync(cancellation);
        var identity = new ClaimsIdentity([new Claim(KeyClaim, WebEncoders.Base64UrlEncode(key))], Scheme);
        await context.SignInAsync(Scheme, new ClaimsPrincipal(identity));
    }

    /// <summary>Ends the session of this browser, if it has one.</summary>
    public async Task EndAsync(HttpContext context, CancellationToken cancellation)
    {
        await EndPresentedAsync(context, cancellation);
        await context.SignOutAsync(Scheme);
    }

    /// <summary>Who has this key, or null: unknown, ended, expired, disabled, or the account changed since.</summary>
    public async Task<CurrentUser?> FindAsync(string? key, CancellationToken cancellation)
    {
        if (HashOf(key) is not { } hash) return null;
        var found = await (
            from session in db.Sessions.AsNoTracking()
            join account in db.Accounts on session.AccountId equals account.Id
            where session.KeyHash == hash && session.SecurityStamp == account.SecurityStamp && !account.IsDisabled
            select new
            {
                session.StartedAt, session.LastSeenAt, account.Id, account.Name, account.Email, account.Role, account.IsCast,
                Organizations = db.OrganizationEditors.Where(editor => editor.AccountId == account.Id).Select(editor => editor.OrganizationId).ToList(),
            }).FirstOrDefaultAsync(cancellation);
        var now = clock.GetUtcNow();
        if (found is null || now - found.StartedAt > TimeSpan.FromHours(options.Value.SessionHours) || now - found.LastSeenAt > TimeSpan.FromMinutes(options.Value.IdleMinutes)) return null;
        if (now - found.LastSeenAt > SeenEvery)
        {
            await db.Sessions.Where(session => session.KeyHash == hash).ExecuteUpdateAsync(set => set.SetProperty(session => session.LastSeenAt, now), cancellation);
        }

        return new CurrentUser(found.Id, found.Name, found.Email!, found.Role, found.Organizations.ToHashSet(), found.IsCast);
    }

    private async Task EndPresentedAsync(HttpContext context, CancellationToken cancellation)
    {
        if (HashOf(context.User.FindFirstValue(KeyClaim)) is not { } hash) return;
        await db.Sessions.Where(session => session.KeyHash == hash).ExecuteDeleteAsync(cancellation);
    }

    private static byte[]? HashOf(string? key)
    {
        if (key is not { Length: 43 }) return null;
        return SHA256.HashData(WebEncoders.Base64UrlDecode(key));
    }
}
