using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using ResourceMatch.Api.Access;
using ResourceMatch.Api.Mail;
using ResourceMatch.Api.Pages.Agency;
using ResourceMatch.Api.Pages.Speech;
using ResourceMatch.Domain;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Storage;
using ResourceMatch.Storage.Access;
using ResourceMatch.Storage.Upkeep;

namespace ResourceMatch.Api.Pages.Admin;

/// <summary>/admin/claims: who says that an organization is theirs; a person says yes or no.</summary>
[Authorize(AccessPolicies.DirectoryStaff)]
internal sealed class ClaimsModel(CurrentUser user, AccessDb access, Accounts accounts, Outbox outbox, PublicAddress address, DirectoryDatabase database, TimeProvider clock) : UpkeepPage
{
    public IReadOnlyList<OpenClaim> Open { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        PageLanguage.Remember(HttpContext);
        Open = await Claims.ListOpenAsync(database, cancellation);
    }

    public Task<IActionResult> OnPostApproveAsync(Guid claim, CancellationToken cancellation) => DecideAsync(claim, true, cancellation);

    public Task<IActionResult> OnPostRejectAsync(Guid claim, CancellationToken cancellation) => DecideAsync(claim, false, cancellation);

    // The decision, the membership and the letter are there together or not at all.
    private async Task<IActionResult> DecideAsync(Guid claim, bool isApproved, CancellationToken cancellation)
    {
        await using var transaction = await access.Database.BeginTransactionAsync(cancellation);
        if (await Claims.DecideAsync((NpgsqlConnection)access.Database.GetDbConnection(), claim, isApproved, user.Id, clock.GetUtcNow(), cancellation) is not var (accountId, organization)) return NotFound();
        if (await accounts.FindAsync(accountId) is not { } account) return NotFound();
        if (isApproved)
        {
            await accounts.AddEditorAsync(account, new Id<Organization>(organization), user.Id, cancellation);
            // In the person's own language, not that of whoever says yes.
            var words = Words.For(ReaderLanguage.Find(await LetterLanguages.FindAsync(database, account.Email, null, cancellation)) ?? Words.Language);
            await outbox.AddAsync(
                access, new Letter(account.Email!, words["Mail.Approved.Subject"], Letter.Paragraphs(words.Say("Mail.Approved.Body", ("name", account.Name), ("link", address.Link("/agency")))), HasSecret: false), cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return Redirect("/admin/claims");
    }
}
