using ResourceMatch.Matching.Plans;

namespace ResourceMatch.Matching.Tests.Plans;

public sealed class WholePlannerTests
{
    [Fact]
    public void A_plan_is_as_good_as_trying_every_place_order_minute_and_wait()
    {
        var outings = 0;
        var chained = 0;
        for (var seed = 1; seed <= 60; seed++)
        {
            var town = new RandomTown(seed);
            var plan = WholePlanner.Make(town.Travel, town.Answer());
            var slow = new SlowPlans(town).Best();
            var fast = (plan.Outings.Sum(outing => outing.Needs.Count()), plan.Outings.Count, plan.AwaySeconds);
            Assert.True(fast == (slow.Covered, slow.Outings, slow.AwayMinutes * 60), $"seed {seed}: {fast}, the slow search {slow}");
            Assert.True(plan.Outings.Count <= plan.SeparateOutings, $"seed {seed}: more outings than needs");
            foreach (var outing in plan.Outings)
            {
                Assert.True(!PlanCheck.Faults(town, outing).Any(), $"seed {seed}: {string.Join("; ", PlanCheck.Faults(town, outing))}");
                outings++;
                if (outing.Stops.Count > 1) chained++;
            }
        }

        Assert.True(chained > 10, $"only {chained} of {outings} outings have several stops: the towns prove little");
    }
}
