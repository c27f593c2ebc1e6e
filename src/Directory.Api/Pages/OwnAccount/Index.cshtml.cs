using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using ResourceMatch.Api.Access;
using ResourceMatch.Api.Pages.Shared;
using ResourceMatch.Api.Pages.SignIn;
using ResourceMatch.Storage;

namespace ResourceMatch.Api.Pages.OwnAccount;

/// <summary>/account: who one is here, and another password.</summary>
[Authorize]
[EnableRateLimiting(AccessLimits.SignIn)]
internal sealed class IndexModel(CurrentUser user, Accounts accounts, Sessions sessions, DirectoryDb directory) : FormPage
{
    public new CurrentUser User => user;

    public bool HasSecond { get; private set; }

    public IReadOnlyList<string> Organizations { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        PageLanguage.Remember(HttpContext);
        await LoadAsync(cancellation);
    }

    public async Task<IActionResult> OnPostAsync(string? old, string? password, string? again, CancellationToken cancellation)
    {
        var account = await LoadAsync(cancellation);
        if (string.IsNullOrEmpty(old)) Errors.Add("old", Words["SignIn.Error.Password"]);
        else if (NewPassword.Check(Errors, password, again))
        {
            var problem = await accounts.ChangePasswordAsync(account, old, password!, cancellation);
            if (problem is null)
            {
                await sessions.BeginAsync(HttpContext, account, cancellation);
                return RedirectToPage("/OwnAccount/Index");
            }

            if (problem == "PasswordMismatch") Errors.Add("old", Words["Account.Error.Old"]);
            else Errors.Add("password", NewPassword.Say(Words, problem));
        }

        return Again();
    }

    private async Task<Storage.Access.Account> LoadAsync(CancellationToken cancellation)
    {
        var account = await accounts.FindAsync(user.Id) ?? throw new InvalidOperationException("The account of a session is gone.");
        HasSecond = account.TwoFactorEnabled;
        var mine = user.Organizations.ToList();
        Organizations = await directory.Organizations.Where(organization => mine.Contains(organization.Id)).OrderBy(organization => organization.Name).Select(organization => organization.Name).ToListAsync(cancellation);
        return account;
    }
}
