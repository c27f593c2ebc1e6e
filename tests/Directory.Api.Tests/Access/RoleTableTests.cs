using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ResourceMatch.Api.Access;
using ResourceMatch.TestKit;
using Xunit.Abstractions;

namespace ResourceMatch.Api.Tests.Access;

/// <summary>Every page and endpoint against every role: the ones of the access pages by an expected table, all others by the policy that they name.</summary>
public sealed partial class RoleTableTests(SampleApp app, ITestOutputHelper output) : IClassFixture<SampleApp>
{
    private static readonly string[] People = ["", "noor", "mireille", "ines"];

    /// <summary>What a GET answers to nobody, an agency editor, directory staff and the administrator.</summary>
    [Theory]
    [InlineData("/", "200 200 200 200")]
    [InlineData("/sign-in", "200 200 200 200")]
    [InlineData("/sign-in/forgot", "200 200 200 200")]
    [InlineData("/sign-in/password", "200 200 200 200")]
    [InlineData("/sign-in/code", "302 302 302 302")]
    [InlineData("/sign-out", "302 200 200 200")]
    [InlineData("/account", "302 200 200 200")]
    [InlineData("/account/second", "302 404 404 404")] // the invented people have no password, so no second factor either
    [InlineData("/admin", "302 404 200 200")]
    [InlineData("/admin/mail", "302 404 200 200")]
    [InlineData("/admin/words", "302 404 200 200")]
    [InlineData("/admin/people", "302 404 404 200")]
    [InlineData("/admin/jobs", "302 404 404 200")]
    [InlineData("/health", "200 200 200 200")]
    [InlineData("/health/details", "401 404 404 200")]
    [InlineData("/swagger/v1/swagger.json", "200 200 200 200")]
    [InlineData("/hsds/services", "200 200 200 200")]
    [InlineData("/no-such-page", "404 404 404 404")]
    public async Task A_page_answers_each_role_as_the_table_says(string path, string expected)
    {
        List<string> statuses = [];
        foreach (var person in People)
        {
            using var visitor = await VisitAsync(person);
            statuses.Add(((int)(await visitor.GetAsync(path)).Status).ToString());
        }

        Assert.Equal(expected, string.Join(' ', statuses));
    }

    [Fact]
    public async Task Whatever_names_a_policy_keeps_out_everybody_below_it_with_the_answer_of_an_address_that_is_not_there()
    {
        var guarded = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null).ToList();
        var checks = 0;
        foreach (var person in People)
        {
            using var visitor = await VisitAsync(person);
            foreach (var endpoint in guarded)
            {
                var policy = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(each => each.Policy).LastOrDefault(each => each is not null);
                if (MayEnter(person, policy)) continue;
                foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST"])
                {
                    var path = "/" + ParameterPattern().Replace(endpoint.RoutePattern.RawText!.TrimStart('/'), Guid.NewGuid().ToString());
                    using var request = new HttpRequestMessage(new HttpMethod(method), path);
                    using var answer = await visitor.Client.SendAsync(request);
                    var isMachine = path.StartsWith("/api", StringComparison.Ordinal) || path.StartsWith("/hsds", StringComparison.Ordinal) || path.StartsWith("/health", StringComparison.Ordinal) || path.StartsWith("/tiles", StringComparison.Ordinal);
                    var wanted = person.Length > 0 ? HttpStatusCode.NotFound : isMachine ? HttpStatusCode.Unauthorized : HttpStatusCode.Redirect;
                    Assert.True(answer.StatusCode == wanted, $"{method} {path} as '{person}': {answer.StatusCode}");
                    if (wanted == HttpStatusCode.Redirect) Assert.StartsWith("/sign-in?next=", answer.Headers.Location!.PathAndQuery);
                    checks++;
                }
            }
        }

        output.WriteLine($"{guarded.Count} guarded endpoints, {checks} refusals");
        Assert.True(guarded.Count >= 8 && checks >= 20, $"{guarded.Count} guarded endpoints, {checks} refusals");
    }

    [Fact]
    public async Task What_one_may_not_see_reads_like_what_is_not_there()
    {
        using var editor = await VisitAsync("noor");
        var forbidden = await editor.GetAsync("/admin/people");
        var missing = await editor.GetAsync("/admin/nobody");
        Assert.Equal(missing.Status, forbidden.Status);
        Assert.Equal(Plain(missing.Text), Plain(forbidden.Text));
    }

    private async Task<Visitor> VisitAsync(string person) => person.Length == 0 ? app.Visit() : await app.AsAsync(person);

    private static bool MayEnter(string person, string? policy) => policy switch
    {
        null => person.Length > 0,
        AccessPolicies.AgencyEditor => person.Length > 0,
        AccessPolicies.DirectoryStaff => person is "mireille" or "ines",
        AccessPolicies.Administrator => person == "ines",
        _ => throw new InvalidOperationException($"The policy {policy} has no column here."),
    };

    // Each form has a token of its own, and links to other languages name the page.
    private static string Plain(string html) => AddressPattern().Replace(TokenPattern().Replace(html, ""), "");

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex ParameterPattern();

    [GeneratedRegex("__RequestVerificationToken[^>]+>")]
    private static partial Regex TokenPattern();

    [GeneratedRegex("href=\"[^\"]*lang=\\w+\"|aria-current=\"page\"")]
    private static partial Regex AddressPattern();
}
