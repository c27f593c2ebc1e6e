using ResourceMatch.Domain.Needs;
using ResourceMatch.Matching.Outings;
using ResourceMatch.Matching.Tests.Worlds;
using static ResourceMatch.Matching.Tests.Worlds.Town;

namespace ResourceMatch.Matching.Tests.Outings;

/// <summary>There and back while it is open, in a town whose every minute can be worked out by hand; and the link that is named when the chain breaks.</summary>
public sealed class HasAnOutingTests
{
    // Home at 0 m, the stop Maple at 109 m (119 s), the pantry at 9,000 m, its stop Pantry at 8,909 m (99 s).
    private const double Pantry = 9_000;
    private const string Bus7 = """
        7       Maple@109  School@4000  Pantry@8909
                08:05      08:12        08:20
                10:05      10:12        10:20

        7back   Pantry     School       Maple
                09:00      09:08        09:15
                12:00      12:08        12:15
        """;

    [Fact]
    public void A_family_rides_there_waits_for_the_opening_and_rides_home()
    {
        var answer = Match(Network(Bus7), Family(), [Place("pantry", Pantry, "08:30-12:00")], days: 1);

        // 119 s to Maple, so leave at 08:03:01; the pantry opens at 08:30, the stay takes 20 minutes, its stop is 99 s away.
        Assert.Equal(
            "Mon leave 08:03:01 · walk 119s · 7 08:05→08:20 · walk 99s · at 08:21:39 · visit 08:30-08:50 · go 08:58:21 · walk 99s · 7back 09:00→09:15 · walk 119s · home 09:16:59",
            Tell(Assert.Single(Assert.Single(answer.Results).Outings)));
    }

    [Fact]
    public void Each_day_has_its_best_outing_and_the_least_time_away_comes_first()
    {
        var answer = Match(Network(Bus7), Family(), [Place("pantry", Pantry, "08:30-12:00")]);

        var outings = Assert.Single(answer.Results).Outings;
        Assert.Equal(7, outings.Count);
        Assert.Equal(Monday, outings[0].Date);
        Assert.All(outings, outing => Assert.Equal(outings[0].AwaySeconds, outing.AwaySeconds));
        Assert.Equal(7, outings.Select(outing => outing.Date).Distinct().Count());
    }

    [Fact]
    public void The_last_bus_home_carries_a_caveat_and_an_earlier_one_does_not()
    {
        var late = Assert.Single(Match(Network(Bus7), Family(free: "09:30-13:00"), [Place("pantry", Pantry, "11:00-12:00")]).Results);
        var early = Assert.Single(Match(Network(Bus7), Family(), [Place("pantry", Pantry, "08:30-12:00")]).Results);

        Assert.Contains(late.Caveats, caveat => caveat is Reason.LastBusHome);
        Assert.DoesNotContain(early.Caveats, caveat => caveat is Reason.LastBusHome);
        Assert.Equal(1, early.Outings[0].LaterWaysHome);
    }

    [Fact]
    public void Closed_whenever_they_are_free_names_the_open_days() =>
        Assert.Equal([DayOfWeek.Tuesday, DayOfWeek.Thursday], Why<Reason.ClosedWhenFree>(Network(Bus7), Family(free: "15:00-18:00"), Place("pantry", Pantry, "08:30-12:00", DayOfWeek.Tuesday, DayOfWeek.Thursday)).OpenDays);

    [Fact]
    public void A_stop_too_far_at_the_place_names_its_minutes_and_the_limit()
    {
        var reason = Why<Reason.StopTooFar>(Network(Bus7), Family(), Place("far", 8_909 + 2_000));

        // 2,000 m straight = 2,600 m walked = 2,167 s; the limit of 1,200 m takes 1,000 s.
        Assert.Equal(("Place", 37, 16), (reason.At, reason.WalkMinutes, reason.LimitMinutes));
    }

    [Fact]
    public void A_stop_too_far_at_home_is_named_before_the_place() =>
        Assert.Equal("Home", Why<Reason.StopTooFar>(Network(Bus7), Family(homeMeters: -3_000), Place("far", 8_909 + 2_000)).At);

    [Fact]
    public void No_bus_that_arrives_while_it_is_open_is_no_bus_that_day() =>
        Assert.Equal([DayOfWeek.Monday], Why<Reason.NoBusThatDay>(Network(Bus7), Family(), Place("evening", Pantry, "18:00-20:00", DayOfWeek.Monday)).OpenDays);

    [Fact]
    public void Too_far_tells_the_quickest_way_there()
    {
        var reason = Why<Reason.TooFar>(Network(Bus7), Family() with { Limits = new Limits { OneWayMinutes = 15 } }, Place("pantry", Pantry, "08:30-12:00"));

        // 119 s + 15 min + 99 s = 18 min 38 s.
        Assert.Equal((19, 15), (reason.Minutes, reason.LimitMinutes));
    }

    [Fact]
    public void A_family_without_a_car_is_not_sent_where_the_last_bus_has_gone() =>
        Why<Reason.NoWayHome>(Network(Bus7), Family(), Place("pantry", Pantry, "11:45-12:30"), extra: "7       Maple School Pantry\n11:40 11:50 11:55");

    [Fact]
    public void A_way_home_that_takes_too_long_tells_its_minutes()
    {
        var network = Network("""
            7       Maple@109  Pantry@8909
                    08:05      08:20

            8       Pantry     Maple
                    09:00      10:10
            """);

        // 99 s + 70 min + 119 s.
        var reason = Why<Reason.WayHomeTooLong>(network, Family(), Place("pantry", Pantry, "08:30-12:00"));
        Assert.Equal((74, 60), (reason.Minutes, reason.LimitMinutes));
    }

    [Fact]
    public void Days_past_the_calendar_are_never_called_unreachable()
    {
        var network = Network(Bus7, first: new(2026, 1, 1), last: new(2027, 1, 3));

        var reason = Why<Reason.NoTimetable>(network, Family(), Place("pantry", Pantry, "08:30-12:00"));

        Assert.Equal((new DateOnly(2026, 1, 1), new DateOnly(2027, 1, 3)), (reason.ValidFrom, reason.ValidTo));
        Assert.Single(Match(network, Family(), [Place("next door", 300)]).Results); // one's feet need no timetable
    }

    [Fact]
    public void With_bags_the_shorter_walk_holds_on_the_way_home()
    {
        // 700 m straight are 910 m walked: near enough to go, too far to carry.
        var place = Place("pantry", 700);
        var network = Network("7 Maple@9000 School@9500\n08:00 08:10");

        Assert.Single(Match(network, Family(), [place]).Results);
        var reason = Assert.IsType<Reason.StopTooFar>(Assert.Single(Match(network, Family(), [place], NeedOf("food", carries: true)).Excluded).Reason);
        Assert.Equal(11, reason.LimitMinutes); // 800 m
    }

    [Fact]
    public void A_car_goes_where_no_bus_goes()
    {
        var outing = Assert.Single(Match(Network(Bus7), Family() with { HasCar = true }, [Place("far", 17_999, "18:00-20:00")], days: 1).Results).Outings[0];

        // 17,999 m × 1.3 at 9 m/s = 2,600 s, and 120 s to park.
        Assert.Equal((TravelMode.Car, (2 * 2_720) + 1_200), (outing.Mode, outing.AwaySeconds));
    }

    [Fact]
    public void Two_openings_and_two_free_times_a_day_are_each_tried()
    {
        var free = Family() with { FreeTimes = [new(DayOfWeek.Monday, 8 * 60, 8 * 60 + 30), new(DayOfWeek.Monday, 9 * 60 + 30, 13 * 60)] };

        var outing = Assert.Single(Match(Network(Bus7), free, [Place("pantry", Pantry, "08:30-09:30,11:00-12:00")]).Results).Outings[0];

        // 10:21:39 to 11:00 is within the hour of waiting; the bus home is the one at 12:00.
        Assert.Equal((Clock("11:00"), Clock("12:16:59")), (outing.VisitStartSeconds, outing.ArriveHomeSeconds));
    }

    [Fact]
    public void Unknown_hours_are_judged_by_office_hours_and_called_first()
    {
        var result = Assert.Single(Match(Network(Bus7 + "\n\n8 Pantry Maple\n11:00 11:15"), Family(), [Place("pantry", Pantry, opens: null)]).Results);

        Assert.True(result.CallFirst);
        Assert.Equal(5, result.Outings.Count); // Monday to Friday
        Assert.All(result.Outings, outing => Assert.Equal((false, null, null), (outing.HoursKnown, outing.OpensSeconds, outing.ClosesSeconds)));
        Assert.Contains(new Reason.CallFirst("Unknown"), result.Caveats);
    }

    [Fact]
    public void A_place_that_only_our_supposition_closes_stays_on_the_list()
    {
        var saturdays = Family(free: "09:00-13:00", days: DayOfWeek.Saturday);
        var network = Network(Bus7 + "\n\n8 Pantry Maple\n11:00 11:15");

        var result = Assert.Single(Match(network, saturdays, [Place("pantry", Pantry, opens: null)]).Results);

        Assert.True(result.CallFirst);
        Assert.Empty(result.Outings);
        // But what no hours could bring within reach is left out, and for that reason.
        var tired = saturdays with { Limits = new Limits { OneWayMinutes = 15 } };
        Assert.Equal(new Reason.TooFar(19, 15), Assert.Single(Match(network, tired, [Place("pantry", Pantry, opens: null)]).Excluded).Reason);
    }

    [Fact]
    public void On_the_night_when_clocks_change_opening_times_stay_those_of_the_wall()
    {
        // 2027-03-14: 02:00 becomes 03:00. Service-day zero is noon minus 12 h, so 08:30 on the wall is still 30,600 s.
        var sunday = new DateOnly(2027, 3, 14);
        var place = Place("pantry", Pantry, "08:30-12:00");

        var outing = Assert.Single(Match(Network(Bus7), Family(), [place], from: sunday, days: 1).Results).Outings[0];

        Assert.Equal(Clock("08:30"), outing.VisitStartSeconds);
    }

    private static T Why<T>(TravelNetwork network, Household household, Candidate candidate, string? extra = null)
        where T : Reason
    {
        var used = extra is null ? network : Network(Bus7 + "\n\n" + extra);
        return Assert.IsType<T>(Assert.Single(Match(used, household, [candidate]).Excluded).Reason);
    }
}
