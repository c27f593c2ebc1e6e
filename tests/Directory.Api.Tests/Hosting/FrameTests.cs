using System.Net;
using ResourceMatch.TestKit;

namespace ResourceMatch.Api.Tests.Hosting;

public sealed class FrameTests(DirectoryApp app) : IClassFixture<DirectoryApp>
{
    [Fact]
    public async Task The_host_says_that_it_is_well()
    {
        Assert.Equal("""{"status":"ok"}""", await app.Client.GetStringAsync("/health"));
    }

    [Fact]
    public async Task An_unknown_address_is_a_problem_without_detail()
    {
        using var answer = await app.Client.GetAsync("/api/nothing");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Every_answer_forbids_foreign_scripts_frames_and_guessed_types()
    {
        using var answer = await app.Client.GetAsync("/health");
        var policy = string.Join(';', answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.Equal("nosniff", string.Join(';', answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", string.Join(';', answer.Headers.GetValues("Referrer-Policy")));
    }

    [Theory]
    [InlineData("/swagger/v1/swagger.json")]
    [InlineData("/swagger/index.html")]
    public async Task The_API_is_described_in_every_environment(string path)
    {
        using var answer = await app.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
