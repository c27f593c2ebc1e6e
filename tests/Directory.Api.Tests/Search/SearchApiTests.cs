using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Xunit.Abstractions;

namespace ResourceMatch.Api.Tests.Search;

/// <summary>GET and POST /api/search over the sample city: the answer's face, the start point that stays out of addresses, and odd strings.</summary>
public sealed class SearchApiTests(SearchApp app, ITestOutputHelper output) : IClassFixture<SearchApp>
{
    private const int OddStrings = 400;

    [Fact]
    public async Task A_family_gets_cards_counts_and_the_reasons_of_each_rank()
    {
        var answer = await Get("q=fod+pantry&counts=true&in=es");

        Assert.Equal("food", answer.GetProperty("understood").GetProperty("words").EnumerateArray().First().GetProperty("readAs").GetString());
        var first = answer.GetProperty("items")[0];
        Assert.Contains("food", first.GetProperty("needs").EnumerateArray().Select(need => need.GetString()));
        var parts = first.GetProperty("rank").GetProperty("parts").EnumerateArray().ToList();
        var total = parts.Sum(part => part.GetProperty("value").GetDouble() * part.GetProperty("weight").GetDouble()) / parts.Sum(part => part.GetProperty("weight").GetDouble());
        Assert.Equal(first.GetProperty("rank").GetProperty("total").GetDouble(), total, 3);
        Assert.InRange(answer.GetProperty("counts").GetProperty("needs").GetProperty("food").GetInt32(), 13, answer.GetProperty("total").GetInt32());
        Assert.Contains(answer.GetProperty("items").EnumerateArray(), item => item.GetProperty("originalName").ValueKind == JsonValueKind.String); // a Spanish name, and the English one beside it
    }

    [Fact]
    public async Task Minutes_are_told_from_a_named_place_and_sort_and_narrow_down()
    {
        var answer = await Get("q=food&place=market-square&sort=minutes&minutes=25&perPage=100");
        var minutes = answer.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("minutes")).Where(some => some.ValueKind == JsonValueKind.Number).Select(some => some.GetInt32()).ToList();
        Assert.True(minutes.Count > 3);
        Assert.All(minutes, some => Assert.InRange(some, 0, 25));
        var total = (await Get("q=food&perPage=1")).GetProperty("total").GetInt32();
        Assert.True(answer.GetProperty("total").GetInt32() < total);
        // One who asks from another place has another way.
        Assert.NotEqual(minutes, (await Get("q=food&place=airport&sort=minutes&minutes=25&perPage=100")).GetProperty("items").EnumerateArray()
            .Select(item => item.GetProperty("minutes")).Where(some => some.ValueKind == JsonValueKind.Number).Select(some => some.GetInt32()));
    }

    [Fact]
    public async Task A_start_point_is_taken_from_the_body_alone()
    {
        var posted = await Post("""{"q":"food","from":{"lat":41.07814,"lon":-84.45186},"sort":"minutes"}""");
        Assert.Contains(posted.GetProperty("items").EnumerateArray(), item => item.GetProperty("minutes").ValueKind == JsonValueKind.Number);
        Assert.DoesNotContain("41.07814", posted.GetRawText(), StringComparison.Ordinal);
        var ignored = await Get("q=food&from=41.07814,-84.45186&lat=41.07814&lon=-84.45186");
        Assert.All(ignored.GetProperty("items").EnumerateArray(), item => Assert.Equal(JsonValueKind.Null, item.GetProperty("minutes").ValueKind));
        // Without a start both ways say the same.
        Assert.Equal((await Get("q=light+bill")).GetRawText(), (await Post("""{"q":"light bill"}""")).GetRawText());
    }

    [Fact]
    public async Task A_hidden_place_has_no_minutes_and_no_neighborhood()
    {
        var answer = await Post("""{"q":"he hits me","from":{"lat":41.07814,"lon":-84.45186},"perPage":100}""");
        var shelters = answer.GetProperty("items").EnumerateArray().Where(item => item.GetProperty("name").GetString()!.Contains("domestic violence", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, shelters.Count);
        Assert.All(shelters, shelter => Assert.Equal((JsonValueKind.Null, 0), (shelter.GetProperty("minutes").ValueKind, shelter.GetProperty("areas").GetArrayLength())));
    }

    [Theory]
    [InlineData("age=200", "age")]
    [InlineData("need=nothing", "need")]
    [InlineData("day=Someday", "day")]
    [InlineData("place=Atlantis", "place")]
    [InlineData("minutes=10", "place")]
    [InlineData("sort=weight", "sort")]
    [InlineData("page=0", "page")]
    [InlineData("perPage=1000", "perPage")]
    public async Task What_cannot_be_answered_is_named_with_its_field(string query, string field)
    {
        using var response = await app.Client.GetAsync(new Uri("/api/search?" + query, UriKind.Relative));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.True((await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty(field, out _), await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_age_and_a_day_without_any_keyword_are_enough()
    {
        var answer = await Get("q=" + Uri.EscapeDataString("What is there for my 8-year-old near us on Saturdays"));
        Assert.Equal(8, answer.GetProperty("understood").GetProperty("age").GetInt32());
        Assert.Equal("Saturday", answer.GetProperty("understood").GetProperty("days")[0].GetString());
        Assert.True(answer.GetProperty("total").GetInt32() > 10);
    }

    [Fact]
    public async Task Odd_strings_never_break_it_and_take_no_longer_than_others()
    {
        var random = new Random(20261127);
        List<double> milliseconds = [];
        await Get("q=food");
        foreach (var text in OddText.List(random).Take(OddStrings))
        {
            var start = Stopwatch.GetTimestamp();
            using var response = await app.Client.GetAsync(new Uri((random.Next(4) == 0 ? "/api/search/suggestions?q=" : "/api/search?perPage=5&q=") + Uri.EscapeDataString(text), UriKind.Relative));
            milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest, $"{(int)response.StatusCode} for {JsonSerializer.Serialize(text)}");
        }

        milliseconds.Sort();
        output.WriteLine($"{OddStrings} odd strings: p50 {milliseconds[OddStrings / 2]:0.0} ms, p99 {milliseconds[OddStrings * 99 / 100]:0.0} ms, most {milliseconds[^1]:0.0} ms");
        // The bench holds the goal of 100 ms; here a machine shared by all tests must not fail for its load.
        Assert.True(milliseconds[OddStrings * 99 / 100] < 1_000);
    }

    private async Task<JsonElement> Get(string query)
    {
        using var response = await app.Client.GetAsync(new Uri("/api/search?" + query, UriKind.Relative));
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<JsonElement> Post(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await app.Client.PostAsync(new Uri("/api/search", UriKind.Relative), content);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
