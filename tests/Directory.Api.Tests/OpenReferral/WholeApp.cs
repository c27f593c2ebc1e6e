using Microsoft.AspNetCore.Builder;
using ResourceMatch.Importers.Hsds;
using ResourceMatch.TestKit;

namespace ResourceMatch.Api.Tests.OpenReferral;

/// <summary>The host over a small directory that holds every entity and every field of HSDS 3.1, invented.</summary>
public sealed class WholeApp : DirectoryApp
{
    /// <summary>One service with everything, one organization without a service, one place that nobody uses.</summary>
    public const string Example = """
        [{"id":"5e000000-0000-4000-8000-000000000001","name":"Night table","alternate_name":"The table","description":"Warm meals. =1+1 is \"two\"; + and - and @ are letters.","url":"https://night-table.example/meals?on=monday","email":"meals@night-table.example",
          "status":"active","interpretation_services":"By phone","application_process":"Walk in","fees_description":"Free","wait_time":"None","fees":"0","accreditations":"Kitchen license","licenses":"17-b","eligibility_description":"Everyone","minimum_age":3,"maximum_age":99,
          "assured_date":"2026-11-01","assurer_email":"staff@night-table.example","alert":"Closed in snow","last_modified":"2026-11-01T08:30:00Z",
          "organization":{"id":"06000000-0000-4000-8000-000000000001","name":"Night Table","alternate_name":"NT","description":"Neighbors who cook","email":"office@night-table.example","website":"https://night-table.example","tax_status":"501(c)(3)","tax_id":"00-0000001",
            "year_incorporated":1999,"legal_status":"Nonprofit","logo":"https://night-table.example/logo.png","uri":"https://night-table.example/id","parent_organization_id":"06000000-0000-4000-8000-000000000002",
            "additional_websites":[{"id":"0a000000-0000-4000-8000-000000000001","label":"News","url":"https://news.night-table.example"}],
            "funding":[{"id":"0f000000-0000-4000-8000-000000000001","source":"Gifts"}],
            "contacts":[{"id":"0c000000-0000-4000-8000-000000000001","name":"The office","title":"Office","department":"Desk","email":"desk@night-table.example","phones":[{"id":"0b000000-0000-4000-8000-000000000001","number":"(555) 555-0101","extension":12,"type":"voice","description":"Mornings"}]}],
            "phones":[{"id":"0b000000-0000-4000-8000-000000000002","number":"+1 555 555 0102","type":"voice"}],
            "programs":[{"id":"09000000-0000-4000-8000-000000000001","name":"Winter","alternate_name":"Cold days","description":"Meals in winter"}],
            "organization_identifiers":[{"id":"0d000000-0000-4000-8000-000000000001","identifier_scheme":"XX-REG","identifier_type":"Register","identifier":"123"}]},
          "program":{"id":"09000000-0000-4000-8000-000000000001","name":"Winter","alternate_name":"Cold days","description":"Meals in winter"},
          "additional_urls":[{"id":"0a000000-0000-4000-8000-000000000002","label":"Menu","url":"https://night-table.example/menu"}],
          "funding":[{"id":"0f000000-0000-4000-8000-000000000002","source":"The town"}],
          "contacts":[{"id":"0c000000-0000-4000-8000-000000000002","name":"The kitchen"}],
          "phones":[{"id":"0b000000-0000-4000-8000-000000000003","number":"(555) 555-0103","type":"text","languages":[{"id":"01000000-0000-4000-8000-000000000001","name":"Spanish","code":"es","note":"Evenings"}]}],
          "schedules":[{"id":"5c000000-0000-4000-8000-000000000001","valid_from":"2026-01-01","valid_to":"2026-12-31","dtstart":"2026-01-05","timezone":-5,"until":"2026-12-28","count":40,"wkst":"MO","freq":"WEEKLY","interval":1,"byday":"MO","byweekno":"1,2,3","bymonthday":"1,2","byyearday":"5","description":"Mondays","opens_at":"17:00","closes_at":"19:30","schedule_link":"https://night-table.example/hours","attending_type":"in person","notes":"Ring"}],
          "service_areas":[{"id":"5a000000-0000-4000-8000-000000000001","name":"Old town","description":"Around the market","extent":"{\"type\":\"Polygon\",\"coordinates\":[[[-84.5,41.0],[-84.4,41.0],[-84.4,41.1],[-84.5,41.0]]]}","extent_type":"geojson","uri":"https://areas.example/old-town"}],
          "languages":[{"id":"01000000-0000-4000-8000-000000000002","name":"English","code":"en"}],
          "cost_options":[{"id":"c0000000-0000-4000-8000-000000000001","valid_from":"2026-01-01","valid_to":"2026-12-31","option":"Meal","currency":"USD","amount":0.50,"amount_description":"As you can"}],
          "required_documents":[{"id":"d0000000-0000-4000-8000-000000000001","document":"None","uri":"https://night-table.example/papers"}],
          "capacities":[{"id":"ca000000-0000-4000-8000-000000000001","available":4,"maximum":40,"description":"Seats","updated":"2026-11-20T10:00:00Z","unit":{"id":"07000000-0000-4000-8000-000000000001","name":"seats","scheme":"own","identifier":"seat","uri":"https://units.example/seat"}}],
          "attributes":[{"id":"a7000000-0000-4000-8000-000000000001","link_type":"service need","link_entity":"service","value":"meals","label":"Hot meals","taxonomy_term":{"id":"7e000000-0000-4000-8000-000000000002","code":"meals","name":"Hot meals","description":"A meal","parent_id":"7e000000-0000-4000-8000-000000000001","taxonomy":"Own needs","language":"en","term_uri":"https://terms.example/meals","taxonomy_detail":{"id":"7a000000-0000-4000-8000-000000000001","name":"Own needs","description":"Needs","uri":"https://terms.example","version":"1"}}}],
          "translations":[{"field":"name","language":"es","text":"Mesa de noche","by":"sample"}],
          "metadata":[{"id":"3e000000-0000-4000-8000-000000000001","resource_type":"service","last_action_date":"2026-10-01T00:00:00Z","last_action_type":"update","field_name":"name","previous_value":"Table","replacement_value":"Night table","updated_by":"The office"}],
          "service_at_locations":[{"id":"5b000000-0000-4000-8000-000000000001","description":"In the hall",
            "service_areas":[{"id":"5a000000-0000-4000-8000-000000000002","name":"This side of the river"}],
            "contacts":[{"id":"0c000000-0000-4000-8000-000000000003","name":"The door"}],
            "phones":[{"id":"0b000000-0000-4000-8000-000000000004","number":"(555) 555-0104"}],
            "schedules":[{"id":"5c000000-0000-4000-8000-000000000002","freq":"WEEKLY","byday":"TU","opens_at":"17:00","closes_at":"19:00"}],
            "attributes":[{"id":"a7000000-0000-4000-8000-000000000002","label":"Warm room"}],
            "location":{"id":"10000000-0000-4000-8000-000000000001","location_type":"physical","url":"https://hall.example","organization_id":"06000000-0000-4000-8000-000000000001","name":"The hall","alternate_name":"Old hall","description":"Red doors","transportation":"Bus 1","latitude":41.09,"longitude":-84.48,"external_identifier":"77","external_identifier_type":"own",
              "languages":[{"id":"01000000-0000-4000-8000-000000000003","name":"Arabic","code":"ar"}],
              "addresses":[{"id":"ad000000-0000-4000-8000-000000000001","attention":"Kitchen","address_1":"1 Market Street","address_2":"Rear","city":"Riverton","region":"North","state_province":"XX","postal_code":"00414","country":"US","address_type":"physical"}],
              "contacts":[{"id":"0c000000-0000-4000-8000-000000000004","name":"The caretaker"}],
              "accessibility":[{"id":"ac000000-0000-4000-8000-000000000001","description":"Step-free entrance","details":"By the yard","url":"https://hall.example/doors"}],
              "phones":[{"id":"0b000000-0000-4000-8000-000000000005","number":"(555) 555-0105"}],
              "schedules":[{"id":"5c000000-0000-4000-8000-000000000003","freq":"MONTHLY","byday":"1SA","opens_at":"09:00","closes_at":"10:00"}],
              "attributes":[{"id":"a7000000-0000-4000-8000-000000000003","label":"Garden"}]}}]},
         {"id":"06000000-0000-4000-8000-000000000002","name":"Tables of the Valley","description":"The parent"},
         {"id":"10000000-0000-4000-8000-000000000002","location_type":"virtual","name":"The line"},
         {"id":"7e000000-0000-4000-8000-000000000001","name":"Food","description":"","taxonomy_detail":{"id":"7a000000-0000-4000-8000-000000000001","name":"Own needs","description":"Needs","uri":"https://terms.example","version":"1"}},
         {"table":"meta_table_description","id":"3d000000-0000-4000-8000-000000000001","name":"services","language":"en","character_set":"UTF-8"}]
        """;

    protected override async Task PrepareAsync(WebApplication host)
    {
        var file = Path.Combine(AppContext.BaseDirectory, $"whole-{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(file, Example);
        try
        {
            var result = await HsdsImport.RunAsync(Database.Database, file, "whole", TimeZoneInfo.Utc, TimeProvider.System, null, null, default);
            Assert.Equal("", string.Join('\n', result.Notices.Summarize().SelectMany(each => each.Examples)));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
