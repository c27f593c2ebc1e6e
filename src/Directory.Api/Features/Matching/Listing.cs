using NetTopologySuite.Operation.Union;
using ResourceMatch.Domain.Needs;
using ResourceMatch.Domain.Places;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Domain.Upkeep;
using ResourceMatch.Matching;
using Geometry = NetTopologySuite.Geometries.Geometry;

namespace ResourceMatch.Api.Features.Matching;

/// <summary>A candidate and the words that are shown with it but judge nothing.</summary>
/// <remarks>Immutable; safe to share.</remarks>
public sealed record Listing(Candidate Candidate, string? Address, string? Phone, string? HoursText, string? EligibilityText, string? CostText)
{
    /// <summary>The time that the place keeps; without a public point that of the first feed.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>True = one of its needs may put a reader in danger when somebody sees what was looked for.</summary>
    public bool IsSensitive => Candidate.Needs.Any(key => NeedVocabulary.Default.Find(key) is { Sensitive: true });

    /// <summary>True = open to everyone to know where it is: neither hidden nor known by its area alone.</summary>
    public bool IsPublic => Candidate.Visibility == LocationVisibility.Public;
}

/// <summary>The local time of a place and the holidays it keeps by it.</summary>
internal sealed record PlaceTime(TimeZoneInfo Zone, HolidayCalendar Holidays);

/// <summary>Codes of a service's terms in our own taxonomies. Empty = none.</summary>
internal sealed record ServiceTerms(IReadOnlyCollection<string> Audience, IReadOnlyCollection<string> Delivery)
{
    /// <summary>What speaks against the listing. Empty = nothing.</summary>
    public IReadOnlyList<ListingDoubt> Doubts { get; init; } = [];

    /// <summary>Who confirmed it, and on which day; null = nobody here.</summary>
    public (EditorKind By, DateOnly On)? Assured { get; init; }
}

/// <summary>Makes listings of the directory's entities: one for each service at a place, one for a service without any.</summary>
internal static class ListingReading
{
    /// <summary>The taxonomy whose terms say for whom a service is.</summary>
    public const string EligibilityTaxonomy = "ResourceMatch eligibility";

    /// <summary>The taxonomy whose terms say how help reaches the family: comes-to-you, remote.</summary>
    public const string DeliveryTaxonomy = "ResourceMatch delivery";

    /// <param name="service">With everything that hangs on it.</param>
    /// <param name="terms">Codes of its own terms.</param>
    /// <param name="today">For costs that hold for a time.</param>
    /// <param name="timeOf">The time of a location and its listed holidays; null asks for those of help without one.</param>
    public static IEnumerable<Listing> Read(Service service, ServiceTerms terms, DateOnly today, Func<Guid?, PlaceTime> timeOf)
    {
        if (service.ServiceAtLocations.Count == 0) yield return ReadOne(service, null, terms, today, timeOf(null));
        foreach (var at in service.ServiceAtLocations) yield return ReadOne(service, at, terms, today, timeOf(at.LocationId.Value));
    }

    private static Listing ReadOne(Service service, ServiceAtLocation? at, ServiceTerms terms, DateOnly today, PlaceTime time)
    {
        var audience = terms.Audience;
        var location = at?.Location;
        var hours = OpeningHours.For(at, service, location, time.Holidays);
        var grades = audience.Select(ListingWords.FindGrades).OfType<(int First, int Last)>().ToList();
        var papers = service.RequiredDocuments.Select(paper => paper.Document?.Trim()).OfType<string>().Where(text => text.Length > 0).ToList();
        var capacity = service.Capacities.MaxBy(each => each.Updated);
        var (area, areaName) = AreaOf(service, at);
        var isPublic = location?.Visibility is null or LocationVisibility.Public;
        var candidate = new Candidate
        {
            ServiceId = service.Id,
            ServiceAtLocationId = at?.Id,
            LocationId = location?.Id,
            ServiceName = service.Name,
            LocationName = location?.Name,
            OrganizationName = service.Organization?.Name ?? "",
            Status = service.Status,
            Point = isPublic && location?.Point is { } point ? GeoPoint.Find(point.X, point.Y) : null,
            Town = isPublic ? TownOf(location) : null,
            Visibility = location?.Visibility ?? LocationVisibility.Public,
            Delivery = DeliveryOf(location, hours, terms.Delivery),
            Needs = service.Needs.ToHashSet(StringComparer.Ordinal),
            MinimumAge = service.MinimumAge,
            MaximumAge = service.MaximumAge,
            MinimumGrade = grades.Count > 0 ? grades.Min(range => range.First) : null,
            MaximumGrade = grades.Count > 0 ? grades.Max(range => range.Last) : null,
            Audience = audience.Where(key => ListingWords.FindGrades(key) is null).ToHashSet(StringComparer.Ordinal),
            ServiceArea = area,
            ServiceAreaName = areaName,
            Languages = LanguagesOf(service, location),
            Interpreter = ListingWords.SaysYes(service.InterpretationServices),
            Cost = CostOf(service, today),
            Documents = [.. papers.Where(text => !ListingWords.SaysNoPapers(text)).Select(text => (ListingWords.FindPaper(text), text))],
            NoPapersNeeded = papers.Count > 0 && papers.TrueForAll(ListingWords.SaysNoPapers),
            StepFree = location is null ? null : ListingWords.IsStepFree(location.Accessibility.SelectMany(each => new[] { each.Description, each.Details })),
            Available = capacity?.Available,
            AvailableUpdated = capacity is null ? null : DateOnly.FromDateTime(capacity.Updated.UtcDateTime),
            Hours = hours,
            AssuredDate = service.AssuredDate,
            AssuredBy = terms.Assured is { } assured && assured.On == service.AssuredDate ? assured.By : null, // an import may have brought a later day
            Doubts = terms.Doubts,
        };
        return new Listing(
            candidate, isPublic ? AddressOf(location) : null, PhoneOf(service, at), Join(hours.Texts), Blank(service.EligibilityDescription),
            Blank(service.FeesDescription) ?? service.CostOptions.Select(option => Blank(option.AmountDescription) ?? Blank(option.Option)).FirstOrDefault(text => text is not null))
        {
            Zone = time.Zone,
        };
    }

    /// <summary>The listing's own word first; then the kind of place; then how its hours are attended.</summary>
    private static Delivery DeliveryOf(Location? location, OpeningHours hours, IReadOnlyCollection<string> words)
    {
        if (words.Contains("comes-to-you")) return Delivery.ComesToYou;
        if (words.Contains("remote") || location is null or { LocationType: LocationType.Virtual }) return Delivery.Remote;
        var ways = hours.Schedules.Where(schedule => schedule.AttendingType is not null || schedule.OpensAt is not null || schedule.Description is not null).Select(schedule => schedule.AttendingType).ToList();
        if (ways.Count == 0) return Delivery.AtPlace;
        if (ways.TrueForAll(ListingWords.IsRemote)) return Delivery.Remote;
        return ways.TrueForAll(ListingWords.ComesHome) ? Delivery.ComesToYou : Delivery.AtPlace;
    }

    private static HashSet<string> LanguagesOf(Service service, Location? location) =>
        service.Languages.Concat(location?.Languages ?? [])
            .Select(language => ListingWords.FindLanguage(language.Code, language.Name))
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal);

    private static decimal? CostOf(Service service, DateOnly today)
    {
        var amounts = service.CostOptions
            .Where(option => (option.ValidFrom ?? today) <= today && (option.ValidTo ?? today) >= today)
            .Select(option => option.Amount)
            .OfType<decimal>()
            .ToList();
        if (amounts.Count > 0) return amounts.Min();
        return ListingWords.IsFree(service.FeesDescription) ? 0 : null;
    }

    /// <summary>One area without a readable border makes the whole unreadable: better a question than a wrong no.</summary>
    private static (Geometry? Area, string? Name) AreaOf(Service service, ServiceAtLocation? at)
    {
        var areas = service.ServiceAreas.Where(area => area.ServiceAtLocationId is null || area.ServiceAtLocationId == at?.Id).ToList();
        if (areas.Count == 0) return (null, null);
        var names = string.Join(", ", areas.Select(area => area.Name).Where(name => !string.IsNullOrWhiteSpace(name)).Distinct());
        var geometries = areas.Select(area => area.Geometry).OfType<Geometry>().ToList();
        var whole = geometries.Count < areas.Count ? null : geometries.Count == 1 ? geometries[0] : UnaryUnionOp.Union(geometries);
        return (whole, names.Length > 0 ? names : whole is null ? areas[0].Description ?? "" : null);
    }

    private static string? TownOf(Location? location)
    {
        var address = location?.Addresses.Find(each => !string.IsNullOrWhiteSpace(each.City));
        return address is null ? null : string.Join(", ", new[] { address.City, Blank(address.StateProvince) }.OfType<string>());
    }

    private static string? AddressOf(Location? location)
    {
        var address = location?.Addresses.OrderBy(each => each.AddressType == "physical" ? 0 : 1).FirstOrDefault();
        if (address is null || address.AddressType == "postal") return null;
        string?[] parts = [address.Address1, address.Address2, address.City];
        return Blank(string.Join(", ", parts.Where(part => !string.IsNullOrWhiteSpace(part))));
    }

    private static string? PhoneOf(Service service, ServiceAtLocation? at)
    {
        var phone = (at?.Phones ?? []).Concat(service.Phones).Concat(at?.Location?.Phones ?? []).Concat(service.Organization?.Phones ?? [])
            .FirstOrDefault(each => each.Type is null or "voice" or "cell");
        return phone is null ? null : string.IsNullOrWhiteSpace(phone.Extension) ? phone.Number : $"{phone.Number} ext. {phone.Extension}";
    }

    private static string? Join(IReadOnlyList<string> texts) => texts.Count == 0 ? null : string.Join("; ", texts);

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
