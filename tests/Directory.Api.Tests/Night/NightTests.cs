using Microsoft.Extensions.Logging.Abstractions;
using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Api.Features.Night;
using ResourceMatch.Domain.Needs;
using ResourceMatch.Matching;
using ResourceMatch.Matching.Outings;
using ResourceMatch.Matching.Ranking;
using ResourceMatch.TestKit;

namespace ResourceMatch.Api.Tests.Night;

/// <summary>Nights over the sample city: what is kept, what is told, and what survives a killed host.</summary>
public sealed class NightTests : IAsyncLifetime
{
    private static readonly DateOnly Monday = new(2026, 11, 23);
    private static readonly NightOrder Order = new(Monday, 7, 2, 64 << 20, 10);

    private readonly SampleDatabase database = new();
    private IReadOnlyList<Household> families = [];

    public async Task InitializeAsync()
    {
        await database.InitializeAsync();
        families = [.. (await FamilyFile.Read(Path.Combine(Repository.Samples, "families.json"), CancellationToken.None)).Where((_, index) => index % 10 == 0)];
    }

    public Task DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task The_first_night_keeps_what_each_household_can_use_and_has_nothing_to_compare()
    {
        await using var host = new NightHost(database);
        var result = await host.Run(new Given(families), Order);

        Assert.True(result.IsWhole);
        Assert.Contains("First night: nothing to compare.", result.Sentences);
        Assert.Equal(families.Count, result.Work.Households);
        foreach (var family in families) Assert.Equal(await host.ExpectedOf(family), await host.KeptOf(family));
    }

    [Fact]
    public async Task The_night_after_tells_who_loses_a_place_and_nothing_else()
    {
        await using var host = new NightHost(database);
        await host.Run(new Given(families), Order);
        Assert.Contains("Nothing changed.", (await host.Run(new Given(families), Order)).Sentences);
        Assert.Contains("Nothing changed.", (await host.Run(new Given(families), Order with { From = Monday.AddDays(1) })).Sentences);

        var losing = await host.MostUsed(families);
        await database.AsSuperuserAsync($"update directory.service set status = 'inactive' where id = '{losing.Service}'; update directory.directory_version set version = version + 1 where part = 'listings'");
        var told = (await host.Run(new Given(families), Order with { From = Monday.AddDays(1) })).Sentences;

        Assert.Contains(told, sentence => sentence.Contains("no longer takes them (NotRunning)", StringComparison.Ordinal) && sentence.StartsWith(losing.Name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_household_that_moved_is_named_and_not_compared()
    {
        await using var host = new NightHost(database);
        await host.Run(new Given(families), Order);
        var moved = families.Select((family, index) => index == 0 ? family with { HasCar = !family.HasCar } : family).ToList();
        var told = (await host.Run(new Given(moved), Order)).Sentences;

        Assert.Equal(3, told.Count);
        Assert.Equal("Their own facts changed, so their places are not compared: 1 household.", told[2]);
    }

    [Fact]
    public async Task A_worker_that_dies_loses_its_lease_and_no_chunk_is_done_twice()
    {
        await using var first = new NightHost(database);
        var all = new NightHouseholds(Given.Source, families);
        var table = new NightTable(database.Database);
        var (run, _) = await table.Begin(all, Monday, 7, 10, await first.Versions(), SampleApp.Morning, CancellationToken.None);
        // A host takes a chunk and is never heard of again.
        var dead = (await table.Take(run.Id, "dead", SampleApp.Morning, CancellationToken.None))!.Value;
        Assert.NotEqual(dead.Number, (await table.Take(run.Id, "alive", SampleApp.Morning, CancellationToken.None))!.Value.Number);

        var result = await first.Run(new Given(families), Order, SampleApp.Morning + NightTable.Lease + TimeSpan.FromSeconds(1));

        Assert.True(result is { IsWhole: true, WasUnderWay: true });
        // It comes back to life, but its chunk is another's by now.
        Assert.False(await table.Finish(run, dead, "dead", run.Versions, [], [], SampleApp.Morning, CancellationToken.None));
        foreach (var family in families) Assert.Equal(await first.ExpectedOf(family), await first.KeptOf(family));
    }

    [Fact]
    public async Task Two_hosts_share_a_night()
    {
        await using var first = new NightHost(database);
        await using var second = new NightHost(database);
        var results = await Task.WhenAll(first.Run(new Given(families), Order with { ChunkSize = 4 }), second.Run(new Given(families), Order with { ChunkSize = 4 }));

        Assert.All(results, result => Assert.True(result.IsWhole));
        Assert.Equal(families.Count, results.Sum(result => result.Work.Households));
        Assert.Equal(1L, await database.ReadAsStaffAsync<long>("select count(*) from jobs.night_run"));
        foreach (var family in families) Assert.Equal(await first.ExpectedOf(family), await first.KeptOf(family));
    }

    [Fact]
    public async Task An_import_in_the_middle_of_the_night_is_pinned_for_the_rest_and_said()
    {
        await using var host = new NightHost(database);
        var all = new NightHouseholds(Given.Source, families);
        var table = new NightTable(database.Database);
        await table.Begin(all, Monday, 7, 10, await host.Versions(), SampleApp.Morning, CancellationToken.None);
        await database.AsSuperuserAsync("update directory.directory_version set version = version + 1 where part = 'listings'");
        var result = await host.Run(new Given(families), Order);

        Assert.True(result.IsWhole);
        Assert.Contains(result.Sentences, sentence => sentence.StartsWith("The directory or the bus times changed while the night was under way", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_anonymous_reads_a_night()
    {
        foreach (var table in new[] { "jobs.night_run", "jobs.night_chunk", "night.outcome", "night.place", "night.change", "jobs.qrtz_triggers" })
        {
            await Assert.ThrowsAsync<Npgsql.PostgresException>(() => database.ReadAsync<long>($"select count(*) from {table}"));
        }
    }

    private sealed class Given(IReadOnlyList<Household> families) : INightHouseholds
    {
        public const string Source = "sample";

        public Task<NightHouseholds> Load(CancellationToken cancellation) => Task.FromResult(new NightHouseholds(Source, families));
    }

    /// <summary>One host: its own memory of listings and timetables over the shared database.</summary>
    private sealed class NightHost(SampleDatabase database) : IAsyncDisposable
    {
        private readonly Listings listings = new(database.Database, new SettableClock(SampleApp.Morning), new MatchOptions(), new RankingOptions());
        private readonly Timetables timetables = new(database.Database, new MatchOptions(), TimeZoneInfo.Utc);

        public async Task<NightResult> Run(INightHouseholds households, NightOrder order, DateTimeOffset? now = null)
        {
            using var night = new NightWork(database.Database, listings, timetables, now is { } time ? new SettableClock(time) : TimeProvider.System, NullLogger<NightWork>.Instance);
            return await night.Run(households, order, null, null, CancellationToken.None);
        }

        public async Task<PinnedVersions> Versions() => new(
            await database.ReadAsync<long>("select version from directory.directory_version where part = 'listings'"),
            await database.ReadAsync<long>("select version from directory.directory_version where part = 'feeds'"));

        /// <summary>What the engine says of a household by itself, place by place: the days with an outing, and the least time away.</summary>
        public async Task<IReadOnlyList<string>> ExpectedOf(Household family)
        {
            var snapshot = await listings.Get(CancellationToken.None);
            var region = await timetables.RegionOf(family.Home!.Value, CancellationToken.None);
            var travel = new HouseholdTravel(region.Network, family);
            return
            [
                .. family.Needs.Distinct().SelectMany(need => snapshot.Engine.Match(travel, NeedVocabulary.Default.Get(need), Monday).Results.Select(result =>
                    Line(need, NightGround.KeyOf(result.Candidate), result.Outings.Aggregate(0, (days, outing) => days | (1 << (outing.Date.DayNumber - Monday.DayNumber))), ((result.Best?.AwaySeconds ?? 0) + 59) / 60)))
                    .Order(StringComparer.Ordinal),
            ];
        }

        public async Task<IReadOnlyList<string>> KeptOf(Household family)
        {
            var table = new NightTable(database.Database);
            var run = await database.ReadAsStaffAsync<long>("select max(id) from jobs.night_run");
            var places = (await table.ListPlaces(run, CancellationToken.None)).ToDictionary(place => place.Number, place => place.Key);
            var packed = (await table.ListOutcomes(run, [family.Id!], CancellationToken.None))[family.Id!];
            return
            [
                .. NightPacking.Unpack(packed).Needs.SelectMany(need => need.Places.Select(place => Line(need.Need, places[place.Place], place.Days, place.AwayMinutes)))
                    .Order(StringComparer.Ordinal),
            ];
        }

        public async Task<(Guid Service, string Name)> MostUsed(IReadOnlyList<Household> households)
        {
            var snapshot = await listings.Get(CancellationToken.None);
            List<Candidate> used = [];
            foreach (var family in households)
            {
                var region = await timetables.RegionOf(family.Home!.Value, CancellationToken.None);
                var travel = new HouseholdTravel(region.Network, family);
                used.AddRange(family.Needs.SelectMany(need => snapshot.Engine.Match(travel, NeedVocabulary.Default.Get(need), Monday.AddDays(1)).Results)
                    .Where(result => result.Outings.Any(outing => outing.Date <= Monday.AddDays(6))).Select(result => result.Candidate));
            }

            var most = used.GroupBy(candidate => candidate).MaxBy(group => group.Count())!.Key;
            return (most.ServiceId.Value, NightGround.NameOf(most));
        }

        public ValueTask DisposeAsync()
        {
            listings.Dispose();
            timetables.Dispose();
            return ValueTask.CompletedTask;
        }

        private static string Line(string need, Guid place, int days, int awayMinutes) => $"{need} {place} {days:b7} {awayMinutes}";
    }
}
