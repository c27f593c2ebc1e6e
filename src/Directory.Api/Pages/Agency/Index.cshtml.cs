using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ResourceMatch.Api.Access;
using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Api.Features.Upkeep;
using ResourceMatch.Domain;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Domain.Upkeep;
using ResourceMatch.Matching;
using ResourceMatch.Storage;
using ResourceMatch.Storage.Edits;

namespace ResourceMatch.Api.Pages.Agency;

/// <summary>/agency: the listings of one's own organizations, what wants looking after first; room for new people in one tap.</summary>
[Authorize(AccessPolicies.AgencyEditor)]
internal sealed class IndexModel(CurrentUser user, DirectoryDb db, Listings listings, ListingEditors editors, MatchOptions options) : UpkeepPage
{
    /// <summary>Staff may edit everything; they find it by the worklist, not here.</summary>
    public bool IsStaff => user.IsStaff;

    public IReadOnlyList<Line> Lines { get; private set; } = [];

    public bool IsSaved { get; private set; }

    /// <param name="Stale">Why it is not believed; empty = fresh.</param>
    /// <param name="Room">As last told; null = never.</param>
    internal sealed record Line(Guid Id, string Name, string Organization, DateOnly? AssuredDate, IReadOnlyList<Reason> Stale, int? Room);

    public async Task OnGetAsync(bool saved, CancellationToken cancellation)
    {
        PageLanguage.Remember(HttpContext);
        IsSaved = saved;
        await LoadAsync(cancellation);
    }

    public async Task<IActionResult> OnPostRoomAsync(Guid service, Room? room, CancellationToken cancellation)
    {
        if (room is not { } told || !Enum.IsDefined(told)) return BadRequest();
        return await ActAsync(edit => edit.Rooms.Add((new Id<Service>(service), told)), cancellation);
    }

    public Task<IActionResult> OnPostConfirmAsync(Guid service, CancellationToken cancellation) =>
        ActAsync(edit => edit.Confirmed.Add(new Id<Service>(service)), cancellation);

    private async Task<IActionResult> ActAsync(Action<ListingEdit> fill, CancellationToken cancellation)
    {
        var edit = new ListingEdit();
        fill(edit);
        await LoadAsync(cancellation);
        return Say(await editors.SaveAsync(edit, Editors.Of(user), cancellation), null) ?? Redirect("/agency?saved=true");
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        var own = user.Organizations.ToArray();
        var services = await db.Services.Where(service => own.Contains(service.OrganizationId)).Include(service => service.Organization).OrderBy(service => service.Name).ToListAsync(cancellation);
        var (today, _) = await editors.TodayAsync(cancellation);
        var known = (await listings.Get(cancellation)).ByCandidate.Keys.Where(candidate => services.Exists(service => service.Id == candidate.ServiceId)).ToLookup(candidate => candidate.ServiceId);
        Lines =
        [
            .. services.Select(service =>
            {
                var stale = known[service.Id].SelectMany(candidate => Staleness.Judge(candidate.AssuredDate, candidate.Hours, candidate.Doubts, today, options.StaleDays)).Distinct().Select(StaleReasons.Of).ToList();
                return new Line(service.Id.Value, service.Name, service.Organization?.Name ?? "", service.AssuredDate, stale, known[service.Id].FirstOrDefault()?.Available);
            }).OrderByDescending(line => line.Stale.Count > 0).ThenBy(line => line.AssuredDate ?? DateOnly.MinValue),
        ];
    }
}
