using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ResourceMatch.TestKit;

namespace ResourceMatch.Api.Tests.OpenReferral;

/// <summary>The lists of HSDS: the same by GET and POST, known again by their tag, and filters that add up.</summary>
public sealed class HsdsListTests(SampleApp app) : IClassFixture<SampleApp>
{
    private const string Start = "\"lat\":41.09,\"lon\":-84.48";

    [Theory]
    [InlineData("/hsds/")]
    [InlineData("/hsds/profile")]
    [InlineData("/hsds/services?search=food")]
    [InlineData("/hsds/services?format=ndjson&full=true")]
    [InlineData("/hsds/service_at_locations")]
    [InlineData("/hsds/organizations?full=true")]
    [InlineData("/hsds/taxonomies")]
    [InlineData("/hsds/taxonomy_terms?top_only=true")]
    public async Task A_read_that_the_asker_has_already_is_not_sent_again(string path)
    {
        using var first = await app.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.False(first.Headers.ETag!.IsWeak);
        Assert.NotNull(first.Content.Headers.LastModified);

        using var again = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { IfNoneMatch = { first.Headers.ETag } } };
        using var known = await app.Client.SendAsync(again);
        Assert.Equal((HttpStatusCode.NotModified, 0), (known.StatusCode, (await known.Content.ReadAsByteArrayAsync()).Length));

        using var since = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { IfModifiedSince = first.Content.Headers.LastModified } };
        using var unchanged = await app.Client.SendAsync(since);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);

        using var other = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { IfNoneMatch = { new EntityTagHeaderValue("\"other\"") } } };
        using var sent = await app.Client.SendAsync(other);
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
    }

    [Theory]
    [InlineData("services", "search=food&age=8&per_page=3&page=2")]
    [InlineData("services", "language=es&open_at=2026-11-24T15:00:00Z&full=true")]
    [InlineData("service_at_locations", "postcode=00414&proximity=900")]
    [InlineData("organizations", "search=school&full_service=true")]
    [InlineData("taxonomy_terms", "search=food")]
    public async Task The_same_question_has_the_same_answer_by_GET_and_POST(string list, string query)
    {
        var got = await app.Client.GetStringAsync($"/hsds/{list}?{query}");
        var fields = query.Split('&').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1]));
        using var json = await app.Client.PostAsync($"/hsds/{list}", new StringContent(JsonSerializer.Serialize(fields), Encoding.UTF8, "application/json"));
        using var form = await app.Client.PostAsync($"/hsds/{list}", new FormUrlEncodedContent(fields));
        Assert.Equal(got, await json.Content.ReadAsStringAsync());
        Assert.Equal(got, await form.Content.ReadAsStringAsync());
        Assert.NotEqual(0, JsonDocument.Parse(got).RootElement.GetProperty("total_items").GetInt32());
    }

    [Theory]
    [InlineData("services")]
    [InlineData("service_at_locations")]
    [InlineData("organizations")]
    public async Task Every_pair_of_filters_answers_what_both_allow(string list)
    {
        // Of a service, what is said of a place must hold of one place: only places of one list can be compared by ids.
        string[] filters = list == "service_at_locations"
            ? ["\"search\":\"food\"", "\"language\":\"es\"", "\"age\":8", "\"open_at\":\"2026-11-24T15:00:00Z\"", "\"accessible\":true", "\"assured_within_days\":200", $"{Start},\"radius_m\":1500", "\"bbox\":\"-84.5,41.05,-84.45,41.1\"", $"{Start},\"max_minutes\":20", $"{Start},\"car\":true,\"max_minutes\":6", "\"postcode\":\"00414\",\"proximity\":1500"]
            : ["\"search\":\"food\"", "\"language\":\"es\"", "\"age\":8", "\"assured_within_days\":200"];
        var alone = new Dictionary<string, HashSet<string>>();
        foreach (var filter in filters) alone[filter] = await IdsAsync(list, filter);
        var all = await IdsAsync(list, "");
        Assert.All(alone, pair => Assert.InRange(pair.Value.Count, 1, all.Count - 1));
        for (var one = 0; one < filters.Length; one++)
        {
            for (var two = one + 1; two < filters.Length; two++)
            {
                if (filters[one].StartsWith(Start, StringComparison.Ordinal) && filters[two].StartsWith(Start, StringComparison.Ordinal)) continue;
                if (filters[two].Contains("proximity") && filters[one].Contains("radius_m")) continue; // one centre at a time
                var (both, each) = (await IdsAsync(list, filters[one] + "," + filters[two]), alone[filters[one]].Intersect(alone[filters[two]]).ToHashSet());
                // An organization must have one service that fits both; one for each is not enough.
                if (list == "organizations") Assert.Subset(each, both);
                else Assert.Equal(each.Order(), both.Order());
            }
        }
    }

    [Fact]
    public async Task A_stream_of_a_search_is_the_search_of_all_pages_in_its_order()
    {
        var stream = (await app.Client.GetStringAsync("/hsds/services?search=food&format=ndjson")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetString()).ToList();
        List<string?> pages = [];
        for (var page = 1; pages.Count < stream.Count; page++)
        {
            using var answer = JsonDocument.Parse(await app.Client.GetStringAsync($"/hsds/services?search=food&per_page=7&page={page}"));
            pages.AddRange(answer.RootElement.GetProperty("contents").EnumerateArray().Select(item => item.GetProperty("id").GetString()));
        }

        Assert.Equal(stream, pages);
    }

    [Theory]
    [InlineData("services", "food")]
    [InlineData("service_at_locations", "food")]
    [InlineData("organizations", "food")]
    [InlineData("taxonomy_terms", "help with the light bill")]
    [InlineData("taxonomies", "needs")]
    public async Task A_search_answers_best_first_and_each_item_says_by_which_parts(string list, string words)
    {
        var ranks = await RanksAsync(list, words);
        Assert.NotEmpty(ranks);
        // After what the search ranks there may be what merely holds the words: an organization without a service.
        var scores = ranks.TakeWhile(rank => rank.Score is not null).Select(rank => rank.Score!.Value).ToList();
        Assert.NotEmpty(scores);
        Assert.All(ranks.Skip(scores.Count), rank => Assert.Null(rank.Score));
        Assert.Equal(scores.OrderDescending(), scores);
        Assert.All(ranks.Take(scores.Count), rank => Assert.Equal(rank.Sum, rank.Score!.Value, 0.001));
        var paged = await IdsOfPagesAsync(list, words, perPage: 3, pages: 3);
        Assert.Equal(ranks.Select(rank => rank.Id).Take(paged.Count), paged);
    }

    [Fact]
    public async Task An_organization_stands_as_high_as_its_best_service()
    {
        var services = await RanksAsync("services", "food");
        Assert.True(services.Count > 20);
        var best = new Dictionary<string, double>();
        foreach (var service in services)
        {
            var organization = await app.Database.ReadAsync<Guid>($"select organization_id from directory.service where id = '{service.Id}'");
            if (best.GetValueOrDefault(organization.ToString()) < service.Score) best[organization.ToString()] = service.Score!.Value;
        }

        var organizations = (await RanksAsync("organizations", "food")).Where(rank => rank.Score is not null).ToList();
        Assert.Equal(best.Count, organizations.Count);
        Assert.All(organizations, organization => Assert.Equal(best[organization.Id], organization.Score!.Value, 0.0001));
    }

    /// <summary>By what the words mean, not only by their letters: in four languages, with typing errors.</summary>
    [Theory]
    [InlineData("despensa", "food")]
    [InlineData("fod", "food")]
    [InlineData("light bill", "utility-bills")]
    [InlineData("place to stay tonight", "shelter")]
    [InlineData("anteojos", "eye-care")]
    public async Task A_term_is_found_by_the_words_of_its_need(string words, string code)
    {
        using var answer = JsonDocument.Parse(await app.Client.GetStringAsync($"/hsds/taxonomy_terms?search={Uri.EscapeDataString(words)}"));
        Assert.Equal(code, answer.RootElement.GetProperty("contents")[0].GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("taxonomy_terms")]
    [InlineData("taxonomies")]
    [InlineData("organizations")]
    public async Task A_search_without_a_letter_finds_nothing(string list)
    {
        foreach (var text in new[] { "%25", "%00", "!!" })
        {
            using var answer = JsonDocument.Parse(await app.Client.GetStringAsync($"/hsds/{list}?search={text}"));
            Assert.Equal(0, answer.RootElement.GetProperty("total_items").GetInt32());
        }
    }

    [Fact]
    public async Task An_item_says_why_it_is_there_and_nothing_of_where_the_asker_is()
    {
        using var answer = await PostAsync("services", $"{Start},\"radius_m\":2000,\"max_minutes\":30,\"search\":\"food\",\"explain\":true");
        var text = await answer.Content.ReadAsStringAsync();
        var item = JsonDocument.Parse(text).RootElement.GetProperty("contents")[0];
        var reasons = item.GetProperty("explain").EnumerateArray().ToDictionary(each => each.GetProperty("parameter").GetString()!);
        Assert.InRange(reasons["radius_m"].GetProperty("distance_m").GetInt32(), 0, 2000);
        Assert.InRange(reasons["max_minutes"].GetProperty("minutes").GetInt32(), 0, 30);
        var parts = reasons["search"].GetProperty("parts").EnumerateArray().ToList();
        Assert.Equal(
            parts.Sum(part => part.GetProperty("value").GetDouble() * part.GetProperty("weight").GetDouble()) / parts.Sum(part => part.GetProperty("weight").GetDouble()),
            reasons["search"].GetProperty("score").GetDouble(), 0.001);
        Assert.DoesNotContain("lat", reasons.Keys);
    }

    [Theory]
    [InlineData("lat=41.09&lon=-84.48", "lat")]
    [InlineData("radius_m=100", "radius_m")]
    [InlineData("max_minutes=10", "max_minutes")]
    [InlineData("start=nowhere", "start")]
    [InlineData("bbox=1,2,3", "bbox")]
    [InlineData("age=old", "age")]
    [InlineData("open_at=later", "open_at")]
    public async Task A_wrong_parameter_of_ours_is_named(string query, string field)
    {
        using var answer = await app.Client.GetAsync("/hsds/services?" + query);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(field, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("errors").EnumerateObject().Select(property => property.Name));
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("{\"search\":")]
    [InlineData("{\"search\":[\"food\"]}")]
    [InlineData("{\"lat\":41}")]
    public async Task A_body_that_cannot_be_read_is_refused(string body)
    {
        using var answer = await app.Client.PostAsync("/hsds/services", new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task The_profile_tells_every_parameter_of_ours()
    {
        using var profile = JsonDocument.Parse(await app.Client.GetStringAsync("/hsds/profile"));
        var told = profile.RootElement.GetProperty("parameters").EnumerateArray().Select(each => each.GetProperty("name").GetString()).ToList();
        Assert.Superset(new HashSet<string?> { "lat", "lon", "radius_m", "bbox", "open_at", "language", "age", "accessible", "car", "max_minutes", "arrive_by", "assured_within_days", "explain" }, told.ToHashSet());
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "hsds-profile.md"));
        Assert.All(told, name => Assert.Contains($"`{name}`", page));
    }

    /// <summary>The items in their order: the score (null = none was told), and what its parts add up to.</summary>
    private async Task<List<(string Id, double? Score, double Sum)>> RanksAsync(string list, string words)
    {
        using var answer = JsonDocument.Parse(await app.Client.GetStringAsync($"/hsds/{list}?search={Uri.EscapeDataString(words)}&explain=true&per_page=500"));
        return answer.RootElement.GetProperty("contents").EnumerateArray().Select(RankOf).ToList();

        static (string Id, double? Score, double Sum) RankOf(JsonElement item)
        {
            var id = item.GetProperty("id").GetString()!;
            var search = item.GetProperty("explain").EnumerateArray().Single(each => each.GetProperty("parameter").GetString() == "search");
            if (!search.TryGetProperty("score", out var score)) return (id, null, 0);
            var parts = search.GetProperty("parts").EnumerateArray().Select(part => (Value: part.GetProperty("value").GetDouble(), Weight: part.GetProperty("weight").GetDouble())).ToList();
            return (id, score.GetDouble(), parts.Sum(part => part.Value * part.Weight) / parts.Sum(part => part.Weight));
        }
    }

    private async Task<List<string>> IdsOfPagesAsync(string list, string words, int perPage, int pages)
    {
        List<string> ids = [];
        for (var page = 1; page <= pages; page++)
        {
            using var answer = JsonDocument.Parse(await app.Client.GetStringAsync($"/hsds/{list}?search={Uri.EscapeDataString(words)}&per_page={perPage}&page={page}"));
            ids.AddRange(answer.RootElement.GetProperty("contents").EnumerateArray().Select(item => item.GetProperty("id").GetString()!));
        }

        return ids;
    }

    private async Task<HashSet<string>> IdsAsync(string list, string fields)
    {
        using var answer = await PostAsync(list, fields.Length == 0 ? "\"format\":\"ndjson\"" : fields + ",\"format\":\"ndjson\"");
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetString()!)];
    }

    private Task<HttpResponseMessage> PostAsync(string list, string fields) => app.Client.PostAsync("/hsds/" + list, new StringContent("{" + fields + "}", Encoding.UTF8, "application/json"));
}
