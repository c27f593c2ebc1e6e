using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ResourceMatch.Api.Access;
using ResourceMatch.TestKit;

namespace ResourceMatch.Api.Tests.Access;

/// <summary>No other site acts in the name of somebody who is signed in here: nothing changes.</summary>
public sealed class ForgeryTests(ForgeryTests.GuardedApp app) : IClassFixture<ForgeryTests.GuardedApp>
{
    public static TheoryData<string> Forms =>
    [
        "/admin/people?handler=Add", "/admin/people?handler=Role", "/admin/people?handler=Disable", "/admin/people?handler=Enable", "/admin/people?handler=Link", "/admin/people?handler=Second",
        "/admin/jobs", "/sign-out", "/account", "/sign-in?handler=Cast", "/sign-in?handler=Password", "/sign-in/code", "/sign-in/forgot", "/sign-in/password",
    ];

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_form_without_its_token_is_refused_and_changes_nothing(string form)
    {
        using var victim = await app.AsAsync("ines");
        var before = await StateAsync();
        var answer = await victim.PostAsync(form, ("who", "mireille"), ("email", "new@agency.example"), ("name", "New"), ("role", "Administrator"), ("password", "seven grey herons"), ("again", "seven grey herons"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(before, await StateAsync());
        Assert.Equal(HttpStatusCode.OK, (await victim.GetAsync("/admin/people")).Status);
    }

    [Fact]
    public async Task A_token_of_somebody_else_is_none()
    {
        using var victim = await app.AsAsync("ines");
        using var attacker = await app.AsAsync("dov");
        var token = System.Text.RegularExpressions.Regex.Match((await attacker.GetAsync("/admin")).Text, "__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)").Groups[1].Value;
        Assert.NotEmpty(token);
        await victim.GetAsync("/admin");
        Assert.Equal(HttpStatusCode.BadRequest, (await victim.PostAsync("/sign-out", ("__RequestVerificationToken", token))).Status);
    }

    [Fact]
    public async Task A_form_with_its_token_from_a_foreign_page_is_refused()
    {
        using var victim = await app.AsAsync("ines");
        victim.Client.DefaultRequestHeaders.Add("Origin", "https://elsewhere.example");
        Assert.Equal(HttpStatusCode.BadRequest, (await victim.SendAsync("/admin/people", "/sign-out")).Status);
        Assert.Equal(HttpStatusCode.OK, (await victim.GetAsync("/admin/people")).Status);
    }

    [Theory]
    [InlineData("POST", null, HttpStatusCode.BadRequest)]
    [InlineData("PATCH", null, HttpStatusCode.BadRequest)]
    [InlineData("DELETE", "https://elsewhere.example", HttpStatusCode.BadRequest)]
    [InlineData("POST", "null", HttpStatusCode.BadRequest)]
    [InlineData("POST", "ours", HttpStatusCode.OK)]
    [InlineData("GET", "https://elsewhere.example", HttpStatusCode.OK)]
    public async Task An_endpoint_that_needs_a_sign_in_takes_unsafe_requests_from_our_own_pages_only(string method, string? origin, HttpStatusCode expected)
    {
        using var staff = await app.AsAsync("mireille");
        var before = app.Acts;
        using var request = new HttpRequestMessage(new HttpMethod(method), "/api/guarded");
        if (origin is not null) request.Headers.Add("Origin", origin == "ours" ? app.Address.GetLeftPart(UriPartial.Authority) : origin);
        using var answer = await staff.Client.SendAsync(request);
        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(before + (expected == HttpStatusCode.OK ? 1 : 0), app.Acts);
    }

    [Fact]
    public async Task What_anyone_may_ask_stays_open_to_other_sites()
    {
        using var staff = await app.AsAsync("mireille");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/matches") { Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json"), Headers = { { "Origin", "https://elsewhere.example" } } };
        using var answer = await staff.Client.SendAsync(request);
        Assert.Contains("needs", await answer.Content.ReadAsStringAsync());
    }

    private Task<string> StateAsync() => app.Database.ReadAsStaffAsync<string>(
        """
        select concat(
          (select string_agg(concat(id, role, is_disabled, password_hash, security_stamp), ',' order by id) from access.account), (select count(*) from access.outbox),
          (select count(*) from access.account_event where kind <> 'signed_in'), (select count(*) from access.organization_editor))
        """);

    /// <summary>The sample city with one more endpoint, which counts how often it was let act.</summary>
    public sealed class GuardedApp : SampleApp
    {
        public int Acts { get; private set; }

        protected override async Task PrepareAsync(WebApplication host)
        {
            await base.PrepareAsync(host);
            host.MapMethods("/api/guarded", ["GET", "POST", "PATCH", "DELETE"], () => { Acts++; return TypedResults.Ok(); }).RequireAuthorization(AccessPolicies.DirectoryStaff);
        }
    }
}
