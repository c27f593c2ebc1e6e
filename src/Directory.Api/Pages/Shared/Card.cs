using System.Globalization;
using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Api.Pages.Speech;
using ResourceMatch.Domain.Needs;
using ResourceMatch.Domain.Places;
using ResourceMatch.Matching;

namespace ResourceMatch.Api.Pages.Shared;

/// <summary>One result as its card shows it. Empty lists show nothing.</summary>
/// <param name="Number">The same on the card, the map's pin and the table; null = no pin.</param>
/// <param name="Level">Of the card's heading, 2 to 4.</param>
/// <param name="Today">Where the buses run.</param>
internal sealed record Card(Words Words, ResultView Result, int? Number, int Level, DateOnly Today)
{
    /// <summary>Key of the need whose list it stands in: the same place may answer two needs.</summary>
    public string? Section { get; init; }

    /// <summary>The page of the service, with the start and the need that its trip is planned for, where both may stand in an address.</summary>
    public string Link => Kept.Carry($"/services/{Result.ServiceId}{(Trail is null ? "" : QueryString.Create([new KeyValuePair<string, string?>("need", Section), .. Trail]))}");

    /// <summary>The reader's saved list, which goes along.</summary>
    public SavedList Kept { get; init; } = new([]);

    /// <summary>True on a family's page; a coordinator prints the way instead.</summary>
    public bool HasDirections { get; init; }

    /// <summary>The start as the address may hold it: at = a named place, or family = a sample family. Null = an exact point, which stays out.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>>? Trail { get; init; }

    /// <summary>Stable over swaps and addresses: it comes from the listing's own id.</summary>
    public string Id => $"p-{Section}-{Result.ServiceAtLocationId ?? Result.ServiceId}";

    public TripLines? Trip { get; } = Result.Best is { } best ? new TripLines(Words, Tour.Of(best, Result.Location ?? Result.Name)) : null;

    /// <summary>Something speaks against believing it without a call.</summary>
    public bool IsStale => Result.Caveats.Any(caveat => caveat is Reason.NotConfirmedSince or Reason.HoursEnded or Reason.ListingDoubted);

    public bool IsPrivate => Result.Caveats.Any(caveat => caveat is Reason.AddressPrivate);

    public string State => IsPrivate ? "is-private" : Result.CallFirst ? "is-caution" : Trip is null ? "is-plain" : "";

    /// <summary>The place one goes to; where there is none or it is private, who helps.</summary>
    public string Title => Result.Location is { Length: > 0 } place ? place : Result.Organization is { Length: > 0 } organization ? organization : Result.Name;

    /// <summary>What is offered, who runs it, what it costs, which languages: the small line under the name.</summary>
    public IReadOnlyList<string> Who
    {
        get
        {
            List<string> parts = [];
            if (Result.Name != Title) parts.Add(Words.Name(Result.Name));
            if (Result.Organization.Length > 0 && Result.Organization != Title && Result.Organization != Result.Name) parts.Add(Words.Name(Result.Organization));
            if (Result.Cost is 0) parts.Add(Words["Find.Free"].ToLowerInvariant());
            else if (Result.Cost is { } cost) parts.Add(Words.Money(cost));
            if (Result.Languages.Count > 0) parts.Add(Words.Comma(Result.Languages.Select(Words.LanguageName)));
            return parts;
        }
    }

    /// <summary>What speaks for it, as sentences; what the small line and the tag say already is left out.</summary>
    public string Why => string.Join(" ", Result.Reasons.Where(reason => reason is not (Reason.OpenSoon or Reason.FreeOfCharge)).Take(3).Select(reason => Words.Reason(reason) + "."));

    /// <summary>What to ask or know first, most pressing first.</summary>
    public IReadOnlyList<(string Icon, string Text)> Caveats => CaveatsOf(Words, Result);

    public string? Bring =>
        Result.Documents.Count == 0
            ? null
            : Words.Say("Card.Bring", ("things", Words.And([.. Result.Documents.Select(document => PaperOf(Words, document)).Distinct()])));

    /// <summary>What the sheet of its outing is asked for by; null = nothing to print.</summary>
    public string? Sheet => Section is not null && Trip is { } trip && Result.ServiceAtLocationId is { } place ? SheetChoice.Write(Section, place, trip.Date) : null;

    public string? PhoneLink => SafeLink.Phone(Result.Phone);

    /// <summary>Where the outing starts and ends when that is not the home. Null = the home, which the page says once.</summary>
    public (GeoPoint? Start, GeoPoint? End) Ends { get; init; }

    /// <summary>The outing for the map, see <see cref="MapOuting"/>.</summary>
    public string? Map => Result is { Lat: { } lat, Lon: { } lon }
        ? MapOuting.Of(Number?.ToString(CultureInfo.InvariantCulture), [(lat, lon)], Result.Best is { } best ? [best.There] : [], Result.Best?.Back, Ends)
        : null;

    internal static IReadOnlyList<(string Icon, string Text)> CaveatsOf(Words words, ResultView result) =>
        [.. result.Caveats.Select(caveat => (caveat switch
        {
            Reason.NotConfirmedSince or Reason.HoursEnded or Reason.ListingDoubted => "triangle-alert",
            Reason.AddressPrivate => "lock-keyhole",
            Reason.LastBusHome => "clock-alert",
            Reason.ClosedForHoliday => "calendar",
            _ => "phone-call",
        }, words.Reason(caveat)))];

    internal static string PaperOf(Words words, DocumentView document) =>
        Enum.TryParse<DocumentKind>(document.Kind, out var kind) ? words.Paper(kind) : words.Name(document.Text.TrimEnd('.'));
}
