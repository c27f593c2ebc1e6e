using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using ResourceMatch.Api.Access;
using ResourceMatch.Api.Features.Sources;
using ResourceMatch.Api.Pages.Shared;
using ResourceMatch.Storage.Sources;

namespace ResourceMatch.Api.Pages.Admin;

/// <summary>/admin/sources: where listings come from, how the last run went; add, run, remove.</summary>
[Authorize(AccessPolicies.DirectoryStaff)]
internal sealed class SourcesModel(CurrentUser user, SourceTable table, SourceRuns runs, IOptions<SourcesOptions> options) : FormPage
{
    public IReadOnlyList<SourceFeed> Feeds { get; private set; } = [];

    /// <summary>What was typed into the form, to be put right.</summary>
    public SourceFeed Typed { get; private set; } = new("", "hsds", "", null, "night");

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        PageLanguage.Remember(HttpContext);
        Feeds = await table.List(cancellation);
    }

    public async Task<IActionResult> OnPostAddAsync(string? key, string? kind, string? place, string? map, string? every, CancellationToken cancellation)
    {
        Typed = new SourceFeed(key?.Trim() ?? "", kind ?? "", place?.Trim() ?? "", string.IsNullOrWhiteSpace(map) ? null : map.Trim(), every ?? "");
        foreach (var (field, _) in SourceReading.ListProblems(Typed, options.Value, isOperator: false)) Errors.Add(field, Words[$"Sources.Error.{field}"]);
        if (Errors.Any)
        {
            Feeds = await table.List(cancellation);
            return Again();
        }

        await table.Save(Typed, user.Id.ToString(), cancellation);
        return LocalRedirect("/admin/sources");
    }

    public async Task<IActionResult> OnPostRunAsync(string? key, CancellationToken cancellation)
    {
        if (await table.Find(key ?? "", cancellation) is not { } feed) return NotFound();
        await runs.Run(feed, cancellation);
        return LocalRedirect($"/admin/sources#s-{feed.Key}");
    }

    public async Task<IActionResult> OnPostRemoveAsync(string? key, CancellationToken cancellation) =>
        await table.Remove(key ?? "", cancellation) ? LocalRedirect("/admin/sources") : NotFound();
}
