using ResourceMatch.Domain.Needs;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Matching.Outings;
using ResourceMatch.Matching.Plans;
using ResourceMatch.Matching.Tests.Worlds;
using static ResourceMatch.Matching.Tests.Worlds.Town;

namespace ResourceMatch.Matching.Tests.Plans;

/// <summary>Whole plans whose every minute can be worked out by hand.</summary>
public sealed class PlanByHandTests
{
    // Home at 0 m, the stop Maple at 109 m (119 s); along the line Elm at 4,000 m and Pine at 9,000 m.
    private const string Line = """
        7       Maple@109  Elm@4000  Pine@9000
                13:05      13:15     13:30
                14:05      14:15     14:30
                15:05      15:15     15:30

        7back   Pine       Elm       Maple
                14:50      15:05     15:15
                15:50      16:05     16:15
                16:50      17:05     17:15
        """;

    private static readonly Need Glasses = NeedOf("glasses", carries: false);
    private static readonly Need Coats = NeedOf("coats", carries: true, stayMinutes: 30);
    private static readonly TravelNetwork Buses = Network(Line);

    [Fact]
    public void Two_needs_on_one_line_are_one_afternoon()
    {
        Candidate[] places = [For(Place("pantry", 4_000, "13:00-15:00", DayOfWeek.Monday), Food), For(Place("optician", 9_000, "14:00-15:00", DayOfWeek.Monday), Glasses)];

        var plan = Plan(Family(0, "13:00-18:00"), places, Food, Glasses);

        var outing = Assert.Single(plan.Outings);
        Assert.Equal(["pantry", "optician"], outing.Stops.Select(stop => stop.Candidate.ServiceName));
        // 13:15 Elm, done at 13:35; the 14:15 to Pine at 14:30, done at 14:50, just for the bus that is home at 15:15.
        Assert.Equal(Clock("13:05") - 119, outing.LeaveSeconds);
        Assert.Equal((Clock("13:15"), Clock("13:35"), Clock("14:15")), (outing.Stops[0].ArriveSeconds, outing.Stops[0].EndSeconds, outing.Stops[0].LeaveSeconds));
        Assert.Equal((Clock("14:30"), Clock("14:50")), (outing.Stops[1].ArriveSeconds, outing.Stops[1].LeaveSeconds));
        Assert.Equal(Clock("15:15") + 119, outing.ArriveHomeSeconds);
        // The 15:50 is too long a wait outside the door that closes at 15:00.
        Assert.Equal((2, 0), (plan.SeparateOutings, outing.LaterWaysHome));
        Assert.Empty(plan.Uncovered);
    }

    [Fact]
    public void One_place_for_two_needs_takes_both_stays()
    {
        Candidate[] places = [For(Place("center", 4_000, "13:00-17:00", DayOfWeek.Monday), Food, Coats)];

        var stop = Assert.Single(Assert.Single(Plan(Family(0, "13:00-18:00"), places, Food, Coats).Outings).Stops);

        Assert.Equal(["food", "coats"], stop.Needs.Select(need => need.Key));
        Assert.Equal(50 * 60, stop.EndSeconds - stop.StartSeconds);
    }

    [Fact]
    public void With_bags_every_later_way_keeps_the_shorter_walk()
    {
        // 300 m apart: 390 walked metres, which is more than they walk with coats; the other way round it is walked without.
        Candidate[] places = [For(Place("coats", 4_000, "13:00-17:00"), Coats), For(Place("optician", 4_300, "13:00-17:00"), Glasses)];
        var family = Family(0, "13:00-18:00", DayOfWeek.Monday) with { Limits = new Limits { WalkMeters = 1_200, CarryMeters = 200 } };

        var outing = Assert.Single(Plan(family, places, Coats, Glasses).Outings);

        Assert.Equal(["optician", "coats"], outing.Stops.Select(stop => stop.Candidate.ServiceName));
    }

    [Fact]
    public void By_car_every_way_is_driven()
    {
        Candidate[] places = [For(Place("pantry", 20_000, "13:00-17:00"), Food), For(Place("optician", 30_000, "13:00-17:00"), Glasses)];

        var outing = Assert.Single(Plan(Family(0, "13:00-18:00", DayOfWeek.Monday) with { HasCar = true, Limits = new Limits { OneWayMinutes = 90 } }, places, Food, Glasses).Outings);

        Assert.Equal(TravelMode.Car, outing.Mode);
        Assert.All([outing.Home, .. outing.Stops.Select(stop => stop.There)], journey => Assert.IsType<Leg.Drive>(Assert.Single(journey.Legs)));
        var (far, near) = ((int)Math.Ceiling(30_000 * 1.3 / 9) + 120, (int)Math.Ceiling(10_000 * 1.3 / 9) + 120);
        Assert.Equal(far + near + (int)Math.Ceiling(20_000 * 1.3 / 9) + 120 + (40 * 60), outing.AwaySeconds, 2.0);
    }

    [Fact]
    public void From_work_and_back_home_the_pantry_lies_on_the_way()
    {
        var family = Family(0) with { Work = At(9_000), FreeTimes = [new FreeTime(DayOfWeek.Monday, 14 * 60, 18 * 60, StartPlace.Work)] };

        var outing = Assert.Single(Plan(family, [For(Place("pantry", 4_000, "13:00-17:30"), Food)], Food).Outings);

        Assert.Equal((OutingEnd.Work, OutingEnd.Home), (outing.StartsAt, outing.EndsAt));
        Assert.Equal((Clock("14:50"), Clock("16:15") + 119), (outing.LeaveSeconds, outing.ArriveHomeSeconds));
        Assert.Equal(1, outing.LaterWaysHome);
    }

    [Fact]
    public void What_needs_no_trip_is_told_and_what_nobody_offers_is_named()
    {
        var phone = For(Place("line", 0), Glasses) with { Delivery = Delivery.Remote, Point = null };

        var plan = Plan(Family(0, "13:00-18:00"), [phone], Food, Glasses);

        Assert.Empty(plan.Outings);
        Assert.Equal("line", Assert.Single(plan.WithoutTrip).Candidate.ServiceName);
        Assert.Equal("food", Assert.Single(plan.Uncovered).Key);
    }

    [Fact]
    public void Ten_needs_are_planned_eight_at_a_time()
    {
        Need[] needs = [.. Enumerable.Range(0, 10).Select(index => NeedOf($"n{index}", carries: false))];
        Candidate[] places = [.. needs.Select((need, index) => For(Place(need.Key, 300 + (40 * index), "13:00-17:00"), need))];

        var plan = Plan(Family(0, "13:00-17:00"), places, needs);

        Assert.Empty(plan.Uncovered);
        Assert.Equal(4, plan.Outings.Count);
        Assert.Equal(10, plan.Outings.SelectMany(outing => outing.Needs).Distinct().Count());
        Assert.Equal(4, plan.Outings.Select(outing => outing.Date).Distinct().Count());
    }

    private static Candidate For(Candidate place, params Need[] needs) => place with { Needs = needs.Select(need => need.Key).ToHashSet() };

    private static WholePlan Plan(Household household, IReadOnlyList<Candidate> places, params Need[] needs)
    {
        var travel = new HouseholdTravel(Buses, household);
        var engine = new MatchEngine(places);
        return WholePlanner.Make(travel, [.. needs.Select(need => engine.Match(travel, need, Monday, 7))]);
    }
}
