using ResourceMatch.Domain;
using ResourceMatch.Domain.Places;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Storage.Imports;
using ResourceMatch.Storage.Tests.Imports;
using ResourceMatch.TestKit;

namespace ResourceMatch.Storage.Tests.Merging;

/// <summary>The small directory, and a second source that has its pantry too, in other words, and a legal clinic of its own.</summary>
internal sealed class TwoSources
{
    public const string Other = "county";

    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    public SmallDirectory Small { get; } = new();

    public static Guid Pantry => SmallDirectory.Of<Service>("s1").Value;

    public static Guid SamePantry => Of<Service>("s1").Value;

    public static Guid Clinic => Of<Service>("s2").Value;

    public string PantryDescription { get; set; } = "Bread and milk for everyone.";

    public bool HasPantry { get; set; } = true;

    public Task<ImportOutcome> ImportSmallAsync(TestDatabase database) => CompleteAsync(Small.StageAsync(database), new ListingBatch
    {
        Phones = { new() { Id = SmallDirectory.Of<Phone>("n1"), ServiceId = SmallDirectory.Of<Service>("s1"), Number = "(555) 555-0101" } },
        Languages = { new() { Id = SmallDirectory.Of<Language>("g1"), ServiceId = SmallDirectory.Of<Service>("s1"), Code = "en" } },
    });

    public async Task<ImportOutcome> ImportOtherAsync(TestDatabase database)
    {
        var batch = new ListingBatch
        {
            Organizations = { new() { Id = Of<Organization>("o1"), Name = "Mill St. Neighbors, Inc." }, new() { Id = Of<Organization>("o2"), Name = "Law for All" } },
            Services = { new() { Id = Of<Service>("s2"), OrganizationId = Of<Organization>("o2"), Name = "Legal clinic", Needs = ["legal-help"] } },
            Locations = { new() { Id = Of<Location>("l2"), LocationType = LocationType.Physical, Point = new GeoPoint(-80.3, 40.3).ToPoint() } },
            ServicesAtLocations = { new() { Id = Of<ServiceAtLocation>("p2"), ServiceId = Of<Service>("s2"), LocationId = Of<Location>("l2") } },
            Phones = { new() { Id = Of<Phone>("n3"), OrganizationId = Of<Organization>("o1"), Number = "555-555-0109" } },
        };
        if (HasPantry)
        {
            batch.Services.Add(new() { Id = Of<Service>("s1"), OrganizationId = Of<Organization>("o1"), Name = "Food Pantry", Description = PantryDescription, Email = "bread@mill.example", MinimumAge = 0, Needs = ["food"], LastModified = SmallDirectory.Now.AddTicks(1_234_560) });
            batch.Locations.Add(new() { Id = Of<Location>("l1"), LocationType = LocationType.Physical, Name = "Hall", Point = new GeoPoint(-80.1001, 40.10003).ToPoint() });
            batch.ServicesAtLocations.Add(new() { Id = Of<ServiceAtLocation>("p1"), ServiceId = Of<Service>("s1"), LocationId = Of<Location>("l1") });
            batch.Addresses.Add(new() { Id = Of<Address>("a1"), LocationId = Of<Location>("l1"), Address1 = "1 Mill St.", City = "Riverton", PostalCode = "00001", AddressType = "physical" });
            batch.Phones.Add(new() { Id = Of<Phone>("n1"), ServiceId = Of<Service>("s1"), Number = "555.555.0101" });
            batch.Phones.Add(new() { Id = Of<Phone>("n2"), ServiceId = Of<Service>("s1"), Number = "555.555.0102" });
            batch.Schedules.Add(new() { Id = Of<Schedule>("h1"), ServiceAtLocationId = Of<ServiceAtLocation>("p1"), Freq = "WEEKLY", Byday = "TU", Interval = 1, OpensAt = new TimeOnly(13, 0), ClosesAt = new TimeOnly(15, 30) });
            batch.CostOptions.Add(new() { Id = Of<CostOption>("c1"), ServiceId = Of<Service>("s1"), Amount = 1.50m });
            batch.Attributes.Add(new() { Id = Of<EntityAttribute>("x1"), LinkId = Of<Service>("s1").Value, LinkEntity = "service", Label = "bread" });
            batch.Translations.Add(new() { Entity = "service", EntityId = Of<Service>("s1").Value, Field = "name", Language = "es", Text = "Despensa", By = "people" });
        }

        return await CompleteAsync(DirectoryImport.BeginAsync(database.Database, "test", Other, new SettableClock(SmallDirectory.Now), default), batch);
    }

    public static Id<T> Of<T>(string key) => StableId.Of<T>(Other, typeof(T).Name, key);

    private static async Task<ImportOutcome> CompleteAsync(Task<DirectoryImport> begin, ListingBatch batch)
    {
        await using var import = await begin;
        await import.AddAsync(batch, default);
        return await import.CompleteAsync(Zone, new ImportReport(), default);
    }

    /// <summary>Every row of every table that speaks of listings: all but what only ever grows (records of changes, runs) or counts up.</summary>
    public static async Task<string> EverythingAsync(TestDatabase database)
    {
        // How often search knows a word is a statistic that small changes only estimate; here it is counted.
        await database.ReadAsStaffAsync<string>("select directory.rewrite_search_words()::text");
        await using var tables = database.Database.Staff.CreateCommand("""
            select format('%I.%I', schemaname, tablename) from pg_tables where schemaname in ('directory', 'directory_private')
               and tablename not in ('metadata', 'import_run', 'directory_version') order by 1
            """);
        List<string> names = [];
        await using (var rows = await tables.ExecuteReaderAsync())
        {
            while (await rows.ReadAsync()) names.Add(rows.GetString(0));
        }

        Assert.True(names.Count > 30, $"only {names.Count} tables");
        List<string> all = [];
        foreach (var name in names)
        {
            // When a listing was last seen to change is not what it says.
            var row = name == "directory.service" ? "(to_jsonb(t) - 'changed_at')::text" : "t::text";
            all.Add($"{name}: {await database.ReadAsStaffAsync<string>($"select coalesce(string_agg({row}, ' | ' order by {row}), '') from {name} t")}");
        }

        return string.Join('\n', all);
    }
}
