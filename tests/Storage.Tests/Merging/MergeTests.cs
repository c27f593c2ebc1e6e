using ResourceMatch.Domain.Resources;
using ResourceMatch.Storage.Merging;
using ResourceMatch.Storage.Queries;
using ResourceMatch.Storage.Tests.Imports;
using ResourceMatch.TestKit;

namespace ResourceMatch.Storage.Tests.Merging;

public sealed class MergeTests : IAsyncLifetime
{
    private static readonly IReadOnlyList<MergeChoice> Choices =
    [
        new("service", "description", "other"), new("service", "email", "other"), new("service", "minimum_age", "other"), new("organization", "name", "other"), new("location", "name", "other"),
        new("phone", "*", "both"), new("schedule", "*", "other"),
    ];

    private readonly TestDatabase database = new();
    private readonly TwoSources sources = new();

    private ListingMerges Merges => new(database.Database, new SettableClock(SmallDirectory.Now));

    public async Task InitializeAsync()
    {
        await database.InitializeAsync();
        await sources.ImportSmallAsync(database);
        await sources.ImportOtherAsync(database);
    }

    public Task DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task Two_become_one_with_the_values_that_were_chosen()
    {
        await MergeAsync();

        Assert.Equal("A quiet house, Food pantry, Legal clinic", await database.ReadAsync<string>("select string_agg(name, ', ' order by name) from directory.service"));
        Assert.Equal(
            "Bread and milk for everyone. bread@mill.example 0 Mill St. Neighbors, Inc. Hall",
            await database.ReadAsync<string>($"select concat_ws(' ', v.description, v.email, v.minimum_age, o.name, l.name) from {Kept}"));
        Assert.Equal("(555) 555-0101 555.555.0102", await database.ReadAsync<string>($"select string_agg(number, ' ' order by number) from directory.phone where service_id = '{TwoSources.Pantry}'"));
        Assert.Equal("TU 13:00:00", await database.ReadAsync<string>($"select string_agg(concat_ws(' ', byday, opens_at), ', ') from directory.schedule s join directory.service_at_location p on p.id = s.service_at_location_id where p.service_id = '{TwoSources.Pantry}'"));
        Assert.Equal(0L, await database.ReadAsync<long>("select count(*) from directory.organization where source = 'county' and name like 'Mill%'"));
        Assert.Equal(TwoSources.Pantry, await MergedIds.Find(database.Database, TwoSources.SamePantry, default));
        // Its openings are those of the hours that were chosen: Tuesdays.
        Assert.Equal("2", await database.ReadAsync<string>($"select string_agg(distinct extract(dow from lower(during))::text, ',') from directory.opening o join directory.service_at_location p on p.id = o.service_at_location_id where p.service_id = '{TwoSources.Pantry}'"));
    }

    [Fact]
    public async Task Merged_and_unmerged_leaves_every_table_as_it_was()
    {
        var before = await TwoSources.EverythingAsync(database);
        await MergeAsync();
        Assert.NotEqual(before, await TwoSources.EverythingAsync(database));
        await UnmergeAsync();
        Assert.Equal(before, await TwoSources.EverythingAsync(database));
    }

    [Fact]
    public async Task An_import_of_the_same_brings_nothing_back_and_changes_nothing()
    {
        await MergeAsync();
        var merged = await TwoSources.EverythingAsync(database);
        Assert.False((await sources.ImportOtherAsync(database)).IsChange);
        Assert.False((await sources.ImportSmallAsync(database)).IsChange);
        Assert.Equal(merged, await TwoSources.EverythingAsync(database));
    }

    /// <summary>Against a second database that saw the same imports and never a merge.</summary>
    [Fact]
    public async Task Imports_between_merging_and_unmerging_are_as_if_there_had_been_no_merge()
    {
        await using var never = await TestDatabase.MakeAsync();
        var other = new TwoSources();
        await other.ImportSmallAsync(never);
        await other.ImportOtherAsync(never);

        await MergeAsync();
        foreach (var (source, at) in new[] { (sources, database), (other, never) })
        {
            source.PantryDescription = "Bread, milk and eggs.";
            source.Small.Services[0] = new Service { Id = source.Small.Services[0].Id, OrganizationId = source.Small.Services[0].OrganizationId, Name = "Food pantry and more", Description = "Our own words", Needs = ["food"] };
            Assert.True((await source.ImportOtherAsync(at)).IsChange);
            Assert.True((await source.ImportSmallAsync(at)).IsChange);
        }

        Assert.Equal("Food pantry and more: Bread, milk and eggs.", await database.ReadAsync<string>($"select concat(name, ': ', description) from directory.service where id = '{TwoSources.Pantry}'"));
        await UnmergeAsync();
        Assert.Equal(await TwoSources.EverythingAsync(never), await TwoSources.EverythingAsync(database));
    }

    [Fact]
    public async Task A_merge_whose_listing_a_source_loses_lapses_and_holds_again_when_it_is_back()
    {
        await MergeAsync();
        var merged = await TwoSources.EverythingAsync(database);
        sources.HasPantry = false;
        await sources.ImportOtherAsync(database);
        Assert.False(Assert.Single(await Merges.List(default)).IsApplied);
        Assert.Equal("Mill Street Neighbors", await database.ReadAsync<string>($"select o.name from {Kept}"));
        sources.HasPantry = true;
        await sources.ImportOtherAsync(database);
        Assert.Equal(merged, await TwoSources.EverythingAsync(database));
    }

    [Fact]
    public async Task When_the_kept_one_goes_the_other_stands_by_itself_again()
    {
        await MergeAsync();
        sources.Small.Services.RemoveAt(0);
        sources.Small.Places.RemoveAt(0);
        sources.Small.Schedules.Clear();
        await sources.ImportSmallAsync(database);
        Assert.Equal("A quiet house, Food Pantry, Legal clinic", await database.ReadAsync<string>("select string_agg(name, ', ' order by name) from directory.service"));
        Assert.Null(await MergedIds.Find(database.Database, TwoSources.SamePantry, default));
    }

    [Fact]
    public async Task Merges_of_merges_come_apart_in_any_order()
    {
        var before = await TwoSources.EverythingAsync(database);
        await MergeAsync();
        Assert.Equal(MergeProblem.None, await Merges.Merge(TwoSources.Clinic, TwoSources.Pantry, Choices, "test", TwoSources.Zone, default));
        Assert.Equal(TwoSources.Clinic, await MergedIds.Find(database.Database, TwoSources.SamePantry, default));
        var merges = await Merges.List(default);
        Assert.True(await Merges.Unmerge(merges.Single(merge => merge.KeptId == TwoSources.Pantry).Id, TwoSources.Zone, default));
        Assert.Equal("A quiet house, Food Pantry, Legal clinic", await database.ReadAsync<string>("select string_agg(name, ', ' order by name) from directory.service"));
        await UnmergeAsync();
        Assert.Equal(before, await TwoSources.EverythingAsync(database));
    }

    [Fact]
    public async Task A_confidential_listing_is_not_merged_with_an_open_one()
    {
        await database.AsSuperuserAsync($"""
            update directory.location set location_visibility = 'hidden', point = null, transportation = null
             where id in (select location_id from directory.service_at_location where service_id = '{TwoSources.SamePantry}')
            """);
        Assert.Equal(MergeProblem.Confidential, await Merges.Merge(TwoSources.Pantry, TwoSources.SamePantry, Choices, "test", TwoSources.Zone, default));
        Assert.Empty(await Merges.List(default));
    }

    [Fact]
    public async Task What_is_not_there_cannot_be_merged()
    {
        Assert.Equal(MergeProblem.NotThere, await Merges.Merge(TwoSources.Pantry, TwoSources.Pantry, [], "test", TwoSources.Zone, default));
        Assert.Equal(MergeProblem.NotThere, await Merges.Merge(TwoSources.Pantry, Guid.NewGuid(), [], "test", TwoSources.Zone, default));
        Assert.False(await Merges.Unmerge(Guid.NewGuid(), TwoSources.Zone, default));
    }

    [Fact]
    public async Task Likely_duplicates_are_found_across_sources_with_their_parts_and_stay_apart_when_a_person_says_so()
    {
        var search = new DuplicateSearch(database.Database, new DuplicateOptions(), new SettableClock(SmallDirectory.Now));
        Assert.Equal(1, await search.Refresh(default));
        var pair = Assert.Single(await search.List(10, default));
        Assert.Equal(new[] { TwoSources.Pantry, TwoSources.SamePantry }.Order(), new[] { pair.FirstId, pair.SecondId }.Order());
        Assert.Equal((1, 1, 1, 1), (pair.Name, pair.Need, pair.Phone, pair.Address));
        Assert.InRange(pair.Place!.Value, 0.95, 0.99); // 9 m apart
        await search.TellApart(pair.SecondId, pair.FirstId, "test", default);
        Assert.Empty(await search.List(10, default));
        Assert.Equal(0, await search.Refresh(default));
    }

    private static string Kept => $"directory.service v join directory.organization o on o.id = v.organization_id join directory.service_at_location p on p.service_id = v.id join directory.location l on l.id = p.location_id where v.id = '{TwoSources.Pantry}'";

    private async Task MergeAsync() => Assert.Equal(MergeProblem.None, await Merges.Merge(TwoSources.Pantry, TwoSources.SamePantry, Choices, "test", TwoSources.Zone, default));

    private async Task UnmergeAsync() => Assert.True(await Merges.Unmerge((await Merges.List(default))[0].Id, TwoSources.Zone, default));
}
