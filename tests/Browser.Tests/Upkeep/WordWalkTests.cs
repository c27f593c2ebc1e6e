using Microsoft.Playwright;
using ResourceMatch.Browser.Tests.Setting;

namespace ResourceMatch.Browser.Tests.Upkeep;

/// <summary>Staff teach search a word on a phone without script, see what it finds, and take it back; the page as axe sees it, with words, with an error.</summary>
[Collection(ChromiumCollection.Name)]
public sealed class WordWalkTests(Chromium chromium)
{
    [Fact]
    public async Task Staff_try_a_word_add_it_see_it_found_and_take_it_back()
    {
        await using var visit = await SignedInAsync(new("", HasScript: false));
        var page = visit.Page;
        await page.Locator("main a[href='/admin/words']").ClickAsync();
        await page.GetByLabel("What somebody might type").FillAsync("grubbasket");
        await page.GetByRole(AriaRole.Button, new() { Name = "See what it finds" }).ClickAsync();
        await Assertions.Expect(page.GetByText("These words mean no need.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add these words" }).ClickAsync();
        Assert.StartsWith("Error: ", await page.TitleAsync());

        await page.GetByLabel("Word or phrase").FillAsync("grubbasket");
        await page.GetByLabel("Need", new() { Exact = true }).First.SelectOptionAsync("food");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add these words" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Search reads this as: Food.")).ToBeVisibleAsync();
        Assert.True(await visit.FitsAsync());
        await page.Locator("li", new() { HasText = "grubbasket" }).GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(page.GetByText("These words mean no need.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Nobody has added words yet.")).ToBeVisibleAsync();
        Assert.All(visit.Complaints, complaint => Assert.Contains("422", complaint, StringComparison.Ordinal)); // the form that was sent empty
    }

    [Fact]
    public async Task The_page_of_words_has_no_violation_and_nothing_sticks_out()
    {
        List<string> faults = [];
        foreach (var (language, width) in new[] { ("en", 1280), ("es", 360), ("ht", 1280), ("ar", 360) })
        {
            await using var visit = await SignedInAsync(new("", width), bypassPolicy: true);
            await visit.GoAsync($"/admin/words?need=utility-bills&q=ligth+bill&in=en&lang={language}");
            await visit.Page.FillAsync("#f-phrase", $"a word in {language}");
            await visit.Page.Locator("form[action*=Add] button").ClickAsync();
            faults.AddRange(await visit.ListFaultsAsync($"words {language} {width}"));
            await visit.Page.Locator("form[action*=Add] button").ClickAsync();
            Assert.Equal("problem", await visit.Page.EvaluateAsync<string>("document.activeElement.id"));
            faults.AddRange(await visit.ListFaultsAsync($"words error {language} {width}"));
            await visit.Page.Locator("form[action*=Remove] button").First.ClickAsync();
        }

        Assert.Empty(faults);
    }

    private async Task<Visit> SignedInAsync(PageState state, bool bypassPolicy = false)
    {
        var visit = await chromium.OpenAsync(state, bypassPolicy);
        await visit.GoAsync("/sign-in");
        await visit.Page.Locator("form:has(input[value=dov]) button").First.ClickAsync();
        await visit.GoAsync("/admin");
        return visit;
    }
}
