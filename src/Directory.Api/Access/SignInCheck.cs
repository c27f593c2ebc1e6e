using Microsoft.AspNetCore.Identity;
using ResourceMatch.Storage.Access;

namespace ResourceMatch.Api.Access;

/// <summary>Whether a password or a code is right. Says the same, and takes as long, for an address that nobody has.</summary>
internal sealed class SignInCheck(UserManager<Account> users, AccessDb db, IPasswordHasher<Account> hasher, TimeProvider clock)
{
    /// <summary>A failure is told no sooner. A password takes 50 to 200 ms to check, and only the failure of a known account is written down: the rest of the time hides that.</summary>
    private static readonly TimeSpan LeastTime = TimeSpan.FromMilliseconds(700);

    private static string? nobodysHash;

    /// <returns>The account; null = no such address, a wrong password, locked, disabled, or without a password. Which of them is not told.</returns>
    public async Task<Account?> PasswordAsync(string email, string password, CancellationToken cancellation)
    {
        var started = clock.GetTimestamp();
        if (await IsRightAsync(email, password) is { } account) return account;
        var left = LeastTime - clock.GetElapsedTime(started);
        if (left > TimeSpan.Zero) await Task.Delay(left, cancellation);
        return null;
    }

    /// <summary>A code of the authenticator app, or one of the recovery codes. Each works once.</summary>
    public async Task<bool> SecondFactorAsync(Account account, string code, CancellationToken cancellation)
    {
        if (account.IsDisabled || await users.IsLockedOutAsync(account)) return false;
        var plain = new string([.. code.Where(char.IsAsciiLetterOrDigit)]);
        if (await IsCodeAsync(account, plain, cancellation) || (await users.RedeemTwoFactorRecoveryCodeAsync(account, RecoveryForm(code))).Succeeded)
        {
            await users.ResetAccessFailedCountAsync(account);
            return true;
        }

        await users.AccessFailedAsync(account);
        return false;
    }

    private async Task<Account?> IsRightAsync(string email, string password)
    {
        var account = await users.FindByEmailAsync(email);
        if (account is not { IsDisabled: false, IsCast: false, PasswordHash: not null } || await users.IsLockedOutAsync(account))
        {
            hasher.VerifyHashedPassword(new Account(), nobodysHash ??= hasher.HashPassword(new Account(), "nobody has this password"), password);
            return null;
        }

        if (!await users.CheckPasswordAsync(account, password))
        {
            await users.AccessFailedAsync(account);
            return null;
        }

        // The count stands until the second factor is right too, or a known password would reset it before each guess of a code.
        if (!account.TwoFactorEnabled) await users.ResetAccessFailedCountAsync(account);
        return account;
    }

    private async Task<bool> IsCodeAsync(Account account, string code, CancellationToken cancellation)
    {
        if (code.Length != 6 || !await users.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, code)) return false;
        // Somebody who read the code over a shoulder has a minute or two in which the clock would still take it.
        const string provider = "ResourceMatch", name = "LastCode";
        if (await users.GetAuthenticationTokenAsync(account, provider, name) == code) return false;
        await users.SetAuthenticationTokenAsync(account, provider, name, code);
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    // Identity makes them as XXXXX-XXXXX; people type them as they like.
    private static string RecoveryForm(string code)
    {
        var plain = new string([.. code.Where(char.IsAsciiLetterOrDigit)]).ToUpperInvariant();
        return plain.Length == 10 ? $"{plain[..5]}-{plain[5..]}" : plain;
    }
}
