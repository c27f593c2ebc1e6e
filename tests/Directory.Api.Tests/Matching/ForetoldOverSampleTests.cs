using Microsoft.Extensions.DependencyInjection;
using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Domain.Needs;
using ResourceMatch.Matching;
using ResourceMatch.Matching.Outings;
using ResourceMatch.TestKit;
using Xunit.Abstractions;

namespace ResourceMatch.Api.Tests.Matching;

/// <summary>Over the sample families: taking away one constraint lets in only what its reasons named, and the work of a match is counted.</summary>
public sealed class ForetoldOverSampleTests(SampleApp app, ITestOutputHelper print) : IClassFixture<SampleApp>
{
    private static readonly DateOnly Date = new(2026, 11, 23);
    private static readonly string[] Outings = ["ClosedWhenFree", "StopTooFar", "NoBusThatDay", "TooFar", "NoWayHome", "WayHomeTooLong"];

    private static readonly (string Name, Func<Household, Household> Without, string[] Kinds)[] Constraints =
    [
        ("language", family => family with { SpeaksEnglish = true }, ["LanguageMissing"]),
        ("cost", family => family with { FreeOnly = false }, ["Costs"]),
        ("papers", family => family with { MissingDocuments = new HashSet<DocumentKind>() }, ["NeedsPapers"]),
        ("free times", family => family with { FreeTimes = [] }, Outings),
        ("walking limit", family => family with { Limits = family.Limits with { WalkMeters = 5_000, CarryMeters = 5_000 } }, Outings),
        ("one-way limit", family => family with { Limits = family.Limits with { OneWayMinutes = 240 } }, Outings),
    ];

    [Fact]
    public async Task Each_constraint_taken_away_lets_in_only_what_it_kept_out()
    {
        var engine = (await app.Services.GetRequiredService<Listings>().Get(CancellationToken.None)).Engine;
        var families = await app.Services.GetRequiredService<Families>().List();
        var random = new Random(20261123);
        Dictionary<string, int> letIn = [];
        var compared = 0;
        foreach (var family in families.OrderBy(_ => random.Next()).Take(10))
        {
            var region = await app.Services.GetRequiredService<Timetables>().RegionOf(family.Home!.Value, CancellationToken.None);
            foreach (var (name, without, kinds) in Constraints)
            {
                foreach (var need in family.Needs.Select(NeedVocabulary.Default.Get))
                {
                    var was = Reasons(engine.Match(new HouseholdTravel(region.Network, family), need, Date));
                    var now = Reasons(engine.Match(new HouseholdTravel(region.Network, without(family)), need, Date));
                    Assert.Equal(was.Keys.Count, now.Keys.Count);
                    foreach (var (candidate, kind) in was)
                    {
                        compared++;
                        if (kind is null) Assert.True(now[candidate] is null, $"{family.Id} without {name}: {candidate.ServiceName} left the list ({now[candidate]})");
                        else if (!kinds.Contains(kind)) Assert.True(now[candidate] == kind, $"{family.Id} without {name}: {candidate.ServiceName} was {kind} and is {now[candidate]}");
                        else if (now[candidate] is null) letIn[name] = letIn.GetValueOrDefault(name) + 1;
                    }
                }
            }
        }

        print.WriteLine($"{compared} judgements compared; let in: {string.Join(", ", letIn.Select(pair => $"{pair.Value} by {pair.Key}"))}");
        Assert.InRange(letIn.Count, 4, Constraints.Length); // most of them decided something
    }

    [Fact]
    public async Task The_work_of_a_match_is_two_searches_a_day_whatever_the_number_of_needs()
    {
        var engine = (await app.Services.GetRequiredService<Listings>().Get(CancellationToken.None)).Engine;
        var family = (await app.Services.GetRequiredService<Families>().List()).First(family => family is { HasCar: false, FreeTimes.Count: 0 } && family.Limits.CarryMeters < family.Limits.WalkMeters);
        var region = await app.Services.GetRequiredService<Timetables>().RegionOf(family.Home!.Value, CancellationToken.None);
        var travel = new HouseholdTravel(region.Network, family);

        foreach (var need in NeedVocabulary.Default.All) engine.Match(travel, need, Date);

        // Out, back, and back with bags, on each of seven days.
        print.WriteLine($"{NeedVocabulary.Default.All.Count} needs: {travel.ProfileCount} profiles, {travel.PatternsScanned} patterns scanned");
        Assert.InRange(travel.ProfileCount, 7, 21);
    }

    private static Dictionary<Candidate, string?> Reasons(MatchAnswer answer)
    {
        var reasons = new Dictionary<Candidate, string?>(ReferenceEqualityComparer.Instance);
        foreach (var result in answer.Results) reasons.Add(result.Candidate, null);
        foreach (var exclusion in answer.Excluded) reasons.Add(exclusion.Candidate, exclusion.Reason.Kind);
        return reasons;
    }
}
