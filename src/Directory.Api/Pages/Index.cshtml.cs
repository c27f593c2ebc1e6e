using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.Options;
using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Api.Features.Search;
using ResourceMatch.Api.Pages.Match;
using ResourceMatch.Api.Pages.Shared;
using ResourceMatch.Api.Pages.Speech;
using ResourceMatch.Domain.Needs;
using ResourceMatch.Domain.Places;

namespace ResourceMatch.Api.Pages;

/// <summary>/, for families: what is open now, and what they need near where they are, by bus and on foot.</summary>
/// <remarks>A named place may stand in the address; where a phone says it is, is posted, answered, and forgotten.</remarks>
[IgnoreAntiforgeryToken] // a post only asks; it changes nothing
[AllowAnonymous]
internal sealed class IndexModel(FindMatches matches, FindServices services, Listings listings, Starts starts, PageFacts facts, IOptions<PageOptions> options) : PageModel
{
    public const int OpenNowLength = 5;

    public Words Words { get; private set; } = Words.For(ReaderLanguage.English);

    public IReadOnlyList<Start> Starts { get; private set; } = [];

    /// <summary>Key of the place in the address; null = the phone's own, or the middle of the city.</summary>
    public string? At { get; private set; }

    /// <summary>As it was typed.</summary>
    public string? Stop { get; private set; }

    /// <summary>An address, a crossing or a ZIP code, as typed and posted; null = none.</summary>
    public string? Where { get; private set; }

    public string PlaceName { get; private set; } = "";

    // Where the phone says it is, or where what was typed lies; null = a named place.
    private GeoPoint? here;

    public Need? Need { get; private set; }

    /// <summary>What was said in the reader's own words; null = nothing.</summary>
    public string? Said { get; private set; }

    public bool IsFree { get; private set; }

    public bool IsToday { get; private set; }

    public string? Speaks { get; private set; }

    public DateOnly Today { get; private set; }

    public int MinuteNow { get; private set; }

    public IReadOnlyList<FieldProblem> Problems { get; private set; } = [];

    public IReadOnlyList<(DateOnly From, DateOnly To)> Calendars { get; private set; } = [];

    public AnswerView? Answer { get; private set; }

    /// <summary>What the reader's own words have found, where they name no need outright.</summary>
    public FoundPlaces? Found { get; private set; }

    /// <summary>True = the reader said where they are; false = the page took the middle of the city.</summary>
    public bool HasStart => IsPosted || (Asked("at") ?? Asked("stop")) is not null;

    /// <summary>What the list of found places needs besides its model.</summary>
    public ViewDataDictionary FoundFacts => new(ViewData) { ["HasStart"] = HasStart, ["FilterLanguage"] = FilterLanguage };

    public IReadOnlyList<OpenNow.Place> Open { get; private set; } = [];

    public string? HomeForMap => Answer is null ? null : MapView.PointOf(Answer.Household.Home);

    public string View => MapView.Around(Starts, Answer?.Household.Home);

    public string Title => Found is not null ? Words.Say(HasStart ? "Search.Title.Near" : "Search.Title", ("words", Words.Name(Said!)), ("place", Words.Name(PlaceName))) : Need is null ? Words["Home.Title"] : Words.Say("Find.Title", ("need", Words.Label(Need.Labels)), ("place", Words.Name(PlaceName)));

    public string NextLength => ((Answer?.Sections[0].Trips.Count ?? 0) + options.Value.ListLength).ToString(CultureInfo.InvariantCulture);

    /// <summary>The languages that a reader may filter by: the page's own, else Spanish.</summary>
    public string FilterLanguage => Speaks ?? (Words.Language == ReaderLanguage.English ? "es" : Words.Language.Code);

    /// <summary>The reader's saved list, as the address brings it.</summary>
    public SavedList Kept { get; private set; } = new([]);

    /// <summary>The saved list as a field of a form that asks anew.</summary>
    public IEnumerable<(string Name, string Value)> KeptFields => Kept.Text is { } text ? [(SavedList.Parameter, text)] : [];

    /// <summary>This page without a named place, to which the phone's own is posted.</summary>
    public string NearLink => PageLinks.With(Request, ("at", null), ("stop", null), ("n", null), ("lang", null), ("need", Need?.Key));

    /// <summary>The list for the phone's own texts; null when nothing on it may be texted.</summary>
    public string? TextMessage { get; private set; }

    /// <summary>True = the start is a point that was posted.</summary>
    public bool IsPosted => here is not null;

    /// <summary>What the sheet of an outing is asked by.</summary>
    public IEnumerable<(string Name, string Value)> SheetFields
    {
        get
        {
            (string Name, string? Value)[] fields = [("need", Need?.Key), ("at", At), ("lat", here?.Latitude.ToString(CultureInfo.InvariantCulture)), ("lon", here?.Longitude.ToString(CultureInfo.InvariantCulture)), (SheetChoice.From, "home")];
            return fields.Where(each => each.Value is not null).Select(each => (each.Name, each.Value!));
        }
    }

    /// <summary>This page without a named place, to which an address is posted.</summary>
    public string WhereLink => PageLinks.With(Request, ("at", null), ("stop", null), ("n", null), ("q", Need is null ? Said : null), ("need", Need?.Key));

    public Task<IActionResult> OnGetAsync(CancellationToken cancellation) => Handle(null, cancellation);

    public Task<IActionResult> OnPostAsync(string? lat, string? lon, CancellationToken cancellation)
    {
        var point = double.TryParse(lat, NumberStyles.Float, CultureInfo.InvariantCulture, out var north) && double.TryParse(lon, NumberStyles.Float, CultureInfo.InvariantCulture, out var east)
            ? GeoPoint.Find(east, north)
            : null;
        return Handle(point, cancellation);
    }

    /// <summary>This page's address with some of it changed; never a point.</summary>
    public string Link(params ReadOnlySpan<(string Name, string? Value)> changes) => PageLinks.With(Request, [("q", null), ("n", null), .. changes]);

    private async Task<IActionResult> Handle(GeoPoint? phone, CancellationToken cancellation)
    {
        here = phone;
        PageLanguage.Remember(HttpContext);
        Words = PageLanguage.WordsOf(HttpContext);
        PostedAgain.Keep(HttpContext);
        Kept = SavedList.Of(Request);
        Starts = await starts.ListNamed(cancellation);
        Calendars = (await facts.Get(cancellation)).Calendars;
        (Today, MinuteNow) = await facts.Now(cancellation);
        At = Asked("at");
        Stop = Asked("stop");
        Where = here is null && HttpMethods.IsPost(Request.Method) ? Asked("where") : null;
        Said = Asked("q");
        IsFree = Asked("free") is not null;
        IsToday = Asked("today") is not null;
        Speaks = ReaderLanguage.Find(Asked("speaks"))?.Code;
        Need = NeedVocabulary.Default.Find(Asked("need")) ?? NeedVocabulary.Default.FindByWords(Said, Words.Language.Code) ?? NeedVocabulary.Default.FindByWords(Said);
        var start = Where is not null ? await starts.FindTyped(Where, cancellation) : Stop is not null || At is not null ? await starts.Find(Stop ?? At!, cancellation) : null;
        if (start is null && (Where ?? Stop ?? At) is not null && here is null) return Refuse([new FieldProblem("at", "unknownPlace", "No such place.")]);
        start ??= here is null ? Middle() : null;
        PlaceName = start?.Name ?? Words["Home.NearPlace"];
        if (start is { Key: "" }) (here, start) = (start.Point, null);
        At = start?.Key;
        var point = here ?? start?.Point;
        if (point is null) return Page(); // an empty directory
        if (Need is null && Said is not null) return await Search(Said, start, cancellation);
        if (Need is null)
        {
            Open = OpenNow.List((await listings.Get(cancellation)).ByCandidate.Values, point.Value, Today, MinuteNow);
            return Page();
        }

        return await Match(Need, start, cancellation);
    }

    private async Task<IActionResult> Search(string said, Start? start, CancellationToken cancellation)
    {
        var form = SearchForm.Read(Asked, options.Value.ListLength) with { Words = said };
        var from = here is { } point ? new StartPoint(point.Latitude, point.Longitude) : null;
        var (view, problems) = await services.Find(form.ToRequest(Words.Language, HasStart && here is null ? start?.Key : null, HasStart), from, cancellation);
        if (view is null) return Refuse([.. problems.Select(problem => problem with { Field = "at" })]);
        Speaks = form.Speaks;
        Found = FoundPlaces.Of(Words, form, view, await listings.Get(cancellation), here ?? start?.Point, start?.Key, Kept, (Today, MinuteNow));
        TextMessage = Found.IsSensitive ? null : ListText.Of(Words.Say("Search.Title", ("words", Words.Name(said))), Found.Cards.Concat(Found.Nearest).Select(card => card.Listing), $"{Request.Scheme}://{Request.Host}");
        return Page();
    }

    private async Task<IActionResult> Match(Need need, Start? start, CancellationToken cancellation)
    {
        var request = new MatchRequest
        {
            Needs = [need.Key],
            From = here is { } point ? new StartPoint(point.Latitude, point.Longitude) : null,
            Place = start?.Key,
            FreeOnly = IsFree,
            Languages = Speaks is { } code ? [code] : Words.Language == ReaderLanguage.English ? null : [Words.Language.Code],
            SpeaksEnglish = Speaks is null or "en",
            FreeTimes = [.. MatchForm.FromNow([], Today, Today, MinuteNow).Select(free => new FreeTimeRequest(free.Day.ToString(), ClockText.Minute(free.FromMinute), ClockText.Minute(free.UntilMinute)))],
            Date = Today,
            Days = IsToday ? 1 : null,
        };
        switch (await matches.Find(request, cancellation))
        {
            case MatchOutcome.Found found:
                var length = int.TryParse(Asked("n"), NumberStyles.None, CultureInfo.InvariantCulture, out var shown) ? Math.Clamp(shown, 1, 500) : options.Value.ListLength;
                Answer = AnswerView.Of(Words, found, length, Today, start is null ? null : [new("at", start.Key)], Kept);
                // Whoever gets the message need not learn where it was asked from.
                TextMessage = need.Sensitive ? null : ListText.Of(Words.Label(need.Labels), await ListShown(cancellation), $"{Request.Scheme}://{Request.Host}");
                return Page();
            case MatchOutcome.Refused refused:
                return Refuse([.. refused.Problems.Select(problem => problem with { Field = "at" })]);
            default:
                throw new InvalidOperationException("An outcome that nobody handles.");
        }
    }

    private async Task<IEnumerable<Listing>> ListShown(CancellationToken cancellation)
    {
        var byService = (await listings.Get(cancellation)).ByService;
        var section = Answer!.Sections[0];
        return section.Trips.Concat(section.CallFirst).Concat(section.NoTrip)
            .Select(card => byService[Guid.Parse(card.Result.ServiceId)].FirstOrDefault(listing => listing.Candidate.ServiceAtLocationId?.ToString() == card.Result.ServiceAtLocationId))
            .OfType<Listing>();
    }

    private PageResult Refuse(IReadOnlyList<FieldProblem> problems)
    {
        Problems = [problems[0]];
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    /// <summary>The neighborhood nearest to the middle of them all.</summary>
    private Start? Middle()
    {
        var neighborhoods = Starts.Where(start => start.Kind == "neighborhood").ToList();
        if (neighborhoods.Count == 0) return Starts.Count > 0 ? Starts[0] : null;
        var middle = new GeoPoint(neighborhoods.Average(start => start.Point.Longitude), neighborhoods.Average(start => start.Point.Latitude));
        return neighborhoods.MinBy(start => start.Point.MetersTo(middle));
    }

    private string? Asked(string name)
    {
        var text = Request.HasFormContentType && Request.Form.TryGetValue(name, out var form) ? form.LastOrDefault() : Request.Query[name].LastOrDefault();
        return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }
}
