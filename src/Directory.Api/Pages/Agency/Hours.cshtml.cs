using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using ResourceMatch.Api.Access;
using ResourceMatch.Api.Features.Upkeep;
using ResourceMatch.Api.Pages.Shared;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Storage.Edits;

namespace ResourceMatch.Api.Pages.Agency;

/// <summary>/agency/{id}/hours: hours in words, day by day, by a week to click, and on certain dates; what families will read is said back.</summary>
[Authorize(AccessPolicies.AgencyEditor)]
[RequestFormLimits(ValueCountLimit = ListingForm.MostFields)]
internal sealed class HoursModel(CurrentUser user, ListingEditors listings) : UpkeepPage
{
    private const int HolidaysShownDays = 120;

    public EditedListing Listing { get; private set; } = null!;

    public ServiceAtLocation? At { get; private set; }

    public HoursOwner Owner { get; private set; } = null!;

    public HoursForm Form { get; private set; } = new();

    /// <summary>What was typed, as families will read it; null = nothing was typed yet.</summary>
    public IReadOnlyList<string>? Preview { get; private set; }

    public bool IsSaved { get; private set; }

    /// <summary>Listed holidays to come: weekly hours are not believed then.</summary>
    public IReadOnlyList<Holiday> Holidays { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string id, string? place, bool saved, CancellationToken cancellation)
    {
        PageLanguage.Remember(HttpContext);
        IsSaved = saved;
        return await LoadAsync(id, place, cancellation) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostSaveAsync(string id, string? place, CancellationToken cancellation)
    {
        var posted = await Request.ReadFormAsync(cancellation);
        if (!await LoadAsync(id, place, cancellation)) return NotFound();
        if (Read(posted) is not { } schedules) return Again();
        var edit = new ListingEdit();
        edit.Hours.Add(new HoursChange(Owner.Entity, Owner.Id, posted["mark"].ToString(), schedules));
        var outcome = await listings.SaveAsync(edit, Editors.Of(user), cancellation);
        if (outcome is EditOutcome.Conflict) Preview = HoursLines.Of(Words, schedules);
        return Say(outcome, null) ?? Redirect($"/agency/{Listing.Id}/hours?place={At?.Id}&saved=true");
    }

    public async Task<IActionResult> OnPostPreviewAsync(string id, string? place, CancellationToken cancellation)
    {
        var posted = await Request.ReadFormAsync(cancellation);
        if (!await LoadAsync(id, place, cancellation)) return NotFound();
        if (Read(posted) is not { } schedules) return Again();
        // From here on words and days say the same.
        (Form, Preview) = (HoursForm.Of(schedules), HoursLines.Of(Words, schedules));
        return Page();
    }

    private IReadOnlyList<Schedule>? Read(IFormCollection posted)
    {
        if (HoursPosting.Read(posted, Form, out var fault) is { } schedules) return schedules;
        Errors.Add(fault!, Words["Fault.HoursUnclear"]);
        return null;
    }

    private async Task<bool> LoadAsync(string id, string? place, CancellationToken cancellation)
    {
        if (await listings.FindAsync(id, Editors.Of(user), cancellation) is not { } listing) return false;
        Listing = listing;
        At = listing.At.FirstOrDefault(at => at.Id.ToString() == place) ?? (listing.At is [var first, ..] ? first : null);
        Owner = listing.HoursOf(At);
        Form = HoursForm.Of(Owner.Shown);
        var (today, calendar) = await listings.TodayAsync(cancellation);
        Holidays = [.. Enumerable.Range(0, HolidaysShownDays).Select(today.AddDays).Select(calendar.Find).OfType<Holiday>()];
        return true;
    }
}
