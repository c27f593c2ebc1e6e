using System.Text.Json;
using ResourceMatch.Domain.Places;

namespace ResourceMatch.SampleCity.Tests;

public sealed class OtherCitiesTests
{
    [Fact]
    public void Scale_multiplies_services_and_families_in_the_same_streets()
    {
        var one = Generator.Files(new Options()).ToDictionary(file => file.Name, file => file.Text);
        var three = Generator.Files(new Options { Scale = 3 }).ToDictionary(file => file.Name, file => file.Text);
        Assert.Equal(one["streets.osm"], three["streets.osm"]);
        Assert.Equal(one["gtfs/stop_times.txt"], three["gtfs/stop_times.txt"]);
        Assert.Equal(3 * 240, Rows(three["hsds/services.csv"]));
        Assert.Equal(3 * 150, Rows(three["hsds/organizations.csv"]));
        Assert.Equal(3 * 190, Rows(three["hsds/locations.csv"]));
        Assert.Equal(3 * 400, JsonDocument.Parse(three["families.json"]).RootElement.GetArrayLength());
        var names = three["hsds/organizations.csv"].Split('\n').Skip(1).SkipLast(1).Select(row => row.Split(',')[1]).ToList();
        Assert.Equal(names.Count, names.Distinct().Count());
    }

    [Fact]
    public void Over_a_feed_everything_stands_near_stops_at_which_buses_call()
    {
        var feed = Path.Combine(AppContext.BaseDirectory, "small-feed");
        Directory.CreateDirectory(feed);
        File.WriteAllText(Path.Combine(feed, "agency.txt"), "\uFEFFagency_id,agency_name\r\n1,\"Small, but real\"\r\n");
        File.WriteAllText(Path.Combine(feed, "stops.txt"), "stop_id,stop_name,stop_lat,stop_lon\r\nA,\"North, side\",45.100,10.200\r\nB,South,45.120,10.230\r\nC,Never used,45.9,10.9\r\nD,No point,,\r\n");
        File.WriteAllText(Path.Combine(feed, "stop_times.txt"), "trip_id,arrival_time,departure_time,stop_id,stop_sequence\r\nt,08:00:00,08:00:00,A,1\r\nt,08:10:00,08:10:00,B,2\r\nt,08:20:00,08:20:00,D,3");
        File.WriteAllText(Path.Combine(feed, "calendar.txt"), "service_id,start_date,end_date\nw,20180101,20180630\n");
        var options = new Options { Over = feed, Today = new DateOnly(2018, 1, 10) };
        var made = Generator.Files(options).ToDictionary(file => file.Name, file => file.Text);

        Assert.DoesNotContain(made.Keys, name => name.StartsWith("gtfs/", StringComparison.Ordinal) || name.StartsWith("streets", StringComparison.Ordinal));
        Assert.Equal(240, Rows(made["hsds/services.csv"]));
        Assert.Contains("from 2018-01-01 to 2018-06-30", made["README.md"], StringComparison.Ordinal);
        Assert.Contains("Small, but real", made["README.md"], StringComparison.Ordinal);
        var (a, b) = (new GeoPoint(10.2, 45.1), new GeoPoint(10.23, 45.12));
        foreach (var home in JsonDocument.Parse(made["families.json"]).RootElement.EnumerateArray().Select(family => family.GetProperty("home")))
        {
            var point = new GeoPoint(home.GetProperty("lon").GetDouble(), home.GetProperty("lat").GetDouble());
            Assert.True(Math.Min(point.MetersTo(a), point.MetersTo(b)) < 1_800);
        }

        Assert.Equal(made, Generator.Files(options).ToDictionary(file => file.Name, file => file.Text));
    }

    [Theory]
    [InlineData("--scale", "0")]
    [InlineData("--today", "tomorrow")]
    [InlineData("--over", "no-such-feed.zip")]
    [InlineData("--colour", "red")]
    public void A_wrong_option_is_named_and_nothing_is_written(string option, string value)
    {
        var errors = new StringWriter();
        var folder = Path.Combine(AppContext.BaseDirectory, "never");
        Assert.Equal(2, Generator.Run(["--out", folder, option, value], TextWriter.Null, errors));
        Assert.Contains(option, errors.ToString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public void Without_a_folder_nothing_is_written()
    {
        var errors = new StringWriter();
        Assert.Equal(2, Generator.Run([], TextWriter.Null, errors));
        Assert.Contains("--out", errors.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, Generator.Run(["--out"], TextWriter.Null, errors));
    }

    private static int Rows(string csv) => csv.Count(letter => letter == '\n') - 1;
}
