using ResourceMatch.Domain.Resources;
using ResourceMatch.Storage.Queries;
using ResourceMatch.Storage.Tests.Imports;
using ResourceMatch.TestKit;

namespace ResourceMatch.Storage.Tests.Merging;

public sealed class LocalValueTests : IAsyncLifetime
{
    private readonly TestDatabase database = new();
    private readonly TwoSources sources = new();

    public async Task InitializeAsync()
    {
        await database.InitializeAsync();
        await sources.ImportSmallAsync(database);
        await sources.ImportOtherAsync(database);
    }

    public Task DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task A_verified_value_stands_and_the_source_that_says_otherwise_is_told_of()
    {
        await VerifyAsync("service", TwoSources.SamePantry, "description", "Bread on Tuesdays.");
        Assert.False((await sources.ImportOtherAsync(database)).IsChange);
        Assert.Equal("Bread on Tuesdays.", await DescriptionAsync());
        Assert.Equal("county description: Bread on Tuesdays. / Bread and milk for everyone.", await DisagreementsAsync());

        sources.PantryDescription = "Something new.";
        await sources.ImportOtherAsync(database);
        Assert.Equal("county description: Bread on Tuesdays. / Something new.", await DisagreementsAsync());

        sources.PantryDescription = "Bread on Tuesdays.";
        await sources.ImportOtherAsync(database);
        Assert.Equal("", await DisagreementsAsync());
    }

    [Fact]
    public async Task Other_fields_of_the_same_row_still_follow_the_source()
    {
        await VerifyAsync("service", TwoSources.SamePantry, "email", "we@mill.example");
        sources.PantryDescription = "Something new.";
        await sources.ImportOtherAsync(database);
        Assert.Equal("Something new.", await DescriptionAsync());
        Assert.Equal("we@mill.example", await database.ReadAsync<string>($"select email from directory.service where id = '{TwoSources.SamePantry}'"));
    }

    [Fact]
    public async Task A_listing_that_somebody_stands_for_does_not_go_because_a_feed_lost_it()
    {
        await VerifyAsync("service", TwoSources.SamePantry, "email", "we@mill.example");
        var before = await database.ReadAsync<string>(Listing);
        sources.HasPantry = false;
        await sources.ImportOtherAsync(database);
        Assert.Equal(before, await database.ReadAsync<string>(Listing));
        Assert.Equal("county : listed / ", await DisagreementsAsync());
        sources.HasPantry = true;
        await sources.ImportOtherAsync(database);
        Assert.Equal("county email: we@mill.example / bread@mill.example", await DisagreementsAsync());
    }

    [Fact]
    public async Task A_row_that_was_taken_away_here_does_not_come_back()
    {
        var phone = TwoSources.Of<Phone>("n2").Value;
        await database.AsSuperuserAsync($"delete from directory.phone where id = '{phone}'");
        await database.AsSuperuserAsync($"insert into directory_private.local_value (entity, entity_id, field, editor, verified_at) values ('phone', '{phone}', '', 'agency', now())");
        await sources.ImportOtherAsync(database);
        Assert.Equal(0L, await database.ReadAsync<long>($"select count(*) from directory.phone where id = '{phone}'"));
        Assert.Equal("county : taken away / listed", await DisagreementsAsync());
    }

    [Fact]
    public async Task Each_value_of_a_listing_is_traced_to_its_source()
    {
        sources.PantryDescription = "Something new.";
        await sources.ImportOtherAsync(database);
        var rows = (await ListingSources.FindAsync(database.Database, TwoSources.SamePantry, default))!;
        var service = rows.Single(row => row.Entity == "service");
        Assert.Equal((TwoSources.Other, SmallDirectory.Now), (service.Source, service.Since!.Value));
        Assert.Equal(new FieldSource("description", "import county", SmallDirectory.Now), Assert.Single(service.Fields));
        Assert.Equal(["address", "attribute", "cost_option", "location", "organization", "phone", "schedule", "service", "service_at_location"], rows.Select(row => row.Entity).Distinct().Order(StringComparer.Ordinal));
        Assert.Null(await ListingSources.FindAsync(database.Database, Guid.NewGuid(), default));
    }

    private static string Listing => $"""
        select concat((select string_agg(number, ' ' order by number) from directory.phone where service_id = '{TwoSources.SamePantry}'), ' ',
                      (select string_agg(concat(a.address_1, ' ', st_astext(l.point)), ' ') from directory.service_at_location p join directory.location l on l.id = p.location_id join directory.address a on a.location_id = l.id
                        where p.service_id = '{TwoSources.SamePantry}'), ' ', (select count(*) from directory.opening o join directory.service_at_location p on p.id = o.service_at_location_id where p.service_id = '{TwoSources.SamePantry}'))
        """;

    private async Task VerifyAsync(string entity, Guid id, string field, string value)
    {
        await database.AsSuperuserAsync($"update directory.{entity} set {field} = '{value}' where id = '{id}'");
        await database.AsSuperuserAsync($"insert into directory_private.local_value (entity, entity_id, field, value, editor, verified_at) values ('{entity}', '{id}', '{field}', '{value}', 'agency', now())");
    }

    private Task<string> DescriptionAsync() => database.ReadAsync<string>($"select description from directory.service where id = '{TwoSources.SamePantry}'");

    private Task<string> DisagreementsAsync() => database.ReadAsStaffAsync<string>("select coalesce(string_agg(concat(source, ' ', field, ': ', ours, ' / ', theirs), ', ' order by field), '') from directory_private.disagreement");
}
