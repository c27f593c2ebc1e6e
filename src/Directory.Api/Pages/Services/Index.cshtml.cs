using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Api.Pages.Shared;
using ResourceMatch.Api.Pages.Speech;
using ResourceMatch.Domain;
using ResourceMatch.Domain.Needs;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Matching;
using ResourceMatch.Storage;
using ResourceMatch.Storage.Upkeep;

namespace ResourceMatch.Api.Pages.Services;

/// <summary>/services/{id}: one service, what a family asks before it goes. Of a private place neither address nor map.</summary>
[AllowAnonymous]
internal sealed class IndexModel(Listings listings, FindMatches matches, PageFacts facts, DirectoryDb db, ListingViews views) : PageModel
{
    public Words Words { get; private set; } = Words.For(ReaderLanguage.English);

    /// <summary>One for each place of the service; the first has the service's own facts.</summary>
    public IReadOnlyList<Listing> Places { get; private set; } = [];

    public Candidate Service => Places[0].Candidate;

    /// <summary>In the reader's language where somebody has written it.</summary>
    public string? About { get; private set; }

    /// <summary>False = shown in English for want of a translation.</summary>
    public bool IsTranslated { get; private set; } = true;

    /// <summary>What the service says of itself, in English.</summary>
    public ServiceText Text { get; private set; } = new(null, null, null, null);

    /// <summary>The reader's saved list, as the address brings it.</summary>
    public SavedList Kept { get; private set; } = new([]);

    /// <summary>This page with the service on the list.</summary>
    public string SaveLink => PageLinks.With(Request, (SavedList.Parameter, Kept.With(Service.ServiceId.Value).Text));

    /// <summary>False where there is nothing to put into a calendar, or an entry on a shared phone may hurt.</summary>
    public bool HasCalendar => !IsSensitive && Places.Any(place => place.Candidate.Hours.Knowledge(Today) == HoursKnowledge.Known);

    /// <summary>JSON-LD for search engines; null = none is given.</summary>
    public string? Structured { get; private set; }

    /// <summary>How small it prints, so that it stays one sheet: a class, or nothing.</summary>
    public string Size => LinesToPrint switch { > 48 => "is-longest", > 28 => "is-long", _ => "" };

    // About 60 signs are a line of half a sheet.
    private int LinesToPrint => (10 * Places.Count) + WhoCanCome.Count + (Trip?.Trip is { } trip ? 10 + (2 * (trip.Stops[0].Steps.Count() + trip.StepsBack.Count())) : 0)
        + (((About?.Length ?? 0) + (Text.Alert?.Length ?? 0) + Places.Sum(place => (place.HoursText?.Length ?? 0) + (place.EligibilityText?.Length ?? 0))) / 60);

    public DateOnly Today { get; private set; }

    public int MinuteNow { get; private set; }

    /// <summary>The trip from the place or family in the address; null = none was given, or it cannot be reached.</summary>
    public Card? Trip { get; private set; }

    /// <summary>The trip on one page, to print or to have read aloud; null without a trip.</summary>
    public string? SheetLink => Trip?.Sheet is { } sheet
        ? "/match/outing" + QueryString.Create([.. Request.Query.Where(each => each.Key is "need" or "at" or "family").Select(each => new KeyValuePair<string, string?>(each.Key, each.Value)), new(SheetChoice.From, Request.Query["family"].Count > 0 ? null : "home"), new(SheetChoice.Field, sheet)])
        : null;

    /// <summary>The list that the reader came from; the start page when unknown.</summary>
    public string BackLink { get; private set; } = "/";

    /// <summary>A message for the phone's own texts: name, address, number, link. Null for a private place and where being found out may hurt.</summary>
    public string? TextMessage => IsSensitive || Service.Visibility != LocationVisibility.Public
        ? null
        : SafeLink.Text(string.Join(", ", new[] { Service.LocationName ?? Service.OrganizationName, Service.ServiceName, Places[0].Address, Places[0].Phone }.Where(part => !string.IsNullOrEmpty(part)).Distinct()) + $"\n{PageAddress}");

    private string PageAddress => $"{Request.Scheme}://{Request.Host}/services/{Service.ServiceId}";

    public bool IsSensitive => Places[0].IsSensitive;

    /// <summary>Every limit as a sentence; "Everyone" when there is none.</summary>
    public IReadOnlyList<string> WhoCanCome
    {
        get
        {
            List<string> limits = [];
            if (Service.MinimumAge is not null || Service.MaximumAge is not null) limits.Add(Words.Reason(new Reason.AgesOnly(Service.MinimumAge, Service.MaximumAge)));
            if (Service.MinimumGrade is not null || Service.MaximumGrade is not null) limits.Add(Words.Reason(new Reason.GradesOnly(Service.MinimumGrade, Service.MaximumGrade)));
            if (Service.Audience.Count > 0) limits.Add(Words.Reason(new Reason.ForOthers([.. Service.Audience.Order(StringComparer.Ordinal)])));
            if (Service.ServiceArea is not null) limits.Add(Words.Reason(new Reason.ResidentsOnly(Service.ServiceAreaName)));
            return limits.Count > 0 ? limits : [Words["Place.Who.Everyone"]];
        }
    }

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellation)
    {
        PageLanguage.Remember(HttpContext);
        Words = PageLanguage.WordsOf(HttpContext);
        if (!Guid.TryParse(id, out var guid)) return NotFound();
        var serviceId = new Id<Service>(guid);
        (Today, MinuteNow) = await facts.Now(cancellation);
        Places = [.. (await listings.Get(cancellation)).ByService[guid]];
        if (Places.Count == 0) return await listings.Follow([guid], cancellation) is [var kept] && kept != guid ? LocalRedirect(PageLinks.To($"/services/{kept}", Request)) : NotFound();
        views.Count(guid);
        Kept = SavedList.Of(Request);
        Text = await ReadText(serviceId, cancellation);
        About = Text.Description;
        Structured = StructuredFacts.Write(Places, About, PageAddress, Today);
        if (Words.Language != ReaderLanguage.English) await Translate(guid, cancellation);
        await FindTrip(id, cancellation);
        return Page();
    }

    /// <summary>The week that begins today: each day's openings, none = closed.</summary>
    public IEnumerable<(DateOnly Date, IReadOnlyList<Opening> Openings)> Week(Candidate place)
    {
        ArgumentNullException.ThrowIfNull(place);
        var openings = place.Hours.Between(Today, Today.AddDays(6)).ToLookup(opening => opening.Date);
        return Enumerable.Range(0, 7).Select(Today.AddDays).Select(date => (date, (IReadOnlyList<Opening>)[.. openings[date]]));
    }

    private async Task FindTrip(string id, CancellationToken cancellation)
    {
        string? Asked(string name) => Request.Query[name].LastOrDefault() is { Length: > 0 } text ? text : null;
        var (need, at, family) = (Asked("need"), Asked("at"), Asked("family"));
        BackLink = Kept.Carry("/");
        if (NeedVocabulary.Default.Find(need) is null || (at ?? family) is null) return;
        BackLink = Kept.Carry((family is null ? "/" : "/match") + QueryString.Create(new Dictionary<string, string?> { ["need"] = need, [family is null ? "at" : "family"] = family ?? at }));
        var outcome = await matches.Find(
            new MatchRequest
            {
                Needs = [need!],
                Place = at,
                HouseholdId = family,
                Date = Today,
                IncludeExcluded = false,
                FreeTimes = family is null ? [.. Match.MatchForm.FromNow([], Today, Today, MinuteNow).Select(free => new FreeTimeRequest(free.Day.ToString(), ClockText.Minute(free.FromMinute), ClockText.Minute(free.UntilMinute)))] : null,
            },
            cancellation);
        if (outcome is not MatchOutcome.Found found || !Guid.TryParse(id, out var guid)) return;
        var result = found.View.Needs[0].Results.FirstOrDefault(each => each.Best is not null && Guid.Parse(each.ServiceId) == guid);
        if (result is not null) Trip = new Card(Words, result, null, 2, Today) { Section = need };
    }

    private async Task<ServiceText> ReadText(Id<Service> id, CancellationToken cancellation)
    {
        var text = await db.Services
            .Where(service => service.Id == id)
            .Join(db.Organizations, service => service.OrganizationId, organization => organization.Id, (service, organization) => new ServiceText(
                service.Description, service.Url ?? organization.Website, service.Email ?? organization.Email, service.Alert))
            .FirstOrDefaultAsync(cancellation);
        return text ?? Text;
    }

    private async Task Translate(Guid id, CancellationToken cancellation)
    {
        var code = Words.Language.Code;
        var text = await db.Translations
            .Where(translation => translation.Entity == "service" && translation.EntityId == id && translation.Field == "description" && translation.Language == code)
            .Select(translation => translation.Text)
            .FirstOrDefaultAsync(cancellation);
        IsTranslated = text is not null;
        About = text ?? About;
    }
}

/// <summary>Texts of a service that judge nothing. Null = not given; address and mail are the organization's where the service has none.</summary>
internal sealed record ServiceText(string? Description, string? Url, string? Email, string? Alert);
