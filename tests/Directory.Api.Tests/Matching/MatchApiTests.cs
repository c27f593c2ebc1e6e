using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ResourceMatch.Api.Features.Matching;
using ResourceMatch.TestKit;

namespace ResourceMatch.Api.Tests.Matching;

/// <summary>POST /api/matches over the sample city: the answer's face, and a sentence with the field for everything one can get wrong.</summary>
public sealed class MatchApiTests(SampleApp app) : IClassFixture<SampleApp>
{
    private const string Home = "\"from\":{\"lat\":41.07814,\"lon\":-84.45186}";

    [Fact]
    public async Task A_family_gets_ranked_outings_and_learns_why_not_elsewhere()
    {
        var answer = await Post("""{"householdId":"family-001","needs":["food"]}""");

        Assert.Equal("2026-11-23", answer.GetProperty("request").GetProperty("date").GetString()); // the clock's day, where the buses run
        var feed = Assert.Single(answer.GetProperty("feeds").EnumerateArray());
        Assert.Equal("America/New_York", feed.GetProperty("timeZone").GetString());
        var need = Assert.Single(answer.GetProperty("needs").EnumerateArray());
        var results = need.GetProperty("results").EnumerateArray().ToList();
        Assert.NotEmpty(results);
        Assert.Equal(Enumerable.Range(1, results.Count), results.Select(result => result.GetProperty("rank").GetInt32()));
        var outing = results[0].GetProperty("outings")[0];
        Assert.Equal("Transit", outing.GetProperty("mode").GetString());
        Assert.Contains(outing.GetProperty("there").GetProperty("legs").EnumerateArray(), leg => leg.GetProperty("kind").GetString() == "ride" && leg.GetProperty("tripId").GetString()!.Length > 0);
        Assert.Matches("^[0-2][0-9]:[0-5][0-9]$", outing.GetProperty("leaveHome").GetString()!);
        var excluded = need.GetProperty("excluded").EnumerateArray().ToList();
        Assert.Equal(need.GetProperty("excludedCount").GetInt32(), excluded.Count);
        Assert.Contains(excluded, exclusion => exclusion.GetProperty("reason").GetProperty("kind").GetString() == "ClosedWhenFree");
    }

    [Fact]
    public async Task A_plan_and_advice_come_when_asked_for()
    {
        const string Body = """{"householdId":"family-008","date":"2026-11-30"}""";
        var plain = await Post(Body);
        Assert.All(new[] { "plan", "advice" }, field => Assert.Equal(JsonValueKind.Null, plain.GetProperty(field).ValueKind));

        var answer = await Post(Body.Replace("}", ",\"plan\":true}", StringComparison.Ordinal));

        var plan = answer.GetProperty("plan");
        var outings = plan.GetProperty("outings").EnumerateArray().ToList();
        Assert.InRange(outings.Count, 1, plan.GetProperty("separateOutings").GetInt32() - 1);
        Assert.Contains(outings, outing => outing.GetProperty("stops").GetArrayLength() > 1);
        Assert.Equal(plan.GetProperty("awaySeconds").GetInt32(), outings.Sum(outing => outing.GetProperty("arriveHomeSeconds").GetInt32() - outing.GetProperty("leaveHomeSeconds").GetInt32()));
        var named = outings.SelectMany(outing => outing.GetProperty("stops").EnumerateArray()).SelectMany(stop => stop.GetProperty("needs").EnumerateArray())
            .Concat(plan.GetProperty("uncovered").EnumerateArray()).Concat(plan.GetProperty("withoutTrip").EnumerateArray().Select(help => help.GetProperty("need"))).Select(need => need.GetString());
        Assert.Equal(answer.GetProperty("needs").EnumerateArray().Select(need => need.GetProperty("need").GetString()).Order(), named.Order());
        Assert.True(answer.GetProperty("advice").TryGetProperty("loosen", out _) && answer.GetProperty("advice").TryGetProperty("ask", out _));
    }

    [Fact]
    public async Task The_exact_start_is_never_said_back()
    {
        var answer = await Post($$$"""{"needs":["food"],{{{Home}}}}""");

        Assert.DoesNotContain("41.07814", answer.GetProperty("request").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_neighborhood_a_school_and_a_stop_are_found_by_key_and_by_name()
    {
        var starts = app.Services.GetRequiredService<Starts>();
        foreach (var start in (await starts.ListNamed(CancellationToken.None)).DistinctBy(start => start.Kind))
        {
            Assert.Equal(start, await starts.Find(start.Key, CancellationToken.None));
            Assert.Equal(start.Name, (await starts.Find(start.Name.ToUpperInvariant(), CancellationToken.None))?.Name);
        }

        Assert.Equal("stop", (await starts.Find("Broad & Pier", CancellationToken.None))?.Kind);
    }

    [Fact]
    public async Task A_hidden_place_shows_neither_point_nor_address_nor_name()
    {
        var answer = await Post($$$"""{"needs":["domestic-violence"],{{{Home}}},"languages":["en"]}""");

        var hidden = answer.GetProperty("needs")[0].GetProperty("results").EnumerateArray()
            .Where(result => result.GetProperty("caveats").EnumerateArray().Any(caveat => caveat.GetProperty("kind").GetString() == "AddressPrivate")).ToList();
        Assert.NotEmpty(hidden);
        Assert.All(hidden, result =>
        {
            Assert.True(result.GetProperty("callFirst").GetBoolean());
            Assert.Equal(0, result.GetProperty("outings").GetArrayLength());
            Assert.All(new[] { "lat", "lon", "address", "location" }, field => Assert.Equal(JsonValueKind.Null, result.GetProperty(field).ValueKind));
        });
    }

    [Fact]
    public async Task Days_beyond_the_calendar_carry_a_notice_and_never_unreachable()
    {
        var answer = await Post($$$"""{"needs":["food"],{{{Home}}},"date":"2036-12-29"}""");

        var notice = answer.GetProperty("notice");
        Assert.Equal(("timetable", "2036-12-31"), (notice.GetProperty("kind").GetString(), notice.GetProperty("validTo").GetString()));
    }

    [Theory]
    [InlineData($$$"""{"needs":["fud"],{{{Home}}}}""", "needs[0]", "fud")]
    [InlineData($$$"""{"needs":[],{{{Home}}}}""", "needs", "what is needed")]
    [InlineData("""{"needs":["food"]}""", "from", "where the family starts")]
    [InlineData("""{"needs":["food"],"from":{"lat":91,"lon":-84}}""", "from.lat", "-90 to 90")]
    [InlineData("""{"needs":["food"],"from":{"lat":41}}""", "from.lon", "longitude")]
    [InlineData("""{"needs":["food"],"from":{"lat":51,"lon":-84}}""", "from", "No bus we know of stops within 20 km")]
    [InlineData("""{"needs":["food"],"from":{"lat":0,"lon":0}}""", "from", "sea")]
    [InlineData("""{"needs":["food"],"place":"Atlantis"}""", "place", "Atlantis")]
    [InlineData("""{"needs":["food"],"householdId":"family-999"}""", "householdId", "family-999")]
    [InlineData($$$"""{"needs":["food"],{{{Home}}},"date":"2040-01-01"}""", "date", "We have bus times from 2026-01-01 to 2036-12-31")]
    [InlineData($$$"""{"needs":["food"],{{{Home}}},"walkMeters":-5}""", "walkMeters", "0 to 5000")]
    [InlineData($$$"""{"needs":["food"],{{{Home}}},"oneWayMinutes":0}""", "oneWayMinutes", "1 to 240")]
    [InlineData($$$"""{"needs":["food"],{{{Home}}},"days":99}""", "days", "1 to 14")]
    [InlineData($$$"""{"needs":["food"],{{{Home}}},"otherAges":[3,-3]}""", "otherAges[1]", "-3")]
    [InlineData($$$"""{"needs":["food"],{{{Home}}},"freeTimes":[{"day":"Tusday","from":"15:00","until":"18:00"}]}""", "freeTimes[0].day", "Tusday")]
    [InlineData($$$"""{"needs":["food"],{{{Home}}},"freeTimes":[{"day":"Tuesday","from":"15:00","until":"25:00"}]}""", "freeTimes[0].until", "25:00")]
    [InlineData($$$"""{"needs":["food"],{{{Home}}},"missingDocuments":["Diploma"]}""", "missingDocuments[0]", "Diploma")]
    [InlineData($$$"""{"needs":["food"],{{{Home}}},"eligibility":{"rich":true}}""", "eligibility.rich", "rich")]
    [InlineData($$$"""{"needs":["food"],{{{Home}}},"languages":["Spanish"]}""", "languages[0]", "Spanish")]
    [InlineData($$$"""{"needs":[null],{{{Home}}},"languages":[null],"freeTimes":[null],"missingDocuments":[null]}""", "needs[0]", "vocabulary")]
    public async Task What_can_be_put_right_names_the_field(string body, string field, string words)
    {
        using var answer = await Send(body);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out var messages), problem.GetRawText());
        Assert.Contains(words, messages[0].GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("null")]
    [InlineData("""{"needs":"food"}""")]
    [InlineData($$$"""{"needs":["food"],{{{Home}}},"walkmeter":500}""")] // a mistyped limit must not pass as no limit
    [InlineData($$$"""{"needs":["food"],{{{Home}}},"date":"yesterday"}""")]
    public async Task What_cannot_be_read_is_refused(string body)
    {
        using var answer = await Send(body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_body_of_ten_megabytes_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/matches") { Content = new StringContent(new string('a', 10_000_000), Encoding.UTF8, "application/json") };

        using var answer = await app.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private async Task<JsonElement> Post(string body)
    {
        using var answer = await Send(body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }

    private Task<HttpResponseMessage> Send(string body) => app.Client.PostAsync("/api/matches", new StringContent(body, Encoding.UTF8, "application/json"));
}
