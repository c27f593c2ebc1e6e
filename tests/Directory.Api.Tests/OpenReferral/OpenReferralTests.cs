using System.Net;
using System.Text.Json;
using ResourceMatch.TestKit;

namespace ResourceMatch.Api.Tests.OpenReferral;

public sealed class OpenReferralTests(SampleApp app) : IClassFixture<SampleApp>
{
    [Fact]
    public async Task The_base_says_which_HSDS_it_is()
    {
        var about = await GetAsync("/hsds/");
        Assert.Equal("3.1", about.GetProperty("version").GetString());
        Assert.EndsWith("/swagger/v1/swagger.json", about.GetProperty("openapi_url").GetString());
        Assert.True(about.TryGetProperty("profile", out _));
    }

    [Fact]
    public async Task The_description_names_fields_as_the_answers_do()
    {
        var description = await GetAsync("/swagger/v1/swagger.json");
        var schemas = description.GetProperty("components").GetProperty("schemas");
        var described = schemas.GetProperty("hsds_service").GetProperty("properties").EnumerateObject().Select(property => property.Name).ToHashSet();
        var service = (await GetAsync("/hsds/services?per_page=1&full=true")).GetProperty("contents")[0];
        Assert.All(service.EnumerateObject(), property => Assert.Contains(property.Name, described));
        Assert.True(schemas.GetProperty("hsds_page_of_services").GetProperty("properties").TryGetProperty("total_items", out _));
        var parameters = description.GetProperty("paths").GetProperty("/hsds/service_at_locations").GetProperty("get").GetProperty("parameters").EnumerateArray().Select(each => each.GetProperty("name").GetString());
        Assert.Contains("postcode", parameters);
    }

    [Fact]
    public async Task Pages_hold_every_service_once()
    {
        var ids = new HashSet<string>();
        for (var page = 1; ; page++)
        {
            var answer = await GetAsync($"/hsds/services?per_page=100&page={page}");
            Assert.Equal(240, answer.GetProperty("total_items").GetInt32());
            Assert.Equal(3, answer.GetProperty("total_pages").GetInt32());
            Assert.Equal(page == 1, answer.GetProperty("first_page").GetBoolean());
            Assert.Equal(page == 3, answer.GetProperty("last_page").GetBoolean());
            Assert.False(answer.GetProperty("empty").GetBoolean());
            Assert.Equal(answer.GetProperty("size").GetInt32(), answer.GetProperty("contents").GetArrayLength());
            foreach (var service in answer.GetProperty("contents").EnumerateArray()) Assert.True(ids.Add(service.GetProperty("id").GetString()!));
            if (page == 3) break;
        }

        Assert.Equal(240, ids.Count);
    }

    [Fact]
    public async Task A_page_beyond_the_last_is_empty_and_says_so()
    {
        var answer = await GetAsync("/hsds/services?page=99");
        Assert.True(answer.GetProperty("empty").GetBoolean());
        Assert.Equal(240, answer.GetProperty("total_items").GetInt32());
    }

    [Fact]
    public async Task Filters_add_up()
    {
        var one = (await GetAsync("/hsds/services?per_page=1&full=true")).GetProperty("contents")[0];
        var organization = one.GetProperty("organization").GetProperty("id").GetString();
        var term = one.GetProperty("attributes")[0].GetProperty("taxonomy_term").GetProperty("id").GetString();
        var word = one.GetProperty("name").GetString()!.Split(' ')[0].ToUpperInvariant();

        var byOrganization = await IdsAsync($"organization_id={organization}");
        var byTerm = await IdsAsync($"taxonomy_term_id={term}");
        var byWord = await IdsAsync($"search={Uri.EscapeDataString(word)}");
        var byAll = await IdsAsync($"organization_id={organization}&taxonomy_term_id={term}&search={Uri.EscapeDataString(word)}");

        Assert.InRange(byWord.Count, 1, 239);
        Assert.Contains(one.GetProperty("id").GetString(), byAll);
        Assert.Equal(byOrganization.Intersect(byTerm).Intersect(byWord).Order(), byAll.Order());
    }

    [Fact]
    public async Task Search_takes_per_cent_signs_for_letters_and_forgives_accents()
    {
        Assert.Empty(await IdsAsync("search=%25"));
        Assert.Equal(await IdsAsync("search=food"), await IdsAsync("search=F%C3%B3%C3%B3d"));
    }

    [Fact]
    public async Task Nothing_was_modified_after_tomorrow_and_everything_after_yesterday()
    {
        Assert.Equal(240, (await IdsAsync("modified_after=2026-11-22T00:00:00Z")).Count);
        Assert.Empty(await IdsAsync("modified_after=2026-11-24T00:00:00Z"));
    }

    [Fact]
    public async Task Minimal_lists_ids_and_dates_on_one_page()
    {
        var answer = await GetAsync("/hsds/services?minimal=true");
        Assert.Equal(240, answer.GetProperty("size").GetInt32());
        Assert.Equal(["id", "modified_date"], answer.GetProperty("contents")[0].EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public async Task A_stream_has_one_service_a_line()
    {
        using var answer = await app.Client.GetAsync("/hsds/services?format=ndjson&full=true");
        Assert.Equal("application/x-ndjson", answer.Content.Headers.ContentType!.MediaType);
        var lines = (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(240, lines.Length);
        Assert.All(lines, line => Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(line).RootElement.ValueKind));
    }

    [Theory]
    [InlineData("page=0", "page")]
    [InlineData("page=two", "page")]
    [InlineData("per_page=100000", "per_page")]
    [InlineData("organization_id=7", "organization_id")]
    [InlineData("taxonomy_term_id=x", "taxonomy_term_id")]
    [InlineData("modified_after=soon", "modified_after")]
    [InlineData("format=xml", "format")]
    [InlineData("full=perhaps", "full")]
    public async Task A_wrong_parameter_is_named(string query, string field)
    {
        using var answer = await app.Client.GetAsync("/hsds/services?" + query);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal([field], problem.GetProperty("errors").EnumerateObject().Select(property => property.Name));
    }

    [Theory]
    [InlineData("/hsds/services/7")]
    [InlineData("/hsds/services/00000000-0000-0000-0000-000000000007")]
    public async Task A_service_that_is_not_there_is_a_problem_not_found(string path)
    {
        using var answer = await app.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    private async Task<List<string>> IdsAsync(string query) =>
        [.. (await GetAsync("/hsds/services?per_page=500&" + query)).GetProperty("contents").EnumerateArray().Select(service => service.GetProperty("id").GetString()!)];

    private async Task<JsonElement> GetAsync(string path)
    {
        using var answer = await app.Client.GetAsync(path);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }
}
