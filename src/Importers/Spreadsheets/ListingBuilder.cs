using System.Globalization;
using ResourceMatch.Domain;
using ResourceMatch.Domain.Needs;
using ResourceMatch.Domain.Places;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Importers.Notices;

namespace ResourceMatch.Importers.Spreadsheets;

/// <summary>One mended row → entities. Ids are UUIDs (v5) of the source and what names the row, so that the same row is the same listing next time.</summary>
/// <remarks>For one file and one thread.</remarks>
internal sealed class ListingBuilder(TableMap map, string file, SharedPoints points, TableCounts counts, NoticeLog notices)
{
    private const int OldestAge = 150;
    private const int LongestText = 20_000;

    private readonly Dictionary<string, int> keys = new(StringComparer.Ordinal);
    private readonly ListingHours hours = new(file, map.Columns.GetValueOrDefault(TableFields.Hours), counts, notices);

    /// <param name="idCells">What names the row, by the map; empty = by name and address.</param>
    /// <returns>The listing, or null when the row names nothing.</returns>
    public TableListing? Build(TableRow row, IReadOnlyList<string> idCells)
    {
        if (row.Find(TableFields.Name) is not { } name)
        {
            notices.Add(file, row.Row, TableFields.Name, NoticeSeverity.Error, "missing_name", () => "The row has no name; it was left out.");
            return null;
        }

        var key = Key(row, idCells, name);
        var sorted = ListingNotes.Sort(row.Find(TableFields.Notes));
        var organizationName = Shorten(row, TableFields.Organization, row.Find(TableFields.Organization) ?? name, Organization.NameLength);
        // Two churches of one name in two towns are two; only a column of organizations says that rows belong together.
        var organizationKey = row.Find(TableFields.Organization) is null ? key : organizationName.ToUpperInvariant();
        var organization = new Organization { Id = Id<Organization>(organizationKey, "organization"), Name = organizationName };
        var service = new Service
        {
            Id = Id<Service>(key, "service"),
            OrganizationId = organization.Id,
            Name = Shorten(row, TableFields.Name, name, Organization.NameLength),
            Description = Join(row.Find(TableFields.Description), string.Join(", ", row.List(TableFields.Tags)), Prefix("Frequency", row.Find(TableFields.Frequency)), sorted.Rest),
            Url = row.Find(TableFields.Url),
            Email = row.Find(TableFields.Email),
            ApplicationProcess = row.Find(TableFields.ApplicationProcess),
            FeesDescription = row.Find(TableFields.FeesDescription),
            EligibilityDescription = Join(row.Find(TableFields.EligibilityDescription), sorted.Eligibility),
            MinimumAge = Age(row, TableFields.MinimumAge),
            MaximumAge = Age(row, TableFields.MaximumAge),
            Needs = Needs(row),
        };
        var location = new Location
        {
            Id = Id<Location>(key, "location"),
            LocationType = LocationType.Physical,
            Name = row.Find(TableFields.LocationName) ?? service.Name,
            OrganizationId = organization.Id,
            Point = Point(row)?.ToPoint(),
        };
        var at = new ServiceAtLocation { Id = Id<ServiceAtLocation>(key, "service_at_location"), ServiceId = service.Id, LocationId = location.Id };
        return new TableListing
        {
            Row = row.Row,
            Organization = organization,
            Service = service,
            Location = location,
            ServiceAtLocation = at,
            Address = Address(row, key, location.Id),
            Phones = Many(row.List(TableFields.Phone).Take(1), (text, n) => Phone(text, Id<Phone>(key, "phone", n), service.Id)),
            Schedules = Schedules(row, key, at.Id),
            Languages = Many(row.List(TableFields.Language), (text, n) => new Language { Id = Id<Language>(key, "language", n), ServiceId = service.Id, Name = text, Code = Code(text) }),
            Accessibility = Many(row.List(TableFields.Accessibility), (text, n) => new Accessibility { Id = Id<Accessibility>(key, "accessibility", n), LocationId = location.Id, Description = text }),
            RequiredDocuments = Many(
                row.List(TableFields.RequiredDocument).Concat(sorted.Documents).Distinct(StringComparer.OrdinalIgnoreCase),
                (text, n) => new RequiredDocument { Id = Id<RequiredDocument>(key, "required_document", n), ServiceId = service.Id, Document = text }),
            ServiceAreas = Many(row.List(TableFields.ServiceArea), (text, n) => new ServiceArea { Id = Id<ServiceArea>(key, "service_area", n), ServiceId = service.Id, Name = text, ExtentType = "text", Extent = text }),
            Eligibility = Eligibility(row),
        };
    }

    // Rows that are named alike are told apart by their order; better two listings than one lost.
    private string Key(TableRow row, IReadOnlyList<string> idCells, string name)
    {
        var parts = idCells.Count > 0 ? idCells : [name, row.Find(TableFields.Address1) ?? "", row.Find(TableFields.City) ?? "", row.Find(TableFields.PostalCode) ?? ""];
        var key = parts is [var only] ? only : string.Join('\u001f', parts.Select(part => part.ToUpperInvariant()));
        if (string.IsNullOrWhiteSpace(key.Replace("\u001f", "", StringComparison.Ordinal))) key = name.ToUpperInvariant();
        var times = keys[key] = keys.GetValueOrDefault(key) + 1;
        if (times == 1) return key;
        notices.Add(file, row.Row, null, NoticeSeverity.Warning, "same_key", () => "Another row has the same id, or the same name and address; both were kept. Map a column that tells them apart to \"id\".");
        return key + "\u001f#" + times.ToString(CultureInfo.InvariantCulture);
    }

    private Id<T> Id<T>(string key, string entity, int number = 0) =>
        StableId.Of<T>(map.Source, entity, number == 0 ? key : key + "\u001f" + number.ToString(CultureInfo.InvariantCulture));

    private IReadOnlyList<Schedule> Schedules(TableRow row, string key, Id<ServiceAtLocation> at)
    {
        var reading = hours.Read(row);
        if (reading.Kind != HoursKind.None) return reading.ToSchedules(n => Id<Schedule>(key, "schedule", n + 1), at);
        // How often it opens is all that is known: it stands where "call first" looks for words.
        return row.Find(TableFields.Frequency) is { } often
            ? [new Schedule { Id = Id<Schedule>(key, "schedule", 1), ServiceAtLocationId = at, Description = "Frequency: " + often }]
            : [];
    }

    private Address? Address(TableRow row, string key, Id<Location> location)
    {
        if (row.Find(TableFields.Address1) is not { } street) return null;
        return new Address
        {
            Id = Id<Address>(key, "address"),
            LocationId = location,
            Address1 = street,
            Address2 = row.Find(TableFields.Address2),
            City = row.Find(TableFields.City),
            StateProvince = row.Find(TableFields.StateProvince),
            PostalCode = row.Find(TableFields.PostalCode),
            Country = row.Find(TableFields.Country),
            AddressType = "physical",
        };
    }

    private static Phone Phone(string text, Id<Phone> id, Id<Service> service)
    {
        var (number, extension) = RowRepair.SplitPhone(text);
        return new Phone { Id = id, ServiceId = service, Number = number, Extension = extension, Type = "voice" };
    }

    private GeoPoint? Point(TableRow row)
    {
        if (ListingPoint.Read(row.Find(TableFields.Latitude), row.Find(TableFields.Longitude)) is { } point)
        {
            if (points.IsWrong(point)) return null;
            counts.WithPoint++;
            return point;
        }

        if (row.Find(TableFields.Latitude) is { } latitude)
        {
            notices.Add(file, row.Row, map.Columns.GetValueOrDefault(TableFields.Latitude), NoticeSeverity.Warning, "no_point", () => $"\"{latitude}\" with its longitude is no point on the earth; the row was kept without one.");
        }

        return null;
    }

    private int? Age(TableRow row, string field)
    {
        if (row.Find(field) is not { } text) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var age) && age <= OldestAge) return age;
        notices.Add(file, row.Row, map.Columns.GetValueOrDefault(field), NoticeSeverity.Warning, "wrong_age", () => $"\"{text}\" is no age from 0 to {OldestAge}; it was left out.");
        return null;
    }

    private List<string> Needs(TableRow row)
    {
        List<string> needs = [.. map.Needs];
        foreach (var words in row.List(TableFields.Need))
        {
            if (NeedVocabulary.Default.FindByWords(words) is { } need) needs.Add(need.Key);
            else notices.Add(file, row.Row, map.Columns.GetValueOrDefault(TableFields.Need), NoticeSeverity.Warning, "unknown_need", () => $"\"{words}\" is no need of the vocabulary; it was left out.");
        }

        return [.. needs.Distinct()];
    }

    private List<string> Eligibility(TableRow row)
    {
        List<string> found = [];
        foreach (var key in row.List(TableFields.Eligibility))
        {
            if (EligibilityKeys.All.Contains(key) || key.StartsWith(EligibilityKeys.SchoolPrefix, StringComparison.Ordinal) || key.StartsWith(EligibilityKeys.GradesPrefix, StringComparison.Ordinal)) found.Add(key);
            else notices.Add(file, row.Row, TableFields.Eligibility, NoticeSeverity.Warning, "unknown_eligibility", () => $"There is no eligibility \"{key}\"; it was left out. Use one of {string.Join(", ", EligibilityKeys.All)}.");
        }

        return found;
    }

    private string Shorten(TableRow row, string field, string text, int longest)
    {
        text = text.ReplaceLineEndings(" ");
        if (text.Length <= longest) return text;
        notices.Add(file, row.Row, field, NoticeSeverity.Warning, "too_long", () => $"The text is longer than {longest} letters; it was cut.");
        return text[..longest];
    }

    private static string? Join(params string?[] texts)
    {
        var joined = string.Join("\n", texts.Where(text => !string.IsNullOrWhiteSpace(text)).Distinct());
        return joined.Length == 0 ? null : joined.Length <= LongestText ? joined : joined[..LongestText];
    }

    private static string? Prefix(string label, string? text) => text is null ? null : $"{label}: {text}";

    private static string? Code(string language) =>
        language.Length == 2 ? language.ToLowerInvariant()
        : CultureInfo.GetCultures(CultureTypes.NeutralCultures).FirstOrDefault(culture => culture.EnglishName.Equals(language, StringComparison.OrdinalIgnoreCase))?.TwoLetterISOLanguageName;

    private static List<T> Many<T>(IEnumerable<string> texts, Func<string, int, T> make) => [.. texts.Select((text, index) => make(text, index + 1))];
}

/// <summary>Latitude and longitude as text → a point.</summary>
internal static class ListingPoint
{
    public static GeoPoint? Read(string? latitude, string? longitude) =>
        double.TryParse(latitude, NumberStyles.Float, CultureInfo.InvariantCulture, out var lat) && double.TryParse(longitude, NumberStyles.Float, CultureInfo.InvariantCulture, out var lon)
            ? GeoPoint.Find(lon, lat)
            : null;
}
