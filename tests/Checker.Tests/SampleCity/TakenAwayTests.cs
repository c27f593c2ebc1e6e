using ResourceMatch.Checker.Answers;
using ResourceMatch.Checker.Judging;
using ResourceMatch.Domain.Needs;
using Xunit.Abstractions;

namespace ResourceMatch.Checker.Tests.SampleCity;

/// <summary>A reason is a promise: take the constraint away and exactly the places that it kept out change.</summary>
[Collection(SampleCityCollection.Name)]
public sealed class TakenAwayTests(SampleCityAnswers city, ITestOutputHelper output)
{
    private const int Families = 30;
    private const int Seed = 7;

    private static readonly string[] Order =
    [
        "NotForThisNeed", "NotRunning", "AgesOnly", "GradesOnly", "ForOthers", "ResidentsOnly", "LanguageMissing", "Costs", "NeedsPapers", "NotStepFree", "Full", "OutOfSeason",
    ];

    public static TheoryData<string> Kinds => ["ForOthers", "LanguageMissing", "Costs", "NeedsPapers"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Only_the_places_with_that_reason_change(string kind)
    {
        Household Relaxed(Household family) => kind switch
        {
            "ForOthers" => family with { Eligibility = new Dictionary<string, bool>(), School = null },
            "LanguageMissing" => family with { SpeaksEnglish = true },
            "Costs" => family with { FreeOnly = false },
            _ => family with { MissingDocuments = new HashSet<DocumentKind>() },
        };
        var (drawn, after) = await Ask(kind, Relaxed);
        var changed = 0;
        foreach (var (before, now) in drawn.Zip(after, (before, now) => before.Needs.Zip(now.Needs)).SelectMany(pair => pair))
        {
            var (was, became) = (Places(before), Places(now));
            Assert.Equal(was.Keys.ToHashSet(), became.Keys.ToHashSet());
            foreach (var (place, reason) in was)
            {
                if (reason != kind)
                {
                    Assert.True(became[place] == reason, $"{before.Need} {place}: {reason ?? "shown"} became {became[place] ?? "shown"} although only {kind} was taken away");
                    continue;
                }

                Assert.True(became[place] is null || Array.IndexOf(Order, became[place]) is var at && (at < 0 || at > Array.IndexOf(Order, kind)), $"{before.Need} {place}: {kind} became {became[place]}");
                changed++;
            }
        }

        output.WriteLine($"{kind}: {drawn.Count} families drawn by seed {Seed}, {changed} places changed, {after.Sum(answer => answer.Needs.Sum(need => need.Results.Count)) - drawn.Sum(answer => answer.Needs.Sum(need => need.Results.Count))} more shown");
        Assert.True(changed > 0);
    }

    [Fact]
    public async Task Time_for_every_hour_of_the_week_opens_what_was_closed_when_they_were_free()
    {
        var (drawn, after) = await Ask("ClosedWhenFree", family => family with { FreeTimes = [] }, StartsAndEndsAtHome);
        var opened = 0;
        foreach (var (before, now) in drawn.Zip(after, (before, now) => before.Needs.Zip(now.Needs)).SelectMany(pair => pair))
        {
            var (was, became) = (Places(before), Places(now));
            var withTrip = before.Results.Where(result => result.Outings.Count > 0).Select(result => result.Place).ToHashSet();
            foreach (var (place, reason) in was)
            {
                // More time never takes a trip away, and says nothing about who may come. (A place to call first that only our supposed hours had closed may prove too far.)
                if (withTrip.Contains(place)) Assert.True(became[place] is null, $"{before.Need} {place} was shown and became {became[place]}");
                else if (reason is not null && Order.Contains(reason)) Assert.Equal(reason, became[place]);
                else if (reason == "ClosedWhenFree") opened += became[place] == "ClosedWhenFree" ? LongEnough(before.Need, place) : 1;
            }
        }

        output.WriteLine($"{drawn.Count} families drawn by seed {Seed}, {opened} places no longer closed when they are free");
        Assert.True(opened > 0);
    }

    [Fact]
    public async Task A_limit_of_as_many_minutes_as_the_reason_said_is_enough_and_one_less_is_not()
    {
        var told = ListMinutes();
        foreach (var (family, need, place, kind, minutes) in told)
        {
            var enough = Places((await city.Print([With(family, minutes)]))[0].Needs.Single(each => each.Need == need));
            var tooFew = Places((await city.Print([With(family, minutes - 1)]))[0].Needs.Single(each => each.Need == need));
            if (kind == "WayHomeTooLong") Assert.True(enough[place] is null, $"{family.Id} {need} {place}: {minutes} minutes home were said to do, but it is left out for {enough[place]}");
            else Assert.NotEqual("TooFar", enough[place]);
            Assert.Equal(kind, tooFew[place]);
        }

        output.WriteLine($"{told.Count} reasons with minutes tried, {told.Count(each => each.Kind == "WayHomeTooLong")} of them for the way home");
        Assert.True(told.Count >= 10, $"only {told.Count} reasons with minutes");
    }

    /// <summary>Whose day is not cut by a fetch, and who would not start elsewhere with more time.</summary>
    private static bool StartsAndEndsAtHome(Household family) => family.Fetches.Count == 0 && family.FreeTimes.All(free => free.StartsAt == StartPlace.Home);

    private static Household With(Household family, int oneWayMinutes) => family with { Limits = family.Limits with { OneWayMinutes = oneWayMinutes } };

    /// <summary>Families drawn by seed among those that were told this kind, their answers as printed and as printed without the constraint.</summary>
    private async Task<(IReadOnlyList<PrintedAnswer> Before, IReadOnlyList<PrintedAnswer> After)> Ask(string kind, Func<Household, Household> relaxed, Func<Household, bool>? among = null)
    {
        var told = city.Answers.Where(answer => among?.Invoke(city.Households.Single(family => family.Id == answer.HouseholdId)) != false).Where(answer => answer.Needs.Any(need => need.Excluded.Any(each => each.ReasonKind == kind))).ToArray();
        Assert.NotEmpty(told);
        new Random(Seed).Shuffle(told);
        var drawn = told.Take(Families).ToList();
        return (drawn, await city.Print([.. drawn.Select(answer => relaxed(city.Households.Single(family => family.Id == answer.HouseholdId)))]));
    }

    private List<(Household Family, string Need, PlaceKey Place, string Kind, int Minutes)> ListMinutes()
    {
        var told = (
            from answer in city.Answers
            from need in answer.Needs
            from each in need.Excluded
            where each.ReasonKind is "TooFar" or "WayHomeTooLong" && each.Minutes is not null
            select (Family: city.Households.Single(family => family.Id == answer.HouseholdId), need.Need, each.Place, each.ReasonKind, Minutes: each.Minutes!.Value)).ToArray();
        new Random(Seed).Shuffle(told);
        return [.. told.Where(each => each.ReasonKind == "TooFar").Take(10), .. told.Where(each => each.ReasonKind != "TooFar").Take(10)];
    }

    /// <returns>By place: null = shown, else the reason's kind.</returns>
    private static Dictionary<PlaceKey, string?> Places(PrintedNeed need) =>
        need.Results.Select(result => (result.Place, Reason: (string?)null)).Concat(need.Excluded.Select(each => (each.Place, (string?)each.ReasonKind))).ToDictionary();

    /// <summary>Fails where a place still counts as closed although some opening leaves room for the visit.</summary>
    private int LongEnough(string need, PlaceKey place)
    {
        var stay = city.City.Needs[need].StayMinutes * 60;
        var openings = Enumerable.Range(0, 7).SelectMany(day => city.City.Openings(city.City.PlaceOf[place], SampleCityAnswers.Monday, SampleCityAnswers.Monday.AddDays(day)));
        Assert.DoesNotContain(openings, opening => Math.Min(opening.Closes, 86_400) - opening.Opens >= stay);
        return 0;
    }
}
