using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using ResourceMatch.Api.Access;
using ResourceMatch.Api.Features.Upkeep;
using ResourceMatch.Api.Pages.Shared;
using ResourceMatch.Storage.Edits;

namespace ResourceMatch.Api.Pages.Agency;

/// <summary>/agency/{id}: one listing, field by field, with a preview as families see it. What is not there and what is another's answer alike.</summary>
[Authorize(AccessPolicies.AgencyEditor)]
[RequestFormLimits(ValueCountLimit = ListingForm.MostFields)]
internal sealed class EditModel(CurrentUser user, ListingEditors listings) : UpkeepPage
{
    public EditedListing Listing { get; private set; } = null!;

    public ListingForm Form { get; private set; } = null!;

    public PreviewView? Preview { get; private set; }

    public bool IsSaved { get; private set; }

    public bool Confirms { get; private set; }

    public async Task<IActionResult> OnGetAsync(string id, bool saved, CancellationToken cancellation)
    {
        PageLanguage.Remember(HttpContext);
        IsSaved = saved;
        return await LoadAsync(id, null, cancellation) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostSaveAsync(string id, CancellationToken cancellation)
    {
        var posted = await Request.ReadFormAsync(cancellation);
        if (!await LoadAsync(id, posted, cancellation)) return NotFound();
        if (ReadEdit(posted) is not { } edit) return BadRequest();
        return Say(await listings.SaveAsync(edit, Editors.Of(user), cancellation), Form) ?? Redirect($"/agency/{Listing.Id}?saved=true");
    }

    public async Task<IActionResult> OnPostPreviewAsync(string id, CancellationToken cancellation)
    {
        var posted = await Request.ReadFormAsync(cancellation);
        if (!await LoadAsync(id, posted, cancellation)) return NotFound();
        if (ReadEdit(posted) is not { } edit) return BadRequest();
        var (outcome, service, places) = await listings.PreviewAsync(edit, Editors.Of(user), Listing.Id, cancellation);
        if (Say(outcome, Form) is { } answer) return answer;
        if (service is not null) Preview = new PreviewView(Words, service, places);
        return Page();
    }

    private ListingEdit? ReadEdit(IFormCollection posted)
    {
        var edit = ListingForm.Read(posted);
        Confirms = posted.ContainsKey("confirm");
        if (Confirms) edit?.Confirmed.Add(Listing.Service.Id);
        return edit;
    }

    private async Task<bool> LoadAsync(string id, IFormCollection? posted, CancellationToken cancellation)
    {
        var editor = Editors.Of(user);
        if (await listings.FindAsync(id, editor, cancellation) is not { } listing) return false;
        (Listing, Form) = (listing, new ListingForm(listing.Rows, editor.Kind, posted));
        return true;
    }
}
