using System.Text.Json;
using System.Xml.Linq;
using ResourceMatch.TestKit;

namespace ResourceMatch.Api.Tests.Pages;

/// <summary>What search engines are given: the map of the site, the rules for robots, the data in a page.</summary>
public sealed class SiteMapTests(SampleApp app) : IClassFixture<SampleApp>
{
    private const string Secret = "select array_agg(distinct p.service_id::text) from directory.service_at_location p join directory.location l on l.id = p.location_id where l.location_visibility <> 'public'";

    [Fact]
    public async Task The_site_map_has_every_open_service_and_none_with_a_private_place()
    {
        var pages = XDocument.Parse(await app.Client.GetStringAsync("/sitemap.xml")).Descendants().Where(node => node.Name.LocalName == "loc").Select(node => new Uri(node.Value).AbsolutePath).ToList();
        var secret = await app.Database.ReadAsync<string[]>(Secret);
        var open = await app.Database.ReadAsync<string[]>(
            "select array_agg(id::text) from directory.service s where status = 'active' and not exists (select from directory.service_at_location p join directory.location l on l.id = p.location_id where p.service_id = s.id and l.location_visibility <> 'public')");
        Assert.NotEmpty(secret);
        Assert.Equal(open.Select(id => $"/services/{id}").Append("/").Append("/privacy").Order(StringComparer.Ordinal), pages.Order(StringComparer.Ordinal));
        Assert.All(secret, id => Assert.DoesNotContain($"/services/{id}", pages));
    }

    [Fact]
    public async Task Robots_are_told_which_pages_belong_to_one_reader()
    {
        var rules = await app.Client.GetStringAsync("/robots.txt");
        Assert.Contains("Disallow: /saved", rules);
        Assert.Contains("Disallow: /a/", rules);
        Assert.EndsWith("/sitemap.xml\n", rules);
    }

    [Fact]
    public async Task A_service_tells_who_where_and_when_in_the_words_of_schema_org()
    {
        var service = await app.Database.ReadAsync<string>("select min(p.service_id::text) from directory.service_at_location p join directory.location l on l.id = p.location_id join directory.opening o on o.service_at_location_id = p.id where l.point is not null and p.service_id::text like '2%'");
        using var facts = JsonDocument.Parse(DataOf(await app.Client.GetStringAsync($"/services/{service}"))!);
        Assert.Equal("https://schema.org", facts.RootElement.GetProperty("@context").GetString());
        Assert.Equal("Service", facts.RootElement.GetProperty("@type").GetString());
        var place = facts.RootElement.GetProperty("availableChannel")[0].GetProperty("serviceLocation");
        Assert.True(place.GetProperty("geo").GetProperty("latitude").GetDouble() > 40);
        Assert.Matches("^[0-2][0-9]:[0-5][0-9]$", place.GetProperty("openingHoursSpecification")[0].GetProperty("opens").GetString());
    }

    [Fact]
    public async Task Of_a_private_place_there_is_no_data_and_no_listing()
    {
        foreach (var id in await app.Database.ReadAsync<string[]>(Secret))
        {
            var html = await app.Client.GetStringAsync($"/services/{id}");
            Assert.Null(DataOf(html));
            Assert.Contains("noindex", html);
        }
    }

    private static string? DataOf(string html) => html.Split("<script type=\"application/ld+json\">") is [_, var rest] ? rest.Split("</script>")[0] : null;
}
