using ResourceMatch.Domain.Needs;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Matching.Advice;
using ResourceMatch.Matching.Outings;
using ResourceMatch.Matching.Tests.Plans;
using ResourceMatch.Matching.Tests.Worlds;

namespace ResourceMatch.Matching.Tests.Advice;

/// <summary>What would help, and what to ask: told by hand, then held against running the engine again for everything that could be changed.</summary>
public sealed class MatchAdvisorTests
{
    private const int Towns = 40;

    [Fact]
    public void If_Saturday_were_possible_four_more()
    {
        var network = Town.Network("7 Maple@100 Elm@900\n  08:00 08:05");
        Candidate[] pantries = [.. Enumerable.Range(1, 4).Select(index => Town.Place($"pantry {index}", 100 * index, "10:00-14:00", DayOfWeek.Saturday))];
        var household = Town.Family(0, "15:00-18:00", DayOfWeek.Tuesday, DayOfWeek.Thursday);

        var advice = Advise(network, household, pantries);

        Assert.Equal((Loosening.Day, DayOfWeek.Saturday, 4), (advice.Loosen!.Kind, advice.Loosen.Day, advice.Loosen.Gains));
        var gain = Assert.Single(advice.Loosen.ByNeed);
        Assert.Equal((0, 4, 1), (gain.Now, gain.More, gain.Rank));
        Assert.Equal(DayOfWeek.Saturday, gain.Best.Best!.Date.DayOfWeek);
    }

    [Fact]
    public void Where_three_places_fit_nothing_is_loosened()
    {
        var network = Town.Network("7 Maple@100 Elm@900\n  08:00 08:05");
        Candidate[] pantries = [.. Enumerable.Range(1, 6).Select(index => Town.Place($"pantry {index}", 100 * index, "10:00-18:00", index > 3 ? DayOfWeek.Saturday : DayOfWeek.Tuesday))];

        Assert.Null(Advise(network, Town.Family(0, "15:00-18:00", DayOfWeek.Tuesday), pantries).Loosen);
    }

    [Fact]
    public void The_question_is_the_one_whose_no_takes_most_away()
    {
        var network = Town.Network("7 Maple@100 Elm@900\n  08:00 08:05");
        var pantry = Town.Place("pantry", 100);
        Candidate[] pantries =
        [
            pantry with { Audience = new HashSet<string> { "veteran" } }, pantry with { Audience = new HashSet<string> { "receives-snap" } },
            pantry with { Audience = new HashSet<string> { "receives-snap" } }, pantry with { Audience = new HashSet<string> { "senior", "veteran" } },
        ];

        var ask = Advise(network, Town.Family(), pantries).Ask!;

        Assert.Equal((QuestionKind.Eligibility, "receives-snap", 2), (ask.Kind, ask.Key, ask.Changes));
        Assert.Equal(new AnswerEffect(0, 0, 2), ask.IfYes);
        Assert.Equal(new AnswerEffect(0, 2, 0), ask.IfNo);
    }

    [Fact]
    public void Nothing_else_that_could_be_loosened_brings_more_and_the_number_is_that_of_a_rerun()
    {
        var told = new HashSet<Loosening>();
        for (var seed = 1; seed <= Towns; seed++)
        {
            var (town, places, household) = Draw(seed);
            var engine = new MatchEngine(places);
            var answers = Match(engine, town, household);
            var thin = answers.Where(answer => answer.Results.Count(result => !result.CallFirst) < 3).ToList();
            var loosen = MatchAdvisor.Make(engine, new HouseholdTravel(town.Network, household), answers).Loosen;
            var most = 0;
            foreach (var (name, changed) in ListChanges(household, answers[0].From, town.Days))
            {
                var after = Match(engine, town, changed);
                var more = thin.Sum(answer => Fit(after.Single(other => other.Need == answer.Need)).Except(Fit(answer)).Count());
                if (loosen is not null && name == (loosen.Kind, loosen.Day, loosen.Paper)) Assert.True(more == loosen.Gains, $"seed {seed}: {loosen.Kind} brings {more}, not {loosen.Gains}");
                most = Math.Max(most, more);
            }

            Assert.True(most == (loosen?.Gains ?? 0), $"seed {seed}: {loosen?.Kind} brings {loosen?.Gains}, something else {most}");
            if (loosen is not null) told.Add(loosen.Kind);
        }

        Assert.True(told.Count >= 4, $"only {string.Join(", ", told)} were ever told: the towns prove little");
    }

    [Fact]
    public void A_question_changes_the_lists_as_a_rerun_does_and_none_changes_them_more()
    {
        var asked = new HashSet<QuestionKind>();
        for (var seed = 1; seed <= Towns; seed++)
        {
            var (town, places, household) = Draw(seed);
            var engine = new MatchEngine(places);
            var answers = Match(engine, town, household);
            var ask = MatchAdvisor.Make(engine, new HouseholdTravel(town.Network, household), answers).Ask;
            foreach (var key in EligibilityKeys.All.Where(key => !household.Eligibility.ContainsKey(key)))
            {
                var (yes, no) = (Gone(Eligible(household, key, true)), Gone(Eligible(household, key, false)));
                Assert.Equal(0, yes);
                Assert.True(no <= (ask?.Changes ?? 0), $"seed {seed}: {key} takes {no} away, {ask?.Kind} {ask?.Key} changes {ask?.Changes}");
                if (ask?.Key == key) Assert.Equal((no, no), (ask.Changes, ask.IfNo!.Value.Disappear));
            }

            if (ask?.Kind == QuestionKind.Paper) Assert.Equal(ask.Changes, Gone(household with { MissingDocuments = new HashSet<DocumentKind> { Enum.Parse<DocumentKind>(ask.Key!) } }));
            if (ask is not null) asked.Add(ask.Kind);

            int Gone(Household changed)
            {
                var after = Match(engine, town, changed);
                Assert.DoesNotContain(answers, answer => All(after.Single(other => other.Need == answer.Need)).Except(All(answer)).Any());
                return answers.Sum(answer => All(answer).Except(All(after.Single(other => other.Need == answer.Need))).Count());
            }
        }

        Assert.True(asked.Count >= 3, $"only {string.Join(", ", asked)} were ever asked");
    }

    private static MatchAdvice Advise(TravelNetwork network, Household household, IReadOnlyList<Candidate> places)
    {
        var engine = new MatchEngine(places);
        var travel = new HouseholdTravel(network, household);
        return MatchAdvisor.Make(engine, travel, [engine.Match(travel, Town.Food, Town.Monday, 7)]);
    }

    /// <summary>A random town whose places ask for this and that, and a family that lacks some of it.</summary>
    private static (RandomTown Town, IReadOnlyList<Candidate> Places, Household Household) Draw(int seed)
    {
        var town = new RandomTown(seed);
        var random = new Random(seed);
        DocumentKind[] papers = [DocumentKind.PhotoId, DocumentKind.ProofOfAddress];
        string[] groups = ["veteran", "senior", "receives-snap"];
        return (town,
            [.. town.Places.Concat(town.Places.Select(place => place with { ServiceName = place.ServiceName + " too" })).Select(place => place with
            {
                Hours = random.Next(5) == 0 ? OpeningHours.None : place.Hours,
                Audience = random.Next(2) == 0 ? new HashSet<string>() : Some(groups).ToHashSet(),
                Documents = random.Next(2) == 0 ? [] : [.. Some(papers).Select(kind => ((DocumentKind?)kind, kind.ToString()))],
                Cost = random.Next(4) == 0 ? 15 : 0,
                Languages = new HashSet<string> { random.Next(3) == 0 ? "es" : "en" },
                MinimumAge = random.Next(3) == 0 ? 10 : null,
                MaximumGrade = random.Next(4) == 0 ? 8 : null,
            })],
            town.Household with
            {
                Languages = ["es"],
                SpeaksEnglish = random.Next(2) == 0,
                FreeOnly = random.Next(2) == 0,
                MissingDocuments = random.Next(2) == 0 ? new HashSet<DocumentKind>() : Some(papers).ToHashSet(),
                Eligibility = random.Next(2) == 0 ? new Dictionary<string, bool>() : new Dictionary<string, bool> { ["veteran"] = random.Next(2) == 0 },
                Student = new Person(random.Next(2) == 0 ? null : 9, random.Next(2) == 0 ? null : 4),
                Others = [new Person(random.Next(3) == 0 ? null : 6)],
            });

        IEnumerable<T> Some<T>(T[] all)
        {
            var first = random.Next(all.Length);
            return random.Next(2) == 0 ? [all[first]] : [all[first], all[(first + 1) % all.Length]];
        }
    }

    private static IEnumerable<((Loosening, DayOfWeek?, DocumentKind?) Name, Household Changed)> ListChanges(Household household, DateOnly from, int days)
    {
        var limits = household.Limits;
        for (var date = from; date < from.AddDays(days); date = date.AddDays(1))
        {
            if (household.FreeTimes.Any(free => free.Day == date.DayOfWeek)) continue;
            yield return ((Loosening.Day, date.DayOfWeek, null), household with { FreeTimes = [.. household.FreeTimes, new FreeTime(date.DayOfWeek, 540, 1_080)] });
        }

        yield return ((Loosening.Earlier, null, null), household with { FreeTimes = [.. household.FreeTimes.Select(free => free with { FromMinute = free.FromMinute - 60 })] });
        yield return ((Loosening.Later, null, null), household with { FreeTimes = [.. household.FreeTimes.Select(free => free with { UntilMinute = free.UntilMinute + 60 })] });
        yield return ((Loosening.Walk, null, null), household with { Limits = limits with { WalkMeters = new[] { 1_200, 2_000, 3_000, 5_000 }.First(meters => meters > limits.WalkMeters) } });
        yield return ((Loosening.Bags, null, null), household with { Limits = limits with { CarryMeters = limits.WalkMeters } });
        yield return ((Loosening.OneWay, null, null), household with { Limits = limits with { OneWayMinutes = limits.OneWayMinutes + 30 } });
        yield return ((Loosening.Cost, null, null), household with { FreeOnly = false });
        yield return ((Loosening.Interpreter, null, null), household with { SpeaksEnglish = true });
        yield return ((Loosening.CallAhead, null, null), household with { CanCallAhead = true });
        yield return ((Loosening.Car, null, null), household with { HasCar = true });
        foreach (var paper in household.MissingDocuments)
        {
            yield return ((Loosening.Paper, null, paper), household with { MissingDocuments = household.MissingDocuments.Where(kind => kind != paper).ToHashSet() });
        }
    }

    private static Household Eligible(Household household, string key, bool answer) =>
        household with { Eligibility = new Dictionary<string, bool>(household.Eligibility) { [key] = answer } };

    private static List<MatchAnswer> Match(MatchEngine engine, RandomTown town, Household household)
    {
        var travel = new HouseholdTravel(town.Network, household);
        return [.. town.Needs.Select(need => engine.Match(travel, need, Town.Monday, town.Days))];
    }

    private static IEnumerable<Candidate> Fit(MatchAnswer answer) => answer.Results.Where(result => !result.CallFirst).Select(result => result.Candidate);

    private static IEnumerable<Candidate> All(MatchAnswer answer) => answer.Results.Select(result => result.Candidate);
}
