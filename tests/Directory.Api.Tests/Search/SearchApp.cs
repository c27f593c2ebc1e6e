using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ResourceMatch.Domain;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Storage;
using ResourceMatch.Storage.Imports;
using ResourceMatch.Storage.Search;
using ResourceMatch.TestKit;

namespace ResourceMatch.Api.Tests.Search;

/// <summary>The sample city, and beside it the look-alikes of look-alikes.json as another source.</summary>
public sealed class SearchApp : SampleApp
{
    public ServiceSearch Search => Services.GetRequiredService<ServiceSearch>();

    protected override Task PrepareAsync(WebApplication host) => ImportLookAlikesAsync(Database.Database, Time);

    private static async Task ImportLookAlikesAsync(DirectoryDatabase database, TimeProvider clock)
    {
        using var file = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "tests/Directory.Api.Tests/Search/look-alikes.json")));
        await using var import = await DirectoryImport.BeginAsync(database, "table", "look-alikes", clock, CancellationToken.None);
        var batch = new ListingBatch();
        foreach (var listing in file.RootElement.GetProperty("services").EnumerateArray())
        {
            var organization = new Organization { Id = StableId.Of<Organization>("look-alikes", "organization", Text(listing, "organization")), Name = Text(listing, "organization") };
            if (batch.Organizations.TrueForAll(known => known.Id != organization.Id)) batch.Organizations.Add(organization);
            var service = new Service
            {
                Id = new Id<Service>(listing.GetProperty("id").GetGuid()), OrganizationId = organization.Id, Name = Text(listing, "name"), Description = Text(listing, "description"), AssuredDate = new DateOnly(2026, 11, 1),
            };
            batch.Services.Add(service);
            if (!listing.TryGetProperty("spanish", out var spanish)) continue;
            foreach (var field in new[] { "name", "description" })
            {
                batch.Translations.Add(new Translation { Entity = "service", EntityId = service.Id.Value, Field = field, Language = "es", Text = Text(spanish, field), By = "test" });
            }
        }

        await import.AddAsync(batch, CancellationToken.None);
        await import.CompleteAsync(TimeZoneInfo.Utc, new ImportReport(), CancellationToken.None);
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
