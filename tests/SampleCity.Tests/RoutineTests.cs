using System.Text.Json;
using System.Xml.Linq;

namespace ResourceMatch.SampleCity.Tests;

/// <summary>What the sample holds for the harder questions of the engine: starts from work, children to fetch, holidays, few seats, steps.</summary>
public sealed class RoutineTests
{
    private const string Thanksgiving = "2026-11-26";

    private static readonly List<JsonElement> Families = [.. JsonDocument.Parse(File.ReadAllText(Path.Combine(Sample.Folder, "families.json"))).RootElement.EnumerateArray()];

    [Fact]
    public void Some_families_start_from_work_or_school_and_say_where_that_is()
    {
        var starts = Families.SelectMany(family => family.GetProperty("freeTimes").EnumerateArray().Select(free => (family, Start: free.TryGetProperty("startsAt", out var start) ? start.GetString() : "home"))).ToList();
        Assert.True(starts.Count(each => each.Start == "work") > 100);
        Assert.True(starts.Count(each => each.Start == "school") > 20);
        Assert.All(starts.Where(each => each.Start == "work"), each => Assert.True(each.family.TryGetProperty("work", out _)));
        Assert.All(starts.Where(each => each.Start == "school"), each => Assert.True(each.family.TryGetProperty("schoolPoint", out _)));
    }

    [Fact]
    public void Some_fetch_a_child_at_the_start_inside_and_at_the_end_of_a_free_time()
    {
        var fetching = Families.Where(family => family.TryGetProperty("fetch", out _)).ToList();
        Assert.InRange(fetching.Count, 40, 120);
        Assert.All(fetching, family => Assert.True(family.TryGetProperty("schoolPoint", out _)));
        var pairs = (
            from family in fetching
            from fetch in family.GetProperty("fetch").EnumerateArray()
            from free in family.GetProperty("freeTimes").EnumerateArray()
            where free.GetProperty("day").GetString() == fetch.GetProperty("day").GetString()
            select (At: Minute(fetch, "at"), From: Minute(free, "from"), Until: Minute(free, "until"))).ToList();
        Assert.Contains(pairs, pair => pair.At == pair.From);
        Assert.Contains(pairs, pair => pair.At == pair.Until);
        Assert.Contains(pairs, pair => pair.From < pair.At && pair.At < pair.Until);
        Assert.Contains(pairs, pair => pair.At < pair.From);
    }

    [Fact]
    public void Everybody_waits_since_some_day_and_more_want_after_school_care_than_the_camp_has_seats()
    {
        Assert.Equal([1, 2, 3], Families.Select(family => family.GetProperty("tier").GetInt32()).Distinct().Order());
        Assert.All(Families, family => Assert.True(Sample.Day(family.GetProperty("waitingSince").GetString()!) < new DateOnly(2026, 11, 1)));
        Assert.InRange(Families.Count(family => family.TryGetProperty("canCallAhead", out var can) && can.GetBoolean()), 40, 120);
        var camp = Assert.Single(Sample.Hsds("services"), row => row["name"] == "After-school camp");
        Assert.Equal("40", Assert.Single(Sample.Hsds("service_capacity"), row => row["service_id"] == camp["id"])["available"]);
        Assert.True(Families.Count(family => family.GetProperty("needs").EnumerateArray().Any(need => need.GetString() == "after-school")) > 100);
    }

    [Fact]
    public void A_few_listings_are_open_on_Thanksgiving_by_a_schedule_of_that_date()
    {
        var dated = Sample.Hsds("schedules").Where(row => row["dtstart"] == Thanksgiving && row["freq"].Length == 0 && row["opens_at"].Length > 0).ToList();
        Assert.InRange(dated.Count, 6, 20);
        Assert.Contains(dated, row => row["valid_from"] == Thanksgiving);
        Assert.Contains(dated, row => row["valid_from"].Length == 0);
    }

    [Fact]
    public void At_weekends_some_stops_are_served_on_request_alone()
    {
        var asked = Sample.Gtfs("stop_times").Where(row => row["pickup_type"].Length > 0).ToList();
        Assert.NotEmpty(asked);
        Assert.All(asked, row => Assert.Equal(("2", "3"), (row["pickup_type"], row["drop_off_type"])));
        Assert.All(asked, row => Assert.Matches("^4-(SA|SU)-", row["trip_id"]));
        Assert.Equal(3, Sample.Gtfs("stop_times").Where(row => row["pickup_type"].Length > 0 && row["trip_id"].StartsWith("4-SA-0-", StringComparison.Ordinal)).Select(row => row["stop_id"]).Distinct().Count());
    }

    [Fact]
    public void Some_ways_are_steps_some_pavements_bear_no_wheelchair_and_some_lanes_are_one_way()
    {
        var ways = XDocument.Load(Path.Combine(Sample.Folder, "streets.osm")).Root!.Elements("way").Select(way => way.Elements("tag").ToDictionary(tag => tag.Attribute("k")!.Value, tag => tag.Attribute("v")!.Value)).ToList();
        Assert.True(ways.Count(tags => tags.GetValueOrDefault("highway") == "steps") > 10);
        Assert.True(ways.Count(tags => tags.GetValueOrDefault("wheelchair") == "no") > 50);
        Assert.True(ways.Count(tags => tags.GetValueOrDefault("oneway") == "yes") > 20);
    }

    [Fact]
    public void Exactly_so_many_services_and_families_as_asked_for()
    {
        var made = Generator.Files(new Options { Services = 333, Families = 77 }).ToDictionary(file => file.Name, file => file.Text);
        Assert.Equal(333, Rows(made["hsds/services.csv"]));
        Assert.Equal(77, JsonDocument.Parse(made["families.json"]).RootElement.GetArrayLength());
        var places = made["hsds/locations.csv"].Split('\n').Skip(1).SkipLast(1).Select(row => row.Split(',')[0]).ToHashSet();
        var named = made["hsds/service_at_location.csv"].Split('\n').Skip(1).SkipLast(1).Select(row => row.Split(',')[2]).ToHashSet();
        Assert.Equal(named.Order(), places.Order());
    }

    private static int Minute(JsonElement json, string name) => Sample.Minute(json.GetProperty(name).GetString()!);

    private static int Rows(string csv) => csv.Count(letter => letter == '\n') - 1;
}
