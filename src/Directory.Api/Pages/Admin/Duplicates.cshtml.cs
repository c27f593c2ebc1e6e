using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ResourceMatch.Api.Access;
using ResourceMatch.Api.Features.Sources;
using ResourceMatch.Api.Pages.Speech;
using ResourceMatch.Storage.Merging;

namespace ResourceMatch.Api.Pages.Admin;

/// <summary>/admin/duplicates: listings of two sources that may be one, and those that were made one.</summary>
[Authorize(AccessPolicies.DirectoryStaff)]
internal sealed class DuplicatesModel(DuplicateSearch search, ListingMerges merges, SourceSettings settings) : PageModel
{
    private const int Shown = 50;

    public Words Words => PageLanguage.WordsOf(HttpContext);

    public IReadOnlyList<DuplicatePair> Pairs { get; private set; } = [];

    public IReadOnlyList<MergeRecord> Merged { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        PageLanguage.Remember(HttpContext);
        Pairs = await search.List(Shown, cancellation);
        Merged = await merges.List(cancellation);
    }

    public async Task<IActionResult> OnPostFindAsync(CancellationToken cancellation)
    {
        await search.Refresh(cancellation);
        return LocalRedirect("/admin/duplicates");
    }

    public async Task<IActionResult> OnPostUnmergeAsync(Guid merge, CancellationToken cancellation) =>
        !ModelState.IsValid ? BadRequest() : await merges.Unmerge(merge, settings.TimeZone, cancellation) ? LocalRedirect("/admin/duplicates") : NotFound();

    /// <summary>The parts of a score that both listings tell of, in words.</summary>
    public IEnumerable<string> PartsOf(DuplicatePair pair)
    {
        (string Name, double? Value)[] parts = [("Name", pair.Name), ("Need", pair.Need), ("Phone", pair.Phone), ("Address", pair.Address), ("Place", pair.Place)];
        return parts.Where(part => part.Value is not null).Select(part => Words.Say("Duplicates.Part", ("what", Words[$"Duplicates.Part.{part.Name}"]), ("percent", (int)Math.Round(part.Value!.Value * 100))));
    }
}
