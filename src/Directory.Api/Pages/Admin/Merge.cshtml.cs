using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using ResourceMatch.Api.Access;
using ResourceMatch.Api.Features.Sources;
using ResourceMatch.Api.Pages.Shared;
using ResourceMatch.Storage;
using ResourceMatch.Storage.Merging;

namespace ResourceMatch.Api.Pages.Admin;

/// <summary>/admin/duplicates/{first}/{second}: two listings side by side; a person says value by value which stays.</summary>
[Authorize(AccessPolicies.DirectoryStaff)]
internal sealed class MergeModel(CurrentUser user, DirectoryDatabase database, ListingMerges merges, DuplicateSearch search, SourceSettings settings) : FormPage
{
    /// <summary>The one that stays, under its address.</summary>
    public ComparedListing Kept { get; private set; } = null!;

    public ComparedListing Other { get; private set; } = null!;

    /// <summary>Values in which they differ.</summary>
    public IEnumerable<MergeField> Differing => MergeField.Values.Where(each => Kept.Values.GetValueOrDefault(each.Name) != Other.Values.GetValueOrDefault(each.Name));

    /// <summary>Lists of which the other has something.</summary>
    public IEnumerable<MergeField> Lists => MergeField.Lists.Where(list => Other.Lists[list.Entity].Count > 0 && !Kept.Lists[list.Entity].SequenceEqual(Other.Lists[list.Entity]));

    public async Task<IActionResult> OnGetAsync(Guid first, Guid second, CancellationToken cancellation)
    {
        PageLanguage.Remember(HttpContext);
        return await LoadAsync(first, second, cancellation) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(Guid first, Guid second, CancellationToken cancellation)
    {
        if (!await LoadAsync(first, second, cancellation)) return NotFound();
        List<MergeChoice> choices = [];
        foreach (var field in MergeField.Values.Concat(MergeField.Lists))
        {
            if (Request.Form[$"take.{field.Name}"].LastOrDefault() is ("other" or "both") and { } take) choices.Add(new MergeChoice(field.Entity, field.Field, take));
        }

        switch (await merges.Merge(first, second, choices, user.Id.ToString(), settings.TimeZone, cancellation))
        {
            case MergeProblem.None:
                return LocalRedirect($"/services/{first}");
            case MergeProblem.Confidential:
                Errors.Add("merge", Words["Merge.Error.Confidential"]);
                return Again();
            default:
                return NotFound();
        }
    }

    public async Task<IActionResult> OnPostApartAsync(Guid first, Guid second, CancellationToken cancellation)
    {
        if (!ModelState.IsValid) return BadRequest();
        await search.TellApart(first, second, user.Id.ToString(), cancellation);
        return LocalRedirect("/admin/duplicates");
    }

    private async Task<bool> LoadAsync(Guid first, Guid second, CancellationToken cancellation)
    {
        if (!ModelState.IsValid || first == second) return false;
        if (await ComparedListing.FindAsync(database, first, cancellation) is not { } kept || await ComparedListing.FindAsync(database, second, cancellation) is not { } other) return false;
        (Kept, Other) = (kept, other);
        return true;
    }
}
