using ResourceMatch.Domain.Resources;
using ResourceMatch.Storage.Imports;
using ResourceMatch.TestKit;

namespace ResourceMatch.Storage.Tests.Imports;

public sealed class DirectoryImportTests : IAsyncLifetime
{
    private readonly TestDatabase database = new();
    private readonly SmallDirectory small = new();

    public Task InitializeAsync() => database.InitializeAsync();

    public Task DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task What_comes_in_is_there_with_one_record_of_each_resource()
    {
        var outcome = await small.ImportAsync(database);

        Assert.Empty(outcome.LeftOut);
        Assert.Equal(16, outcome.Created); // 14 resources and two needs
        Assert.Equal(14L, await database.ReadAsync<long>("select count(*) from directory.metadata where last_action_type = 'CREATE' and field_name = ''"));
        Assert.Equal("food", await database.ReadAsync<string>("select need from directory.service_need n join directory.service s on s.id = n.service_id where s.name = 'Food pantry'"));
    }

    [Fact]
    public async Task The_same_again_changes_nothing()
    {
        await small.ImportAsync(database);
        var before = await database.ReadAsync<string>(Everything);

        var outcome = await small.ImportAsync(database);

        Assert.False(outcome.IsChange);
        Assert.Equal(before, await database.ReadAsync<string>(Everything));
    }

    [Fact]
    public async Task A_changed_field_is_recorded_with_both_values_and_nothing_else_is()
    {
        await small.ImportAsync(database);
        var version = await database.ReadAsync<long>("select version from directory.directory_version where part = 'listings'");
        small.Locations[0] = new Location { Id = small.Locations[0].Id, LocationType = LocationType.Physical, Name = "Mill Street Hall", Point = small.Locations[0].Point };

        var outcome = await small.ImportAsync(database);

        Assert.Equal((0, 1, 0), (outcome.Created, outcome.Updated, outcome.Deleted));
        Assert.Equal(
            "location UPDATE name: Mill Street > Mill Street Hall",
            await database.ReadAsync<string>("select string_agg(concat(resource_type, ' ', last_action_type, ' ', field_name, ': ', previous_value, ' > ', replacement_value), E'\n') from directory.metadata where last_action_type <> 'CREATE'"));
        Assert.Equal(version + 1, await database.ReadAsync<long>("select version from directory.directory_version where part = 'listings'"));
    }

    [Fact]
    public async Task What_the_source_no_longer_has_is_deleted_with_what_hangs_on_it()
    {
        await small.ImportAsync(database);
        small.Services.RemoveAt(0);
        small.Places.RemoveAt(0);
        small.Schedules.Clear();

        var outcome = await small.ImportAsync(database);

        Assert.Equal(4, outcome.Deleted); // service, place, schedule, need
        Assert.Equal(1L, await database.ReadAsync<long>("select count(*) from directory.service"));
        Assert.Equal(3L, await database.ReadAsync<long>("select count(*) from directory.metadata where last_action_type = 'DELETE' and field_name = ''"));
    }

    [Fact]
    public async Task Another_source_neither_changes_nor_deletes_our_rows()
    {
        await small.ImportAsync(database);
        small.Organizations[0] = new Organization { Id = small.Organizations[0].Id, Name = "Taken over" };

        var outcome = await small.ImportAsync(database, "other");

        Assert.False(outcome.IsChange);
        Assert.All(outcome.LeftOut, left => Assert.Equal(LeftOutReason.OfAnotherSource, left.Reason));
        Assert.Equal("Mill Street Neighbors", await database.ReadAsync<string>("select name from directory.organization order by name desc limit 1"));
    }

    [Fact]
    public async Task A_row_that_another_source_refers_to_stays()
    {
        await small.ImportAsync(database);
        var other = new SmallDirectory();
        other.Organizations.Clear();
        other.Services.Clear();
        other.Locations.Clear();
        other.Addresses.Clear();
        other.Places.Clear();
        other.Attributes.Clear();
        other.Taxonomies.Clear();
        other.Terms.Clear();
        other.Schedules[0] = new Schedule { Id = SmallDirectory.Of<Schedule>("of-other"), ServiceId = small.Services[0].Id, Description = "call" };
        await other.ImportAsync(database, "other");
        small.Services.RemoveAt(0);
        small.Places.RemoveAt(0);
        small.Schedules.Clear();
        small.Organizations.RemoveAt(0);

        await small.ImportAsync(database);

        Assert.Equal(2L, await database.ReadAsync<long>("select count(*) from directory.service"));
        Assert.Equal(2L, await database.ReadAsync<long>("select count(*) from directory.organization"));
    }

    [Fact]
    public async Task Rows_that_refer_to_nothing_are_left_out_and_counted()
    {
        small.Places.Add(new ServiceAtLocation { Id = SmallDirectory.Of<ServiceAtLocation>("p3"), ServiceId = SmallDirectory.Of<Service>("none"), LocationId = small.Locations[0].Id });
        small.Schedules.Add(new Schedule { Id = SmallDirectory.Of<Schedule>("h2"), ServiceAtLocationId = SmallDirectory.Of<ServiceAtLocation>("p3") });
        small.Terms.Add(small.Terms[0]);

        var outcome = await small.ImportAsync(database);

        Assert.Equal(
            ["taxonomy_term Duplicate 1", "service_at_location DanglingReference 1", "schedule DanglingReference 1", "schedule DanglingReference 1"],
            outcome.LeftOut.Select(left => $"{left.Table} {left.Reason} {left.Rows}"));
        Assert.Equal(1L, await database.ReadAsync<long>("select count(*) from directory.schedule"));
    }

    [Fact]
    public async Task An_import_that_ends_before_its_switch_leaves_the_old_version()
    {
        await small.ImportAsync(database);
        var before = await database.ReadAsync<string>(Everything);
        small.Organizations.Clear();
        await using (await small.StageAsync(database))
        {
        }

        Assert.Equal(before, await database.ReadAsync<string>(Everything));
        Assert.Equal("failed", await database.ReadAsStaffAsync<string>("select state from directory_private.import_run order by id desc limit 1"));
        Assert.False((await new SmallDirectory().ImportAsync(database)).IsChange); // the staging left nothing in its way
    }

    [Fact]
    public async Task A_killed_connection_leaves_the_old_version()
    {
        await small.ImportAsync(database);
        var before = await database.ReadAsync<string>(Everything);
        small.Organizations[0] = new Organization { Id = small.Organizations[0].Id, Name = "Half an import" };
        await using var import = await small.StageAsync(database);
        await database.AsSuperuserAsync("select count(pg_terminate_backend(pid)) from pg_stat_activity where usename = 'rm_staff' and datname = current_database()");

        await Assert.ThrowsAnyAsync<Npgsql.NpgsqlException>(() => import.CompleteAsync(TimeZoneInfo.Utc, new ImportReport(), CancellationToken.None));
        Assert.Equal(before, await database.ReadAsync<string>(Everything));
    }

    [Fact]
    public async Task Openings_are_the_ones_that_the_reader_of_schedules_finds()
    {
        await small.ImportAsync(database);

        // Mondays from 2 November on; the clocks changed on 1 November, so 9:00 is 14:00 UTC throughout.
        Assert.Equal(9L, await database.ReadAsync<long>("select count(*) from directory.opening"));
        Assert.Equal(
            "2026-11-02 14:00:00 to 2026-11-02 17:00:00",
            await database.ReadAsync<string>("select concat(lower(during) at time zone 'UTC', ' to ', upper(during) at time zone 'UTC') from directory.opening order by during limit 1"));
    }

    [Fact]
    public async Task A_listing_has_changed_when_its_hours_have()
    {
        await small.ImportAsync(database);
        small.Schedules[0] = new Schedule { Id = small.Schedules[0].Id, ServiceAtLocationId = small.Places[0].Id, Freq = "WEEKLY", Byday = "TU", OpensAt = new TimeOnly(9, 0), ClosesAt = new TimeOnly(12, 0) };

        await small.ImportAsync(database, now: SmallDirectory.Now.AddDays(1));

        Assert.Equal("Food pantry", await database.ReadAsync<string>("select string_agg(name, ',') from directory.service where changed_at > '2026-11-03'"));
    }

    private const string Everything = """
        select md5(string_agg(t.x, E'\n' order by t.x)) from (
          select o::text x from directory.organization o union all select o::text from directory.service o union all select o::text from directory.location o
          union all select o::text from directory.service_at_location o union all select o::text from directory.address o union all select o::text from directory.schedule o
          union all select o::text from directory.attribute o union all select o::text from directory.metadata o union all select o::text from directory.directory_version o
          union all select o::text from directory.opening o union all select o::text from directory.service_need o) t
        """;
}
