using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ResourceMatch.Api.Access;
using ResourceMatch.Api.Pages.Shared;
using ResourceMatch.Domain;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Storage;
using ResourceMatch.Storage.Access;

namespace ResourceMatch.Api.Pages.Admin;

/// <summary>/admin/people: who may sign in, as what; the administrator gives and takes.</summary>
[Authorize(AccessPolicies.Administrator)]
internal sealed class PeopleModel(CurrentUser user, Accounts accounts, AccessDb db, DirectoryDb directory) : FormPage
{
    public IReadOnlyList<Person> People { get; private set; } = [];

    public string? Email { get; private set; }

    public string? Name { get; private set; }

    /// <param name="Waits">Has not set a password yet.</param>
    internal sealed record Person(Guid Id, string Name, string Email, AccessRole? Role, bool IsDisabled, bool IsCast, bool HasSecond, bool Waits, IReadOnlyList<string> Organizations);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        PageLanguage.Remember(HttpContext);
        await LoadAsync(cancellation);
    }

    public async Task<IActionResult> OnPostAddAsync(string? email, string? name, AccessRole? role, CancellationToken cancellation)
    {
        (Email, Name) = (email?.Trim(), name?.Trim());
        if (Accounts.ReadEmail(email) is not { } address) Errors.Add("email", Words["SignIn.Error.Email"]);
        else if (Name is not { Length: > 0 and <= Storage.Access.Account.NameLength }) Errors.Add("name", Words["People.Error.Name"]);
        else if (!ModelState.IsValid) return BadRequest();
        else if (await accounts.InviteAsync(address, Name, role, user.Id, Words, cancellation) is not { } added) Errors.Add("email", Words["People.Error.Taken"]);
        else return Back(added.Id);
        return await AgainAsync(cancellation);
    }

    public Task<IActionResult> OnPostRoleAsync(Guid who, AccessRole? role, CancellationToken cancellation) =>
        ChangeAsync(who, account => accounts.SetRoleAsync(account, role, user.Id, cancellation), cancellation);

    public Task<IActionResult> OnPostDisableAsync(Guid who, CancellationToken cancellation) =>
        ChangeAsync(who, account => accounts.SetDisabledAsync(account, true, user.Id, cancellation), cancellation);

    public Task<IActionResult> OnPostEnableAsync(Guid who, CancellationToken cancellation) =>
        ChangeAsync(who, account => accounts.SetDisabledAsync(account, false, user.Id, cancellation), cancellation);

    public Task<IActionResult> OnPostLinkAsync(Guid who, CancellationToken cancellation) => ChangeAsync(
        who,
        async account =>
        {
            if (account is { IsCast: false, IsDisabled: false }) await accounts.SendLinkAsync(account, "Mail.Reset", Words, cancellation);
            return true;
        },
        cancellation);

    public Task<IActionResult> OnPostSecondAsync(Guid who, CancellationToken cancellation) => ChangeAsync(
        who,
        async account =>
        {
            if (account.TwoFactorEnabled) await accounts.RemoveSecondFactorAsync(account, user.Id, cancellation);
            return true;
        },
        cancellation);

    private async Task<IActionResult> ChangeAsync(Guid who, Func<Storage.Access.Account, Task<bool>> change, CancellationToken cancellation)
    {
        if (!ModelState.IsValid) return BadRequest();
        if (await accounts.FindAsync(who) is not { } account) return NotFound();
        if (await change(account)) return Back(who);
        Errors.Add($"role-{who:N}", Words["People.Error.Last"]);
        return await AgainAsync(cancellation);
    }

    private LocalRedirectResult Back(Guid who) => LocalRedirect($"/admin/people#p-{who:N}");

    private async Task<IActionResult> AgainAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        return Again();
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        var people = await db.Accounts.AsNoTracking().OrderBy(account => account.Name).ToListAsync(cancellation);
        var editors = (await db.OrganizationEditors.AsNoTracking().ToListAsync(cancellation)).ToLookup(editor => editor.AccountId, editor => editor.OrganizationId);
        List<Id<Organization>> ids = [.. editors.SelectMany(group => group).Distinct()];
        var names = await directory.Organizations.Where(organization => ids.Contains(organization.Id)).ToDictionaryAsync(organization => organization.Id, organization => organization.Name, cancellation);
        People =
        [
            .. people.Select(account => new Person(
                account.Id, account.Name, account.Email!, account.Role, account.IsDisabled, account.IsCast, account.TwoFactorEnabled, account is { IsCast: false, PasswordHash: null },
                [.. editors[account.Id].Where(names.ContainsKey).Select(id => names[id]).Order(StringComparer.Ordinal)])),
        ];
    }
}
