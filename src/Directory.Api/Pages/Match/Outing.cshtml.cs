using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Api.Pages.Shared;
using ResourceMatch.Api.Pages.Speech;
using ResourceMatch.Domain.Needs;

namespace ResourceMatch.Api.Pages.Match;

/// <summary>/match/outing, one outing on one sheet: plain sentences to print, or to have read aloud.</summary>
/// <remarks>
/// Asked with the fields of the desk and <c>outing</c> (see <see cref="SheetChoice"/>), so the sheet is computed anew and says so when the outing is no longer possible.
/// An exact start is posted, answered, and forgotten.
/// </remarks>
[IgnoreAntiforgeryToken] // a post only asks; it changes nothing
[AllowAnonymous]
internal sealed class OutingModel(FindMatches matches, Families families, Starts starts, PageFacts facts) : PageModel
{
    public Words Words { get; private set; } = Words.For(ReaderLanguage.English);

    public DateOnly Today { get; private set; }

    public Household? Household { get; private set; }

    /// <summary>Null = no longer possible.</summary>
    public OutingSheet? Sheet { get; private set; }

    public (DateOnly From, DateOnly To)? Calendar { get; private set; }

    /// <summary>The list that it stands in; a start that was posted cannot be gone back to by a link.</summary>
    public string BackLink => Request.Query[SheetChoice.From].LastOrDefault() == "home"
        ? PageLinks.To("/", Request, SheetChoice.Field, SheetChoice.From)
        : PageLinks.To("/match", Request, SheetChoice.Field, SheetChoice.From);

    public string Title => Sheet is null ? Words["Sheet.Gone"] : Words.And([.. Sheet.Places.Select(place => Words.Name(place.Name)).Distinct()]);

    public string FamilyName(Household household) => FamilyWords.Name(Words, household);

    public Task<IActionResult> OnGetAsync(CancellationToken cancellation) => Handle(cancellation);

    public Task<IActionResult> OnPostAsync(CancellationToken cancellation) => Handle(cancellation);

    private async Task<IActionResult> Handle(CancellationToken cancellation)
    {
        PageLanguage.Remember(HttpContext);
        PostedAgain.Keep(HttpContext);
        Words = PageLanguage.WordsOf(HttpContext);
        var all = await families.List();
        (Today, var minuteNow) = await facts.Now(cancellation);
        Calendar = (await facts.Get(cancellation)).Calendars is [var first, ..] ? first : null;
        var form = MatchForm.Read(Request, id => all.FirstOrDefault(family => family.Id == id));
        Household = all.FirstOrDefault(family => family.Id == form.Family);
        var text = Request.HasFormContentType && Request.Form.TryGetValue(SheetChoice.Field, out var posted) ? posted.LastOrDefault() : Request.Query[SheetChoice.Field].LastOrDefault();
        if (SheetChoice.Parse(text) is not { } choice || (form.Family is not null && Household is null)) return NotFound();
        List<FieldProblem> problems = [];
        var request = choice.Ask(form.ToRequest(Household, await starts.ListNamed(cancellation), Today, minuteNow, problems));
        var outcome = problems.Count == 0 ? await matches.Find(request, cancellation) : null;
        Sheet = outcome is MatchOutcome.Found found ? choice.Find(Words, found.View) : null;
        if (Sheet is null) Response.StatusCode = StatusCodes.Status404NotFound;
        return Page();
    }
}
