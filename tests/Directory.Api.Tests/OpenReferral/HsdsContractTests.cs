using System.Text.Json;
using ResourceMatch.TestKit;

namespace ResourceMatch.Api.Tests.OpenReferral;

/// <summary>What HSDS 3.1 says of each entity, written down by us: required fields in bold (!), then the others with their type.</summary>
public sealed class HsdsContractTests(SampleApp app) : IClassFixture<SampleApp>
{
    private const string Facts = """
        service: id!uuid name!string status!string alternate_name:string description:string url:uri email:string interpretation_services:string application_process:string fees_description:string eligibility_description:string minimum_age:number maximum_age:number assured_date:date assurer_email:string alert:string last_modified:date-time organization:organization phones:phone* schedules:schedule* service_areas:service_area* service_at_locations:service_at_location* languages:language* cost_options:cost_option* required_documents:required_document* capacities:service_capacity* attributes:attribute*
        organization: id!uuid name!string description!string alternate_name:string email:string website:uri parent_organization_id:uuid phones:phone* attributes:attribute*
        service_at_location: id!uuid description:string location:location phones:phone* schedules:schedule* service_areas:service_area* attributes:attribute*
        location: id!uuid location_type!string organization_id:uuid name:string alternate_name:string description:string transportation:string url:uri latitude:number longitude:number addresses:address* phones:phone* schedules:schedule* languages:language* accessibility:accessibility* attributes:attribute*
        address: id!uuid address_1!string city!string state_province!string postal_code!string country!string address_type!string attention:string address_2:string region:string
        phone: id!uuid number!string extension:number type:string description:string languages:language*
        schedule: id!uuid valid_from:date valid_to:date dtstart:date timezone:number until:date count:number wkst:string freq:string interval:number byday:string byweekno:string bymonthday:string byyearday:string description:string opens_at:string closes_at:string schedule_link:uri attending_type:string notes:string
        language: id!uuid name:string code:string note:string
        accessibility: id!uuid description:string details:string url:uri
        cost_option: id!uuid valid_from:date valid_to:date option:string currency:string amount:number amount_description:string
        required_document: id!uuid document:string uri:uri
        service_area: id!uuid name:string description:string extent:string extent_type:string uri:string
        service_capacity: id!uuid unit!unit available!number updated!date-time maximum:number description:string
        unit: id!uuid name!string scheme:string identifier:string uri:uri
        attribute: id!uuid link_type:string link_entity:string value:string label:string taxonomy_term:taxonomy_term
        taxonomy_term: id!uuid name!string description!string code:string parent_id:uuid term_uri:uri taxonomy_detail:taxonomy
        taxonomy: id!uuid name!string description!string uri:uri version:string
        """;

    private static readonly Dictionary<string, Dictionary<string, (bool IsRequired, string Type)>> Entities = Facts.Split('\n').ToDictionary(
        line => line[..line.IndexOf(':')],
        line => line[(line.IndexOf(':') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries).ToDictionary(
            field => field[..field.IndexOfAny(['!', ':'])],
            field => (field.Contains('!'), field[(field.IndexOfAny(['!', ':']) + 1)..])));

    [Fact]
    public async Task Every_service_of_the_sample_keeps_to_HSDS()
    {
        using var answer = await app.Client.GetAsync("/hsds/services?format=ndjson&full=true");
        var lines = (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        List<string> faults = [];
        var seen = new HashSet<string>();

        foreach (var line in lines) Check("service", JsonDocument.Parse(line).RootElement, "service", faults, seen);

        Assert.Empty(faults.Distinct().Take(10));
        Assert.Equal(Entities.Keys.Order(), seen.Order()); // the sample holds every entity, so each was looked at
    }

    [Fact]
    public void A_document_that_breaks_HSDS_is_seen()
    {
        List<string> faults = [];
        var broken = """{"id":"7","name":"x","minimum_age":"12","invented":1,"phones":[{"id":"6f1c2a52-0000-4000-8000-000000000001"}],"assured_date":"yesterday"}""";
        Check("service", JsonDocument.Parse(broken).RootElement, "service", faults, []);
        Assert.Equal(6, faults.Count);
    }

    private static void Check(string entity, JsonElement json, string path, List<string> faults, HashSet<string> seen)
    {
        seen.Add(entity);
        var facts = Entities[entity];
        faults.AddRange(facts.Where(fact => fact.Value.IsRequired && !json.TryGetProperty(fact.Key, out _)).Select(fact => $"{path}.{fact.Key} is missing"));
        foreach (var property in json.EnumerateObject())
        {
            var place = $"{path}.{property.Name}";
            if (entity == "location" && property.Name == "location_visibility") continue; // ours, for places that are not public
            if (!facts.TryGetValue(property.Name, out var fact)) faults.Add($"{place} is no field of HSDS");
            else if (fact.Type.EndsWith('*')) CheckAll(fact.Type[..^1], property.Value, place, faults, seen);
            else if (Entities.ContainsKey(fact.Type)) Check(fact.Type, property.Value, place, faults, seen);
            else if (!Fits(property.Value, fact.Type)) faults.Add($"{place} is no {fact.Type}: {property.Value}");
        }
    }

    private static void CheckAll(string entity, JsonElement list, string path, List<string> faults, HashSet<string> seen)
    {
        foreach (var item in list.EnumerateArray()) Check(entity, item, path, faults, seen);
    }

    private static bool Fits(JsonElement value, string type) => type switch
    {
        "number" => value.ValueKind == JsonValueKind.Number,
        "uuid" => value.ValueKind == JsonValueKind.String && Guid.TryParseExact(value.GetString(), "D", out _),
        "date" => value.ValueKind == JsonValueKind.String && DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", out _),
        "date-time" => value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out _),
        "uri" => value.ValueKind == JsonValueKind.String && Uri.TryCreate(value.GetString(), UriKind.Absolute, out _),
        _ => value.ValueKind == JsonValueKind.String,
    };
}
