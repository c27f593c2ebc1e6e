using ResourceMatch.Domain.Places;
using ResourceMatch.Domain.Resources;
using ResourceMatch.TestKit;

namespace ResourceMatch.Storage.Tests.Imports;

public sealed class ConfidentialPlacesTests : IAsyncLifetime
{
    private readonly TestDatabase database = new();
    private readonly SmallDirectory small = new();

    public Task InitializeAsync() => database.InitializeAsync();

    public Task DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task A_service_whose_name_says_it_has_no_public_place_and_others_have()
    {
        string[] confidential =
        [
            "Domestic Violence Program", "DOMESTIC-VIOLENCE counseling", "Shelter for survivors", "Riverton Women's Shelter", "Women’s Emergency Shelter",
            "Intimate partner abuse line", "The Safe House", "Human trafficking outreach", "Ayuda contra la violencia doméstica", "Albergue para mujeres",
            "Sant kont vyolans domestik", "مركز العنف الأسري",
        ];
        string[] open =
        [
            "A quiet house", "Women's health clinic", "Safe Routes to School", "Animal shelter", "Homeless shelter for families", "Violence prevention for teens",
        ];
        foreach (var name in confidential.Concat(open))
        {
            var location = new Location { Id = SmallDirectory.Of<Location>(name), LocationType = LocationType.Physical, Point = new GeoPoint(-80, 40).ToPoint() };
            var service = new Service { Id = SmallDirectory.Of<Service>(name), OrganizationId = small.Organizations[0].Id, Name = name };
            small.Locations.Add(location);
            small.Services.Add(service);
            small.Places.Add(new ServiceAtLocation { Id = SmallDirectory.Of<ServiceAtLocation>(name), ServiceId = service.Id, LocationId = location.Id });
        }

        Assert.Equal(confidential.Length, (await small.ImportAsync(database)).ConfidentialPlaces);
        var hidden = await database.ReadAsync<string[]>(
            "select array_agg(s.name) from directory.service s join directory.service_at_location p on p.service_id = s.id join directory.location l on l.id = p.location_id where l.location_visibility = 'hidden' and l.point is null");
        Assert.Equal(confidential.Order(StringComparer.Ordinal), hidden.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_place_a_term_an_organization_or_a_label_that_says_it_hides_too()
    {
        small.Terms[0] = new TaxonomyTerm { Id = small.Terms[0].Id, TaxonomyId = small.Taxonomies[0].Id, Name = "Domestic Violence Shelters" };
        await small.ImportAsync(database);
        await AssertHiddenAsync();

        await using var second = await TestDatabase.MakeAsync();
        var named = new SmallDirectory();
        named.Locations[1] = new Location { Id = named.Locations[1].Id, LocationType = LocationType.Physical, AlternateName = "Safe house", Point = named.Locations[1].Point };
        Assert.Equal(1, (await named.ImportAsync(second)).ConfidentialPlaces);

        await using var third = await TestDatabase.MakeAsync();
        var run = new SmallDirectory();
        run.Organizations[1] = new Organization { Id = run.Organizations[1].Id, Name = "Domestic Violence Coalition" };
        Assert.Equal(1, (await run.ImportAsync(third)).ConfidentialPlaces);
    }

    [Fact]
    public async Task Nothing_public_changes_when_only_the_whereabouts_do()
    {
        Rename("Shelter for survivors");
        await small.ImportAsync(database);
        var before = await PublicAsync();

        Move("99 Oak Street", -80.9, 40.9);
        var outcome = await small.ImportAsync(database, now: SmallDirectory.Now.AddHours(1));

        Assert.False(outcome.IsChange);
        Assert.Equal(before, await PublicAsync());
        Assert.Equal("99 Oak Street", await database.ReadAsStaffAsync<string>("select address_1 from directory_private.address"));
        Assert.Equal(-80.9, await database.ReadAsStaffAsync<double>("select st_x(point) from directory_private.location_point"));
        Assert.Equal(
            "address_1,latitude,longitude",
            await database.ReadAsStaffAsync<string>("select string_agg(field_name, ',' order by field_name) from directory_private.metadata where last_action_date = '2026-11-02 13:00+00'"));
    }

    [Fact]
    public async Task A_place_that_becomes_confidential_leaves_nothing_of_its_whereabouts_in_public()
    {
        await small.ImportAsync(database);
        Move("22 Elm Street", -80.25, 40.25); // now the public record of changes holds both addresses
        await small.ImportAsync(database);
        Assert.Contains("22 Elm Street", await PublicAsync());

        Rename("Shelter for survivors");
        await small.ImportAsync(database);

        await AssertHiddenAsync();
        var everything = await PublicAsync();
        string[] traces = ["Elm", ">00002<", ">-80.2", ">40.2", "Line 3", .. new[] { -80.2, 40.2, -80.25, 40.25 }.Select(degrees => Convert.ToHexString(BitConverter.GetBytes(degrees)))];
        foreach (var trace in traces) Assert.DoesNotContain(trace, everything);
        Assert.Contains(Convert.ToHexString(BitConverter.GetBytes(-80.1)), everything); // the public pantry's point is there, so points would be seen
        Assert.Equal("22 Elm Street", await database.ReadAsStaffAsync<string>("select address_1 from directory_private.address"));
    }

    [Fact]
    public async Task An_import_never_loosens()
    {
        Rename("Shelter for survivors");
        await small.ImportAsync(database);
        Rename("A quiet house");
        await small.ImportAsync(database);
        await AssertHiddenAsync();
    }

    [Fact]
    public async Task A_source_may_say_that_a_place_is_known_by_its_area_only()
    {
        var old = small.Locations[1];
        small.Locations[1] = new Location { Id = old.Id, LocationType = old.LocationType, Name = old.Name, Point = old.Point, Visibility = LocationVisibility.AreaOnly };
        await small.ImportAsync(database);
        Assert.Equal("area_only", await database.ReadAsync<string>("select location_visibility from directory.location where name = 'The house' and point is null"));
        Assert.Equal(1L, await database.ReadAsync<long>("select count(*) from directory.address"));
    }

    [Fact]
    public async Task What_a_confidential_place_no_longer_has_goes_from_the_private_schema_too()
    {
        Rename("Shelter for survivors");
        await small.ImportAsync(database);
        small.Addresses.RemoveAt(1);
        await small.ImportAsync(database);
        Assert.Equal(0L, await database.ReadAsStaffAsync<long>("select count(*) from directory_private.address"));

        small.Services.RemoveAt(1);
        small.Places.RemoveAt(1);
        small.Locations.RemoveAt(1);
        small.Attributes.Clear();
        await small.ImportAsync(database);
        Assert.Equal(0L, await database.ReadAsStaffAsync<long>("select count(*) from directory_private.location_point"));
    }

    private void Rename(string name) =>
        small.Services[1] = new Service { Id = small.Services[1].Id, OrganizationId = small.Services[1].OrganizationId, Name = name, Needs = ["shelter"] };

    private void Move(string address, double longitude, double latitude)
    {
        var (house, old) = (small.Locations[1], small.Addresses[1]);
        small.Locations[1] = new Location { Id = house.Id, LocationType = house.LocationType, Name = house.Name, Transportation = house.Transportation, Point = new GeoPoint(longitude, latitude).ToPoint() };
        small.Addresses[1] = new Address { Id = old.Id, LocationId = old.LocationId, Address1 = address, City = old.City, PostalCode = old.PostalCode, AddressType = old.AddressType };
    }

    private async Task AssertHiddenAsync()
    {
        Assert.Equal("The house", await database.ReadAsync<string>("select name from directory.location where location_visibility = 'hidden' and point is null and transportation is null"));
        Assert.Equal("1 Mill Street", await database.ReadAsync<string>("select string_agg(address_1, ',') from directory.address"));
        Assert.Equal(1L, await database.ReadAsStaffAsync<long>("select count(*) from directory_private.location_point where point is not null"));
        Assert.Equal(1L, await database.ReadAsStaffAsync<long>("select count(*) from directory_private.address"));
    }

    // Every row of every table that the public may read.
    private Task<string> PublicAsync() => database.ReadAsync<string>(
        "select string_agg(query_to_xml(format('select * from directory.%I t order by t::text', table_name), true, false, '')::text, '' order by table_name) from information_schema.tables where table_schema = 'directory'");
}
