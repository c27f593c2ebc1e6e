using ResourceMatch.Importers.Hsds;
using ResourceMatch.Importers.Notices;
using ResourceMatch.Storage.Imports;

namespace ResourceMatch.Importers.Tests.Hsds;

public sealed class HsdsJsonTests : IDisposable
{
    private const string Service = """
        {"id":"s1","name":"Food pantry","status":"active","minimum_age":18,
         "organization":{"id":"o1","name":"Mill Street","description":""},
         "schedules":[{"id":"h1","freq":"WEEKLY","byday":"MO","opens_at":"09:00","closes_at":"12:00"}],
         "phones":[{"id":"f1","number":"(555) 555-0100","extension":12,"languages":[{"id":"g1","code":"ES"}]}],
         "capacities":[{"id":"c1","available":3,"updated":"2026-11-01T00:00:00Z","unit":{"id":"u1","name":"boxes"}}],
         "attributes":[{"id":"x1","link_type":"service need","taxonomy_term":{"id":"w1","code":"food","name":"Food","description":"","taxonomy_detail":{"id":"t1","name":"Needs","description":""}}}],
         "service_at_locations":[{"id":"p1","location":{"id":"l1","location_type":"physical","latitude":40.1,"longitude":-80.1,
           "addresses":[{"id":"a1","address_1":"1 Mill Street","city":"Riverton","state_province":"XX","postal_code":"00001","country":"US","address_type":"physical"}]}}]}
        """;

    private readonly string path = Path.Combine(AppContext.BaseDirectory, $"hsds-{Guid.NewGuid():N}.json");

    public void Dispose() => File.Delete(path);

    [Theory]
    [InlineData("SERVICE")]
    [InlineData("[SERVICE]")]
    [InlineData("""{"total_items":1,"nested":{"contents":[1]},"contents":[SERVICE],"empty":false}""")]
    [InlineData("\uFEFF[SERVICE]")]
    public void Each_form_of_the_same_service_is_the_same(string form)
    {
        var (batch, notices) = Read(form.Replace("SERVICE", Service));

        Assert.Equal(0, notices.Total);
        var service = Assert.Single(batch.Services);
        Assert.Equal(batch.Organizations[0].Id, service.OrganizationId);
        Assert.Equal(18, service.MinimumAge);
        Assert.Equal(service.Id, batch.Schedules[0].ServiceId);
        Assert.Equal(("12", batch.Phones[0].Id), (batch.Phones[0].Extension, batch.Languages[0].PhoneId));
        Assert.Equal((3, batch.Units[0].Id), (batch.Capacities[0].Available, batch.Capacities[0].UnitId));
        Assert.Equal(batch.Locations[0].Id, batch.ServicesAtLocations[0].LocationId);
        Assert.Equal(batch.Locations[0].Id, batch.Addresses[0].LocationId);
        Assert.Equal(batch.Taxonomies[0].Id, batch.TaxonomyTerms[0].TaxonomyId);
        Assert.Equal((service.Id, "food"), Assert.Single(batch.Needs));
    }

    [Fact]
    public void One_service_a_line_repeats_its_organization_once()
    {
        var line = Service.ReplaceLineEndings(" ");
        var (batch, notices) = Read(line + "\n" + line.Replace("\"s1\"", "\"s2\"").Replace("\"p1\"", "\"p2\"") + "\n");
        Assert.Equal(2, batch.Services.Count);
        Assert.Single(batch.Organizations);
        Assert.Equal(0, notices.Total);
    }

    [Fact]
    public void An_organization_with_its_services_is_read()
    {
        var (batch, _) = Read("""[{"id":"o1","name":"Mill Street","description":"","services":[{"id":"s1","name":"Food pantry","status":"active"}]}]""");
        Assert.Equal(batch.Organizations[0].Id, Assert.Single(batch.Services).OrganizationId);
    }

    [Theory]
    [InlineData(""" "minimum_age":18 """, """ "minimum_age":"eighteen" """, "service s1.minimum_age")]
    [InlineData(""" "minimum_age":18 """, """ "minimum_age":{"years":18} """, "service s1.minimum_age")]
    [InlineData("\"phones\":[{", "\"phones\":[7,{", "service s1.phones[0]")]
    [InlineData("\"latitude\":40.1", "\"latitude\":\"north\"", "service s1.service_at_locations[0].location.latitude")]
    [InlineData("\"available\":3", "\"available\":\"some\"", "service s1.capacities[0].available")]
    [InlineData("\"opens_at\":\"09:00\"", "\"opens_at\":\"nine\"", "service s1.schedules[0].opens_at")]
    public void A_wrong_type_is_named_by_its_path_and_the_service_is_kept(string right, string wrong, string place)
    {
        var (batch, notices) = Read("[" + Service.Replace(right.Trim(), wrong.Trim()) + "]");
        var notice = notices.Summarize()[0].Examples[0];
        Assert.Equal((place, "wrong_type"), (notice.Field, notice.Kind));
        Assert.Single(batch.Services);
    }

    [Theory]
    [InlineData("", "Not one usable service")]
    [InlineData("hello", "no whole JSON")]
    [InlineData("[{\"id\":\"s1\",", "no whole JSON")]
    [InlineData("[{\"id\":\"s1\",\"name\":\"x\",\"status\":\"active\"}", "no whole JSON")]
    [InlineData("[7]", "where a service should stand")]
    [InlineData("[]", "Not one usable service")]
    [InlineData("{\"contents\":[]}", "Not one usable service")]
    [InlineData("{\"id\":\"s1\",\"name\":\"alone\",\"status\":\"active\"}", "Not one usable service")]
    public void What_holds_no_service_is_refused_with_a_sentence(string text, string sentence)
    {
        Assert.Contains(sentence, Assert.Throws<ImportRefusedException>(() => Read(text)).Message);
    }

    [Fact]
    public void JSON_nested_without_end_is_refused()
    {
        Assert.Throws<ImportRefusedException>(() => Read(string.Concat(Enumerable.Repeat("[", 100_000))));
        Assert.Throws<ImportRefusedException>(() => Read("[" + Service.Replace("\"minimum_age\":18", "\"minimum_age\":" + string.Concat(Enumerable.Repeat("[", 1000)) + string.Concat(Enumerable.Repeat("]", 1000))) + "]"));
    }

    [Fact]
    public void Half_a_letter_and_a_zero_byte_do_not_end_the_import()
    {
        var (batch, _) = Read("[" + Service.Replace("Food pantry", "Food \\ud83d pantry \\u0000") + "]");
        Assert.Single(batch.Services);
    }

    [Fact]
    public void Items_longer_than_the_buffer_and_many_of_them_are_read()
    {
        var text = "[" + string.Join(',', Enumerable.Range(0, 300).Select(i => Service.Replace("\"s1\"", $"\"s{i}\"").Replace("\"p1\"", $"\"p{i}\"").Replace("Food pantry", new string('x', i * 300)))) + "]";
        File.WriteAllText(path, text.Replace("\"name\":\"\"", "\"name\":\"x\""));
        var reader = new HsdsReader(path, "test");
        Assert.Equal(300, reader.Read().Sum(batch => batch.Services.Count));
    }

    private (ListingBatch Batch, NoticeLog Notices) Read(string text)
    {
        File.WriteAllText(path, text);
        return HsdsFolder.Read(path);
    }
}
