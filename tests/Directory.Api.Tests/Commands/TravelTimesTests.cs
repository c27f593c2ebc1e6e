using System.CommandLine;
using ResourceMatch.Api.Commands;

namespace ResourceMatch.Api.Tests.Commands;

/// <summary>The verb as it is typed, on a small feed; needs no database.</summary>
public sealed class TravelTimesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("travel-times-").FullName;

    public TravelTimesTests()
    {
        Directory.CreateDirectory(Path.Combine(folder, "feed"));
        Write("feed/agency.txt", "agency_id,agency_name,agency_url,agency_timezone\nA,County Transit,http://transit.example,America/New_York\n");
        Write("feed/calendar.txt", "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\nWK,1,1,1,1,1,1,1,20300101,20301231\n");
        Write("feed/stops.txt", "stop_id,stop_name,stop_lat,stop_lon\nm,Maple,40.00,-80.00\ns,School,40.05,-80.00\n\"p,q\",Pantry,40.10,-80.00\nc,Corner,40.1005,-80.00\n");
        Write("feed/routes.txt", "route_id,route_short_name,route_type\n7,7,3\n");
        Write("feed/trips.txt", "route_id,service_id,trip_id\n7,WK,t1\n7,WK,t2\n7,WK,t3\n");
        Write("feed/stop_times.txt", """
            trip_id,arrival_time,departure_time,stop_id,stop_sequence
            t1,08:05:00,08:05:00,m,1
            t1,08:20:00,08:20:00,"p,q",2
            t2,08:21:00,08:21:00,"p,q",1
            t2,08:30:00,08:30:00,s,2
            t3,06:00:00,06:00:00,c,1
            t3,06:10:00,06:10:00,s,2
            """);
        Write("feed/transfers.txt", "from_stop_id,to_stop_id,transfer_type,min_transfer_time\n\"p,q\",c,2,90\n");
        Write("origins.txt", "m\n\np,q\n");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Every_reachable_stop_stands_there_with_its_origin_and_by_the_feeds_own_walks()
    {
        Assert.Equal((0, "", ""), Run("--walking feed --change-seconds 0 --out OUT"));
        Assert.Equal(
            [
                "origin,destination,departure,arrival",
                "m,m,28800,28800", "m,s,28800,30600", "m,\"p,q\",28800,30000", "m,c,28800,30090",
                "\"p,q\",s,28800,30600", "\"p,q\",\"p,q\",28800,28800", "\"p,q\",c,28800,28890",
            ],
            File.ReadAllLines(Path.Combine(folder, "out.csv")));
    }

    [Fact]
    public void No_id_that_a_feed_gives_is_run_by_a_spreadsheet()
    {
        foreach (var file in new[] { "feed/stops.txt", "feed/stop_times.txt", "feed/transfers.txt" })
        {
            Write(file, File.ReadAllText(Path.Combine(folder, file)).Replace("\"p,q\"", "=cmd|' /C calc'!A0", StringComparison.Ordinal));
        }

        Write("origins.txt", "m\n");
        Assert.Equal((0, "", ""), Run("--out OUT"));
        Assert.Contains("m,'=cmd|' /C calc'!A0,28800,30000", File.ReadAllLines(Path.Combine(folder, "out.csv")));
    }

    [Fact]
    public void Without_time_to_change_the_second_bus_is_missed_by_default()
    {
        Run("--walking feed --out OUT");
        Assert.DoesNotContain(File.ReadAllLines(Path.Combine(folder, "out.csv")), row => row.StartsWith("m,s,", StringComparison.Ordinal));
    }

    [Fact]
    public void A_window_excludes_its_end_and_threads_change_nothing()
    {
        Run("--until 08:03 --out OUT");
        var rows = File.ReadAllLines(Path.Combine(folder, "out.csv"));
        Assert.Equal(["28800", "28860", "28920"], rows.Skip(1).Select(row => row.Split(',')[^2]).Distinct());
        Run("--until 08:03 --threads 2 --out OUT");
        Assert.Equal(rows, File.ReadAllLines(Path.Combine(folder, "out.csv")));
        Run("--until 08:03 --every 120 --out OUT");
        Assert.Equal(["28800", "28920"], File.ReadAllLines(Path.Combine(folder, "out.csv")).Skip(1).Select(row => row.Split(',')[^2]).Distinct());
    }

    [Fact]
    public void Points_are_walked_to_and_from_by_the_documented_terms()
    {
        // 100 m north of Maple, 80 m south of the pantry: 130 and 104 walked metres at 1.2 m/s.
        Write("home.csv", "id,lon,lat,people\n\"home, sweet\",-80.0,40.00089932,3\n\n");
        Write("places.csv", "name,id,lat,lon\nPantry,near,40.09928054,-80.0\nFar,far,41.5,-80\nNext door,next,40.00179864,-80\n");

        Assert.Equal((0, "", ""), Run("--origins HOME --destinations PLACES --out OUT"));

        // Leaving at 08:00 one is at Maple at 08:01:49, rides at 08:05, is at the pantry at 08:20 and walks 87 s.
        Assert.Equal(
            ["origin,destination,departure,arrival", "\"home, sweet\",near,28800,30087", "\"home, sweet\",next,28800,28909"],
            File.ReadAllLines(Path.Combine(folder, "out.csv")));
    }

    [Fact]
    public void Percentiles_are_of_the_nearest_rank_and_unreached_departures_count_as_the_longest()
    {
        // The only bus leaves at 08:05: of the ten departures from 08:00 on, six catch it, in 20, 19, … 15 minutes.
        Run("--walking feed --origins m --destinations s --change-seconds 0 --until 08:10 --percentiles 0,10,50,60,61 --out OUT");

        Assert.Equal(
            ["origin,destination,travel_seconds_p0,travel_seconds_p10,travel_seconds_p50,travel_seconds_p60,travel_seconds_p61", "m,s,1500,1500,1740,1800,"],
            File.ReadAllLines(Path.Combine(folder, "out.csv")));
    }

    [Fact]
    public void Several_feeds_go_together_and_their_stops_are_told_apart()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, "feed")))
        {
            Write($"other/{Path.GetFileName(file)}", File.ReadAllText(file).Replace("40.", "40.5", StringComparison.Ordinal));
        }

        Assert.Equal((0, "", ""), Run("--gtfs FEED --gtfs OTHER --origins other:m --walking feed --change-seconds 0 --out OUT"));
        Assert.Equal(
            ["other:m,other:m,28800,28800", "other:m,other:s,28800,30600", "other:m,\"other:p,q\",28800,30000", "other:m,other:c,28800,30090"],
            File.ReadAllLines(Path.Combine(folder, "out.csv")).Skip(1));
        Assert.Contains("The stop m is in several feeds: write feed:m or other:m.", Run("--gtfs FEED --gtfs OTHER --origins m").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Streets_take_the_place_of_the_straight_line_and_threads_change_nothing()
    {
        Write("points.csv", "id,lat,lon\n" + string.Join('\n', Enumerable.Range(0, 24).Select(i => FormattableString.Invariant($"p{i},{41.04 + (i % 5 * 0.011)},{-84.46 + (i / 5 * 0.012)}"))));
        const string Window = "--gtfs CITY --origins POINTS --destinations POINTS --date 2026-11-24 --depart 08:00 --until 08:20 --out OUT";

        Run($"{Window} --osm STREETS");
        var one = File.ReadAllLines(Path.Combine(folder, "out.csv"));
        Run($"{Window} --osm STREETS --threads 2");
        Assert.Equal(one, File.ReadAllLines(Path.Combine(folder, "out.csv")));
        Assert.True(one.Length > 2_000, $"{one.Length} rows");
        Assert.Contains("p0,p0,28800,28800", one);

        Run(Window);
        Assert.NotEqual(one, File.ReadAllLines(Path.Combine(folder, "out.csv")));
    }

    [Fact]
    public void Timing_alone_prints_one_line()
    {
        var (exit, output, error) = Run("--timing");
        Assert.Equal((0, ""), (exit, error));
        Assert.Matches(@"^per origin: \d+\.\d{3} ms$", output.Trim());
    }

    [Theory]
    [InlineData("--date 2031-01-01", "--date: the feed's timetable runs from 2030-01-01 to 2030-12-31, 2031-01-01 is outside.")]
    [InlineData("--date yesterday", "--date: yesterday is no date")]
    [InlineData("--depart 8", "--depart: 8 is no time")]
    [InlineData("--depart 08:61", "--depart: 08:61 is no time")]
    [InlineData("--until 07:00", "--until: 07:00 is not after --depart.")]
    [InlineData("--until 09:00 --every 0", "--every: 0 is no whole number from 1 to 86400.")]
    [InlineData("--change-seconds -1", "--change-seconds: -1 is no whole number")]
    [InlineData("--threads many", "--threads: many is no whole number")]
    [InlineData("--walking streets", "--walking: streets needs --osm FILE.")]
    [InlineData("--walking roads", "--walking: roads is none of feed, line and streets.")]
    [InlineData("--osm NOWHERE.osm", "--osm: there is no file NOWHERE.osm.")]
    [InlineData("--percentiles 50,101", "--percentiles: 101 is no whole number from 0 to 100.")]
    [InlineData("--destinations nowhere", "--destinations: there is no file nowhere, and it is neither a point")]
    [InlineData("--destinations m --destinations 40,-80", "--destinations: give stops, or points, not both")]
    [InlineData("--walk-meters -1", "--walk-meters: -1 is no whole number")]
    [InlineData("--gtfs NOWHERE.zip", "NOWHERE.zip")]
    [InlineData("--origins NOWHERE.txt", "--origins: there is no file NOWHERE.txt, and")]
    [InlineData("--origins ORIGINS2", "line 2: no trip of the feed stops at a stop with the id ghost.")]
    [InlineData("--out NOFOLDER", "--out: ")]
    public void A_value_that_cannot_be_used_is_named_and_nothing_is_written(string arguments, string said)
    {
        Write("origins2.txt", "m\nghost\n");
        var (exit, output, error) = Run(arguments);
        Assert.Equal((1, ""), (exit, output));
        Assert.Contains(said, error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder, "out.csv")));
    }

    private (int Exit, string Output, string Error) Run(string arguments)
    {
        var given = arguments.Split(' ').Select(word => word switch
        {
            "OUT" => Path.Combine(folder, "out.csv"),
            "ORIGINS2" => Path.Combine(folder, "origins2.txt"),
            "HOME" or "PLACES" or "POINTS" => Path.Combine(folder, word.ToLowerInvariant() + ".csv"),
            "FEED" or "OTHER" => Path.Combine(folder, word.ToLowerInvariant()),
            "CITY" => Path.Combine(TestKit.Repository.Samples, "gtfs"),
            "STREETS" => Path.Combine(TestKit.Repository.Samples, "streets.osm"),
            "NOFOLDER" => Path.Combine(folder, "no", "such", "folder.csv"),
            _ => word,
        }).ToList();
        Default("--gtfs", Path.Combine(folder, "feed"));
        Default("--origins", Path.Combine(folder, "origins.txt"));
        Default("--date", "2030-03-05");
        Default("--depart", "08:00");
        var configuration = new InvocationConfiguration { Output = new StringWriter(), Error = new StringWriter() };
        var exit = TravelTimesCommand.Create().Parse(given).Invoke(configuration);
        return (exit, configuration.Output.ToString()!, configuration.Error.ToString()!);

        void Default(string option, string value)
        {
            if (!given.Contains(option))
            {
                given.AddRange([option, value]);
            }
        }
    }

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, name))!);
        File.WriteAllText(Path.Combine(folder, name), text);
    }
}
