using System.Globalization;
using System.Text.Json;
using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Api.Pages.Speech;
using ResourceMatch.Domain.Needs;
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
    public string Link => $"/services/{Result.ServiceId}{(Trail is null ? "" : QueryString.Create([new KeyValuePair<string, string?>("need", Section), .. Trail]))}";

    /// <summary>The start as the address may hold it: at = a named place, or family = a sample family. Null = an exact point, which stays out.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>>? Trail { get; init; }

    /// <summary>Stable over swaps and addresses: it comes from the listing's own id.</summary>
    public string Id => $"p-{Section}-{Result.ServiceAtLocationId ?? Result.ServiceId}";

    public TripLines? Trip { get; } = Result.Best is { } best ? new TripLines(Words, Tour.Of(best, Result.Location ?? Result.Name)) : null;

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
    public IReadOnlyList<(string Icon, string Text)> Caveats =>
        [.. Result.Caveats.Select(caveat => (caveat switch
        {
            Reason.NotConfirmedSince => "triangle-alert",
            Reason.AddressPrivate => "lock-keyhole",
            Reason.LastBusHome => "clock-alert",
            _ => "phone-call",
        }, Words.Reason(caveat)))];

    public string? Bring =>
        Result.Documents.Count == 0
            ? null
            : Words.Say("Card.Bring", ("things", Words.And([.. Result.Documents.Select(document => PaperOf(Words, document)).Distinct()])));

    /// <summary>What the sheet of its outing is asked for by; null = nothing to print.</summary>
    public string? Sheet => Section is not null && Trip is { } trip && Result.ServiceAtLocationId is { } place ? SheetChoice.Write(Section, place, trip.Date) : null;

    public string? PhoneLink => Result.Phone is { } phone ? "tel:" + string.Concat(phone.Where(sign => char.IsAsciiDigit(sign) || sign == '+')) : null;

    /// <summary>The outing for the map: [lon, lat] of the place and, there and back, each leg's kind, colour, ends (null = home or the place) and where a ride's path is read.</summary>
    public string? MapOuting
    {
        get
        {
            if (Result is not { Lat: { } lat, Lon: { } lon }) return null;
            return JsonSerializer.Serialize(new
            {
                n = Number,
                p = new[] { Math.Round(lon, 5), Math.Round(lat, 5) },
                t = Legs(Result.Best?.There),
                b = Legs(Result.Best?.Back),
            });
        }
    }

    private static IEnumerable<object?[]> Legs(JourneyView? journey) =>
        journey?.Legs.Select(leg => leg.Kind == "ride"
            ? [leg.Kind[..1], leg.Color, Point(leg.FromLon, leg.FromLat), Point(leg.ToLon, leg.ToLat), RidePath(leg)]
            : new object?[] { leg.Kind[..1], null, Point(leg.FromLon, leg.FromLat), Point(leg.ToLon, leg.ToLat) }) ?? [];

    private static string RidePath(LegView leg) =>
        "/tiles/ride" + QueryString.Create(new Dictionary<string, string?> { ["feed"] = leg.Feed, ["line"] = leg.Line, ["from"] = leg.FromStopId, ["to"] = leg.ToStopId });

    private static double[]? Point(double? lon, double? lat) => lon is { } x && lat is { } y ? [Math.Round(x, 5), Math.Round(y, 5)] : null;

    internal static string PaperOf(Words words, DocumentView document) =>
        Enum.TryParse<DocumentKind>(document.Kind, out var kind) ? words.Paper(kind) : words.Name(document.Text.TrimEnd('.'));
}
