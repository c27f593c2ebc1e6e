using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using ResourceMatch.Api.Access;
using ResourceMatch.Api.Features.Upkeep;
using ResourceMatch.Api.Pages.Agency;
using ResourceMatch.Api.Pages.Shared;
using ResourceMatch.Importers.Spreadsheets;
using ResourceMatch.Storage.Edits;
using ResourceMatch.Storage.Upkeep;

namespace ResourceMatch.Api.Pages.Admin;

/// <summary>/admin/suggestions: what anyone has proposed, field by field, what stands now beside it; staff say yes or no to each.</summary>
[Authorize(AccessPolicies.DirectoryStaff)]
internal sealed class SuggestionsModel(CurrentUser user, Suggestions suggestions, ListingEditors listings) : UpkeepPage
{
    private const int MostShown = 50;

    public IReadOnlyList<OpenSuggestion> Open { get; private set; } = [];

    /// <summary>What hours stand now, by suggested change.</summary>
    public IReadOnlyDictionary<Guid, string> HoursNow { get; private set; } = new Dictionary<Guid, string>();

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        PageLanguage.Remember(HttpContext);
        await LoadAsync(cancellation);
    }

    /// <param name="now">What the page showed as today's value: if it has changed since, the decision was about something else.</param>
    public async Task<IActionResult> OnPostApproveAsync(Guid change, string? now, string? mark, CancellationToken cancellation)
    {
        if (await suggestions.FindChangeAsync(change, cancellation) is not var (open, _, service)) return NotFound();
        var edit = new ListingEdit();
        if (open.Field == "hours")
        {
            if (TypedHours.Read(open.Proposed) is not { } schedules)
            {
                Errors.Add($"{change:N}", Words["Suggestions.Hours.Unclear"]);
                return await AgainAsync(StatusCodes.Status422UnprocessableEntity, cancellation);
            }

            edit.Hours.Add(new HoursChange(open.Entity, open.EntityId, mark ?? "", schedules));
        }
        else
        {
            edit.Changes.Add(new FieldChange(open.Entity, open.EntityId, open.Field, now, open.Proposed));
        }

        var outcome = await listings.SaveAsync(edit, Editors.Of(user), cancellation);
        if (outcome is EditOutcome.Done)
        {
            await suggestions.DecideAsync(change, isApproved: true, user.Id, cancellation);
            return Redirect("/admin/suggestions");
        }

        Errors.Add($"{change:N}", outcome switch
        {
            EditOutcome.Refused { Problems: [var problem, ..] } => Words.Fault(problem),
            EditOutcome.NotFound => Words["Suggestions.Gone"],
            EditOutcome.Busy => Words["Upkeep.Busy"],
            _ => Words.Say("Upkeep.Conflict", ("field", Words.Field(open.Entity, open.Field))),
        });
        _ = service;
        return await AgainAsync(outcome is EditOutcome.Conflict ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity, cancellation);
    }

    public async Task<IActionResult> OnPostRejectAsync(Guid change, CancellationToken cancellation)
    {
        if (await suggestions.FindChangeAsync(change, cancellation) is null) return NotFound();
        await suggestions.DecideAsync(change, isApproved: false, user.Id, cancellation);
        return Redirect("/admin/suggestions");
    }

    public async Task<IActionResult> OnPostCloseAsync(Guid suggestion, CancellationToken cancellation)
    {
        await suggestions.CloseAsync(suggestion, user.Id, cancellation);
        return Redirect("/admin/suggestions");
    }

    /// <summary>The mark of the hours that the page shows, so that a change in between is noticed.</summary>
    public IReadOnlyDictionary<Guid, string> Marks { get; private set; } = new Dictionary<Guid, string>();

    private async Task<IActionResult> AgainAsync(int status, CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        return Again(status);
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        Open = await suggestions.ListOpenAsync(MostShown, cancellation);
        Dictionary<Guid, string> now = [], marks = [];
        foreach (var suggestion in Open.Where(each => each.Changes.Any(change => change.Field == "hours")))
        {
            if (await listings.FindPublicAsync(suggestion.Service.ToString(), cancellation) is not { } listing) continue;
            foreach (var change in suggestion.Changes.Where(change => change.Field == "hours"))
            {
                var at = listing.At.FirstOrDefault(each => each.Id.Value == change.EntityId);
                var shown = Domain.Resources.OpeningHours.For(at, listing.Service, at?.Location).Schedules;
                now[change.Id] = string.Join("; ", HoursLines.Of(Words, shown));
                marks[change.Id] = HoursMark.Of(change.Entity == "service" ? listing.Service.Schedules : at?.Schedules ?? []);
            }
        }

        (HoursNow, Marks) = (now, marks);
    }
}
