using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using ResourceMatch.Api.Access;
using ResourceMatch.Api.Mail;
using ResourceMatch.Domain;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Domain.Upkeep;
using ResourceMatch.Storage;
using ResourceMatch.Storage.Access;
using ResourceMatch.Storage.Upkeep;

namespace ResourceMatch.Api.Pages.Agency;

/// <summary>/agency/claim: "these listings are ours". Makes an account without a role where there is none; a person approves. Says the same whether the address was known.</summary>
[AllowAnonymous]
[EnableRateLimiting(AccessLimits.Write)]
internal sealed class ClaimModel(DirectoryDb directory, AccessDb access, Accounts accounts, Outbox outbox, PublicAddress address, TimeProvider clock) : UpkeepPage
{
    private const int MostFound = 20;

    public string? Query { get; private set; }

    public IReadOnlyList<Organization> Found { get; private set; } = [];

    public Organization? Chosen { get; private set; }

    public string? Name { get; private set; }

    public string? Email { get; private set; }

    public string? Reason { get; private set; }

    public bool IsSent { get; private set; }

    public CurrentUser? Person => CurrentUser.Find(HttpContext);

    public async Task OnGetAsync(string? q, string? organization, bool sent, CancellationToken cancellation)
    {
        PageLanguage.Remember(HttpContext);
        IsSent = sent;
        Query = FieldReading.Clean(q, keepLines: false) is { Length: > 0 and <= 200 } text ? text : null;
        Chosen = await FindAsync(organization, cancellation);
        if (Chosen is null && Query is not null)
        {
            var pattern = "%" + Query.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + "%";
            Found = await directory.Organizations.Where(each => EF.Functions.ILike(each.Name, pattern)).OrderBy(each => each.Name).Take(MostFound).ToListAsync(cancellation);
        }
    }

    public async Task<IActionResult> OnPostAsync(string? organization, string? name, string? email, string? reason, CancellationToken cancellation)
    {
        if (await FindAsync(organization, cancellation) is not { } chosen) return NotFound();
        (Chosen, Name, Email, Reason) = (chosen, FieldReading.Clean(name, keepLines: false), email?.Trim(), FieldReading.Clean(reason, keepLines: true));
        if (Person is null && Name is not { Length: > 0 and <= Account.NameLength }) Errors.Add("name", Words["People.Error.Name"]);
        if (Person is null && Accounts.ReadEmail(Email) is null) Errors.Add("email", Words["SignIn.Error.Email"]);
        if (Reason.Length == 0) Errors.Add("reason", Words["Claim.Error.Reason"]);
        else if (Reason.Length > Claims.ReasonLength) Errors.Add("reason", Words.Say("Fault.TooLong", ("count", Claims.ReasonLength)));
        if (Errors.Any)
        {
            return Again();
        }

        await using var transaction = await access.Database.BeginTransactionAsync(cancellation);
        if (await FindAccountAsync(cancellation) is { } account) await Claims.AddAsync((NpgsqlConnection)access.Database.GetDbConnection(), chosen.Id.Value, account, Reason, clock.GetUtcNow(), cancellation);
        await transaction.CommitAsync(cancellation);
        return Redirect("/agency/claim?sent=true");
    }

    /// <returns>Whose claim it is. Null = the address has an account, and only its owner may claim with it: a letter says how.</returns>
    private async Task<Guid?> FindAccountAsync(CancellationToken cancellation)
    {
        if (Person is { } person) return person.Id;
        if (await accounts.InviteAsync(Email!, Name!, null, null, Words, cancellation) is { } added) return added.Id;
        await outbox.AddAsync(access, new Letter(Email!, Words["Mail.Claim.Subject"], Letter.Paragraphs(Words.Say("Mail.Claim.Body", ("link", address.Link("/agency/claim")))), HasSecret: false), cancellation);
        return null;
    }

    private async Task<Organization?> FindAsync(string? id, CancellationToken cancellation)
    {
        if (!Guid.TryParse(id, out var guid)) return null;
        var organization = new Id<Organization>(guid);
        return await directory.Organizations.FirstOrDefaultAsync(each => each.Id == organization, cancellation);
    }
}
