using System.Text.Json;
using ResourceMatch.TestKit;

namespace ResourceMatch.Api.Tests.OpenReferral;

/// <summary>What HSDS 3.1 says of each entity, written down by us: required fields with an exclamation mark, then the others with their type; and every endpoint held against it.</summary>
public sealed class HsdsContractTests(SampleApp sample, WholeApp whole) : IClassFixture<SampleApp>, IClassFixture<WholeApp>
{
    private const string Facts = """
        service: id!uuid name!string status!string organization_id:uuid program_id:uuid alternate_name:string description:string url:uri email:email interpretation_services:string application_process:string fees_description:string wait_time:string fees:string accreditations:string licenses:string eligibility_description:string minimum_age:number maximum_age:number assured_date:date assurer_email:email alert:string last_modified:date-time organization:organization program:program additional_urls:url* phones:phone* schedules:schedule* service_areas:service_area* service_at_locations:service_at_location* languages:language* funding:funding* cost_options:cost_option* required_documents:required_document* contacts:contact* capacities:service_capacity* attributes:attribute* metadata:metadata*
        organization: id!uuid name!string description!string alternate_name:string email:email website:uri tax_status:string tax_id:string year_incorporated:number legal_status:string logo:string uri:uri parent_organization_id:uuid additional_websites:url* funding:funding* contacts:contact* phones:phone* locations:location* programs:program* organization_identifiers:organization_identifier* services:service* attributes:attribute* metadata:metadata*
        program: id!uuid name!string description!string organization_id:uuid alternate_name:string attributes:attribute* metadata:metadata*
        service_at_location: id!uuid service_id:uuid location_id:uuid description:string location:location service:service phones:phone* contacts:contact* schedules:schedule* service_areas:service_area* attributes:attribute* metadata:metadata*
        location: id!uuid location_type!string organization_id:uuid name:string alternate_name:string description:string transportation:string url:uri latitude:number longitude:number external_identifier:string external_identifier_type:string addresses:address* phones:phone* contacts:contact* schedules:schedule* languages:language* accessibility:accessibility* attributes:attribute* metadata:metadata*
        address: id!uuid address_1!string city!string state_province!string postal_code!string country!string address_type!string attention:string address_2:string region:string attributes:attribute* metadata:metadata*
        contact: id!uuid organization_id:uuid service_id:uuid service_at_location_id:uuid location_id:uuid name:string title:string department:string email:email phones:phone* attributes:attribute* metadata:metadata*
        phone: id!uuid number!string location_id:uuid service_id:uuid organization_id:uuid contact_id:uuid service_at_location_id:uuid extension:number type:string description:string languages:language* attributes:attribute* metadata:metadata*
        schedule: id!uuid valid_from:date valid_to:date dtstart:date timezone:number until:date count:number wkst:string freq:string interval:number byday:string byweekno:string bymonthday:string byyearday:string description:string opens_at:string closes_at:string schedule_link:uri attending_type:string notes:string attributes:attribute* metadata:metadata*
        language: id!uuid name:string code:string note:string attributes:attribute* metadata:metadata*
        accessibility: id!uuid description:string details:string url:uri attributes:attribute* metadata:metadata*
        cost_option: id!uuid valid_from:date valid_to:date option:string currency:string amount:number amount_description:string attributes:attribute* metadata:metadata*
        required_document: id!uuid document:string uri:uri attributes:attribute* metadata:metadata*
        funding: id!uuid source:string organization_id:uuid service_id:uuid attributes:attribute* metadata:metadata*
        url: id!uuid url!uri label:string organization_id:uuid service_id:uuid attributes:attribute* metadata:metadata*
        organization_identifier: id!uuid identifier_type!string identifier!string identifier_scheme:string attributes:attribute* metadata:metadata*
        service_area: id!uuid name:string description:string extent:string extent_type:string uri:string attributes:attribute* metadata:metadata*
        service_capacity: id!uuid unit!unit available!number updated!date-time maximum:number description:string attributes:attribute* metadata:metadata*
        unit: id!uuid name!string scheme:string identifier:string uri:uri attributes:attribute* metadata:metadata*
        attribute: id!uuid link_type:string link_entity:string value:string label:string taxonomy_term:taxonomy_term metadata:metadata*
        taxonomy_term: id!uuid name!string description!string code:string parent_id:uuid taxonomy:string language:string taxonomy_id:uuid term_uri:uri taxonomy_detail:taxonomy metadata:metadata*
        taxonomy: id!uuid name!string description!string uri:uri version:string metadata:metadata*
        metadata: id!uuid last_action_date!string last_action_type!string field_name!string previous_value!string replacement_value!string updated_by!string resource_type:string
        """;

    // Items of lists carry one-to-one fields only.
    private const string Items = """
        services: id organization_id program_id name alternate_name description url email status interpretation_services application_process fees_description wait_time fees accreditations eligibility_description minimum_age maximum_age assured_date assurer_email licenses alert last_modified organization program
        service_at_locations: id service_id location_id description location service
        organizations: id name alternate_name description email website tax_status tax_id year_incorporated legal_status logo uri parent_organization_id
        taxonomies: id name description uri version
        taxonomy_terms: id code name description parent_id taxonomy taxonomy_detail language taxonomy_id term_uri
        """;

    private static readonly (string List, string Entity)[] Lists =
        [("services", "service"), ("service_at_locations", "service_at_location"), ("organizations", "organization"), ("taxonomies", "taxonomy"), ("taxonomy_terms", "taxonomy_term")];

    private static readonly Dictionary<string, Dictionary<string, (bool IsRequired, string Type)>> Entities = Facts.Split('\n').ToDictionary(
        line => line[..line.IndexOf(':')],
        line => line[(line.IndexOf(':') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries).ToDictionary(
            field => field[..field.IndexOfAny(['!', ':'])],
            field => (field.Contains('!'), field[(field.IndexOfAny(['!', ':']) + 1)..])));

    [Theory]
    [InlineData("services", "full=true")]
    [InlineData("services", "full=true&metadata=true")]
    [InlineData("service_at_locations", "full=true")]
    [InlineData("organizations", "full=true")]
    [InlineData("organizations", "full_service=true")]
    [InlineData("taxonomies", "")]
    [InlineData("taxonomy_terms", "")]
    [InlineData("services", "")]
    [InlineData("service_at_locations", "")]
    [InlineData("organizations", "")]
    public async Task Every_resource_of_every_list_keeps_to_HSDS(string list, string query)
    {
        var entity = Lists.First(each => each.List == list).Entity;
        List<string> faults = [];
        foreach (var app in new DirectoryApp[] { sample, whole })
        {
            var lines = (await app.Client.GetStringAsync($"/hsds/{list}?format=ndjson&{query}")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.NotEmpty(lines);
            foreach (var line in lines) Check(entity, JsonDocument.Parse(line).RootElement, entity, faults, []);
        }

        Assert.Empty(faults.Distinct().Take(10));
    }

    [Fact]
    public async Task Every_single_resource_keeps_to_HSDS_and_together_they_hold_every_entity_and_field()
    {
        List<string> faults = [];
        var seen = new HashSet<string>();
        foreach (var (list, entity) in Lists)
        {
            using var page = JsonDocument.Parse(await whole.Client.GetStringAsync($"/hsds/{list}"));
            foreach (var item in page.RootElement.GetProperty("contents").EnumerateArray())
            {
                var one = await whole.Client.GetStringAsync($"/hsds/{list}/{item.GetProperty("id").GetString()}");
                Check(entity, JsonDocument.Parse(one).RootElement, entity, faults, seen);
            }
        }

        Assert.Empty(faults.Distinct());
        Assert.Equal(Entities.Keys.Order(), seen.Where(name => !name.Contains('.')).Order());
        // These say what the resource stands in, or what stands in it: only CSV and list items have them.
        string[] outside = ["funding.organization_id", "funding.service_id", "url.organization_id", "url.service_id", "taxonomy_term.taxonomy_id", "service.organization_id", "service_at_location.service_id", "service_at_location.location_id"];
        string[] owners = ["organization_id", "service_id", "location_id", "service_at_location_id", "contact_id"];
        var missing = Entities.SelectMany(each => each.Value.Keys.Select(field => $"{each.Key}.{field}")).Except(seen).Except(outside)
            .Where(field => !(field.StartsWith("phone.", StringComparison.Ordinal) || field.StartsWith("contact.", StringComparison.Ordinal)) || !owners.Contains(field[(field.IndexOf('.') + 1)..]))
            // A record of changes hangs on every resource that an import has made; those of the example came from one.
            .Where(field => !field.EndsWith(".attributes", StringComparison.Ordinal));
        Assert.Empty(missing);
    }

    [Fact]
    public async Task Items_of_lists_hold_one_to_one_fields_only_and_the_envelope_is_whole()
    {
        foreach (var line in Items.Split('\n'))
        {
            var (list, fields) = (line[..line.IndexOf(':')], line[(line.IndexOf(':') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries).Append("location_visibility"));
            foreach (var form in new[] { "GET", "POST" })
            {
                using var answer = form == "GET" ? await whole.Client.GetAsync("/hsds/" + list) : await whole.Client.PostAsync("/hsds/" + list, new StringContent("{}", null, "application/json"));
                using var page = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
                Assert.Equal(
                    ["total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty", "contents"],
                    page.RootElement.EnumerateObject().Select(property => property.Name));
                Assert.All(page.RootElement.GetProperty("contents").EnumerateArray(), item => Assert.Empty(item.EnumerateObject().Select(property => property.Name).Except(fields)));
            }
        }
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
            if (property.Name is "location_visibility" or "translations") continue; // ours, told in the Profile
            seen.Add($"{entity}.{property.Name}");
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
        "email" => value.ValueKind == JsonValueKind.String && System.Net.Mail.MailAddress.TryCreate(value.GetString(), out _),
        "uri" => value.ValueKind == JsonValueKind.String && Uri.TryCreate(value.GetString(), UriKind.Absolute, out _),
        _ => value.ValueKind == JsonValueKind.String,
    };
}
