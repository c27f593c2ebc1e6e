using System.Globalization;
using System.Text.Json;
using ResourceMatch.Checker.Answers;

namespace ResourceMatch.Checker.Raw;

/// <summary>The rows of an HSDS CSV package, put together to places. Written for the sample's conventions (data/samples/README.md).</summary>
internal static class RawDirectory
{
    private static readonly string[] ConfidentialWords =
    [
        "domestic violence", "domestic abuse", "intimate partner", "shelter for survivors", "shelter for women", "survivors shelter", "survivors' shelter", "survivor shelter",
        "women's shelter", "safe house", "human trafficking", "violencia doméstica",
    ];

    private static readonly string[] PaperKinds =
        ["PhotoId", "ProofOfAddress", "ProofOfIncome", "BirthCertificate", "SocialSecurityCard", "ImmunizationRecord", "InsuranceCard", "SchoolRecord", "ReferralLetter"];

    public static IReadOnlyDictionary<string, RawNeed> ReadNeeds(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.GetProperty("needs").EnumerateArray()
            .Select(need => new RawNeed(
                need.GetProperty("key").GetString()!, need.GetProperty("stayMinutes").GetInt32(), need.GetProperty("carries").GetBoolean(), need.GetProperty("for").GetString()!.ToLowerInvariant()))
            .ToDictionary(need => need.Key);
    }

    public static IReadOnlyList<RawPlace> Read(RawFiles files)
    {
        var outlets = files.Rows("service_at_location.csv").ToLookup(row => row["service_id"]);
        var locations = files.Rows("locations.csv").ToDictionary(row => row["id"]);
        var tables = new Tables(files);
        return
        [
            .. from service in files.Rows("services.csv")
               from outlet in outlets[service["id"]].Select(row => (CsvTable.Row?)row).DefaultIfEmpty(null)
               select Place(service, outlet, outlet is { } at ? locations[at["location_id"]] : null, tables, outlets),
        ];
    }

    private static RawPlace Place(
        CsvTable.Row service, CsvTable.Row? outlet, CsvTable.Row? location, Tables tables, ILookup<string, CsvTable.Row> outlets)
    {
        var id = service["id"];
        var schedules = new[] { outlet is { } at ? tables.OutletSchedules[at["id"]] : [], tables.ServiceSchedules[id], location is { } own ? tables.LocationSchedules[own["id"]] : [] };
        string[] terms = [.. tables.Terms[id]];
        string[] eligibility = [.. tables.Eligibility[id]];
        var isVirtual = location is null || location.Value["location_type"] == "virtual";
        return new RawPlace
        {
            Key = new PlaceKey(id, location?["id"]),
            Name = service["name"],
            Status = service["status"],
            Point = location is { } place ? Point(place) : LatLon.Unknown,
            IsHidden = location is { } there && IsConfidential(there, tables, outlets),
            Delivery = terms.Contains("delivery/comes-to-you") ? RawDelivery.ComesToYou : isVirtual || terms.Contains("delivery/remote") ? RawDelivery.Remote : RawDelivery.AtPlace,
            Needs = terms.Where(term => term.StartsWith("needs/", StringComparison.Ordinal)).Select(term => term["needs/".Length..]).ToHashSet(),
            MinimumAge = Number(service["minimum_age"]),
            MaximumAge = Number(service["maximum_age"]),
            Grades = [.. eligibility.Where(key => key.StartsWith("grades:", StringComparison.Ordinal)).Select(Grades)],
            Audience = eligibility.Where(key => !key.StartsWith("grades:", StringComparison.Ordinal)).ToHashSet(),
            Areas = [.. tables.Areas[id].OfType<RawArea>()],
            Languages = tables.Languages[id].ToHashSet(),
            HasInterpreter = service["interpretation_services"].Length > 0 && !service["interpretation_services"].StartsWith("no", StringComparison.OrdinalIgnoreCase),
            Cost = tables.Costs[id].Select(amount => (decimal?)amount).Min(),
            Documents = tables.Documents[id].Select(PaperKind).OfType<string>().ToHashSet(),
            Papers = tables.Documents[id].Count(text => text.Length > 0),
            IsStepFree = location is { } entrance ? StepFree(tables.Accessibility[entrance["id"]]) : null,
            Available = tables.Capacities[id].OrderBy(row => row["updated"], StringComparer.Ordinal).Select(row => Number(row["available"])).LastOrDefault(),
            Assured = DateOnly.TryParseExact(service["assured_date"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var assured) ? assured : null,
            Hours = RawHours.MostSpecific([.. schedules.Select(list => list.ToList())]),
        };
    }

    /// <summary>The place's own name, or that of any service there, its organization or a term of it.</summary>
    private static bool IsConfidential(CsvTable.Row location, Tables tables, ILookup<string, CsvTable.Row> outlets)
    {
        bool Says(string text) => ConfidentialWords.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
        var here = outlets.SelectMany(group => group).Where(row => row["location_id"] == location["id"]).Select(row => row["service_id"]).ToHashSet();
        return Says(location["name"]) || here.Any(service => Says(tables.Words[service]));
    }

    private static LatLon Point(CsvTable.Row row) =>
        double.TryParse(row["latitude"], NumberStyles.Float, CultureInfo.InvariantCulture, out var latitude)
        && double.TryParse(row["longitude"], NumberStyles.Float, CultureInfo.InvariantCulture, out var longitude)
            ? new LatLon(latitude, longitude)
            : LatLon.Unknown;

    private static bool? StepFree(IEnumerable<string> texts)
    {
        var all = texts.ToList();
        if (all.Any(text => text.StartsWith("Not step-free", StringComparison.OrdinalIgnoreCase))) return false;
        return all.Any(text => text.StartsWith("Step-free", StringComparison.OrdinalIgnoreCase)) ? true : null;
    }

    /// <summary>"Social Security card" is the kind SocialSecurityCard.</summary>
    private static string? PaperKind(string text)
    {
        var letters = string.Concat(text.Where(char.IsLetter));
        return PaperKinds.FirstOrDefault(kind => kind.Equals(letters, StringComparison.OrdinalIgnoreCase));
    }

    private static (int First, int Last) Grades(string key)
    {
        var ends = key["grades:".Length..].Split('-').Select(end => end == "K" ? 0 : int.Parse(end, CultureInfo.InvariantCulture)).ToArray();
        return (ends[0], ends[^1]);
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The rows that hang on services and locations, by their owner.</summary>
    private sealed class Tables
    {
        public Tables(RawFiles files)
        {
            ILookup<string, CsvTable.Row> By(string file, string owner) => files.Rows(file).Where(row => row[owner].Length > 0).ToLookup(row => row[owner]);
            ILookup<string, RawSchedule> Schedules(string owner) => files.Rows("schedules.csv").Where(row => row[owner].Length > 0).ToLookup(row => row[owner], row => new RawSchedule(column => row[column]));
            (ServiceSchedules, OutletSchedules, LocationSchedules) = (Schedules("service_id"), Schedules("service_at_location_id"), Schedules("location_id"));
            var taxonomies = files.Rows("taxonomies.csv").ToDictionary(row => row["id"], row => row["name"].Replace("ResourceMatch ", "", StringComparison.Ordinal));
            var terms = files.Rows("taxonomy_terms.csv").ToDictionary(row => row["id"], row => $"{taxonomies[row["taxonomy_id"]]}/{row["code"]}");
            Terms = files.Rows("attributes.csv").ToLookup(row => row["link_id"], row => terms[row["taxonomy_term_id"]]);
            var organizations = files.Rows("organizations.csv").ToDictionary(row => row["id"], row => row["name"]);
            var termNames = files.Rows("taxonomy_terms.csv").ToDictionary(row => row["id"], row => row["name"]);
            var named = files.Rows("attributes.csv").ToLookup(row => row["link_id"], row => termNames[row["taxonomy_term_id"]]);
            Words = files.Rows("services.csv").ToDictionary(row => row["id"], row => string.Join('\n', [row["name"], organizations[row["organization_id"]], .. named[row["id"]]]));
            Languages = By("languages.csv", "service_id").SelectMany(group => group, (group, row) => (group.Key, Code: row["code"])).ToLookup(pair => pair.Key, pair => pair.Code);
            Costs = files.Rows("cost_options.csv").Where(row => row["amount"].Length > 0).ToLookup(row => row["service_id"], row => decimal.Parse(row["amount"], CultureInfo.InvariantCulture));
            Documents = files.Rows("required_documents.csv").ToLookup(row => row["service_id"], row => row["document"]);
            Areas = files.Rows("service_areas.csv").ToLookup(row => row["service_id"], row => RawArea.Find(row["extent"]));
            Capacities = By("service_capacity.csv", "service_id");
            Accessibility = files.Rows("accessibility.csv").ToLookup(row => row["location_id"], row => row["description"]);
            Eligibility = Terms.SelectMany(group => group, (group, term) => (group.Key, Term: term))
                .Where(pair => pair.Term.StartsWith("eligibility/", StringComparison.Ordinal))
                .ToLookup(pair => pair.Key, pair => pair.Term["eligibility/".Length..]);
        }

        public ILookup<string, RawSchedule> ServiceSchedules { get; }
        public ILookup<string, RawSchedule> OutletSchedules { get; }
        public ILookup<string, RawSchedule> LocationSchedules { get; }
        public Dictionary<string, string> Words { get; }
        public ILookup<string, string> Terms { get; }
        public ILookup<string, string> Eligibility { get; }
        public ILookup<string, string> Languages { get; }
        public ILookup<string, decimal> Costs { get; }
        public ILookup<string, string> Documents { get; }
        public ILookup<string, RawArea?> Areas { get; }
        public ILookup<string, CsvTable.Row> Capacities { get; }
        public ILookup<string, string> Accessibility { get; }
    }
}
