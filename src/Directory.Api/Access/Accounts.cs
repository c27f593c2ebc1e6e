using System.Net.Mail;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using ResourceMatch.Api.Mail;
using ResourceMatch.Api.Pages.Speech;
using ResourceMatch.Domain;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Storage.Access;

namespace ResourceMatch.Api.Access;

/// <summary>Everything that changes who may sign in, and as what. Each change is written down, and ends the person's sessions where it must.</summary>
/// <remarks>Changes are saved at once; begin a transaction on the same <see cref="AccessDb"/> to add something of your own. Not thread-safe.</remarks>
internal sealed class Accounts(AccessDb db, UserManager<Account> users, Outbox outbox, PublicAddress address, TimeProvider clock)
{
    /// <summary>Letters of a password, at least.</summary>
    public const int PasswordLength = 12;

    /// <summary>The address as it is kept, or null when it is none.</summary>
    public static string? ReadEmail(string? text)
    {
        var email = text?.Trim();
        return email is { Length: >= 3 and <= Account.EmailLength } && !email.Any(sign => char.IsControl(sign) || char.IsWhiteSpace(sign))
            && MailAddress.TryCreate(email, out var parsed) && parsed.Address == email ? email : null;
    }

    public Task<Account?> FindAsync(string email) => users.FindByEmailAsync(email);

    public Task<Account?> FindAsync(Guid id) => users.FindByIdAsync(id.ToString());

    /// <summary>A new account without a password; its person sets one by <see cref="LinkAsync"/>. Null = the address has an account already.</summary>
    /// <param name="by">Null = the command line, or the person herself.</param>
    public async Task<Account?> AddAsync(string email, string name, AccessRole? role, Guid? by, CancellationToken cancellation, bool isCast = false)
    {
        var account = new Account { Id = Guid.NewGuid(), UserName = email, Email = email, Name = name, Role = role, IsCast = isCast, CreatedAt = clock.GetUtcNow(), LockoutEnabled = true };
        if (await users.FindByEmailAsync(email) is not null) return null;
        Require(await users.CreateAsync(account));
        await TellAsync(account, "added", role?.ToString(), by, cancellation);
        return account;
    }

    /// <summary>The same, and a letter with the link that sets the password, in one transaction.</summary>
    public async Task<Account?> InviteAsync(string email, string name, AccessRole? role, Guid? by, Words words, CancellationToken cancellation)
    {
        await using var transaction = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancellation) : null;
        var account = await AddAsync(email, name, role, by, cancellation);
        if (account is not null) await SendLinkAsync(account, "Mail.Invite", words, cancellation);
        if (transaction is not null) await transaction.CommitAsync(cancellation);
        return account;
    }

    /// <summary>A link that sets the password once, and for a day. Whoever has it can sign in: it goes to the person alone.</summary>
    public async Task<string> LinkAsync(Account account) => address.Link(
        $"/sign-in/password?who={account.Id:N}&token={WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(await users.GeneratePasswordResetTokenAsync(account)))}");

    /// <summary>Puts a letter with such a link into the outbox.</summary>
    /// <param name="text">Mail.Reset or Mail.Invite: the strings whose .Subject and .Body are used.</param>
    public async Task SendLinkAsync(Account account, string text, Words words, CancellationToken cancellation) => await outbox.AddAsync(
        db, new Letter(account.Email!, words[text + ".Subject"], Letter.Paragraphs(words.Say(text + ".Body", ("name", account.Name), ("link", await LinkAsync(account)))), HasSecret: true), cancellation);

    /// <summary>Sets the password by a link. Ends every session; the link works no more.</summary>
    /// <returns>Null = done; else what is wrong: Identity's code.</returns>
    public async Task<string?> SetPasswordAsync(Guid who, string token, string password, CancellationToken cancellation)
    {
        var account = await FindAsync(who);
        if (account is not { IsDisabled: false, IsCast: false } || Decode(token) is not { } plain) return InvalidToken;
        var result = await users.ResetPasswordAsync(account, plain, password);
        if (!result.Succeeded) return result.Errors.First().Code;
        account.EmailConfirmed = true; // the letter arrived
        account.LockoutEnd = null;
        account.AccessFailedCount = 0;
        Require(await users.UpdateAsync(account));
        await EndSessionsAsync(account, cancellation);
        await TellAsync(account, "password", null, account.Id, cancellation);
        return null;
    }

    /// <summary>Sets another password, knowing the old one. Ends every session.</summary>
    public async Task<string?> ChangePasswordAsync(Account account, string old, string password, CancellationToken cancellation)
    {
        if (account.IsCast) return InvalidToken;
        var result = await users.ChangePasswordAsync(account, old, password);
        if (!result.Succeeded) return result.Errors.First().Code;
        await EndSessionsAsync(account, cancellation);
        await TellAsync(account, "password", null, account.Id, cancellation);
        return null;
    }

    /// <summary>Gives or takes a role. Ends the person's sessions. False = it is the last administrator's.</summary>
    public async Task<bool> SetRoleAsync(Account account, AccessRole? role, Guid? by, CancellationToken cancellation)
    {
        if (account.Role == role) return true;
        if (role != AccessRole.Administrator && await IsLastAdministratorAsync(account, cancellation)) return false;
        account.Role = role;
        await ChangeAsync(account, "role", role?.ToString(), by, cancellation);
        return true;
    }

    /// <summary>Locks somebody out for good, or lets them in again. Ends the person's sessions. False = it is the last administrator.</summary>
    public async Task<bool> SetDisabledAsync(Account account, bool isDisabled, Guid? by, CancellationToken cancellation)
    {
        if (account.IsDisabled == isDisabled) return true;
        if (isDisabled && await IsLastAdministratorAsync(account, cancellation)) return false;
        account.IsDisabled = isDisabled;
        await ChangeAsync(account, isDisabled ? "disabled" : "enabled", null, by, cancellation);
        return true;
    }

    /// <summary>Takes the second factor away: for somebody who lost the phone and the codes.</summary>
    public async Task RemoveSecondFactorAsync(Account account, Guid? by, CancellationToken cancellation)
    {
        Require(await users.SetTwoFactorEnabledAsync(account, false));
        await db.Tokens.Where(token => token.UserId == account.Id).ExecuteDeleteAsync(cancellation);
        await ChangeAsync(account, "second_factor", "off", by, cancellation);
    }

    /// <summary>Lets somebody edit an organization's listings; a person without a role becomes an agency editor.</summary>
    public async Task AddEditorAsync(Account account, Id<Organization> organization, Guid approvedBy, CancellationToken cancellation)
    {
        if (await db.OrganizationEditors.AnyAsync(editor => editor.AccountId == account.Id && editor.OrganizationId == organization, cancellation)) return;
        db.OrganizationEditors.Add(new OrganizationEditor { AccountId = account.Id, OrganizationId = organization, ApprovedBy = approvedBy, ApprovedAt = clock.GetUtcNow() });
        await TellAsync(account, "editor", organization.ToString(), approvedBy, cancellation);
        if (account.Role is null) await SetRoleAsync(account, AccessRole.AgencyEditor, approvedBy, cancellation);
    }

    /// <summary>Takes that away again.</summary>
    public async Task RemoveEditorAsync(Account account, Id<Organization> organization, Guid? by, CancellationToken cancellation)
    {
        if (await db.OrganizationEditors.Where(editor => editor.AccountId == account.Id && editor.OrganizationId == organization).ExecuteDeleteAsync(cancellation) == 0) return;
        await TellAsync(account, "editor", $"not {organization}", by, cancellation);
    }

    /// <summary>Writes down what happened to an account, and saves.</summary>
    public async Task TellAsync(Account account, string kind, string? detail, Guid? by, CancellationToken cancellation)
    {
        db.AccountEvents.Add(new AccountEvent { AccountId = account.Id, Kind = kind, Detail = detail, ByAccountId = by, At = clock.GetUtcNow() });
        await db.SaveChangesAsync(cancellation);
    }

    public Task EndSessionsAsync(Account account, CancellationToken cancellation) =>
        db.Sessions.Where(session => session.AccountId == account.Id).ExecuteDeleteAsync(cancellation);

    internal const string InvalidToken = "InvalidToken";

    // A new stamp, too: what was signed for the old one (links, a half-done sign-in) counts no more.
    private async Task ChangeAsync(Account account, string kind, string? detail, Guid? by, CancellationToken cancellation)
    {
        Require(await users.UpdateSecurityStampAsync(account));
        await EndSessionsAsync(account, cancellation);
        await TellAsync(account, kind, detail, by, cancellation);
    }

    private async Task<bool> IsLastAdministratorAsync(Account account, CancellationToken cancellation) =>
        account is { Role: AccessRole.Administrator, IsDisabled: false }
        && !await db.Accounts.AnyAsync(other => other.Id != account.Id && other.Role == AccessRole.Administrator && !other.IsDisabled, cancellation);

    private static string? Decode(string token)
    {
        try
        {
            return Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(token));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static void Require(IdentityResult result)
    {
        if (!result.Succeeded) throw new InvalidOperationException($"The account could not be changed: {string.Join(", ", result.Errors.Select(error => error.Code))}.");
    }
}
