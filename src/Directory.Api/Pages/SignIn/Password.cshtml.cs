using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using ResourceMatch.Api.Access;
using ResourceMatch.Api.Pages.Shared;
using ResourceMatch.Api.Pages.Speech;
using ResourceMatch.Storage;
using ResourceMatch.Storage.Upkeep;

namespace ResourceMatch.Api.Pages.SignIn;

/// <summary>/sign-in/password: sets a password by the link of a letter. Opening the link only shows the page.</summary>
[AllowAnonymous]
[EnableRateLimiting(AccessLimits.SignIn)]
[ResponseCache(NoStore = true)]
internal sealed class PasswordModel(Accounts accounts, DirectoryDatabase database, TimeProvider clock) : FormPage
{
    public string? Who { get; private set; }

    public string? Token { get; private set; }

    public void OnGet(string? who, string? token)
    {
        PageLanguage.Remember(HttpContext);
        (Who, Token) = (who, token);
    }

    public async Task<IActionResult> OnPostAsync(string? who, string? token, string? password, string? again, CancellationToken cancellation)
    {
        (Who, Token) = (who, token);
        if (NewPassword.Check(Errors, password, again))
        {
            var problem = Guid.TryParse(who, out var id) && token is { Length: > 0 and < 2000 } ? await accounts.SetPasswordAsync(id, token, password!, cancellation) : Accounts.InvalidToken;
            if (problem is null)
            {
                // Whoever has the letter has chosen the language of this page: letters come in it from now on.
                if (await accounts.FindAsync(id) is { Email: { } email }) await LetterLanguages.KeepAsync(database, email, Words.Language.Code, clock.GetUtcNow(), cancellation);
                return RedirectToPage("/SignIn/Index");
            }

            Errors.Add("password", NewPassword.Say(Words, problem));
        }

        return Again();
    }
}

/// <summary>What may be wrong with a new password, in words.</summary>
internal static class NewPassword
{
    public static bool Check(FormErrors errors, string? password, string? again)
    {
        if (string.IsNullOrEmpty(password) || password.Length is < Accounts.PasswordLength or > 1000) errors.Add("password", Say(errors.Words, "PasswordTooShort"));
        else if (password != again) errors.Add("again", errors.Words["SignIn.Error.Again"]);
        return !errors.Any;
    }

    /// <param name="code">Identity's code.</param>
    public static string Say(Words words, string code) => code switch
    {
        Accounts.InvalidToken => words["SignIn.Error.Link"],
        "PasswordTooShort" => words.Say("SignIn.Error.Short", ("count", Accounts.PasswordLength)),
        _ => words["SignIn.Error.Simple"],
    };
}
