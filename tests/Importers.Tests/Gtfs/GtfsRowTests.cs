using System.Text;
using ResourceMatch.Importers.Gtfs;
using ResourceMatch.Importers.Notices;
using ResourceMatch.Transit;

namespace ResourceMatch.Importers.Tests.Gtfs;

public sealed class GtfsRowTests : IDisposable
{
    private readonly FeedKit kit = new();

    public void Dispose() => kit.Dispose();

    [Fact]
    public void A_good_feed_is_read_whole_and_without_a_word()
    {
        var feed = kit.Load();
        Assert.Empty(feed.Notices.Summarize());
        var timetable = feed.Timetable;
        Assert.Equal((3, 1, 2, 5), (timetable.StopCount, timetable.LineCount, timetable.TripCount, timetable.StopTimeCount));
        Assert.Equal(("County Transit", "America/New_York"), (timetable.FeedName, timetable.TimeZone.Id));
        Assert.Equal((new DateOnly(2030, 1, 1), new DateOnly(2030, 12, 31)), (timetable.FirstServiceDate, timetable.LastServiceDate));
        Assert.Equal(new TransitLine("7", "7", "Maple - Pantry", 3, "", "", "County Transit"), timetable.GetLine(new LineIndex(0)));
        Assert.Equal("08:00 → 08:20", Ride(feed, "m", "p"));
    }

    [Fact]
    public void A_byte_order_mark_blanks_quotes_and_windows_line_ends_are_no_trouble()
    {
        kit.With("stops.txt", "\uFEFFstop_id, stop_name ,stop_lat,stop_lon\r\n m ,\"Maple, \"\"Old\"\" Street\", 40.00 ,-80.00\r\ns,\"School\nYard\",40.01,-80.00\r\n\r\n\"p\",Pantry,40.02,-80.00");
        var feed = kit.Load();
        Assert.Equal(["Maple, \"Old\" Street", "School\nYard", "Pantry"], Enumerable.Range(0, 3).Select(stop => feed.Timetable.GetStop(new StopIndex(stop)).Name));
        Assert.Equal("08:00 → 08:20", Ride(feed, "m", "p"));
        Assert.Empty(feed.Notices.Summarize());
    }

    [Fact]
    public void Ids_are_texts_however_much_they_look_like_numbers()
    {
        kit.Change("stops.txt", "\nm,", "\n007,").Change("stop_times.txt", "08:00:00,m,1", "08:00:00,007,1").Change("stop_times.txt", "09:00:00,m,1", "09:00:00,007,1");
        var feed = kit.Load();
        Assert.NotNull(feed.Timetable.FindStop("007"));
        Assert.Null(feed.Timetable.FindStop("7"));
    }

    [Fact]
    public void Bytes_that_are_no_utf8_and_zero_bytes_are_replaced_and_counted()
    {
        kit.With("stops.txt", [.. "stop_id,stop_name,stop_lat,stop_lon\nm,Caf"u8, 0xE9, .. ",40.00,-80.00\ns,Scho\0ol,40.01,-80.00\np,Pantry,40.02,-80.00\n"u8]);
        var feed = kit.Load();
        Assert.Equal(["Caf\uFFFD", "School"], Enumerable.Range(0, 2).Select(stop => feed.Timetable.GetStop(new StopIndex(stop)).Name));
        Assert.Equal(2, FeedKit.Notice(feed, "invalid_character").Count);
    }

    [Fact]
    public void A_file_in_utf16_is_read_by_its_mark()
    {
        kit.With("stops.txt", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("stop_id,stop_name,stop_lat,stop_lon\nm,Érable,40.00,-80.00\np,Pantry,40.02,-80.00\ns,School,40.01,-80.00\n")]);
        Assert.Equal("Érable", kit.Load().Timetable.GetStop(new StopIndex(0)).Name);
    }

    [Fact]
    public void Short_rows_read_as_blank_long_ones_are_cut_and_the_first_of_two_columns_counts()
    {
        kit.With("stops.txt", "stop_id,stop_name,stop_lat,stop_lon,stop_name\nm,Maple,40.00,-80.00,Other\ns,School\np,Pantry,40.02,-80.00,x,y,z\n");
        var feed = kit.Load();
        Assert.Equal("Maple", feed.Timetable.GetStop(new StopIndex(0)).Name);
        Assert.False(feed.Timetable.GetStop(new StopIndex(1)).HasPoint);
        Assert.Equal(2, FeedKit.Notice(feed, "invalid_row_length").Count);
        Assert.Equal((1, "stop_name"), (FeedKit.Notice(feed, "duplicated_column").Examples[0].Row, FeedKit.Notice(feed, "duplicated_column").Examples[0].Field));
        Assert.Equal(3, FeedKit.Notice(feed, "stop_without_location").Examples[0].Row);
    }

    [Fact]
    public void Of_two_rows_with_one_key_the_first_counts()
    {
        kit.Change("stops.txt", "s,School,40.01,-80.00\n", "s,School,40.01,-80.00\ns,Second,41,-81\n")
            .Change("trips.txt", "7,WK,t2,Pantry\n", "7,WK,t2,Pantry\n7,WK,t2,Elsewhere\n")
            .With("calendar_dates.txt", "service_id,date,exception_type\nWK,20300305,2\nWK,20300305,1\n");
        var feed = kit.Load();
        Assert.Equal("School", feed.Timetable.GetStop(feed.Timetable.FindStop("s")!.Value).Name);
        Assert.Equal(["stops.txt", "calendar_dates.txt", "trips.txt"], feed.Notices.Summarize().Where(count => count.Kind == "duplicate_key").Select(count => count.File));
        Assert.Equal("no way", Ride(feed, "m", "p"));
    }

    [Fact]
    public void Rows_that_point_nowhere_are_dropped_and_the_rest_of_the_feed_stays()
    {
        kit.Change("trips.txt", "7,WK,t2,Pantry\n", "7,WK,t2,Pantry\n9,WK,t3,x\n7,SU,t4,x\n7,WK,t5,x\n")
            .Change("stop_times.txt", "t2,09:20:00", "t9,09:00:00,09:00:00,m,1\nt1,08:15:00,08:15:00,nowhere,2\nt2,09:20:00")
            .With("transfers.txt", "from_stop_id,to_stop_id,transfer_type,min_transfer_time\nm,nowhere,0,\n")
            .With("frequencies.txt", "trip_id,start_time,end_time,headway_secs\nt77,08:00:00,09:00:00,600\n");
        var feed = kit.Load();
        Assert.Equal(2, feed.Timetable.TripCount);
        Assert.Equal(
            [("trips.txt", 2), ("stop_times.txt", 2), ("frequencies.txt", 1), ("transfers.txt", 1)],
            feed.Notices.Summarize().Where(count => count.Kind == "foreign_key_violation").Select(count => (count.File, count.Count)));
        Assert.Equal("trips.txt row 6, trip_id: The trip t5 has no stop times; it was left out.", FeedKit.Notice(feed, "unused_trip").Examples[0].ToString());
        Assert.Equal("08:00 → 08:20", Ride(feed, "m", "p"));
    }

    [Theory]
    [InlineData("8:00:00", "08:00")]
    [InlineData(" 08:00:00", "08:00")]
    [InlineData("008:00:00", "08:00")]
    public void Hours_have_one_to_three_digits(string written, string read)
    {
        kit.Change("stop_times.txt", "t1,08:00:00,08:00:00", $"t1,{written},{written}");
        Assert.StartsWith(read, Ride(kit.Load(), "m", "p"));
    }

    [Theory]
    [InlineData("8.00")]
    [InlineData("08:60:00")]
    [InlineData("08:0:00")]
    [InlineData("-1:00:00")]
    [InlineData("noon")]
    public void What_is_no_time_reads_as_blank_and_a_trip_without_its_first_time_is_left_out(string written)
    {
        kit.Change("stop_times.txt", "t1,08:00:00,08:00:00", $"t1,{written},{written}");
        var feed = kit.Load();
        Assert.Equal(2, FeedKit.Notice(feed, "invalid_time").Count);
        Assert.Equal("t1: the trip has no time at its first or last stop; it was left out.", FeedKit.Notice(feed, "missing_trip_edge").Examples[0].Message);
        Assert.Equal("09:00 → 09:20", Ride(feed, "m", "p"));
    }

    [Fact]
    public void Blank_times_lie_between_their_neighbours_by_distance_where_it_grows()
    {
        kit.With("stop_times.txt", "trip_id,arrival_time,departure_time,stop_id,stop_sequence,shape_dist_traveled\nt1,08:00:00,08:00:00,m,1,0\nt1,,,s,2,1\nt1,08:20:00,08:20:00,p,3,4\n");
        Assert.Equal("08:00 → 08:05", Ride(kit.Load(), "m", "s"));
        kit.Change("stop_times.txt", "s,2,1", "s,2,9");
        Assert.Equal("08:00 → 08:10", Ride(kit.Load(), "m", "s"));
    }

    [Fact]
    public void One_time_stands_for_both()
    {
        kit.Change("stop_times.txt", "t1,08:10:00,08:11:00", "t1,08:10:00,");
        var feed = kit.Load();
        Assert.Equal("08:10 → 08:20", Ride(feed, "s", "p"));
        Assert.Equal(1, FeedKit.Notice(feed, "stop_time_with_only_arrival_or_departure_time").Count);
    }

    [Fact]
    public void Rows_of_a_trip_may_stand_apart_and_out_of_order_with_gaps_between_their_numbers()
    {
        kit.With("stop_times.txt", "trip_id,arrival_time,departure_time,stop_id,stop_sequence\nt1,08:20:00,08:20:00,p,30\nt2,09:00:00,09:00:00,m,1\nt1,08:00:00,08:00:00,m,0\nt2,09:20:00,09:20:00,p,3\nt1,08:10:00,08:11:00,s,7\n");
        var feed = kit.Load();
        Assert.Equal(("08:00 → 08:20", "08:00 → 08:10"), (Ride(feed, "m", "p"), Ride(feed, "m", "s")));
        Assert.Empty(feed.Notices.Summarize());
    }

    [Fact]
    public void A_trip_that_goes_back_in_time_is_dropped_not_mended()
    {
        kit.Change("stop_times.txt", "t1,08:10:00,08:11:00", "t1,07:50:00,08:11:00");
        var feed = kit.Load();
        Assert.Equal("09:00 → 09:20", Ride(feed, "m", "p"));
        Assert.Equal(NoticeSeverity.Error, FeedKit.Notice(feed, "stop_time_with_arrival_before_previous_departure_time").Severity);
    }

    [Fact]
    public void A_platform_without_a_point_takes_its_stations_and_vehicles_do_not_stop_at_stations()
    {
        kit.With("stops.txt", "stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station,wheelchair_boarding\nst,Station,40.005,-80.00,1,,1\nm,Maple,,,0,st,\ns,School,40.01,-80.00,0,ghost,\np,Pantry,0,0,0,,2\n")
            .Change("stop_times.txt", "t1,08:10:00,08:11:00,s,2\n", "t1,08:05:00,08:05:00,st,2\nt1,08:10:00,08:11:00,s,3\n").Change("stop_times.txt", "08:20:00,p,3", "08:20:00,p,4");
        var feed = kit.Load();
        var maple = feed.Timetable.GetStop(feed.Timetable.FindStop("m")!.Value);
        Assert.Equal((40.005, Accessibility.Yes), (maple.Latitude, maple.Wheelchair));
        Assert.False(feed.Timetable.GetStop(feed.Timetable.FindStop("p")!.Value).HasPoint);
        Assert.Equal(
            ["stop_without_location", "foreign_key_violation", "point_near_origin", "stop_time_at_station"],
            FeedKit.Kinds(feed).Select(kind => kind.Kind).OrderBy(kind => Array.IndexOf(["stop_without_location", "foreign_key_violation", "point_near_origin", "stop_time_at_station"], kind)));
        Assert.Equal("08:00 → 08:20", Ride(feed, "m", "p"));
    }

    [Fact]
    public void Calendar_dates_alone_are_a_calendar()
    {
        kit.Without("calendar.txt").With("calendar_dates.txt", "service_id,date,exception_type\nWK,20300305,1\nWK,20300401,1\n");
        var feed = kit.Load();
        Assert.Equal((new DateOnly(2030, 3, 5), new DateOnly(2030, 4, 1)), (feed.Timetable.FirstServiceDate, feed.Timetable.LastServiceDate));
        Assert.Equal("08:00 → 08:20", Ride(feed, "m", "p"));
    }

    [Fact]
    public void Bad_dates_bad_exceptions_and_ends_before_starts_are_dropped()
    {
        kit.Change("calendar.txt", "WK,1", "BAD,1,1,1,1,1,1,1,20300231,20301231\nUP,1,1,1,1,1,1,1,20301231,20300101\nWK,1").With("calendar_dates.txt", "service_id,date,exception_type\nWK,2030-03-05,2\nWK,20300305,3\n");
        var feed = kit.Load();
        Assert.Equal("08:00 → 08:20", Ride(feed, "m", "p"));
        Assert.Equal(
            [("calendar.txt", "invalid_date"), ("calendar.txt", "start_and_end_range_out_of_order"), ("calendar_dates.txt", "invalid_date"), ("calendar_dates.txt", "unexpected_enum_value")],
            feed.Notices.Summarize().Select(count => (count.File, count.Kind)));
    }

    [Fact]
    public void Unusable_frequencies_are_left_out_and_their_trip_does_not_run_at_its_template_times()
    {
        kit.With("frequencies.txt", "trip_id,start_time,end_time,headway_secs,exact_times\nt1,10:00:00,10:30:00,0,0\nt1,12:00:00,11:00:00,600,0\nt2,10:00:00,10:30:00,600,0\nt2,10:20:00,10:40:00,600,0\n");
        var feed = kit.Load();
        Assert.Equal("10:00 → 10:20", Ride(feed, "m", "p"));
        Assert.Equal("no way", Ride(feed, "m", "s"));
        Assert.Equal([("unusable_frequency", 2), ("overlapping_frequency", 1)], FeedKit.Kinds(feed));
    }

    [Fact]
    public void A_headway_of_a_second_all_day_for_many_trips_is_capped()
    {
        var rows = string.Concat(Enumerable.Range(0, 40).Select(_ => "t1,00:00:00,24:00:00,1,0\n"));
        kit.With("frequencies.txt", "trip_id,start_time,end_time,headway_secs,exact_times\n" + rows);
        Assert.Equal(40 - (2_000_000 / 86_400), FeedKit.Notice(kit.Load(), "too_many_departures").Count);
    }

    [Fact]
    public void Transfers_for_single_trips_and_ones_nobody_can_walk_are_left_out()
    {
        kit.With("transfers.txt", "from_stop_id,to_stop_id,transfer_type,min_transfer_time,from_trip_id\nm,s,2,60,t1\nm,s,4,,\nm,p,2,60,\nm,p,3,,\n");
        Assert.Equal([("unsupported_transfer", 2), ("transfer_distance_too_large", 1)], FeedKit.Kinds(kit.Load()));
    }

    [Fact]
    public void Services_on_demand_are_not_ridden_by_the_timetable()
    {
        kit.With("stop_times.txt", "trip_id,arrival_time,departure_time,stop_id,stop_sequence,start_pickup_drop_off_window,location_id\nt1,08:00:00,08:00:00,m,1,,\nt1,08:20:00,08:20:00,p,2,,\nt2,,,,1,08:00:00,zone\nt2,,,,2,,zone\n");
        var feed = kit.Load();
        Assert.Equal(1, feed.Timetable.TripCount);
        Assert.Equal(2, FeedKit.Notice(feed, "flexible_service").Count);
    }

    [Fact]
    public void An_unknown_time_zone_and_a_second_one_are_said()
    {
        kit.With("agency.txt", "agency_id,agency_name,agency_url,agency_timezone\nA,County Transit,http://transit.example,Mars/Olympus\nB,Other,http://transit.example,America/Chicago\n");
        var feed = kit.Load();
        Assert.Equal([("inconsistent_agency_timezone", 1), ("invalid_timezone", 1)], FeedKit.Kinds(feed));
        Assert.Equal(TimeZoneInfo.Utc, feed.Timetable.TimeZone);
    }

    [Fact]
    public void A_million_bad_rows_cost_five_examples()
    {
        var rows = new StringBuilder("trip_id,arrival_time,departure_time,stop_id,stop_sequence\nt1,08:00:00,08:00:00,m,1\nt1,08:20:00,08:20:00,p,2\n");
        for (var i = 0; i < 200_000; i++)
        {
            rows.Append("ghost,08:00:00,08:00:00,m,1\n");
        }

        var notice = FeedKit.Notice(kit.With("stop_times.txt", rows.ToString()).Load(), "foreign_key_violation");
        Assert.Equal((200_000, 5, 4), (notice.Count, notice.Examples.Count, notice.Examples[0].Row));
    }

    /// <summary>The first ride of a Tuesday, without any walking.</summary>
    private static string Ride(GtfsFeed feed, string from, string to)
    {
        var day = ((DayOutcome.Ready)NetworkDay.For([feed.Timetable], new DateOnly(2030, 3, 5), new DayOptions { Walking = WalkingSource.Feed })).Day;
        var journey = new JourneyPlanner(day).Depart([new StopWalk(day.FindStop(from)!.Value, 0)], 0, [new StopWalk(day.FindStop(to)!.Value, 0)]);
        return journey is null ? "no way" : $"{day.ServiceDay.ClockOf(journey.LeaveSeconds):HH:mm} → {day.ServiceDay.ClockOf(journey.ArriveSeconds):HH:mm}";
    }
}
