using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Checker.Answers;
using ResourceMatch.Checker.Raw;
using ResourceMatch.Checker.Search;
using ResourceMatch.Domain.Needs;
using ResourceMatch.TestKit;

namespace ResourceMatch.Checker.Tests.SampleCity;

/// <summary>The real host over the sample city in a database of its own, and its answers for all families and all their needs, printed once.</summary>
public sealed class SampleCityAnswers : SampleApp, IAsyncLifetime
{
    public static readonly DateOnly Monday = new(2026, 11, 23);

    private const int PlanEvery = 10;

    public IReadOnlyList<Household> Households { get; private set; } = [];

    internal City City { get; private set; } = null!;

    internal IReadOnlyList<RawFamily> Families { get; private set; } = [];

    internal IReadOnlyList<PrintedAnswer> Answers { get; private set; } = [];

    async Task IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        var needs = RawDirectory.ReadNeeds(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "src", "Domain", "Needs", "needs.json")));
        City = new City(new RawFeed(RawFiles.Open(Path.Combine(Repository.Samples, "gtfs"))), RawDirectory.Read(RawFiles.Open(Path.Combine(Repository.Samples, "hsds"))), needs, Ground.Read(Path.Combine(Repository.Samples, "streets.osm")));
        var file = Path.Combine(Repository.Samples, "families.json");
        Families = RawFamily.ReadAll(await File.ReadAllTextAsync(file));
        Households = await FamilyFile.Read(file, CancellationToken.None);
        Answers = await Print(Households, PlanEvery);
    }

    /// <summary>Asks the product and reads what it prints, in the families' order; all cores work.</summary>
    /// <param name="planEvery">Of every so-many-th family also the whole plan; 0 = of none.</param>
    internal async Task<IReadOnlyList<PrintedAnswer>> Print(IReadOnlyList<Household> households, int planEvery = 0)
    {
        var matches = Services.GetRequiredService<FindMatches>();
        var printed = new PrintedAnswer[households.Count];
        await Parallel.ForEachAsync(Enumerable.Range(0, households.Count), async (i, cancellation) =>
        {
            var outcome = await matches.Find(households[i], Monday, FindMatches.DefaultDays, withPlan: planEvery > 0 && i % planEvery == 0, cancellation);
            printed[i] = PrintedAnswer.Parse(JsonSerializer.Serialize(Assert.IsType<MatchOutcome.Found>(outcome).View, MatchJson.Options));
        });
        return printed;
    }
}

[CollectionDefinition(Name)]
public sealed class SampleCityCollection : ICollectionFixture<SampleCityAnswers>
{
    public const string Name = "sample city";
}
