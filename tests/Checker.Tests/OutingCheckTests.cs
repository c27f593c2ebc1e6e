using ResourceMatch.Checker.Answers;
using static ResourceMatch.Checker.Tests.SmallWorld;

namespace ResourceMatch.Checker.Tests;

public sealed class OutingCheckTests
{
    public static TheoryData<string> Faults => [.. PlantedFault.All.Select(fault => fault.Name)];

    [Fact]
    public void A_right_outing_passes() => Assert.Empty(OutingCheck.Check(RightOuting, Terms));

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_planted_fault_is_caught(string name)
    {
        var planted = PlantedFault.All.Single(fault => fault.Name == name);
        var (outing, terms) = planted.Plant(RightOuting, Terms);
        Assert.Contains(OutingCheck.Check(outing, terms), violation => violation.Fault == planted.Expected);
    }

    [Fact]
    public void A_change_that_is_49_seconds_too_short_is_caught_with_its_numbers()
    {
        // Bus 2 at 9:43 runs, but 9:40 and 109 s of walking and 120 s to change make 9:43:49.
        var legs = RightOuting.There.Legs.ToArray();
        legs[3] = new PrintedLeg.Ride("2-out-0943", "harbor", "pantry", Time(9, 43), Time(9, 53), Tuesday, null);
        legs[4] = new PrintedLeg.Walk("pantry", null, Time(9, 53), 109, 130);
        var outing = RightOuting with { ArrivePlace = Time(9, 54, 49), There = RightOuting.There with { Arrive = Time(9, 54, 49), Legs = legs } };
        var violation = Assert.Single(OutingCheck.Check(outing, Terms));
        Assert.Equal("ChangeTooShort: 180 s from 1-out-0930 at center to 2-out-0943 at harbor, 229 s are needed", violation.ToString());
    }

    [Fact]
    public void A_holiday_without_buses_is_caught()
    {
        var thursday = Tuesday.AddDays(2);
        PrintedJourney Moved(PrintedJourney journey) => journey with { Legs = [.. journey.Legs.Select(leg => leg is PrintedLeg.Ride ride ? ride with { ServiceDate = thursday } : leg)] };
        var outing = RightOuting with { Date = thursday, There = Moved(RightOuting.There), Back = Moved(RightOuting.Back) };
        var violations = OutingCheck.Check(outing, Terms with { Stretches = [.. (Family with { FreeTimes = [] }).FreeOn(thursday)] });
        Assert.Equal(4, violations.Count);
        Assert.All(violations, violation => Assert.Matches("DoesNotRun: trip .* does not run on Thursday 2026-11-26", violation.ToString()));
    }

    [Fact]
    public void Carrying_bags_home_shortens_the_walks_home_only()
    {
        var violations = OutingCheck.Check(RightOuting, Terms with { Carries = true, Family = Family with { CarryMeters = 129 } });
        Assert.Equal(3, violations.Count);
        Assert.All(violations, violation => Assert.Equal(Fault.WalkTooLong, violation.Fault));
    }
}
