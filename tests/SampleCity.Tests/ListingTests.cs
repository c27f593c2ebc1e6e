using System.Globalization;
using ResourceMatch.Domain;
using ResourceMatch.Domain.Needs;
using ResourceMatch.Domain.Resources;

namespace ResourceMatch.SampleCity.Tests;

public sealed class ListingTests
{
    private static readonly DateOnly Today = new(2026, 11, 1);
    private static readonly List<Dictionary<string, string>> Services = Sample.Hsds("services");
    private static readonly List<Dictionary<string, string>> Locations = Sample.Hsds("locations");
    private static readonly List<Dictionary<string, string>> Attributes = Sample.Hsds("attributes");
    private static readonly List<Dictionary<string, string>> Schedules = Sample.Hsds("schedules");

    private static readonly ILookup<string, string> NeedsOf = Attributes.Where(row => row["link_type"] == "service need").ToLookup(row => row["link_id"], row => row["value"]);

    [Fact]
    public void There_are_240_services_of_150_organizations_at_190_locations()
    {
        Assert.Equal(150, Sample.Hsds("organizations").Count);
        Assert.Equal(240, Services.Count);
        Assert.Equal(190, Locations.Count);
        Assert.Equal(150, Services.Select(row => row["organization_id"]).Distinct().Count());
        Assert.Equal(190, Sample.Hsds("service_at_location").Select(row => row["location_id"]).Distinct().Count());
        Assert.Equal(240, Sample.Hsds("service_at_location").Select(row => row["service_id"]).Distinct().Count());
    }

    [Fact]
    public void Every_need_of_the_vocabulary_is_answered_by_an_active_service()
    {
        var answered = Services.Where(row => row["status"] == "active").SelectMany(row => NeedsOf[row["id"]]).ToHashSet();
        Assert.Equal(NeedVocabulary.Default.All.Select(need => need.Key).Order(), answered.Order());
        Assert.All(Services, row => Assert.NotEmpty(NeedsOf[row["id"]]));
    }

    [Fact]
    public void Schools_activities_and_work_for_teens_are_as_many_as_promised()
    {
        var schools = Sample.Hsds("organizations").Where(row => row["name"].EndsWith(" School", StringComparison.Ordinal) && row["description"].Contains("public school", StringComparison.Ordinal)).Select(row => row["id"]).ToHashSet();
        Assert.Equal(6, schools.Count);
        Assert.Equal(30, Services.Count(row => schools.Contains(row["organization_id"])));
        var others = Services.Where(row => !schools.Contains(row["organization_id"])).ToList();
        Assert.Equal(40, others.Count(row => NeedsOf[row["id"]].Any(need => need is "sports" or "arts" or "tutoring" or "stem" or "clubs" or "summer-program")));
        Assert.Equal(10, others.Count(row => NeedsOf[row["id"]].Any(need => need is "internship" or "first-job")));
    }

    [Fact]
    public void Fifteen_percent_are_limited_eight_are_stale_and_four_have_no_coordinates()
    {
        var wards = Sample.Hsds("service_areas").Select(row => row["service_id"]).ToHashSet();
        Assert.Equal(36, Services.Count(row => wards.Contains(row["id"]) || row["minimum_age"].Length > 0));
        Assert.Equal(19, Services.Count(row => Sample.Day(row["assured_date"]) is not { } assured || assured < Today.AddDays(-365)));
        Assert.Equal(8, Locations.Count(row => row["location_type"] == "physical" && row["latitude"].Length == 0));
        Assert.Contains(Services, row => row["assured_date"].Length == 0);
        Assert.All(Services, row => Assert.True(Sample.Day(row["assured_date"]) is not { } assured || assured < Today));
    }

    [Fact]
    public void Two_confidential_shelters_say_so_and_tell_nothing_else()
    {
        var shelters = Services.Where(row => row["name"].Contains("survivors of domestic violence", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, shelters.Count);
        foreach (var shelter in shelters)
        {
            var at = Assert.Single(Sample.Hsds("service_at_location"), row => row["service_id"] == shelter["id"])["location_id"];
            var place = Locations.Single(row => row["id"] == at);
            Assert.NotEmpty(place["latitude"]);
            Assert.Single(Sample.Hsds("addresses"), row => row["location_id"] == at);
            Assert.Empty(place["transportation"]);
            Assert.DoesNotContain(new Buses.StopPlan(1, new Ground.StreetGrid(1)).Stops.Select(stop => stop.Name.Split(' ')[0]), word => place["name"].Contains(word, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Every_third_service_speaks_Spanish_and_Haitian_Creole()
    {
        var translated = Sample.Hsds("translations").Where(row => row["entity"] == "service").ToLookup(row => row["entity_id"], row => (row["field"], row["language"]));
        Assert.Equal(80, translated.Count);
        Assert.All(translated, texts => Assert.Equal([("description", "es"), ("description", "ht"), ("name", "es"), ("name", "ht")], texts.Order()));
        Assert.All(Sample.Hsds("translations"), row => Assert.NotEmpty(row["text"].Trim()));
        Assert.All(translated, texts => Assert.Contains(Services, row => row["id"] == texts.Key));
    }

    [Fact]
    public void Ids_are_unique_UUIDs_and_every_reference_is_kept()
    {
        string[] tables = ["organizations", "services", "locations", "service_at_location", "addresses", "phones", "schedules", "languages", "accessibility", "cost_options", "required_documents", "service_areas", "service_capacity", "units", "attributes", "taxonomies", "taxonomy_terms"];
        var ids = tables.ToDictionary(table => table, table => Sample.Hsds(table).Select(row => row["id"]).ToList());
        var all = ids.Values.SelectMany(each => each).ToList();
        Assert.Equal(all.Count, all.Distinct().Count());
        Assert.All(all, id => Assert.True(Guid.TryParseExact(id, "D", out _), id));
        var owners = new Dictionary<string, string> { ["organization_id"] = "organizations", ["service_id"] = "services", ["location_id"] = "locations", ["service_at_location_id"] = "service_at_location", ["unit_id"] = "units", ["taxonomy_id"] = "taxonomies", ["taxonomy_term_id"] = "taxonomy_terms", ["link_id"] = "services" };
        foreach (var table in tables)
        {
            foreach (var (row, field) in Sample.Hsds(table).SelectMany(row => row.Keys.Where(owners.ContainsKey).Select(field => (row, field))))
                Assert.True(row[field].Length == 0 || ids[owners[field]].Contains(row[field]), $"{table}: {field} {row[field]}");
        }
    }

    [Fact]
    public void Nothing_points_at_the_real_world()
    {
        Assert.All(Sample.Hsds("phones"), row => Assert.Matches(@"^\(555\) 555-01\d\d$", row["number"]));
        Assert.All(Sample.Hsds("addresses"), row => Assert.Equal(("Heron Ferry", "XX"), (row["city"], row["state_province"])));
        Assert.All(Sample.Hsds("organizations"), row =>
        {
            Assert.EndsWith(".example", row["website"], StringComparison.Ordinal);
            Assert.EndsWith(".example", row["email"], StringComparison.Ordinal);
            Assert.Contains("invented", row["description"], StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Hours_of_every_shape_are_read_as_they_are_meant()
    {
        var rows = Schedules.ToLookup(row => row["service_id"].Length > 0 ? row["service_id"] : row["service_at_location_id"]);
        var given = rows.ToDictionary(group => group.Key, group => new OpeningHours([.. group.Select(Read)]));
        Assert.Contains(given.Values, hours => hours.Knowledge(Today) == HoursKnowledge.ByAppointment);
        var services = Services.Where(row => row["status"] == "active").Select(row => row["id"]).Concat(Sample.Hsds("service_at_location").Select(row => row["id"])).ToHashSet();
        var unknown = given.Where(pair => pair.Value.Knowledge(Today) == HoursKnowledge.Unknown).ToList();
        Assert.All(unknown, pair => Assert.All(rows[pair.Key], row => Assert.Empty(row["opens_at"])));
        Assert.Single(unknown);
        Assert.Single(Services, row => !rows.Contains(row["id"]) && !Sample.Hsds("service_at_location").Any(at => at["service_id"] == row["id"] && rows.Contains(at["id"])));

        Assert.Contains(Schedules, row => row["byday"] == "1SA");
        Assert.Contains(Schedules, row => row["byday"] == "1SA,3SA");
        Assert.Contains(Schedules, row => row["byday"] == "-1FR");
        Assert.Contains(Schedules, row => row["bymonthday"].Length > 0);
        Assert.Contains(Schedules, row => row["interval"] == "2");
        Assert.Contains(Schedules, row => row["opens_at"] == "00:00" && row["closes_at"] == "23:59");
        Assert.Contains(Schedules, row => row["opens_at"].Length > 0 && string.CompareOrdinal(row["closes_at"], row["opens_at"]) < 0);
        Assert.Contains(Schedules, row => row["valid_from"].Length > 0 && row["freq"].Length > 0);
        Assert.Contains(Schedules, row => row["until"].Length > 0);
        Assert.Contains(Schedules, row => row["dtstart"].Length > 0 && row["freq"].Length == 0);
        Assert.Contains(Schedules, row => row["valid_from"].Length > 0 && row["valid_from"] == row["valid_to"] && row["opens_at"].Length == 0);
        Assert.Contains(Schedules, row => row["valid_from"].Length > 0 && row["valid_from"] == row["valid_to"] && row["opens_at"].Length > 0);
        Assert.Contains(rows, group => group.Count(row => row["byday"] == "MO,TU,WE,TH,FR") == 2);
    }

    [Fact]
    public void Some_are_full_some_cost_some_ask_for_papers_and_some_have_steps()
    {
        Assert.InRange(Sample.Hsds("service_capacity").Count(row => row["available"] == "0"), 2, 10);
        Assert.InRange(Sample.Hsds("cost_options").Count(row => row["amount"] != "0"), 5, 40);
        Assert.InRange(Services.Count - Sample.Hsds("cost_options").Count, 20, 60);
        Assert.InRange(Sample.Hsds("required_documents").Select(row => row["document"]).Distinct().Count(), 9, 9);
        Assert.Contains(Sample.Hsds("accessibility"), row => row["description"].StartsWith("Not step-free", StringComparison.Ordinal));
        Assert.Equal(["active", "defunct", "inactive", "temporarily closed"], Services.Select(row => row["status"]).Distinct().Order());
        Assert.All(Attributes.Where(row => row["link_type"].StartsWith("service eligibility", StringComparison.Ordinal)), row =>
            Assert.True(EligibilityKeys.All.Contains(row["value"]) || row["value"].StartsWith(EligibilityKeys.SchoolPrefix, StringComparison.Ordinal) || row["value"].StartsWith(EligibilityKeys.GradesPrefix, StringComparison.Ordinal), row["value"]));
    }

    private static Schedule Read(Dictionary<string, string> row) => new()
    {
        Id = new Id<Schedule>(Guid.Parse(row["id"])),
        ValidFrom = Sample.Day(row["valid_from"]),
        ValidTo = Sample.Day(row["valid_to"]),
        Dtstart = Sample.Day(row["dtstart"]),
        Until = Sample.Day(row["until"]),
        Freq = row["freq"],
        Interval = row["interval"].Length == 0 ? null : int.Parse(row["interval"], CultureInfo.InvariantCulture),
        Byday = row["byday"],
        Bymonthday = row["bymonthday"],
        OpensAt = Time(row["opens_at"]),
        ClosesAt = Time(row["closes_at"]),
        AttendingType = row["attending_type"],
        Description = row["description"],
    };

    private static TimeOnly? Time(string text) => text.Length == 0 ? null : TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture);
}
