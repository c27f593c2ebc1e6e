using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using ResourceMatch.Api.Access;
using ResourceMatch.Api.Features.Upkeep;
using ResourceMatch.Api.Pages.Shared;
using ResourceMatch.Domain;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Domain.Upkeep;
using ResourceMatch.Storage.Edits;
using ResourceMatch.Storage.Upkeep;

namespace ResourceMatch.Api.Pages.Agency;

/// <summary>/a/{token}: an agency answers without an account. Opening it only shows a page; each act is a POST. Unknown, expired, used and revoked links are the page that is not there.</summary>
[AllowAnonymous]
[EnableRateLimiting(AccessLimits.Write)]
[RequestFormLimits(ValueCountLimit = ListingForm.MostFields)]
internal sealed class LinkModel(SignedLinks links, ListingEditors listings) : UpkeepPage
{
    private static readonly string[] Fixes = ["hours", "phone", "bring", "news"];

    public SignedLink Link { get; private set; } = null!;

    public EditedListing Listing { get; private set; } = null!;

    public ListingForm Form { get; private set; } = null!;

    /// <summary>hours, phone, bring or news; null = the overview.</summary>
    public string? Fix { get; private set; }

    public ServiceAtLocation? At { get; private set; }

    public HoursOwner Owner { get; private set; } = null!;

    public HoursForm Hours { get; private set; } = new();

    /// <summary>Something has just been put right.</summary>
    public bool IsFixed { get; private set; }

    public bool MayConfirm => Link.Purpose is LinkPurpose.Confirm or LinkPurpose.Correct;

    public bool MayFix => Link.Purpose == LinkPurpose.Correct;

    public bool MayTellRoom => Link.Purpose is LinkPurpose.Capacity or LinkPurpose.Correct;

    public async Task<IActionResult> OnGetAsync(string token, string? fix, string? place, bool done, CancellationToken cancellation)
    {
        PageLanguage.Remember(HttpContext);
        if (!await LoadAsync(token, fix, place, null, cancellation)) return NotFound();
        IsFixed = done;
        if (fix is null && !done) await links.LogAsync(Link.Id, "opened", cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostConfirmAsync(string token, CancellationToken cancellation)
    {
        if (!await LoadAsync(token, null, null, null, cancellation) || !MayConfirm) return NotFound();
        return await FinishAsync(edit => edit.Confirmed.Add(Listing.Service.Id), "confirmed", cancellation);
    }

    public async Task<IActionResult> OnPostRoomAsync(string token, Room? room, CancellationToken cancellation)
    {
        if (!await LoadAsync(token, null, null, null, cancellation) || !MayTellRoom || room is not { } told || !Enum.IsDefined(told)) return NotFound();
        if (Link.Purpose == LinkPurpose.Capacity) return await FinishAsync(edit => edit.Rooms.Add((Listing.Service.Id, told)), "capacity", cancellation);
        return await ChangeAsync(token, Edit(edit => edit.Rooms.Add((Listing.Service.Id, told))), "capacity", cancellation);
    }

    public async Task<IActionResult> OnPostFixAsync(string token, string? fix, string? place, CancellationToken cancellation)
    {
        var posted = await Request.ReadFormAsync(cancellation);
        if (!await LoadAsync(token, fix, place, posted, cancellation) || !MayFix || Fix is null) return NotFound();
        if (Fix != "hours") return ListingForm.Read(posted) is { } edit ? await ChangeAsync(token, edit, "corrected", cancellation) : BadRequest();
        if (HoursPosting.Read(posted, Hours, out var fault) is not { } schedules)
        {
            Errors.Add(fault!, Words["Fault.HoursUnclear"]);
            return Again();
        }

        return await ChangeAsync(token, Edit(change => change.Hours.Add(new HoursChange(Owner.Entity, Owner.Id, posted["mark"].ToString(), schedules))), "corrected", cancellation);
    }

    private async Task<IActionResult> ChangeAsync(string token, ListingEdit edit, string act, CancellationToken cancellation)
    {
        if (edit.IsEmpty) return Redirect($"/a/{token}");
        if (Say(await listings.SaveAsync(edit, Editor, cancellation), Form) is { } answer) return answer;
        await links.AnsweredAsync(Link, act, Words.Language.Code, cancellation);
        return Redirect($"/a/{token}?done=true");
    }

    // Used up first: of two who press at once one acts. What was not done gives the link back.
    private async Task<IActionResult> FinishAsync(Action<ListingEdit> fill, string act, CancellationToken cancellation)
    {
        if (!await links.UseUpAsync(Link.Id, cancellation)) return NotFound();
        var outcome = await listings.SaveAsync(Edit(fill), Editor, cancellation);
        if (outcome is not EditOutcome.Done) await links.GiveBackAsync(Link.Id, cancellation);
        if (Say(outcome, null) is { } answer) return answer;
        await links.AnsweredAsync(Link, act, Words.Language.Code, cancellation);
        return Redirect("/a/thanks");
    }

    private Editor Editor => new(EditorKind.Link, EditScope.Of(Listing.Service.Id), LinkId: Link.Id);

    private static ListingEdit Edit(Action<ListingEdit> fill)
    {
        var edit = new ListingEdit();
        fill(edit);
        return edit;
    }

    private async Task<bool> LoadAsync(string token, string? fix, string? place, IFormCollection? posted, CancellationToken cancellation)
    {
        KeepNowhere();
        if (await links.FindAsync(token, cancellation) is not { } link || await listings.FindPublicAsync(link.Service.ToString(), cancellation) is not { } listing) return false;
        (Link, Listing, Form) = (link, listing, new ListingForm(listing.Rows, EditorKind.Link, posted));
        Fix = MayFix && Array.IndexOf(Fixes, fix) >= 0 ? fix : null;
        At = listing.At.FirstOrDefault(at => at.Id.ToString() == place) ?? (listing.At is [var first, ..] ? first : null);
        Owner = listing.HoursOf(At);
        Hours = HoursForm.Of(Owner.Shown);
        return true;
    }
}
