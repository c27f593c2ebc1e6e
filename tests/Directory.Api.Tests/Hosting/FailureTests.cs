using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ResourceMatch.Api.Hosting;
using ResourceMatch.TestKit;

namespace ResourceMatch.Api.Tests.Hosting;

public sealed class FailureTests(DirectoryApp app) : IClassFixture<DirectoryApp>
{
    private const string Nobody = "Host=127.0.0.1;Port=1;Database=x;Username=x;Password=secret;Timeout=2";

    [Theory]
    [InlineData("/hsds/services")]
    [InlineData("/hsds/services/00000000-0000-0000-0000-000000000007")]
    [InlineData("/tiles/areas/0/0/0.mvt")]
    public async Task While_PostgreSQL_is_down_the_answer_asks_to_try_again_and_tells_nothing(string path)
    {
        await using var host = DirectoryHost.Build(
            "http://127.0.0.1:0",
            new Dictionary<string, string?> { ["ResourceMatch:Database:Public"] = Nobody, ["ResourceMatch:Database:Staff"] = Nobody, ["ResourceMatch:Database:Owner"] = null },
            services => services.AddLogging(logging => logging.ClearProviders()));
        await host.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(host.Urls.First()) };

        using var answer = await client.GetAsync(path);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(10), answer.Headers.RetryAfter!.Delta);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.DoesNotContain("127.0.0.1", body);
        Assert.DoesNotContain("Npgsql", body);
        using var health = await client.GetAsync("/health");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
    }

    [Fact]
    public async Task A_body_of_ten_megabytes_is_refused_with_a_sentence()
    {
        using var body = new ByteArrayContent(new byte[10 * 1024 * 1024]);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        // As curl does it: ask before sending so much, and the host says no at once.
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/matches") { Content = body, Headers = { ExpectContinue = true } };
        using var client = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) }) { BaseAddress = app.Address };
        using var answer = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("at most 1 MB", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("{\"needs\": 7}", "needs")]
    [InlineData("{\"needs\":", "needs")]
    [InlineData("hello", "body")]
    [InlineData("{\"walkmeter\": 7}", "walkmeter")]
    public async Task JSON_that_cannot_be_read_is_named(string json, string field)
    {
        using var body = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        using var answer = await app.Client.PostAsync("/api/matches", body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<Microsoft.AspNetCore.Mvc.ValidationProblemDetails>();
        Assert.Equal([field], problem!.Errors.Keys);
    }
}
