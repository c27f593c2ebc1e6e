using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using ResourceMatch.Api.Access;
using ResourceMatch.Api.Features.Upkeep;
using ResourceMatch.Api.Pages.Agency;
using ResourceMatch.Storage;
using ResourceMatch.Storage.Upkeep;

namespace ResourceMatch.Api.Pages.Admin;

/// <summary>/admin/worklist: what is oldest and most used, and what somebody has said against it.</summary>
[Authorize(AccessPolicies.DirectoryStaff)]
internal sealed class WorklistModel(DirectoryDatabase database, ListingEditors listings, ListingViews views, IOptions<UpkeepOptions> options) : UpkeepPage
{
    private const int MostShown = 100;

    public IReadOnlyList<WorkItem> Items { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        PageLanguage.Remember(HttpContext);
        await views.WriteAsync(cancellation);
        Items = await Worklist.LoadAsync(database, (await listings.TodayAsync(cancellation)).Today, options.Value.RemindAfterDays, MostShown, cancellation);
    }
}
