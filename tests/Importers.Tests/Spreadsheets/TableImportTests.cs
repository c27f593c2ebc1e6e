using Microsoft.EntityFrameworkCore;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Importers.Notices;
using ResourceMatch.Importers.Spreadsheets;
using ResourceMatch.TestKit;

namespace ResourceMatch.Importers.Tests.Spreadsheets;

public sealed class TableImportTests(TestDatabase database) : IClassFixture<TestDatabase>, IDisposable
{
    private readonly TableSamples samples = new();

    public void Dispose() => samples.Dispose();

    [Fact]
    public async Task A_table_goes_live_once_changes_nothing_the_second_time_and_stays_when_the_next_is_broken()
    {
        var first = await ImportAsync(TableSamples.Csv);
        Assert.Equal(5, first.Counts.Listings);
        Assert.True(first.Outcome.Created > 30);
        Assert.Empty(first.Outcome.LeftOut);
        Assert.Equal(1, first.Outcome.ConfidentialPlaces);

        Assert.False((await ImportAsync(TableSamples.Csv)).Outcome.IsChange);

        var noRows = await Assert.ThrowsAsync<ImportRefusedException>(() => ImportAsync(samples.Write("t.csv", "Place,Street\n,\n")));
        Assert.Equal("nothing_usable", noRows.Notice.Kind);
        var openQuote = "Place,Street\nA,1 Main\nB,\"" + new string('x', 3_000_000);
        var unread = await Assert.ThrowsAsync<ImportRefusedException>(() => ImportAsync(samples.Write("u.csv", openQuote)));
        Assert.Equal("unreadable_rest", unread.Notice.Kind);
        var nameless = await Assert.ThrowsAsync<ImportRefusedException>(() => ImportAsync(samples.Write("v.csv", "Place,Street\nA,1\n,2\n,3\n")));
        Assert.Equal("too_many_bad_rows", nameless.Notice.Kind);

        await using var directory = database.Database.OpenDirectory();
        var services = await directory.Services.Include(service => service.RequiredDocuments).ToListAsync();
        Assert.Equal(5, services.Count);
        Assert.Contains(services, service => service.RequiredDocuments.Exists(document => document.Document == "Photo ID"));
        var hidden = await directory.Locations.Include(location => location.Addresses).SingleAsync(location => location.Visibility == LocationVisibility.Hidden);
        Assert.Null(hidden.Point);
        Assert.Empty(hidden.Addresses);
        var places = await directory.ServicesAtLocations.Include(place => place.Schedules).Include(place => place.Service).ToListAsync();
        var hours = OpeningHours.For(places.Single(place => place.Service!.Name.StartsWith("Heron", StringComparison.Ordinal)), places[0].Service!, null);
        Assert.Equal(
            [new Opening(new(2026, 11, 30), 540, 720), new Opening(new(2026, 12, 2), 540, 720), new Opening(new(2026, 12, 5), 600, 660)],
            hours.Between(new DateOnly(2026, 11, 30), new DateOnly(2026, 12, 6)));
    }

    private Task<TableImportResult> ImportAsync(string csv) => TableImport.RunAsync(
        csv, TableSamples.Map, database.Database, new SettableClock(new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero)), TimeZoneInfo.Utc, new NoticeLog(), null, CancellationToken.None);
}
