using System.Net.Http.Json;
using ResourceMatch.Checker.Answers;
using ResourceMatch.Checker.Judging;
using ResourceMatch.Checker.Search;
using Xunit.Abstractions;

namespace ResourceMatch.Checker.Tests.SampleCity;

[Collection(SampleCityCollection.Name)]
public sealed class SampleCityTests(SampleCityAnswers city, ITestOutputHelper output)
{
    private const int LeastOutings = 3_000;
    private const int FamilyNeedsSearched = 200;
    private const int Seed = 20261123;

    [Fact]
    public void Every_outing_of_all_400_families_stands_in_the_raw_rows_and_nothing_is_hidden_from_200_of_their_needs()
    {
        var report = CheckRun.Check(city.City, city.Families, city.Answers, FamilyNeedsSearched, Seed);
        output.WriteLine($"seed {Seed}: {report}");
        Assert.True(report.Violations.Count == 0, string.Join('\n', [$"{report}", .. report.Violations.Take(20).Select(violation => violation.ToString())]));
        Assert.Equal(400, report.Answers);
        Assert.Equal(FamilyNeedsSearched, report.FamilyNeedsSearched);
        Assert.True(report.Outings >= LeastOutings, $"{report}");
    }

    [Fact]
    public void Faults_planted_into_printed_outings_are_caught()
    {
        var outings = (
            from answer in city.Answers
            let family = city.Families.Single(family => family.Id == answer.HouseholdId)
            from need in answer.Needs
            from result in need.Results
            from outing in result.Outings
            where outing.There.Legs.OfType<PrintedLeg.Ride>().Any() && outing.Back.Legs.OfType<PrintedLeg.Ride>().Any() && outing.There.Legs[0] is PrintedLeg.Walk && !family.NeedsStepFree
            let place = city.City.PlaceOf[result.Place]
            select (outing, terms: AnswerCheck.Terms(city.City, family, city.City.Needs[need.Need], place, answer, outing.Date))).ToList();
        new Random(Seed).Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(outings));
        Assert.True(outings.Count > 100, $"only {outings.Count} outings with a ride each way");
        foreach (var (outing, terms) in outings.Take(100))
        {
            Assert.Empty(OutingCheck.Check(outing, terms));
            foreach (var fault in PlantedFault.All.Where(fault => fault.Expected is not (Fault.NotStepFree or Fault.WrongOrder or Fault.WalkTooLong)))
            {
                var (spoilt, spoiltTerms) = fault.Plant(outing, terms);
                var found = OutingCheck.Check(spoilt, spoiltTerms);
                Assert.True(found.Any(violation => violation.Fault == fault.Expected), $"{fault.Name} was not caught in {outing.Date} {Clock.Text(outing.LeaveHome)}; found {string.Join("; ", found)}");
            }
        }
    }

    [Fact]
    public void An_answer_that_hides_something_is_caught()
    {
        var (answer, need, result) = (
            from each in city.Answers
            from asked in each.Needs
            from shown in asked.Results
            where shown.Outings.Count > 1 && shown.Outings.All(outing => outing.Mode == PrintedMode.Transit)
            select (each, asked, shown)).First();
        IReadOnlyList<Violation> Search(PrintedNeed changed)
        {
            var family = city.Families.Single(family => family.Id == answer.HouseholdId);
            return ExhaustiveCheck.Check(city.City, new FamilyDays(city.City, family), family, answer with { Needs = [.. answer.Needs.Select(each => each.Need == changed.Need ? changed : each)] }, changed.Need);
        }

        PrintedNeed With(PrintedResult changed) => need with { Results = [.. need.Results.Select(each => each.Place == changed.Place ? changed : each)] };
        PrintedNeed Without() => need with { Results = [.. need.Results.Where(each => each.Place != result.Place)] };
        void Expect(Fault fault, PrintedNeed changed) => Assert.Contains(Search(changed), violation => violation.Fault == fault);

        Assert.Empty(Search(need));
        Expect(Fault.Missing, Without());
        Expect(Fault.HiddenPlace, Without() with { Excluded = [.. need.Excluded, new PrintedExclusion(result.Place, result.Name, "ClosedWhenFree")] });
        Expect(Fault.HiddenPlace, Without() with { Excluded = [.. need.Excluded, new PrintedExclusion(result.Place, result.Name, "LanguageMissing")] });
        Expect(Fault.HiddenDay, With(result with { Outings = [.. result.Outings.Skip(1)] }));
        var first = result.Outings[0];
        Expect(Fault.LessTimeAway, With(result with { Outings = [first with { LeaveHome = first.LeaveHome - 60 }, .. result.Outings.Skip(1)] }));
        Expect(Fault.EarlierHome, With(result with { Outings = [first with { ArriveHome = first.ArriveHome + 60 }, .. result.Outings.Skip(1)] }));
        Expect(Fault.SearchFoundLess, With(result with { Outings = [first with { LeaveHome = first.LeaveHome + 600 }, .. result.Outings.Skip(1)] }));
        var excluded = need.Excluded.FirstOrDefault(each => each.ReasonKind is "LanguageMissing" or "GradesOnly" or "AgesOnly" or "ResidentsOnly" or "OutOfSeason");
        if (excluded is not null) Expect(Fault.WrongReason, need with { Excluded = [.. need.Excluded.Select(each => each == excluded ? each with { ReasonKind = "Full" } : each)] });
    }

    [Fact]
    public void A_score_that_nobody_can_add_up_and_a_wrong_rank_are_caught()
    {
        var (answer, need, result) = (
            from each in city.Answers
            from asked in each.Needs
            where asked.Results.Count(shown => shown.Outings.Count > 0 && !shown.CallFirst) > 1 && asked.Results[0].Total > asked.Results[1].Total + 0.01
            select (each, asked, asked.Results[0])).First();
        var family = city.Families.Single(family => family.Id == answer.HouseholdId);
        IReadOnlyList<Violation> Check(params IReadOnlyList<PrintedResult> results) =>
            AnswerCheck.Check(city.City, family, answer with { Needs = [need with { Results = results }], Plan = null }).Violations;

        Assert.Empty(Check(need.Results));
        Assert.Contains(Check([result with { Total = result.Total + 0.01 }, .. need.Results.Skip(1)]), violation => violation.Fault == Fault.ScoreNotAddingUp);
        Assert.Contains(Check([result with { Parts = [.. result.Parts.Select(part => part with { Value = 1 - part.Value })] }, .. need.Results.Skip(1)]), violation => violation.Fault == Fault.ScoreNotAddingUp);
        Assert.Contains(Check([need.Results[1] with { Rank = 1 }, result with { Rank = 2 }, .. need.Results.Skip(2)]), violation => violation.Fault == Fault.WrongRank);
    }

    [Fact]
    public void Faults_planted_into_a_whole_plan_are_caught()
    {
        var plans = city.Answers.Where(answer => answer.Plan is { Outings.Count: > 0 }).ToList();
        Assert.True(plans.Count >= 10, $"only {plans.Count} plans");
        Assert.Contains(plans, answer => answer.Plan!.Outings.Any(outing => outing.Stops.Count > 1));
        foreach (var answer in plans)
        {
            var family = city.Families.Single(family => family.Id == answer.HouseholdId);
            var plan = answer.Plan!;
            var (outing, stop) = (plan.Outings[0], plan.Outings[0].Stops[0]);
            PrintedPlan With(PrintedPlanOuting changed) => plan with { Outings = [changed, .. plan.Outings.Skip(1)] };
            PrintedPlan WithStop(PrintedPlanStop changed) => With(outing with { Stops = [changed, .. outing.Stops.Skip(1)] });
            void Expect(Fault fault, PrintedPlan changed) => Assert.Contains(PlanCheck.Check(city.City, family, answer, changed), violation => violation.Fault == fault);

            Assert.Empty(PlanCheck.Check(city.City, family, answer, plan));
            Expect(Fault.PlanWrong, plan with { Away = plan.Away - 60 });
            Expect(Fault.PlanWrong, plan with { SeparateAway = plan.SeparateAway + 60 });
            Expect(Fault.PlanWrong, plan with { Outings = [.. plan.Outings.Skip(1)] });
            Expect(Fault.DateOutsideWindow, With(outing with { Date = outing.Date.AddDays(28) }));
            Expect(Fault.StayWrong, WithStop(stop with { VisitEnd = stop.VisitEnd - 300 }));
            Expect(Fault.ClosedOnArrival, WithStop(stop with { VisitStart = stop.VisitStart + 300 }));
            Expect(Fault.WaitsTooLong, WithStop(stop with { Arrive = stop.Arrive - 7_200 }));
            Expect(Fault.NotFree, With(outing with { ArriveHome = outing.ArriveHome + 90_000 }));
            Expect(Fault.NoWayHome, With(outing with { Home = outing.Home with { Legs = [] } }));
        }
    }

    [Fact]
    public async Task The_public_endpoint_prints_what_was_checked()
    {
        var answer = city.Answers.First(answer => answer.Plan is null && answer.Needs[0].Results is [{ Outings: [{ Mode: PrintedMode.Transit }, ..] }, ..]);
        using var response = await city.Client.PostAsJsonAsync("/api/matches", new { householdId = answer.HouseholdId, date = "2026-11-23" });
        var posted = PrintedAnswer.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal(System.Text.Json.JsonSerializer.Serialize(answer), System.Text.Json.JsonSerializer.Serialize(posted));
        Assert.Empty(AnswerCheck.Check(city.City, city.Families.Single(family => family.Id == answer.HouseholdId), posted).Violations);
    }
}
