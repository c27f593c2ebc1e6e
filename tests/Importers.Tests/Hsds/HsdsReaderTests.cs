using ResourceMatch.Domain;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Importers.Hsds;
using ResourceMatch.Importers.Notices;

namespace ResourceMatch.Importers.Tests.Hsds;

public sealed class HsdsReaderTests : IDisposable
{
    private readonly HsdsFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_small_package_is_read_whole_and_without_notices()
    {
        var (batch, notices) = folder.Read();

        Assert.Equal(0, notices.Total);
        Assert.Equal("Mill Street Neighbors", Assert.Single(batch.Organizations).Name);
        Assert.Equal((-80.1, 40.1), (batch.Locations[0].Point!.X, batch.Locations[0].Point!.Y));
        Assert.Equal(new TimeOnly(9, 0), batch.Schedules[0].OpensAt);
        Assert.Equal((batch.Services[0].Id, "food"), Assert.Single(batch.Needs));
        Assert.Equal(batch.Services[0].Id, batch.ServicesAtLocations[0].ServiceId);
    }

    [Fact]
    public void Ids_that_are_no_UUIDs_become_the_same_UUIDs_each_time_and_UUIDs_stay()
    {
        var uuid = Guid.NewGuid();
        folder.Add("organizations.csv", $"{uuid.ToString().ToUpperInvariant()},Other,x");
        var (first, _) = folder.Read();
        var (second, _) = folder.Read();

        Assert.Equal(first.Services[0].Id, second.Services[0].Id);
        Assert.Equal(new Id<Organization>(uuid), first.Organizations[1].Id);
        Assert.Equal(5, first.Services[0].Id.Value.Version);
        Assert.NotEqual(StableId.Of("test", "service", "1"), StableId.Of("test", "location", "1"));
        Assert.NotEqual(StableId.Of("test", "service", "1"), StableId.Of("other", "service", "1"));
    }

    [Fact]
    public void A_zip_with_a_subfolder_says_the_same()
    {
        var (batch, notices) = HsdsFolder.Read(folder.WriteZip("export/"));
        Assert.Single(batch.Services);
        Assert.All(notices.Summarize(), notice => Assert.Equal(NoticeSeverity.Info, notice.Severity));
    }

    [Fact]
    public void A_datapackage_says_which_file_is_which()
    {
        folder.Files["anbieter.csv"] = folder.Files["organizations.csv"];
        folder.Files.Remove("organizations.csv");
        folder.Files["datapackage.json"] = """{"resources":[{"name":"organizations","path":"../../anbieter.csv"},{"name":"services","path":"services.csv"}]}""";
        var (batch, _) = folder.Read();
        Assert.Single(batch.Organizations);
    }

    [Theory]
    [InlineData("services.csv", "s2,o1,,active,,,", "name", "missing_required_value")]
    [InlineData("services.csv", ",o1,No id,active,,,", "id", "missing_required_value")]
    [InlineData("services.csv", "s2,o9,Stray,active,,,", "organization_id", "dangling_reference")]
    [InlineData("services.csv", "s2,o1,Odd,asleep,,,", "status", "wrong_type")]
    [InlineData("services.csv", "s1,o1,Twice,active,,,", "id", "duplicate_id")]
    [InlineData("locations.csv", "l2,castle,Odd,,", "location_type", "wrong_type")]
    [InlineData("service_at_location.csv", "p2,s1,l9", "location_id", "dangling_reference")]
    [InlineData("schedules.csv", "h2,,WEEKLY,MO,09:00,12:00,", "service_id", "missing_reference")]
    [InlineData("attributes.csv", "x2,s1,service,service need,w9", "taxonomy_term_id", "dangling_reference")]
    public void A_row_that_cannot_be_used_is_left_out_and_named(string file, string row, string field, string kind)
    {
        var (sound, _) = folder.Read();
        var (batch, notices) = folder.Add(file, row).Read();

        var notice = Assert.Single(Assert.Single(notices.Summarize()).Examples);
        Assert.Equal((file, (int?)3, field, kind), (notice.File, notice.Row, notice.Field, notice.Kind));
        Assert.True(notice.Message.Length > 20);
        Assert.Equal(sound.Count, batch.Count);
    }

    [Theory]
    [InlineData("services.csv", "s2,o1,Odd,active,twelve,,", "minimum_age")]
    [InlineData("services.csv", "s2,o1,Odd,active,-3,,", "minimum_age")]
    [InlineData("services.csv", "s2,o1,Odd,active,,yesterday,", "assured_date")]
    [InlineData("services.csv", "s2,o1,Odd,active,,,javascript:alert(1)", "url")]
    [InlineData("locations.csv", "l2,physical,Odd,north,-80,", "latitude")]
    [InlineData("locations.csv", "l2,physical,Odd,95,-80,", "latitude")]
    [InlineData("locations.csv", "l2,physical,Odd,0,0,", "latitude")]
    [InlineData("locations.csv", "l2,physical,Odd,,,o9", "organization_id")]
    [InlineData("schedules.csv", "h2,p1,WEEKLY,MO,nine,12:00,", "opens_at")]
    [InlineData("schedules.csv", "h2,p1,DAILY,,09:00,12:00,", "freq")]
    public void A_wrong_value_that_may_be_missing_is_warned_of_and_the_rest_is_kept(string file, string row, string field)
    {
        folder.Files["locations.csv"] = "id,location_type,name,latitude,longitude,organization_id\nl1,physical,Mill Street,40.1,-80.1,o1\n";
        var (sound, _) = folder.Read();
        var (batch, notices) = folder.Add(file, row).Read();

        var notice = notices.Summarize()[0].Examples[0];
        Assert.Equal((file, (int?)3, field, NoticeSeverity.Warning), (notice.File, notice.Row, notice.Field, notice.Severity));
        Assert.Equal(sound.Count + 1, batch.Count);
        Assert.All(batch.Services, service => Assert.True(service.Url is null || service.Url.StartsWith("https", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_schedule_that_cannot_be_read_is_text_and_never_a_closure()
    {
        folder.Files["schedules.csv"] = "id,service_at_location_id,valid_from,valid_to,freq,byday,opens_at,closes_at\nh1,p1,2026-11-01,2026-11-30,DAILY,,09:00,12:00\nh2,p1,2026-11-01,2026-11-30,,,nine,ten\n";
        var (batch, _) = folder.Read();
        Assert.All(batch.Schedules, schedule => Assert.Null(schedule.ValidFrom));
        Assert.Equal(HoursKnowledge.Unknown, new OpeningHours(batch.Schedules).Knowledge(new DateOnly(2026, 11, 2)));
        Assert.Equal("DAILY 09:00 12:00", batch.Schedules[0].Description);
    }

    [Theory]
    [InlineData("organizations.csv", "organizations.csv")]
    [InlineData("services.csv", "services.csv")]
    public void A_package_without_what_it_needs_is_refused_by_name(string file, string named)
    {
        folder.Files.Remove(file);
        Assert.Contains(named, Assert.Throws<ImportRefusedException>(() => folder.Read()).Message);
    }

    [Theory]
    [InlineData("services.csv", "id,organization_id,name\ns1,o1,x\n", "services.csv has no column status")]
    [InlineData("schedules.csv", "service_at_location_id\np1\n", "schedules.csv has no column id")]
    [InlineData("services.csv", "id,organization_id,name,status\n", "Not one usable service")]
    [InlineData("services.csv", "id,organization_id,name,status\ns1,o1,\"never closed,active\ns2,o1,Swallowed,active\n", "services.csv ends in a row whose quotes do not match")]
    [InlineData("services.csv", "", "services.csv has no column id")]
    public void A_file_that_cannot_be_read_refuses_the_package(string file, string text, string sentence)
    {
        folder.Files[file] = text;
        Assert.Contains(sentence, Assert.Throws<ImportRefusedException>(() => folder.Read()).Message);
    }

    [Fact]
    public void A_quote_that_is_never_closed_does_not_delete_the_rest_of_the_list()
    {
        folder.Add("services.csv", "s2,o1,\"Open,active,,,").Add("services.csv", "s3,o1,Swallowed,active,,,");
        Assert.Contains("never closed", Assert.Throws<ImportRefusedException>(() => folder.Read()).Message);
    }

    [Fact]
    public void A_parent_may_stand_below_its_child_and_one_that_stands_nowhere_is_told_with_its_row()
    {
        folder.Files["taxonomy_terms.csv"] = "id,taxonomy_id,code,name,parent_id\nw1,t1,food,Food,w2\nw2,t1,goods,Goods,\nw3,t1,coats,Coats,w9\n";
        var (batch, notices) = folder.Read();
        Assert.Equal(3, batch.TaxonomyTerms.Count);
        var notice = Assert.Single(Assert.Single(notices.Summarize()).Examples);
        Assert.Equal(("taxonomy_terms.csv", 4, "parent_id", "dangling_reference"), (notice.File, notice.Row, notice.Field, notice.Kind));
    }

    [Fact]
    public void An_export_of_a_directory_without_services_is_read_and_anybody_elses_package_without_them_refused()
    {
        folder.Files["services.csv"] = "id,organization_id,name,status\n";
        foreach (var file in new[] { "service_at_location.csv", "schedules.csv", "attributes.csv" }) folder.Files.Remove(file);
        Assert.Contains("Not one usable service", Assert.Throws<ImportRefusedException>(() => folder.Read()).Message);
        folder.Files["datapackage.json"] = """{"name":"resourcematch-hsds","resources":[]}""";
        Assert.Equal("Mill Street", Assert.Single(folder.Read().Batch.Locations).Name);
    }

    [Fact]
    public void One_table_alone_is_refused_with_what_to_give_instead()
    {
        folder.Read();
        Assert.Contains("import table", Assert.Throws<ImportRefusedException>(() => HsdsFolder.Read(Path.Combine(folder.Path, "services.csv"))).Message);
    }

    [Fact]
    public void A_broken_zip_is_refused()
    {
        File.WriteAllText(folder.Path + ".zip", "PK this is no zip");
        Assert.Contains("not a whole zip", Assert.Throws<ImportRefusedException>(() => HsdsFolder.Read(folder.Path + ".zip")).Message);
    }

    [Fact]
    public void What_we_have_no_place_for_is_said()
    {
        folder.Files["notes.csv"] = "id,name\nc1,Somebody\n";
        var (_, notices) = folder.Read();
        Assert.Equal("notes.csv", Assert.Single(notices.Summarize()).File);
    }

    [Fact]
    public void A_service_area_becomes_a_polygon_and_one_that_is_none_stays_words()
    {
        folder.Files["service_areas.csv"] =
            "id,service_id,name,extent,extent_type\n" +
            "a1,s1,Ward 2,\"{\"\"type\"\":\"\"Polygon\"\",\"\"coordinates\"\":[[[0,0],[1,0],[1,1],[0,0]]]}\",geojson\n" +
            "a2,s1,Ward 3,\"{\"\"type\"\":\"\"Polygon\"\",\"\"coordinates\"\":[[[0,0],[1,0]]]}\",geojson\na3,s1,Ward 4,somewhere north,text\n";
        var (batch, notices) = folder.Read();
        Assert.Equal(0.5, batch.ServiceAreas[0].Geometry!.Area);
        Assert.Null(batch.ServiceAreas[1].Geometry);
        Assert.Null(batch.ServiceAreas[2].Geometry);
        Assert.Equal(1, notices.Total);
    }

    [Fact]
    public void Translations_find_their_listing()
    {
        folder.Files["translations.csv"] = "entity,entity_id,field,language,text,by\nservice,s1,name,ES,Despensa,sample\nservice,s9,name,es,Nada,sample\n";
        var (batch, notices) = folder.Read();
        Assert.Equal(("es", batch.Services[0].Id.Value), (Assert.Single(batch.Translations).Language, batch.Translations[0].EntityId));
        Assert.Equal("dangling_reference", Assert.Single(notices.Summarize()).Kind);
    }
}
