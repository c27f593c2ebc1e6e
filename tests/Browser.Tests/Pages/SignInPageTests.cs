using Microsoft.Extensions.DependencyInjection;
using ResourceMatch.Api.Access;
using ResourceMatch.Browser.Tests.Setting;
using ResourceMatch.Storage.Access;
using Xunit.Abstractions;

namespace ResourceMatch.Browser.Tests.Pages;

/// <summary>Signing in on a phone, in four languages, with and without script.</summary>
[Collection(ChromiumCollection.Name)]
public sealed class SignInPageTests(Chromium chromium, ITestOutputHelper output)
{
    private const string Password = "four red kites over town";

    [Theory]
    [InlineData("en", true)]
    [InlineData("es", false)]
    [InlineData("ht", true)]
    [InlineData("ar", false)]
    public async Task Somebody_becomes_an_invented_person_reads_the_letters_and_leaves(string language, bool hasScript)
    {
        await using var visit = await chromium.OpenAsync(new($"/sign-in?lang={language}", HasScript: hasScript));
        Assert.True(await visit.Page.Locator("form button.plain").CountAsync() >= 6);
        await visit.Page.Locator("form:has(input[name=who][value=ines]) button").ClickAsync();
        Assert.Contains("Ines Marchetti", await visit.Page.Locator("header .person").InnerTextAsync());
        await visit.Page.GotoAsync("/admin");
        await visit.Page.Locator("main a[href='/admin/mail']").ClickAsync();
        Assert.EndsWith("/admin/mail", visit.Page.Url);
        await visit.Page.Locator("header .person button").ClickAsync();
        await visit.Page.Locator("header .person").WaitForAsync(new() { State = Microsoft.Playwright.WaitForSelectorState.Detached });
        Assert.Empty(visit.Complaints);
        Assert.Empty(visit.Strangers);
    }

    [Fact]
    public async Task A_wrong_password_says_what_to_do_keeps_the_address_and_moves_there()
    {
        await AddAsync("wrong@agency.example");
        await using var visit = await chromium.OpenAsync(new("/sign-in"));
        await visit.Page.FillAsync("#f-email", "wrong@agency.example");
        await visit.Page.FillAsync("#f-password", "not this one");
        await visit.Page.Locator("#f-password").PressAsync("Enter");
        Assert.StartsWith("Error: ", await visit.Page.TitleAsync());
        Assert.Equal("problem", await visit.Page.EvaluateAsync<string>("document.activeElement.id"));
        Assert.Equal("wrong@agency.example", await visit.Page.InputValueAsync("#f-email"));
        Assert.Equal("", await visit.Page.InputValueAsync("#f-password"));
        await visit.Page.FillAsync("#f-password", Password);
        await visit.Page.Locator("#f-password").PressAsync("Enter");
        Assert.Contains("Somebody", await visit.Page.Locator("header .person").InnerTextAsync());
    }

    [Fact]
    public async Task No_page_of_signing_in_and_of_staff_has_a_violation()
    {
        await AddAsync("axe@agency.example");
        List<string> faults = [];
        var states = 0;
        foreach (var (language, width) in new[] { ("en", 360), ("es", 1280), ("ht", 1280), ("ar", 360) })
        {
            await using var visit = await chromium.OpenAsync(new($"/sign-in?lang={language}", width), bypassPolicy: true);
            async Task LookAsync(string name)
            {
                states++;
                faults.AddRange(await visit.ListFaultsAsync($"{name} {language} {width}"));
            }

            await LookAsync("sign-in");
            await visit.Page.Locator("form:has(#f-password) button").ClickAsync();
            await LookAsync("sign-in-error");
            foreach (var path in new[] { "/sign-in/forgot", "/sign-in/password" })
            {
                await visit.GoAsync(path);
                await LookAsync(path.Replace('/', '-'));
            }

            await visit.GoAsync("/sign-in");
            await visit.Page.Locator("form:has(input[name=who][value=ines]) button").ClickAsync();
            foreach (var path in language is "en" or "ar" ? ["/", "/account", "/admin", "/admin/people", "/admin/mail", "/admin/jobs", "/sign-out"] : new[] { "/account", "/sign-out" })
            {
                await visit.GoAsync(path);
                await LookAsync("signed-in" + path.Replace('/', '-'));
            }

            await visit.Page.Locator("main form button").ClickAsync();
            await SignInAsync(visit, "axe@agency.example");
            await BeginSecondAsync(visit);
            await LookAsync("second");
        }

        output.WriteLine($"{states} page states, each light and dark, {faults.Count} faults");
        foreach (var fault in faults) output.WriteLine(fault);
        Assert.Empty(faults);
        Assert.True(states >= 30);
    }

    [Fact]
    public async Task The_picture_to_scan_shows_under_our_content_policy_in_the_dark_scheme_too()
    {
        await AddAsync("scan@agency.example");
        await using var visit = await chromium.OpenAsync(new("/sign-in", IsDark: true));
        await SignInAsync(visit, "scan@agency.example");
        await BeginSecondAsync(visit);
        Assert.True(await visit.Page.EvaluateAsync<int>("document.querySelector('main img').naturalWidth") > 200);
        Assert.True(await visit.Page.Locator("#second-key").IsVisibleAsync());
        Assert.Empty(visit.Complaints);
        Assert.Empty(visit.Strangers);
    }

    private static async Task SignInAsync(Visit visit, string email)
    {
        await visit.GoAsync("/sign-in");
        await visit.Page.FillAsync("#f-email", email);
        await visit.Page.FillAsync("#f-password", Password);
        await visit.Page.Locator("#f-password").PressAsync("Enter");
        await visit.Page.Locator("header .person").WaitForAsync();
    }

    private static async Task BeginSecondAsync(Visit visit)
    {
        await visit.GoAsync("/account/second");
        if (await visit.Page.Locator("main img").CountAsync() == 0) await visit.Page.Locator("main form button").ClickAsync();
        await visit.Page.Locator("main img").WaitForAsync();
    }

    private async Task AddAsync(string email)
    {
        await using var scope = chromium.App.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<Accounts>();
        var account = (await accounts.AddAsync(email, "Somebody Quite Longnamed", AccessRole.DirectoryStaff, null, CancellationToken.None))!;
        var token = System.Text.RegularExpressions.Regex.Match(await accounts.LinkAsync(account), "token=([^&]+)").Groups[1].Value;
        Assert.Null(await accounts.SetPasswordAsync(account.Id, token, Password, CancellationToken.None));
    }
}
