using System.Text.RegularExpressions;
using ResourceMatch.Browser.Tests.Setting;

namespace ResourceMatch.Browser.Tests.Pages;

/// <summary>/match with several needs: the whole plan, what would help, the open question.</summary>
[Collection(ChromiumCollection.Name)]
public sealed partial class PlanTests(Chromium chromium)
{
    [Fact]
    public async Task The_plan_stands_above_the_alternatives_and_names_every_need()
    {
        await using var visit = await chromium.OpenAsync(new("/match?family=family-008&lang=en"));
        Assert.Equal("Plan for the Pierre family", await visit.Page.Locator("h1").InnerTextAsync());
        Assert.True(await visit.Page.EvaluateAsync<bool>("document.querySelector('#plan').compareDocumentPosition(document.querySelector('.need')) === Node.DOCUMENT_POSITION_FOLLOWING"));
        var plan = await visit.Page.Locator("#plan").InnerTextAsync();
        foreach (var need in await visit.Page.Locator("#f-need label:has(input)").AllInnerTextsAsync()) Assert.Contains(need.Trim(), plan, StringComparison.OrdinalIgnoreCase);
        var times = await visit.Page.Locator("#plan .card").First.Locator(".trip time").EvaluateAllAsync<string[]>("times => times.map(time => time.dateTime)");
        Assert.Equal(times.Order(StringComparer.Ordinal), times);
        Assert.True(times.Length >= 3);
    }

    [Fact]
    public async Task What_would_help_brings_what_it_promised_when_it_is_tried()
    {
        var tried = 0;
        foreach (var family in new[] { "family-004", "family-013", "family-016", "family-018", "family-014", "family-012" })
        {
            await using var visit = await chromium.OpenAsync(new($"/match?family={family}&n=500&lang=en", HasScript: false));
            if (await visit.Page.Locator("#loosen-try").CountAsync() == 0) continue;
            var promised = GainPattern().Matches(await visit.Page.Locator("#loosen li").AllInnerTextsAsync() is var lines ? string.Join('\n', lines) : "");
            var before = await visit.Page.Locator(".card").CountAsync();
            Assert.NotEmpty(promised);
            await visit.Page.Locator("#loosen-try").ClickAsync();
            Assert.Contains("of=" + family, visit.Page.Url);
            Assert.True(before > 0 || await visit.Page.Locator(".card").CountAsync() > 0);
            foreach (Match gain in promised) Assert.Contains(gain.Groups[2].Value, await visit.Page.Locator("#results").InnerTextAsync());
            if (++tried == 2) return;
        }

        Assert.True(tried > 0, "no family had anything to try");
    }

    [Fact]
    public async Task An_answer_about_the_family_is_posted_and_stays_when_a_limit_is_changed()
    {
        await using var visit = await chromium.OpenAsync(new("/match?family=family-001", 1280));
        var question = await visit.Page.Locator("#ask-h").InnerTextAsync();
        await visit.Page.Locator("#open-question button").First.ClickAsync();
        await visit.Page.WaitForURLAsync("**/match");
        Assert.True(await visit.Page.Locator("#ask-h").CountAsync() == 0 || await visit.Page.Locator("#ask-h").InnerTextAsync() != question, "asked again");
        var count = await visit.Page.Locator("#count").InnerTextAsync();
        await visit.Page.FillAsync("#f-trip", "12");
        await visit.Page.Locator("#f-trip").PressAsync("Tab");
        await visit.WaitUntilAsync("text => document.querySelector('#count')?.innerText !== text", count);
        Assert.Contains("yes=", visit.Requests.Last(request => request.Method == "POST").PostData);
        Assert.DoesNotContain("?", visit.Page.Url);
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task Where_they_work_and_whom_they_fetch_change_the_trips()
    {
        await using var visit = await chromium.OpenAsync(new("/match?need=food&at=market-square&lang=en", HasScript: false));
        await visit.Page.Locator("#more-limits > summary").ClickAsync();
        await visit.Page.Locator("#more-family > summary").ClickAsync();
        await visit.Page.SelectOptionAsync("#f-school", "school:harbor");
        for (var day = 1; day < 6; day++) await visit.Page.FillAsync($"#f-fetch{day}", "15:30");
        await visit.Page.Locator("form[data-limits] > button[type=submit]").ClickAsync();
        Assert.Matches("Leave school|At school", await visit.Page.Locator("#results").InnerTextAsync());
        await visit.Page.Locator("#more-limits > summary").ClickAsync();
        await visit.Page.SelectOptionAsync("#f-school", "");
        await visit.Page.Locator("form[data-limits] > button[type=submit]").ClickAsync();
        Assert.Equal("Choose the child's school.", await visit.Page.Locator("#e-school").InnerTextAsync());
    }

    [GeneratedRegex(@"(\d+) more places?, first (.+)\.")]
    private static partial Regex GainPattern();
}
