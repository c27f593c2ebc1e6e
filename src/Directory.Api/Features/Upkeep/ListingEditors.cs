using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Api.Pages;
using ResourceMatch.Domain;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Storage;
using ResourceMatch.Storage.Edits;

namespace ResourceMatch.Api.Features.Upkeep;

/// <summary>Finds the listing that a page edits, and shows what a save would make of it.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class ListingEditors(DirectoryDatabase database, ListingEditing editing, PageFacts facts)
{
    /// <returns>Null when it is not there, or not this editor's: one answer for both.</returns>
    public async Task<EditedListing?> FindAsync(string? id, Editor editor, CancellationToken cancellation)
    {
        if (!Guid.TryParse(id, out var service)) return null;
        var (today, calendar) = await TodayAsync(cancellation);
        var listing = await EditedListing.FindAsync(database, service, isPrivate: editor.Kind >= Domain.Upkeep.EditorKind.Agency, today, calendar, cancellation);
        if (listing is null || editor.Scope.Service is { } only && only != service) return null;
        return editor.Scope.Organizations is null || editor.Scope.Organizations.Contains(listing.Service.OrganizationId.Value) ? listing : null;
    }

    /// <summary>The listing as anyone sees it.</summary>
    public async Task<EditedListing?> FindPublicAsync(string? id, CancellationToken cancellation)
    {
        if (!Guid.TryParse(id, out var service)) return null;
        var (today, calendar) = await TodayAsync(cancellation);
        return await EditedListing.FindAsync(database, service, isPrivate: false, today, calendar, cancellation);
    }

    public Task<EditOutcome> SaveAsync(ListingEdit edit, Editor editor, CancellationToken cancellation) => editing.ApplyAsync(edit, editor, cancellation);

    /// <returns>The service and its places as families would see them; null when the save would not be done.</returns>
    public async Task<(EditOutcome Outcome, Service? Service, IReadOnlyList<Listing> Places)> PreviewAsync(ListingEdit edit, Editor editor, Guid service, CancellationToken cancellation)
    {
        var (outcome, graphs) = await editing.PreviewAsync(edit, editor, [new Id<Service>(service)], cancellation);
        if (graphs is not { Services: [var found] }) return (outcome, null, []);
        var (today, calendar) = await TodayAsync(cancellation);
        return (outcome, found, [.. ListingLoading.ReadOne(graphs, found, today, calendar)]);
    }

    public async Task<(DateOnly Today, HolidayCalendar Calendar)> TodayAsync(CancellationToken cancellation)
    {
        var (today, _) = await facts.Now(cancellation);
        return (today, database.Holidays.CalendarOf((await facts.Get(cancellation)).Zone));
    }
}
