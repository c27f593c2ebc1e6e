using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ResourceMatch.Domain.Needs;
using ResourceMatch.SampleCity.Ground;

namespace ResourceMatch.SampleCity.Listings;

/// <summary>The listings as an HSDS 3.1 CSV package, and translations.csv, for which HSDS has no place.</summary>
internal sealed class HsdsFiles(ListingPlan plan, Terrain terrain, DateOnly today)
{
    /// <summary>When listings that nobody ever confirmed were written down.</summary>
    private static readonly DateOnly NeverAssured = new(2022, 1, 3);

    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    private static readonly Dictionary<string, string> LanguageNames = new()
    {
        ["en"] = "English", ["es"] = "Spanish", ["ht"] = "Haitian Creole", ["ar"] = "Arabic", ["pt"] = "Portuguese",
    };

    private static readonly Dictionary<string, string> DocumentNames = new()
    {
        ["PhotoId"] = "Photo ID",
        ["ProofOfAddress"] = "Proof of address",
        ["ProofOfIncome"] = "Proof of income",
        ["BirthCertificate"] = "Birth certificate",
        ["SocialSecurityCard"] = "Social Security card",
        ["ImmunizationRecord"] = "Immunization record",
        ["InsuranceCard"] = "Insurance card",
        ["SchoolRecord"] = "School record",
        ["ReferralLetter"] = "Referral letter",
    };

    public IEnumerable<(string Name, string Text)> Write()
    {
        yield return ("organizations.csv", Csv.File("id,name,description,email,website", plan.AllProviders.Select(each => (string?[])
            [Of(each), each.Name, each.About.English, $"hello@{each.Slug}.example", $"https://{each.Slug}.example"])));
        yield return ("services.csv", Csv.File(
            "id,organization_id,name,description,status,interpretation_services,application_process,fees_description,eligibility_description,minimum_age,maximum_age,assured_date,assurer_email,alert,last_modified",
            plan.AllListings.Select(ServiceRow)));
        yield return ("locations.csv", Csv.File("id,location_type,name,description,transportation,latitude,longitude", plan.AllPlaces.Select(LocationRow)));
        var outlets = plan.AllListings.SelectMany(listing => listing.Outlets.Select(outlet => (listing, outlet))).ToList();
        yield return ("service_at_location.csv", Csv.File("id,service_id,location_id", outlets.Select(each => (string?[])
            [Of(each.listing, each.outlet), Of(each.listing), Of(each.outlet.Place)])));
        yield return ("addresses.csv", Csv.File("id,location_id,address_1,city,state_province,postal_code,country,address_type",
            plan.AllPlaces.Where(place => place.Site is not null).Select(place => (string?[])
            [Uuid("address", place.Number), Of(place), place.Site!.Address, terrain.CityName, terrain.State, place.Site.PostalCode, "US", "physical"])));
        yield return ("phones.csv", Csv.File("id,organization_id,service_id,number,extension,type", Phones()));
        yield return ("schedules.csv", Csv.File(
            "id,service_id,service_at_location_id,valid_from,valid_to,dtstart,until,freq,interval,byday,bymonthday,opens_at,closes_at,attending_type,description", Schedules()));
        yield return ("languages.csv", Csv.File("id,service_id,name,code", plan.AllListings.SelectMany(listing => listing.Languages.Select(code => (string?[])
            [Uuid("language-" + code, listing.Number), Of(listing), LanguageNames[code], code]))));
        yield return ("accessibility.csv", Csv.File("id,location_id,description", plan.AllPlaces.Where(place => place.StepFree is not null).Select(place => (string?[])
            [Uuid("accessibility", place.Number), Of(place), place.StepFree is true ? "Step-free entrance" : $"Not step-free: {2 + place.Number % 5} steps"])));
        yield return ("cost_options.csv", Csv.File("id,service_id,option,currency,amount,amount_description", plan.AllListings.Where(listing => listing.Cost is not null).Select(listing => (string?[])
            [Uuid("cost", listing.Number), Of(listing), listing.Cost == 0 ? "Free" : "Fee", "USD", listing.Cost!.Value.ToString(Plain), listing.Cost == 0 ? null : "A week; ask for help with the fee"])));
        yield return ("required_documents.csv", Csv.File("id,service_id,document", plan.AllListings.SelectMany(listing => listing.Conditions.Documents.Select(document => (string?[])
            [Uuid("document-" + document, listing.Number), Of(listing), DocumentNames[document]]))));
        yield return ("service_areas.csv", Csv.File("id,service_id,name,extent,extent_type", plan.AllListings.Where(listing => listing.Ward is not null).Select(listing => (string?[])
            [Uuid("area", listing.Number), Of(listing), listing.Ward!.Name, GeoJson.Polygon(listing.Ward.Ring), "geojson"])));
        yield return ("units.csv", Csv.File("id,name", [[Uuid("unit-places", 0), "places"], [Uuid("unit-beds", 0), "beds"]]));
        yield return ("service_capacity.csv", Csv.File("id,service_id,unit_id,available,maximum,updated", plan.AllListings.Where(listing => listing.Room is not null).Select(listing => (string?[])
            [Uuid("capacity", listing.Number), Of(listing), Uuid("unit-" + listing.Conditions.CapacityUnit, 0), Text(listing.Room!.Value.Available), Text(listing.Room.Value.Maximum), $"{Day(today.AddDays(-listing.Number % 30))}T12:00:00Z"])));
        foreach (var file in new TaxonomyFiles(plan, terrain).Write()) yield return file;
        yield return ("translations.csv", Csv.File("entity,entity_id,field,language,text,by", Translations()));
    }

    /// <summary>A UUID of version 8 (RFC 9562) from what it names: the same in every run, whatever was drawn before.</summary>
    public static string Uuid(string entity, int number)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(Plain, $"resourcematch-sample/{entity}/{number}")))[..16];
        hash[6] = (byte)(hash[6] & 0x0F | 0x80);
        hash[8] = (byte)(hash[8] & 0x3F | 0x80);
        return new Guid(hash, bigEndian: true).ToString();
    }

    public static string Of(Listing listing) => Uuid("service", listing.Number);

    private static string Of(Provider provider) => Uuid("organization", provider.Number);

    private static string Of(Place place) => Uuid("location", place.Number);

    private static string Of(Listing listing, Outlet outlet) => Uuid($"service-{listing.Number}-at", outlet.Place.Number);

    private static string?[] ServiceRow(Listing listing) =>
    [
        Of(listing), Of(listing.Provider), listing.Name.English, listing.Description.English, listing.Status,
        listing.Interpreter ? "Interpreters by phone on request" : null,
        listing.HoursShape switch { "appt" => "Call for an appointment", "phone" or "phone24" => "Call", "home" => "Call to be visited", _ => "Walk in" },
        listing.Cost switch { null => "Sliding scale: ask", 0 => null, _ => "A fund helps families who cannot pay" },
        Eligibility(listing), Text(listing.Conditions.MinimumAge), Text(listing.Conditions.MaximumAge),
        listing.Assured is { } assured ? Day(assured) : null, listing.Assured is null ? null : "directory@heron-ferry.example",
        listing.Number % 40 == 7 ? "Use the side entrance while the front is repaired." : null,
        $"{Day(listing.Assured ?? NeverAssured)}T12:00:00Z",
    ];

    private static string? Eligibility(Listing listing)
    {
        List<string> parts = [];
        if (listing.School is not null) parts.Add($"Students of {listing.School.Name}.");
        else if (listing.Conditions.Grades is { } grades) parts.Add($"Grades {grades}.");
        if (listing.Conditions.MinimumAge is { } least) parts.Add($"Ages {least} to {listing.Conditions.MaximumAge}.");
        if (listing.Ward is not null) parts.Add($"Residents of {listing.Ward.Name}.");
        if (listing.Conditions.Audience.Count > 0) parts.Add($"For: {string.Join(", ", listing.Conditions.Audience.Select(key => key.Replace('-', ' ')))}.");
        return parts.Count == 0 ? null : string.Join(' ', parts);
    }

    private string?[] LocationRow(Place place) =>
    [
        Of(place), place.Site is null ? "virtual" : "physical", place.Name, null,
        Transportation(place),
        place.PointKnown ? place.Site!.Point.Latitude.ToString("0.00000", Plain) : null,
        place.PointKnown ? place.Site!.Point.Longitude.ToString("0.00000", Plain) : null,
    ];

    /// <summary>What an agency writes about getting there: the nearest stop, where there is one; nothing of a confidential place.</summary>
    private string? Transportation(Place place)
    {
        if (place.Site is null || plan.AllListings.Any(listing => listing.IsConfidential && listing.Provider.Home == place)) return null;
        var (name, meters) = terrain.NearestStop(place.Site.Point);
        return meters < 600 ? $"Bus stop {name}" : null;
    }

    private IEnumerable<string?[]> Phones()
    {
        foreach (var provider in plan.AllProviders)
            yield return [Uuid("phone", provider.Number), Of(provider), null, $"(555) 555-01{provider.Number % 100:00}", provider.Number < 100 ? null : Text(provider.Number / 100), "voice"];
        foreach (var listing in plan.AllListings.Where(listing => listing.IsByPhone))
            yield return [Uuid("service-phone", listing.Number), null, Of(listing), $"(555) 555-01{listing.Number % 100:00}", null, "voice"];
    }

    private IEnumerable<string?[]> Schedules()
    {
        var number = 0;
        foreach (var listing in plan.AllListings)
        {
            foreach (var row in listing.Hours) yield return ScheduleRow(number++, Of(listing), null, row);
            foreach (var outlet in listing.Outlets)
            {
                foreach (var row in outlet.Hours) yield return ScheduleRow(number++, null, Of(listing, outlet), row);
            }
        }
    }

    private static string?[] ScheduleRow(int number, string? service, string? outlet, ScheduleRow row) =>
    [
        Uuid("schedule", number), service, outlet, Text(row.ValidFrom), Text(row.ValidTo), Text(row.Start), Text(row.Until),
        row.Freq, Text(row.Interval), row.Byday, row.Bymonthday, row.Opens, row.Closes, row.AttendingType, row.Description,
    ];

    /// <summary>Spanish and Haitian Creole for every third service and organization.</summary>
    private IEnumerable<string?[]> Translations()
    {
        const string by = "sample";
        foreach (var provider in plan.AllProviders.Where(each => each.Number % 3 == 0))
        {
            yield return ["organization", Of(provider), "description", "es", provider.About.Spanish, by];
            yield return ["organization", Of(provider), "description", "ht", provider.About.Creole, by];
        }

        foreach (var listing in plan.AllListings.Where(each => each.Number % 3 == 0))
        {
            yield return ["service", Of(listing), "name", "es", listing.Name.Spanish, by];
            yield return ["service", Of(listing), "name", "ht", listing.Name.Creole, by];
            yield return ["service", Of(listing), "description", "es", listing.Description.Spanish, by];
            yield return ["service", Of(listing), "description", "ht", listing.Description.Creole, by];
        }
    }

    private static string? Text(int? value) => value?.ToString(Plain);

    private static string? Text(DateOnly? date) => date is { } day ? Day(day) : null;

    private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", Plain);
}
