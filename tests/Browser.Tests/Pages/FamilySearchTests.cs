using Microsoft.Playwright;
using ResourceMatch.Browser.Tests.Setting;

namespace ResourceMatch.Browser.Tests.Pages;

/// <summary>A family on a phone: from its own words to a place it can go to, keep and share.</summary>
[Collection(ChromiumCollection.Name)]
public sealed class FamilySearchTests(Chromium chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_family_finds_tutoring_on_Saturday_in_Spanish_on_a_phone(bool hasScript)
    {
        await using var visit = await chromium.OpenAsync(new("/?lang=es", HasScript: hasScript));
        await visit.Page.FillAsync("#f-q", "ayuda con la tarea los sábados");
        await visit.Page.SelectOptionAsync("#f-at", "market-square");
        await visit.Page.Locator(".is-box button[type=submit]").ClickAsync();
        await visit.Page.WaitForSelectorAsync("#results .card");
        Assert.Contains("sábado", await visit.Page.Locator(".read").First.InnerTextAsync());
        Assert.Contains("español", (await visit.Page.Locator("#results .card .who").AllInnerTextsAsync())[0], StringComparison.OrdinalIgnoreCase);

        await visit.Page.Locator("#chip-speaks").ClickAsync();
        await visit.Page.WaitForURLAsync("**speaks=es**");
        Assert.True(await visit.Page.Locator("#results .card").CountAsync() > 0);
        Assert.All(await visit.Page.Locator("#results .card .who").AllInnerTextsAsync(), who => Assert.Contains("español", who, StringComparison.OrdinalIgnoreCase));
        Assert.True(await visit.FitsAsync(), "scrolls sideways");

        await visit.Page.Locator("#results .card .acts a[rel=nofollow]").First.ClickAsync();
        await visit.Page.WaitForSelectorAsync("#nav-saved");
        await visit.Page.Locator("#results .card-name a").First.ClickAsync();
        await visit.Page.WaitForURLAsync("**/services/**");
        Assert.Contains("En su lista", await visit.Page.Locator("main").InnerTextAsync());
        await visit.Page.Locator("#nav-saved").ClickAsync();
        await visit.Page.WaitForURLAsync("**/saved**");
        Assert.Equal(1, await visit.Page.Locator(".saved .card").CountAsync());
        Assert.StartsWith("sms:", await visit.Page.Locator(".acts .btn").First.GetAttributeAsync("href"));
        Assert.Empty(visit.Strangers);
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task A_child_of_eight_on_Saturdays_needs_no_keyword()
    {
        await using var visit = await chromium.OpenAsync(new("/?q=" + Uri.EscapeDataString("What is there for my 8-year-old near us on Saturdays") + "&at=old-town"));
        var read = await visit.Page.Locator(".read").First.InnerTextAsync();
        Assert.Contains("age 8", read);
        Assert.Contains("Saturday", read);
        var minutes = await visit.Page.Locator("#results .card .day").AllInnerTextsAsync();
        Assert.True(minutes.Count >= 5, $"{minutes.Count} places");
        var way = minutes.Select(text => System.Text.RegularExpressions.Regex.Match(text, @"(?:(\d+)\s*hours?\s*)?(\d+)\s*minutes? by bus")).Where(match => match.Success).Select(match => int.Parse(match.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.True(way.Count >= 3);
        Assert.Equal(way.Order(), way);
    }

    [Fact]
    public async Task Nothing_found_is_never_nothing_shown()
    {
        await using var visit = await chromium.OpenAsync(new("/?q=" + Uri.EscapeDataString("free tutoring open now within reach xqzv") + "&at=market-square&within=15&day=0&now=1&speaks=ht&steps=1"));
        Assert.True(await visit.Page.Locator("#results .card").CountAsync() > 0);
        Assert.Equal(1, await visit.Page.Locator("#results a[href='tel:211']").CountAsync());
    }

    [Fact]
    public async Task What_completes_the_words_is_a_list_of_links_and_a_reader_hears_how_many()
    {
        await using var visit = await chromium.OpenAsync(new("/"));
        await visit.Page.Locator("#f-q").PressSequentiallyAsync("glas", new() { Delay = 20 });
        await visit.Page.WaitForSelectorAsync("#suggestions a");
        Assert.Contains("Suggestions", await visit.Page.Locator("#say").InnerTextAsync());
        await visit.Page.Keyboard.PressAsync("Escape");
        Assert.False(await visit.Page.Locator("#suggestions").IsVisibleAsync());
        await visit.Page.Locator("#f-q").FillAsync(""); // a browser may or may not empty a search field at Escape
        await visit.Page.Locator("#f-q").PressSequentiallyAsync("glass", new() { Delay = 20 });
        await visit.Page.Locator("#suggestions a").First.ClickAsync();
        await visit.Page.WaitForSelectorAsync("#results");
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task What_was_posted_stays_when_the_language_or_a_filter_changes()
    {
        await using var visit = await chromium.OpenAsync(new("/?need=food&at=market-square"));
        await visit.Page.Context.GrantPermissionsAsync(["geolocation"]);
        await visit.Page.Context.SetGeolocationAsync(new() { Latitude = 41.078f, Longitude = -84.452f });
        await visit.UnfoldAsync();
        await visit.Page.Locator("[data-near]").ClickAsync();
        await visit.Page.WaitForURLAsync(url => !url.Contains("at=", StringComparison.Ordinal));
        await visit.Page.Locator("#chip-free").ClickAsync();
        await visit.Page.WaitForURLAsync("**free=1**");
        Assert.Equal("Food near where you are", await visit.Page.Locator("h1").InnerTextAsync());
        await visit.Page.Locator(".langs summary").ClickAsync();
        await visit.Page.Locator(".langs li[lang=es] button").ClickAsync();
        await visit.Page.WaitForURLAsync("**lang=es**");
        Assert.Contains("donde está", await visit.Page.Locator("h1").InnerTextAsync());
        Assert.Contains("free=1", visit.Page.Url);
        Assert.DoesNotContain("41.", visit.Page.Url);
        Assert.All(visit.Requests, request => Assert.DoesNotContain("41.078", request.Url));
    }

    [Fact]
    public async Task Directions_tell_the_place_and_never_where_one_starts()
    {
        await using var visit = await chromium.OpenAsync(new("/?need=food&at=market-square"));
        var ways = await visit.Page.Locator("a.way").EvaluateAllAsync<string[]>("links => links.map(link => link.href)");
        Assert.NotEmpty(ways);
        Assert.All(ways, way => Assert.DoesNotContain("origin", way));
        Assert.All(ways, way => Assert.Matches(@"destination=41\.\d+,-84\.\d+", way));
    }
}
