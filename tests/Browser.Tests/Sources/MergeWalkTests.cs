using Microsoft.Playwright;
using ResourceMatch.Browser.Tests.Setting;
using ResourceMatch.Domain;
using ResourceMatch.Domain.Places;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Storage.Imports;
using ResourceMatch.TestKit;
using Xunit.Abstractions;
using Location = ResourceMatch.Domain.Resources.Location;

namespace ResourceMatch.Browser.Tests.Sources;

/// <summary>Staff merge two duplicates of two sources and take them apart again, on a phone; the pages of sources as axe and the eye see them.</summary>
[Collection(ChromiumCollection.Name)]
public sealed class MergeWalkTests(Chromium chromium, ITestOutputHelper output) : IAsyncLifetime
{
    private const string County = "county-list";

    private (Guid Id, string Name, string Organization) kept;

    private static Guid Copy => StableId.Of<Service>(County, "service", "1").Value;

    public async Task InitializeAsync()
    {
        await using var command = chromium.App.Database.Database.Public.CreateCommand(
            """
            select v.id, v.name, o.name, st_x(l.point), st_y(l.point), a.address_1, a.city, (select need from directory.service_need n where n.service_id = v.id limit 1),
                   (select number from directory.phone f where f.organization_id = o.id order by f.id limit 1)
              from directory.service v join directory.organization o on o.id = v.organization_id join directory.service_at_location p on p.service_id = v.id
              join directory.location l on l.id = p.location_id join directory.address a on a.location_id = l.id
             where o.name = 'Old Town Open Table' and l.point is not null order by v.name, p.id limit 1
            """);
        await using var rows = await command.ExecuteReaderAsync();
        await rows.ReadAsync();
        kept = (rows.GetGuid(0), rows.GetString(1), rows.GetString(2));
        Id<T> Of<T>(string key) => StableId.Of<T>(County, typeof(T).Name.ToLowerInvariant(), key);
        await ImportAsync(new ListingBatch
        {
            Organizations = { new() { Id = Of<Organization>("1"), Name = kept.Organization + ", Inc." } },
            Services = { new() { Id = new Id<Service>(Copy), OrganizationId = Of<Organization>("1"), Name = kept.Name, Description = "Hot food and a warm room, told by the county.", Email = "county@list.example", Needs = [rows.GetString(7)] } },
            Locations = { new() { Id = Of<Location>("1"), LocationType = LocationType.Physical, Point = new GeoPoint(rows.GetDouble(3) + 0.0001, rows.GetDouble(4)).ToPoint() } },
            ServicesAtLocations = { new() { Id = Of<ServiceAtLocation>("1"), ServiceId = new Id<Service>(Copy), LocationId = Of<Location>("1") } },
            Addresses = { new() { Id = Of<Address>("1"), LocationId = Of<Location>("1"), Address1 = rows.GetString(5), City = rows.GetString(6), AddressType = "physical" } },
            Phones = { new() { Id = Of<Phone>("1"), ServiceId = new Id<Service>(Copy), Number = rows.IsDBNull(8) ? "555-555-0190" : rows.GetString(8) }, new() { Id = Of<Phone>("2"), ServiceId = new Id<Service>(Copy), Number = "(555) 555-0191" } },
        });
    }

    public Task DisposeAsync() => ImportAsync(new ListingBatch());

    [Fact]
    public async Task Staff_merge_two_duplicates_value_by_value_and_take_them_apart_again()
    {
        await using var visit = await SignedInAsync("mireille", "/admin/duplicates");
        var page = visit.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Look again" }).ClickAsync();
        await visit.ShootAsync("duplicates");
        await page.Locator("#pairs li", new() { HasText = County }).GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Are they one?");
        if (!page.Url.Contains($"/{kept.Id}/", StringComparison.Ordinal)) await page.GetByRole(AriaRole.Link, new() { Name = "Keep the other one instead" }).ClickAsync();
        await page.GetByRole(AriaRole.Group, new() { Name = "About", Exact = true }).GetByRole(AriaRole.Radio).Nth(1).CheckAsync();
        await page.GetByRole(AriaRole.Group, new() { Name = "Phones" }).GetByLabel("Both").CheckAsync();
        Assert.True(await visit.FitsAsync());
        await visit.ShootAsync("merge");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make one of them" }).ClickAsync();
        await page.WaitForURLAsync($"**/services/{kept.Id}");
        await Assertions.Expect(page.GetByText("Hot food and a warm room, told by the county.").First).ToBeVisibleAsync();
        Assert.Equal(1L, await chromium.App.Database.ReadAsync<long>($"select count(*) from directory.phone where service_id = '{kept.Id}' and number = '(555) 555-0191'"));
        Assert.Equal(0L, await chromium.App.Database.ReadAsync<long>($"select count(*) from directory.service where id = '{Copy}'"));
        await visit.GoAsync($"/services/{Copy}");
        Assert.EndsWith(kept.Id.ToString(), page.Url, StringComparison.Ordinal);

        await visit.GoAsync("/admin/duplicates");
        await page.Locator("#merged").GetByRole(AriaRole.Button).First.ClickAsync();
        await Assertions.Expect(page.Locator("#merged")).ToHaveCountAsync(0);
        Assert.Equal(1L, await chromium.App.Database.ReadAsync<long>($"select count(*) from directory.service where id = '{Copy}'"));
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task The_pages_of_sources_have_no_violation_and_nothing_sticks_out()
    {
        List<string> faults = [];
        foreach (var (language, width) in new[] { ("en", 1280), ("es", 360), ("ht", 1280), ("ar", 360) })
        {
            await using var visit = await chromium.OpenAsync(new("", width), bypassPolicy: true);
            await SignInAsync(visit, "dov");
            foreach (var (name, path) in new[] { ("sources", "/admin/sources"), ("duplicates", "/admin/duplicates"), ("compared", $"/admin/duplicates/{kept.Id}/{Copy}") })
            {
                await visit.GoAsync($"{path}?lang={language}");
                faults.AddRange(await visit.ListFaultsAsync($"{name} {language} {width}"));
            }
        }

        foreach (var fault in faults) output.WriteLine(fault);
        Assert.Empty(faults);
    }

    private async Task ImportAsync(ListingBatch batch)
    {
        await using var import = await DirectoryImport.BeginAsync(chromium.App.Database.Database, "test", County, TimeProvider.System, default);
        await import.AddAsync(batch, default);
        await import.CompleteAsync(TimeZoneInfo.FindSystemTimeZoneById("America/New_York"), new ImportReport(), default);
    }

    private async Task<Visit> SignedInAsync(string who, string path)
    {
        var visit = await chromium.OpenAsync(new(""));
        await SignInAsync(visit, who);
        await visit.GoAsync(path);
        return visit;
    }

    private static async Task SignInAsync(Visit visit, string who)
    {
        await visit.GoAsync("/sign-in");
        await visit.Page.Locator($"form:has(input[value={who}]) button, button[value={who}]").First.ClickAsync();
    }
}
