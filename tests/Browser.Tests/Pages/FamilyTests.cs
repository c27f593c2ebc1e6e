using ResourceMatch.Browser.Tests.Setting;
using Xunit.Abstractions;

namespace ResourceMatch.Browser.Tests.Pages;

/// <summary>/ as a family uses it on a phone.</summary>
[Collection(ChromiumCollection.Name)]
public sealed class FamilyTests(Chromium chromium, ITestOutputHelper output)
{
    private const long BudgetBytes = 50 * 1024;
    private const int BudgetRequests = 6;

    [Fact]
    public async Task Something_open_is_shown_before_anything_is_asked()
    {
        await using var visit = await chromium.OpenAsync(new("/"));
        Assert.True(await visit.Page.Locator("#open-now li").CountAsync() >= 3);
        Assert.StartsWith("Open now near", await visit.Page.Locator("h2").First.InnerTextAsync());
    }

    [Fact]
    public async Task A_need_is_one_press_away_without_script()
    {
        await using var visit = await chromium.OpenAsync(new("/", HasScript: false));
        await visit.Page.SelectOptionAsync("#f-at", "old-town");
        await visit.Page.Locator(".needs button").First.ClickAsync();
        Assert.Equal("Food near Old Town", await visit.Page.Locator("h1").InnerTextAsync());
        Assert.True(await visit.Page.Locator(".card").CountAsync() > 2);
    }

    [Theory]
    [InlineData("en", "diapers")]
    [InlineData("es", "pañales")]
    public async Task Own_words_find_the_need(string language, string words)
    {
        await using var visit = await chromium.OpenAsync(new($"/?lang={language}"));
        await visit.Page.FillAsync("#f-q", words);
        await visit.Page.Locator("#f-q").PressAsync("Enter");
        await visit.Page.WaitForSelectorAsync("#results");
        Assert.Contains("q=", visit.Page.Url);
    }

    [Fact]
    public async Task Near_me_is_posted_and_never_stands_in_the_address()
    {
        await using var visit = await chromium.OpenAsync(new("/?need=food&at=market-square"));
        await visit.Page.Context.GrantPermissionsAsync(["geolocation"]);
        await visit.Page.Context.SetGeolocationAsync(new() { Latitude = 41.078f, Longitude = -84.452f });
        await visit.UnfoldAsync();
        await visit.Page.Locator("[data-near]").ClickAsync();
        await visit.Page.WaitForURLAsync(url => !url.Contains("at=", StringComparison.Ordinal));
        Assert.Equal("Food near where you are", await visit.Page.Locator("h1").InnerTextAsync());
        Assert.DoesNotContain("41", new Uri(visit.Page.Url).Query);
    }

    [Fact]
    public async Task Arabic_runs_from_the_right_and_numbers_do_not_turn()
    {
        await using var visit = await chromium.OpenAsync(new("/?need=food&at=market-square&lang=ar"));
        Assert.Equal("rtl", await visit.Page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.trip')).direction"));
        Assert.Equal("ltr", await visit.Page.EvaluateAsync<string>("document.querySelector('.acts a bdi').dir"));
        Assert.True(await visit.Page.EvaluateAsync<bool>("document.querySelector('.card').getBoundingClientRect().right - document.querySelector('.trip time').getBoundingClientRect().right < 60"));
        Assert.True(await visit.Page.EvaluateAsync<bool>("new DOMMatrix(getComputedStyle(document.querySelector('.back .ico-dir')).transform).a === -1"));
    }

    [Fact]
    public async Task The_language_once_chosen_stays()
    {
        await using var visit = await chromium.OpenAsync(new("/?lang=ht"));
        await visit.GoAsync("/privacy");
        Assert.Equal("ht", await visit.Page.Locator("html").GetAttributeAsync("lang"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/?need=food&at=market-square")]
    [InlineData("/?q=help+with+homework+on+Saturday&at=market-square")]
    [InlineData("/match?family=family-001")]
    public async Task The_first_view_is_light(string path)
    {
        await using var visit = await chromium.OpenAsync(new(""));
        var session = await visit.Page.Context.NewCDPSessionAsync(visit.Page);
        await session.SendAsync("Network.enable");
        var bytes = 0L;
        HashSet<string> sent = [];
        session.Event("Network.requestWillBeSent").OnEvent += (_, message) =>
        {
            // Pictures inside the style sheet are requests, too, to the protocol alone.
            if (message!.Value.GetProperty("request").GetProperty("url").GetString()!.StartsWith("http", StringComparison.Ordinal)) sent.Add(message.Value.GetProperty("requestId").GetString()!);
        };
        session.Event("Network.loadingFinished").OnEvent += (_, message) =>
        {
            if (sent.Contains(message!.Value.GetProperty("requestId").GetString()!)) bytes += (long)message.Value.GetProperty("encodedDataLength").GetDouble();
        };
        await visit.Page.GotoAsync(path, new() { WaitUntil = Microsoft.Playwright.WaitUntilState.NetworkIdle });
        output.WriteLine($"{path}: {bytes / 1024.0:0.0} kB in {sent.Count} requests");
        Assert.InRange(bytes, 1, BudgetBytes);
        Assert.InRange(sent.Count, 3, BudgetRequests);
    }

    [Fact]
    public async Task No_page_breaks_the_content_policy_or_speaks_to_another_host()
    {
        foreach (var path in new[] { "/", "/?need=food&at=market-square", "/match", "/match?family=family-002", "/privacy", "/?q=unheard+of" })
        {
            await using var visit = await chromium.OpenAsync(new(path, 1280));
            await visit.Page.WaitForLoadStateAsync(Microsoft.Playwright.LoadState.NetworkIdle);
            Assert.Empty(visit.Complaints);
            Assert.Empty(visit.Strangers);
        }
    }
}
