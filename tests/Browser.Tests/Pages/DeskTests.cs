using Microsoft.Playwright;
using ResourceMatch.Browser.Tests.Setting;

namespace ResourceMatch.Browser.Tests.Pages;

/// <summary>/match as a coordinator uses it.</summary>
[Collection(ChromiumCollection.Name)]
public sealed class DeskTests(Chromium chromium)
{
    private const string Desk = "/match?family=family-001";

    [Fact]
    public async Task The_map_draws_streets_stops_and_the_chosen_outing_from_our_own_host()
    {
        await using var visit = await chromium.OpenAsync(new(Desk, 1280));
        await visit.WaitForMapAsync();
        await visit.WaitUntilAsync("resourceMatchMap.areTilesLoaded()");
        async Task<int> Count(string layer) => await visit.Page.EvaluateAsync<int>($"resourceMatchMap.queryRenderedFeatures({{ layers: ['{layer}'] }}).length");
        Assert.True(await Count("streets") > 20, "streets");
        Assert.True(await Count("lines") > 0, "lines");
        Assert.True(await Count("trip-walk") > 0, "the walk of the outing");
        Assert.True(await Count("trip-there") > 0, "the ride of the outing");
        Assert.True(await visit.Page.Locator("#map .pin").CountAsync() > 3, "pins");
        var colors = await visit.Page.EvaluateAsync<int>("""
            (() => { const c = document.querySelector('#map canvas'); const d = document.createElement('canvas'); d.width = 64; d.height = 64;
              const g = d.getContext('2d'); g.drawImage(c, 0, 0, 64, 64); const p = g.getImageData(0, 0, 64, 64).data; const s = new Set();
              for (let i = 0; i < p.length; i += 4) s.add((p[i] >> 4) * 256 + (p[i + 1] >> 4) * 16 + (p[i + 2] >> 4)); return s.size; })()
            """);
        Assert.True(colors > 8, $"the canvas has {colors} colours");
        Assert.Empty(visit.Complaints);
        Assert.Empty(visit.Strangers);
    }

    [Fact]
    public async Task A_pin_moves_focus_to_its_card()
    {
        await using var visit = await chromium.OpenAsync(new(Desk, 1280));
        await visit.WaitForMapAsync();
        await visit.Page.Locator("#map .pin:not(.pin-home)").First.DispatchEventAsync("click");
        Assert.Equal("ARTICLE", await visit.Page.EvaluateAsync<string>("document.activeElement.tagName"));
    }

    [Fact]
    public async Task A_card_is_reached_and_opened_by_keyboard_alone()
    {
        await using var visit = await chromium.OpenAsync(new(Desk));
        for (var press = 0; press < 60; press++)
        {
            await visit.Page.Keyboard.PressAsync("Tab");
            if (!await visit.Page.EvaluateAsync<bool>("document.activeElement.matches('.card-name a')")) continue;
            Assert.NotEqual("none", await visit.Page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle"));
            var name = await visit.Page.EvaluateAsync<string>("document.activeElement.textContent");
            await visit.Page.Keyboard.PressAsync("Enter");
            await visit.Page.WaitForURLAsync("**/services/**");
            Assert.Equal(1, await visit.Page.Locator("h1").CountAsync());
            Assert.Contains(name, await visit.Page.Locator("main").InnerTextAsync());
            return;
        }

        Assert.Fail("60 presses of Tab did not reach a card");
    }

    [Fact]
    public async Task A_changed_limit_changes_the_list_alone_and_says_so()
    {
        await using var visit = await chromium.OpenAsync(new(Desk, 1280));
        var before = await visit.Page.Locator("#count").InnerTextAsync();
        await visit.Page.FillAsync("#f-trip", "12");
        await visit.Page.Locator("#f-trip").PressAsync("Tab");
        await visit.WaitUntilAsync("text => document.querySelector('#count')?.innerText !== text", before);
        Assert.Equal(await visit.Page.Locator("#results").GetAttributeAsync("data-say"), await visit.Page.Locator("#say").InnerTextAsync());
        Assert.Contains("trip=12", visit.Page.Url);
        Assert.Contains("need=eye-care", visit.Page.Url);
        Assert.DoesNotContain("stop=", visit.Page.Url);
        Assert.NotEqual("BODY", await visit.Page.EvaluateAsync<string>("document.activeElement.tagName"));
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task A_limit_that_cannot_be_used_shows_the_whole_page_with_its_summary()
    {
        await using var visit = await chromium.OpenAsync(new(Desk, 1280));
        await visit.Page.FillAsync("#f-trip", "999");
        await visit.Page.Locator("#f-trip").PressAsync("Tab");
        await visit.Page.WaitForSelectorAsync("#problem");
        Assert.Equal("problem", await visit.Page.EvaluateAsync<string>("document.activeElement.id"));
        Assert.Equal("999", await visit.Page.InputValueAsync("#f-trip"));
    }

    [Fact]
    public async Task Without_script_a_family_is_chosen_and_its_outings_and_exclusions_are_read()
    {
        await using var visit = await chromium.OpenAsync(new("/match", HasScript: false));
        await visit.Page.SelectOptionAsync("#f-family", "family-001");
        await visit.Page.Locator("form[data-limits] > button[type=submit]").ClickAsync();
        Assert.Contains("family=family-001", visit.Page.Url);
        Assert.True(await visit.Page.Locator(".card .trip").CountAsync() > 3);
        await visit.Page.Locator(".excluded > summary").First.ClickAsync();
        Assert.True(await visit.Page.Locator(".excluded details summary").First.IsVisibleAsync());
    }

    [Fact]
    public async Task A_place_pressed_on_the_map_is_posted_and_never_stands_in_the_address()
    {
        await using var visit = await chromium.OpenAsync(new("/match?need=food&at=market-square", 1280));
        await visit.WaitForMapAsync();
        await Task.WhenAll(
            visit.Page.WaitForURLAsync(url => !url.Contains("at=market-square", StringComparison.Ordinal)),
            visit.Page.Locator("#map canvas").ClickAsync(new() { Position = new() { X = 60, Y = 420 } }));
        Assert.DoesNotContain("lat", visit.Page.Url);
        Assert.DoesNotContain("41.", visit.Page.Url);
        Assert.True(await visit.Page.Locator(".card, .summary").CountAsync() > 0);
        var posted = visit.Requests.Last(request => request.Method == "POST");
        Assert.Contains("lat=", posted.PostData);
    }

    [Fact]
    public async Task A_problem_takes_the_focus_and_keeps_what_was_typed()
    {
        await using var visit = await chromium.OpenAsync(new("/match?need=food&at=market-square&walk=999"));
        Assert.Equal("problem", await visit.Page.EvaluateAsync<string>("document.activeElement.id"));
        Assert.StartsWith("Error: ", await visit.Page.TitleAsync());
        Assert.Equal("999", await visit.Page.InputValueAsync("#f-walk"));
        Assert.Equal(await visit.Page.Locator(".summary a").InnerTextAsync(), await visit.Page.Locator("#e-walk").InnerTextAsync());
    }
}
