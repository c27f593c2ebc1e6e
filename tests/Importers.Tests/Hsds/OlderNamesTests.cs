using ResourceMatch.Domain.Resources;

namespace ResourceMatch.Importers.Tests.Hsds;

/// <summary>Lists in HSDS 1 and 2, and in the form that came before them: a service that names its place, cells with lists, weekdays.</summary>
public sealed class OlderNamesTests : IDisposable
{
    private readonly HsdsFolder folder = new();

    public OlderNamesTests()
    {
        folder.Files.Clear();
        folder.Files["organizations.csv"] = "id,name,description,date_incorporated,url\n1,Mill Street Neighbors,We help,1/2/1970,mill.example\n";
        folder.Files["locations.csv"] = "id,organization_id,name,latitude,longitude,accessibility,virtual\n1,1,The hall,40.1,-80.1,\"ramp, wheelchair\",\n2,1,The line,,,,true\n";
        folder.Files["services.csv"] = "id,location_id,program_id,name,status,eligibility,languages,keywords,website,taxonomy_ids\n1,1,,Pantry,active,,\"English, Spanish\",\"food, canned goods\",www.pantry.example,101\n";
        folder.Files["taxonomy.csv"] = "taxonomy_id,name,parent_id,parent_name\n101,Food Pantry,,\n";
        folder.Files["regular_schedules.csv"] = "id,location_id,service_id,weekday,opens_at,closes_at\n1,,1,Monday,9:30,5:00 PM\n";
        folder.Files["holiday_schedules.csv"] = "id,location_id,service_id,start_date,end_date,closed,opens_at,closes_at\n1,1,,2026-12-24,2026-12-25,true,10:00,12:00\n";
        folder.Files["physical_addresses.csv"] = "id,location_id,address_1,city,state_province,postal_code,country\n1,1,1 Mill Street,Riverton,XX,00001,US\n";
        folder.Files["mail_addresses.csv"] = "id,location_id,attention,address_1,city,state_province,postal_code,country\n7,1,Desk,PO Box 1,Riverton,XX,00001,US\n";
        folder.Files["eligibility.csv"] = "id,service_id,eligibility\n1,1,Residents\n2,1,Families\n";
        folder.Files["phones.csv"] = "id,service_id,number,number_type\n1,1,555-0100,voice\n";
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void They_are_read_as_names_of_today()
    {
        var (batch, notices) = folder.Read();

        Assert.Equal("", string.Join('\n', notices.Summarize().SelectMany(each => each.Examples)));
        var (service, organization) = (Assert.Single(batch.Services), Assert.Single(batch.Organizations));
        Assert.Equal((organization.Id, "Residents; Families", "http://www.pantry.example"), (service.OrganizationId, service.EligibilityDescription, service.Url));
        Assert.Equal((1970, "http://mill.example"), (organization.YearIncorporated, organization.Website));
        Assert.Equal([LocationType.Physical, LocationType.Virtual], batch.Locations.Select(place => place.LocationType));
        Assert.Equal((service.Id, batch.Locations[0].Id), (Assert.Single(batch.ServicesAtLocations).ServiceId, batch.ServicesAtLocations[0].LocationId));
        Assert.Equal(["English", "Spanish"], batch.Languages.Select(language => language.Name));
        Assert.Equal(["ramp", "wheelchair"], batch.Accessibility.Select(help => help.Description));
        Assert.Equal(["food", "canned goods"], batch.Attributes.Where(attribute => attribute.LinkType == "keyword").Select(attribute => attribute.Label));
        Assert.Equal(batch.TaxonomyTerms[0].Id, Assert.Single(batch.Attributes, attribute => attribute.TaxonomyTermId is not null).TaxonomyTermId);
        Assert.Equal(["physical", "postal"], batch.Addresses.Select(address => address.AddressType));
        var week = batch.Schedules[0];
        Assert.Equal(("WEEKLY", "MO", new TimeOnly(9, 30), new TimeOnly(17, 0)), (week.Freq, week.Byday, week.OpensAt, week.ClosesAt));
        var closed = batch.Schedules[1];
        Assert.Equal((new DateOnly(2026, 12, 24), new DateOnly(2026, 12, 25), null), (closed.ValidFrom, closed.ValidTo, closed.OpensAt));
        Assert.Equal("voice", Assert.Single(batch.Phones).Type);
    }

    [Theory]
    [InlineData("regular_schedules.csv", "2,,1,Someday,9:30,17:00", "weekday")]
    [InlineData("regular_schedules.csv", "2,,1,Monday,9:30,", "closes_at")]
    [InlineData("regular_schedules.csv", "2,,,Monday,9:30,17:00", "service_id")]
    [InlineData("holiday_schedules.csv", "2,1,,12/24/2015,12/24/15,true,,", "start_date")]
    [InlineData("holiday_schedules.csv", "2,1,,2026-12-24,2026-12-24,false,,", "opens_at")]
    [InlineData("services.csv", "2,9,,Stray,active,,,,,", "organization_id")]
    [InlineData("physical_addresses.csv", "2,9,1 Mill Street,,,,", "location_id")]
    public void What_cannot_be_read_is_left_out_with_its_file_row_and_field(string file, string row, string field)
    {
        var (_, notices) = folder.Add(file, row).Read();
        Assert.Contains((file, (int?)3, field), notices.Summarize().SelectMany(each => each.Examples).Select(notice => (notice.File, notice.Row, notice.Field!)));
    }

    [Fact]
    public void Their_JSON_is_read_too()
    {
        var path = folder.Path + ".json";
        File.WriteAllText(path, """
            {"id":"s1","name":"Pantry","status":"active","organization":{"id":"o1","name":"Mill","description":""},
             "regular_schedules":[{"id":"h1","weekday":1,"opens_at":"09:00","closes_at":"12:00"}],
             "service_at_locations":[{"id":"p1","location":{"id":"l1","name":"Hall","physical_addresses":[{"id":"a1","address_1":"1 Mill Street"}],"accessibility_for_disabilities":[{"id":"c1","accessibility":"Ramp"}]}}]}
            """);
        try
        {
            var (batch, notices) = HsdsFolder.Read(path);
            Assert.Equal(0, notices.Total);
            Assert.Equal(("MO", batch.Services[0].Id), (Assert.Single(batch.Schedules).Byday, batch.Schedules[0].ServiceId));
            Assert.Equal("physical", Assert.Single(batch.Addresses).AddressType);
            Assert.Equal("Ramp", Assert.Single(batch.Accessibility).Description);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
