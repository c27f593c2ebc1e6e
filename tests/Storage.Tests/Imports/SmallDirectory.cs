using ResourceMatch.Domain;
using ResourceMatch.Domain.Places;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Storage.Imports;
using ResourceMatch.TestKit;

namespace ResourceMatch.Storage.Tests.Imports;

/// <summary>Two invented organizations with a pantry and a shelter; tests change one thing and import again.</summary>
internal sealed class SmallDirectory
{
    public const string Source = "small";

    public static readonly DateTimeOffset Now = new(2026, 11, 2, 12, 0, 0, TimeSpan.Zero);

    public List<Organization> Organizations { get; } =
    [
        new() { Id = Of<Organization>("o1"), Name = "Mill Street Neighbors" },
        new() { Id = Of<Organization>("o2"), Name = "Harbor Light" },
    ];

    public List<Service> Services { get; } =
    [
        new() { Id = Of<Service>("s1"), OrganizationId = Of<Organization>("o1"), Name = "Food pantry", Needs = ["food"], AssuredDate = new DateOnly(2026, 10, 1) },
        new() { Id = Of<Service>("s2"), OrganizationId = Of<Organization>("o2"), Name = "A quiet house", Needs = ["shelter"] },
    ];

    public List<Location> Locations { get; } =
    [
        new() { Id = Of<Location>("l1"), LocationType = LocationType.Physical, Name = "Mill Street", Point = new GeoPoint(-80.1, 40.1).ToPoint() },
        new() { Id = Of<Location>("l2"), LocationType = LocationType.Physical, Name = "The house", Point = new GeoPoint(-80.2, 40.2).ToPoint(), Transportation = "Line 3 to Elm" },
    ];

    public List<ServiceAtLocation> Places { get; } =
    [
        new() { Id = Of<ServiceAtLocation>("p1"), ServiceId = Of<Service>("s1"), LocationId = Of<Location>("l1") },
        new() { Id = Of<ServiceAtLocation>("p2"), ServiceId = Of<Service>("s2"), LocationId = Of<Location>("l2") },
    ];

    public List<Address> Addresses { get; } =
    [
        new() { Id = Of<Address>("a1"), LocationId = Of<Location>("l1"), Address1 = "1 Mill Street", City = "Riverton", PostalCode = "00001", AddressType = "physical" },
        new() { Id = Of<Address>("a2"), LocationId = Of<Location>("l2"), Address1 = "2 Elm Street", City = "Riverton", PostalCode = "00002", AddressType = "physical" },
    ];

    public List<Schedule> Schedules { get; } =
    [
        new() { Id = Of<Schedule>("h1"), ServiceAtLocationId = Of<ServiceAtLocation>("p1"), Freq = "WEEKLY", Byday = "MO", OpensAt = new TimeOnly(9, 0), ClosesAt = new TimeOnly(12, 0) },
    ];

    public List<Taxonomy> Taxonomies { get; } = [new() { Id = Of<Taxonomy>("t1"), Name = "Words" }];

    public List<TaxonomyTerm> Terms { get; } = [new() { Id = Of<TaxonomyTerm>("w1"), TaxonomyId = Of<Taxonomy>("t1"), Name = "Shelter" }];

    public List<EntityAttribute> Attributes { get; } =
        [new() { Id = Of<EntityAttribute>("x1"), LinkId = Of<Service>("s2").Value, LinkEntity = "service", TaxonomyTermId = Of<TaxonomyTerm>("w1") }];

    public static Id<T> Of<T>(string key) => StableId.Of<T>(Source, typeof(T).Name, key);

    public async Task<ImportOutcome> ImportAsync(TestDatabase database, string source = Source, DateTimeOffset? now = null)
    {
        await using var import = await StageAsync(database, source, now);
        return await import.CompleteAsync(TimeZoneInfo.FindSystemTimeZoneById("America/New_York"), new ImportReport(), CancellationToken.None);
    }

    public async Task<DirectoryImport> StageAsync(TestDatabase database, string source = Source, DateTimeOffset? now = null)
    {
        var import = await DirectoryImport.BeginAsync(database.Database, "test", source, new SettableClock(now ?? Now), CancellationToken.None);
        await import.AddAsync(Schedules, default); // children first: the order does not matter
        await import.AddAsync(Addresses, default);
        await import.AddAsync(Attributes, default);
        await import.AddAsync(Terms, default);
        await import.AddAsync(Taxonomies, default);
        await import.AddAsync(Places, default);
        await import.AddAsync(Locations, default);
        await import.AddAsync(Services, default);
        await import.AddAsync(Organizations, default);
        return import;
    }
}
