using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using QRCoder;
using ResourceMatch.Api.Access;
using ResourceMatch.Api.Pages.Shared;

namespace ResourceMatch.Api.Pages.OwnAccount;

/// <summary>/account/second: the authenticator app, set up and taken away. The codes for a lost phone are shown once.</summary>
/// <remarks>The key stands as a picture to scan, as text, and as a link that an app on the same device opens. The picture is made here and is part of the page: no other request carries the key.</remarks>
[Authorize]
[EnableRateLimiting(AccessLimits.SignIn)]
internal sealed class SecondModel(CurrentUser user, UserManager<Storage.Access.Account> users, Accounts accounts, Sessions sessions, SignInCheck check) : FormPage
{
    private const int Codes = 10;
    private const int PixelsPerSquare = 8;

    private Storage.Access.Account account = null!;

    public bool IsOn => account.TwoFactorEnabled;

    /// <summary>In groups of four, to type. Null = not begun.</summary>
    public string? Key { get; private set; }

    public string? Link { get; private set; }

    /// <summary>The link as a QR code, in a data address.</summary>
    public string Picture
    {
        get
        {
            using var code = QRCodeGenerator.GenerateQrCode(Link!, QRCodeGenerator.ECCLevel.M);
            using var picture = new PngByteQRCode(code);
            return "data:image/png;base64," + Convert.ToBase64String(picture.GetGraphic(PixelsPerSquare));
        }
    }

    public IReadOnlyList<string> RecoveryCodes { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        PageLanguage.Remember(HttpContext);
        return await LoadAsync() ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostBeginAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync()) return NotFound();
        if (!IsOn)
        {
            await users.ResetAuthenticatorKeyAsync(account);
            await StayAsync(cancellation);
        }

        return RedirectToPage("/OwnAccount/Second");
    }

    public async Task<IActionResult> OnPostOnAsync(string? code, CancellationToken cancellation)
    {
        if (!await LoadAsync()) return NotFound();
        if (IsOn || Key is null) return RedirectToPage("/OwnAccount/Second");
        if (code is not { Length: > 0 and <= 40 } || !await check.SecondFactorAsync(account, code, cancellation)) return Wrong();
        await users.SetTwoFactorEnabledAsync(account, true);
        RecoveryCodes = [.. await users.GenerateNewTwoFactorRecoveryCodesAsync(account, Codes) ?? []];
        await StayAsync(cancellation);
        await accounts.TellAsync(account, "second_factor", "on", user.Id, cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostOffAsync(string? code, CancellationToken cancellation)
    {
        if (!await LoadAsync()) return NotFound();
        if (!IsOn) return RedirectToPage("/OwnAccount/Second");
        if (code is not { Length: > 0 and <= 40 } || !await check.SecondFactorAsync(account, code, cancellation)) return Wrong();
        await accounts.RemoveSecondFactorAsync(account, user.Id, cancellation);
        await StayAsync(cancellation);
        return RedirectToPage("/OwnAccount/Second");
    }

    // Every other browser is signed out; this one goes on with a new key.
    private async Task StayAsync(CancellationToken cancellation)
    {
        await accounts.EndSessionsAsync(account, cancellation);
        await sessions.BeginAsync(HttpContext, account, cancellation);
    }

    private PageResult Wrong()
    {
        Errors.Add("code", Words["SignIn.Error.Code"]);
        return Again();
    }

    private async Task<bool> LoadAsync()
    {
        if (user.IsCast || await accounts.FindAsync(user.Id) is not { } found) return false;
        account = found;
        if (IsOn || await users.GetAuthenticatorKeyAsync(account) is not { } key) return true;
        Key = string.Join(' ', key.Chunk(4).Select(group => new string(group)));
        Link = $"otpauth://totp/ResourceMatch:{UrlEncoder.Default.Encode(account.Email!)}?secret={key}&issuer=ResourceMatch&digits=6";
        return true;
    }
}
