using ResourceMatch.Matching.Assignment;

namespace ResourceMatch.Matching.Tests.Assignment;

/// <summary>Few seats, many students: by the rules, never above capacity, and provably best.</summary>
public sealed class SeatAssignmentTests
{
    private static readonly DateOnly September = new(2026, 9, 1);

    [Fact]
    public void Tier_goes_before_waiting_and_waiting_before_the_lottery()
    {
        Applicant[] applicants =
        [
            One("late-one", 1, September.AddDays(20)), One("early-one", 1, September), One("new-three", 3, null), One("early-two", 2, September), One("late-two", 2, September.AddDays(1)),
        ];

        var plan = SeatAssignment.Assign(applicants, [3], seed: 1);

        Assert.Equal(["new-three", "early-two", "late-two"], plan.Outcomes.Where(outcome => outcome.IsSeated).OrderBy(outcome => outcome.Seat).Select(outcome => outcome.Applicant.Id));
        var turnedAway = plan.Outcomes[1];
        Assert.Equal(("late-two", SeatRule.Tier), (turnedAway.Rival!.Id, turnedAway.DecidedBy));
        Assert.Equal(("early-one", SeatRule.Tier), (plan.Outcomes[2].Rival!.Id, plan.Outcomes[2].DecidedBy));
    }

    [Fact]
    public void Equal_students_draw_lots_and_the_same_seed_draws_the_same()
    {
        Applicant[] applicants = [.. Enumerable.Range(1, 200).Select(number => One($"student-{number}", 2, September))];

        var plan = SeatAssignment.Assign(applicants, [40], seed: 7);

        Assert.Equal(40, plan.Outcomes.Count(outcome => outcome.IsSeated));
        var last = plan.Outcomes.Where(outcome => outcome.IsSeated).Max(outcome => outcome.Lottery);
        Assert.All(plan.Outcomes.Where(outcome => !outcome.IsSeated), outcome =>
        {
            Assert.True(outcome.Lottery > last);
            Assert.Equal((SeatRule.Lottery, last), (outcome.DecidedBy, Precedence.LotteryNumber(7, outcome.Rival!.Id)));
        });
        Assert.Equal(Seated(plan), Seated(SeatAssignment.Assign([.. applicants.Reverse()], [40], seed: 7)));
        Assert.NotEqual(Seated(plan), Seated(SeatAssignment.Assign(applicants, [40], seed: 8)));
        // SHA-256 of "7:student-1", worked out with another tool.
        Assert.Equal(StudentOneOfSeven, Precedence.LotteryNumber(7, "student-1"), 12);
    }

    [Fact]
    public void A_student_moves_to_another_place_so_that_one_more_is_seated()
    {
        // Both go to the first place sooner, but only one of them can use the second.
        Applicant[] applicants = [new("either", 3, null, [new(0, 100), new(1, 500)]), new("first-only", 1, null, [new(0, 100)])];

        var plan = SeatAssignment.Assign(applicants, [1, 1], seed: 1);

        Assert.Equal([1, 0], plan.Outcomes.Select(outcome => outcome.Place!.Value));
        Assert.Equal(600, plan.TotalAwaySeconds);
        Assert.All(plan.Outcomes, outcome => Assert.Null(outcome.Rival));
    }

    [Fact]
    public void Without_seats_nobody_is_seated_and_nobody_is_blamed()
    {
        var plan = SeatAssignment.Assign([One("a", 1, null)], [0], seed: 1);

        Assert.Equal((false, null, null), (plan.Outcomes[0].IsSeated, plan.Outcomes[0].Rival, plan.Outcomes[0].DecidedBy));
        Assert.Empty(SeatAssignment.Assign([], [3], seed: 1).Outcomes);
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        Assert.Throws<ArgumentException>(() => SeatAssignment.Assign([One("a", 1, null), One("a", 2, null)], [1], 1));
        Assert.Throws<ArgumentException>(() => SeatAssignment.Assign([new("a", 1, null, [new(1, 5)])], [1], 1));
        Assert.Throws<ArgumentException>(() => SeatAssignment.Assign([new("a", 1, null, [new(0, -5)])], [1], 1));
        Assert.Throws<ArgumentException>(() => SeatAssignment.Assign([new("a", 1, null, [])], [1], 1));
        Assert.Throws<ArgumentException>(() => SeatAssignment.Assign([], [-1], 1));
    }

    [Fact]
    public void Over_a_thousand_random_cases_no_other_plan_is_better()
    {
        for (var seed = 0; seed < 1_000; seed++)
        {
            var (applicants, capacities) = RandomCase(new Random(seed), students: 6, places: 3);
            var plan = SeatAssignment.Assign(applicants, capacities, seed);

            Assert.True(IsValid(plan, capacities), $"seed {seed}: a capacity is passed, or a place is taken that is no option");
            var (best, total, most) = ExhaustiveSeats.Find(applicants, capacities, seed);
            Assert.True(best.SequenceEqual(SeatsByPrecedence(plan, seed)), $"seed {seed}: others should be seated");
            Assert.True(most == plan.Outcomes.Count(outcome => outcome.IsSeated), $"seed {seed}: {most} could be seated");
            Assert.True(total == plan.TotalAwaySeconds, $"seed {seed}: {plan.TotalAwaySeconds} s away where {total} s would do");
            AssertPricesProve(plan, capacities, seed);
        }
    }

    [Fact]
    public void In_a_large_case_the_prices_prove_the_total()
    {
        var (applicants, capacities) = RandomCase(new Random(26), students: 2_000, places: 12);
        var plan = SeatAssignment.Assign(applicants, [.. capacities.Select(seats => seats * 40)], 26);

        Assert.True(IsValid(plan, [.. capacities.Select(seats => seats * 40)]));
        AssertPricesProve(plan, [.. capacities.Select(seats => seats * 40)], 26);
        AssertRivalsProve(plan);
    }

    private const double StudentOneOfSeven = 0.009542005649574525;

    private static Applicant One(string id, int tier, DateOnly? since) => new(id, tier, since, [new SeatOption(0, 1_000)]);

    private static IEnumerable<string> Seated(SeatPlan plan) => plan.Outcomes.Where(outcome => outcome.IsSeated).Select(outcome => outcome.Applicant.Id).Order(StringComparer.Ordinal);

    private static (Applicant[] Applicants, int[] Capacities) RandomCase(Random random, int students, int places)
    {
        int[] capacities = [.. Enumerable.Range(0, random.Next(1, places + 1)).Select(_ => random.Next(0, 4))];
        Applicant[] applicants =
        [
            .. Enumerable.Range(0, random.Next(1, students + 1)).Select(number => new Applicant(
                $"s{number}", random.Next(1, 4), random.Next(3) == 0 ? null : September.AddDays(random.Next(3)),
                [.. Enumerable.Range(0, capacities.Length).OrderBy(_ => random.Next()).Take(random.Next(1, capacities.Length + 1)).Select(place => new SeatOption(place, random.Next(0, 9)))])),
        ];
        return (applicants, capacities);
    }

    private static bool IsValid(SeatPlan plan, int[] capacities) =>
        plan.Outcomes.Where(outcome => outcome.IsSeated).GroupBy(outcome => outcome.Place!.Value).All(place =>
            place.Count() <= capacities[place.Key] && place.Select(outcome => outcome.Seat).Order().SequenceEqual(Enumerable.Range(1, place.Count())))
        && plan.Outcomes.Where(outcome => outcome.IsSeated).All(outcome => outcome.Applicant.Options.Contains(new SeatOption(outcome.Place!.Value, outcome.AwaySeconds)));

    private static bool[] SeatsByPrecedence(SeatPlan plan, long seed) =>
        [.. ExhaustiveSeats.Order(plan.Outcomes.Select(outcome => outcome.Applicant), seed).Select(applicant => plan.Outcomes.First(outcome => outcome.Applicant == applicant).IsSeated)];

    /// <summary>Weak duality: with such prices no seating of the same students takes less time.</summary>
    private static void AssertPricesProve(SeatPlan plan, int[] capacities, long seed)
    {
        var prices = plan.PlacePrices;
        var left = Enumerable.Range(0, capacities.Length).Select(place => capacities[place] - plan.Outcomes.Count(outcome => outcome.Place == place)).ToArray();
        Assert.All(prices, price => Assert.True(price >= 0));
        Assert.All(Enumerable.Range(0, capacities.Length).Where(place => left[place] > 0), place => Assert.Equal(0, prices[place]));
        var least = plan.Outcomes.Where(outcome => outcome.IsSeated).Sum(outcome => outcome.Applicant.Options.Min(option => option.AwaySeconds + prices[option.Place]));
        Assert.True(plan.TotalAwaySeconds == least - Enumerable.Range(0, capacities.Length).Sum(place => capacities[place] * prices[place]), $"seed {seed}: the prices do not prove the total");
    }

    /// <summary>Everyone without a seat faces full places, held by people who go first and can use only these.</summary>
    private static void AssertRivalsProve(SeatPlan plan)
    {
        var holders = plan.Outcomes.Where(outcome => outcome.IsSeated).ToLookup(outcome => outcome.Place!.Value);
        foreach (var refused in plan.Outcomes.Where(outcome => !outcome.IsSeated))
        {
            HashSet<int> closed = [.. refused.Applicant.Options.Select(option => option.Place)];
            for (var before = 0; before < closed.Count;)
            {
                before = closed.Count;
                closed.UnionWith(closed.SelectMany(place => holders[place]).SelectMany(holder => holder.Applicant.Options).Select(option => option.Place).ToList());
            }

            Assert.All(closed.SelectMany(place => holders[place]), holder => Assert.True(IsBefore(holder, refused)));
        }
    }

    private static bool IsBefore(SeatOutcome one, SeatOutcome other) =>
        (-one.Applicant.Tier, one.Applicant.WaitingSince ?? DateOnly.MaxValue, one.Lottery).CompareTo((-other.Applicant.Tier, other.Applicant.WaitingSince ?? DateOnly.MaxValue, other.Lottery)) < 0;
}
