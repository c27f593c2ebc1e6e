using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ResourceMatch.Api.Pages.Shared;
using ResourceMatch.Storage.Merging;
using ResourceMatch.TestKit;

namespace ResourceMatch.Api.Tests.Sources;

/// <summary>Whoever has the old address of a listing that was merged away is led to the one that took it in, by pages and by /hsds.</summary>
public sealed class MergedIdTests(SampleApp app) : IClassFixture<SampleApp>
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    [Fact]
    public async Task An_old_id_leads_to_the_listing_that_stands_and_is_itself_again_once_they_are_taken_apart()
    {
        var (kept, old, third) = (await ListingAsync(0), await ListingAsync(1), await ListingAsync(2));
        var merges = app.Services.GetRequiredService<ListingMerges>();
        // The kept one is merged away in its turn: the way leads to its end.
        Assert.Equal(MergeProblem.None, await merges.Merge(third.Service, old.Service, [], "test", Zone, default));
        Assert.Equal(MergeProblem.None, await merges.Merge(kept.Service, third.Service, [], "test", Zone, default));

        using var family = app.Visit();
        Assert.Equal($"/services/{kept.Service}?lang=es", (await family.GetAsync($"/services/{old.Service}?lang=es")).Location);
        Assert.Contains(kept.Name, (await family.GetAsync($"/services/{kept.Service}")).Text);
        foreach (var (list, from, to) in new[] { ("services", old.Service, kept.Service), ("service_at_locations", old.Place, kept.Place), ("organizations", old.Organization, kept.Organization) })
        {
            using var answer = await app.Client.GetAsync($"/hsds/{list}/{from}?metadata=false");
            Assert.Equal((HttpStatusCode.Redirect, $"/hsds/{list}/{to}?metadata=false"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
            using var found = JsonDocument.Parse(await app.Client.GetStringAsync($"/hsds/{list}/{to}?metadata=false"));
            Assert.Equal(to, found.RootElement.GetProperty("id").GetGuid());
        }

        using (var sources = await app.Client.GetAsync($"/api/listings/{old.Service}/sources")) Assert.Equal($"/api/listings/{kept.Service}/sources", sources.Headers.Location?.OriginalString);
        const string AsOf = "?as_of=2026-11-01T00:00:00Z";
        using (var history = await app.Client.GetAsync($"/api/listings/{old.Service}/history{AsOf}")) Assert.Equal($"/api/listings/{kept.Service}/history{AsOf}", history.Headers.Location?.OriginalString);
        // A correction begun before they were put together is one of the listing that stands.
        Assert.Equal($"/services/{kept.Service}/suggest?lang=es", (await family.GetAsync($"/services/{old.Service}/suggest?lang=es")).Location);
        Assert.Equal($"/services/{kept.Service}/suggest?sent=true", (await family.SendAsync($"/services/{kept.Service}/suggest", $"/services/{old.Service}/suggest", ("note", "The door is at the back"))).Location);
        Assert.Equal(1L, await app.Database.ReadAsStaffAsync<long>($"select count(*) from directory_private.suggestion where service_id = '{kept.Service}' and note = 'The door is at the back'"));
        // A list kept from before shows the one that stands, once.
        var saved = (await family.GetAsync(new SavedList([old.Service, kept.Service]).Link)).Text;
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(saved, $"id=\"s-{kept.Service}\""));
        Assert.DoesNotContain("no longer", saved);
        Assert.Equal(await app.Client.GetStringAsync($"/services/{kept.Service}/openings.ics"), await app.Client.GetStringAsync($"/services/{old.Service}/openings.ics"));

        foreach (var merge in await merges.List(default)) Assert.True(await merges.Unmerge(merge.Id, Zone, default));
        Assert.Equal(HttpStatusCode.OK, (await family.GetAsync($"/services/{old.Service}")).Status);
        using var itself = JsonDocument.Parse(await app.Client.GetStringAsync($"/hsds/services/{old.Service}"));
        Assert.Equal(old.Name, itself.RootElement.GetProperty("name").GetString());
    }

    [Fact]
    public async Task An_id_that_was_never_there_is_not_there()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await app.Client.GetAsync($"/services/{Guid.NewGuid()}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Client.GetAsync($"/services/{Guid.NewGuid()}/suggest")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Client.GetAsync($"/hsds/services/{Guid.NewGuid()}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Client.GetAsync($"/api/listings/{Guid.NewGuid()}/history")).StatusCode);
    }

    /// <summary>A public service with one place, the only one of its organization.</summary>
    private async Task<(Guid Service, Guid Place, Guid Organization, string Name)> ListingAsync(int number)
    {
        await using var command = app.Database.Database.Public.CreateCommand(
            """
            select min(v.id::text)::uuid, min(p.id::text)::uuid, o.id, min(v.name)
              from directory.organization o join directory.service v on v.organization_id = o.id join directory.service_at_location p on p.service_id = v.id join directory.location l on l.id = p.location_id
             group by o.id having count(*) = 1 and bool_and(l.location_visibility = 'public' and v.status = 'active' and l.point is not null) order by o.id offset $1 limit 1
            """);
        command.Parameters.Add(new() { Value = (long)number });
        await using var rows = await command.ExecuteReaderAsync();
        Assert.True(await rows.ReadAsync());
        return (rows.GetGuid(0), rows.GetGuid(1), rows.GetGuid(2), rows.GetString(3));
    }
}
