using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ResourceMatch.Browser.Tests.Setting;
using Xunit.Abstractions;

namespace ResourceMatch.Browser.Tests.Pages;

/// <summary>An outing on one sheet: printed on one page, read aloud, never with what is private in its address.</summary>
[Collection(ChromiumCollection.Name)]
public sealed partial class SheetTests(Chromium chromium, ITestOutputHelper output)
{
    private const string Plan = "/match?family=family-008";

    [Fact]
    public async Task An_outing_is_one_page_of_letter_and_of_A4_in_every_language()
    {
        // The longest of the whole plans of eight families, and one outing of one place.
        var longest = await FindLongestAsync();
        output.WriteLine($"longest: {longest}");
        await using var visit = await chromium.OpenAsync(new(""));
        foreach (var path in new[] { longest, await FirstSheetAsync("/match?family=family-001&need=food") })
        {
            foreach (var language in new[] { "en", "es", "ht", "ar" })
            {
                await visit.GoAsync($"{path}&lang={language}");
                Assert.Equal(1, await visit.Page.Locator("h1").CountAsync());
                foreach (var format in new[] { "Letter", "A4" }) Assert.True(await PagesAsync(visit.Page, format) == 1, $"{path} {language} {format}");
            }
        }
    }

    [Fact]
    public async Task A_service_with_its_trip_is_one_page()
    {
        await using var visit = await chromium.OpenAsync(new("/match?family=family-001&need=food"));
        var links = await visit.Page.Locator(".card-name a").EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))");
        foreach (var link in links.Take(3))
        {
            await visit.GoAsync(link);
            foreach (var format in new[] { "Letter", "A4" }) Assert.True(await PagesAsync(visit.Page, format) == 1, $"{link} {format}");
        }
    }

    /// <summary>The longest pages of services, of those without a trip and of those with one by bus.</summary>
    [Fact]
    public async Task A_service_is_one_page_of_letter_and_of_A4_in_every_language()
    {
        var ids = await chromium.App.Database.ReadAsync<string[]>(
            "select array_agg(id::text) from (select s.id from directory.service s join directory.service_at_location p on p.service_id = s.id group by s.id order by count(*) desc, length(s.description) + coalesce(length(s.eligibility_description), 0) desc limit 6) longest");
        var html = await chromium.App.Client.GetStringAsync("/?need=tutoring&at=old-town&n=500");
        var withTrip = TripPattern().Matches(html).Select(match => System.Net.WebUtility.HtmlDecode(match.Groups[1].Value)).Distinct().Take(4).ToList();
        Assert.NotEmpty(withTrip);
        await using var visit = await chromium.OpenAsync(new(""));
        string[] paths = [.. ids.Select(id => $"/services/{id}?"), .. withTrip];
        foreach (var path in paths)
        {
            foreach (var language in new[] { "en", "es", "ht", "ar" })
            {
                await visit.GoAsync($"{path}&lang={language}");
                foreach (var format in new[] { "Letter", "A4" }) Assert.True(await PagesAsync(visit.Page, format) == 1, $"{path} {language} {format}");
            }
        }
    }

    [Fact]
    public async Task A_sheet_says_every_step_as_a_sentence_without_script()
    {
        await using var visit = await chromium.OpenAsync(new(Plan, HasScript: false));
        await visit.Page.Locator("#plan button[form=to-sheet]").First.ClickAsync();
        Assert.Contains("/match/outing?", visit.Page.Url);
        var steps = await visit.Page.Locator(".steps li").AllInnerTextsAsync();
        Assert.StartsWith("Leave ", steps[0]);
        Assert.All(steps, step => Assert.EndsWith(".", step));
        Assert.True(steps.Count > 6);
        Assert.False(await visit.Page.Locator("#aloud").IsVisibleAsync());
        await visit.Page.Locator(".back").ClickAsync();
        Assert.True(await visit.Page.Locator("#plan").IsVisibleAsync());
    }

    [Fact]
    public async Task The_browsers_voice_reads_the_sheet_sentence_by_sentence_and_stops_when_told()
    {
        var path = await FirstSheetAsync(Plan);
        await using var visit = await chromium.OpenAsync(new(""));
        // Chromium has no voice here: one that notes what it is given and is done at once, but for the first sentence after a stop.
        await visit.Page.AddInitScriptAsync("""
            window.said = [];
            Object.defineProperty(window, 'speechSynthesis', { value: { getVoices: () => [{ lang: 'es-US' }], cancel() {}, addEventListener() {},
              speak(text) { said.push([text.lang, text.text]); if (!window.slow) setTimeout(() => text.onend(), 1); } } });
            window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
            """);
        await visit.GoAsync($"{path}&lang=en");
        Assert.True(await visit.Page.Locator("#aloud").IsHiddenAsync(), "no English voice, no button");
        await visit.GoAsync($"{path}&lang=es");
        await visit.Page.Locator("#aloud").ClickAsync();
        var sentences = await visit.Page.Locator(".say").CountAsync();
        await visit.WaitUntilAsync($"said.length === {sentences}");
        await visit.WaitUntilAsync("document.querySelector('#aloud span').textContent === 'Leer en voz alta' && !document.querySelector('.is-said')");
        Assert.All(JsonSerializer.Deserialize<string[][]>(await visit.Page.EvaluateAsync<string>("JSON.stringify(said)"))!, pair => Assert.True(pair is ["es-US", { Length: > 2 }], string.Join('|', pair)));
        await visit.Page.EvaluateAsync("() => { window.slow = true; }");
        await visit.Page.Locator("#aloud").ClickAsync();
        Assert.Equal("Dejar de leer", (await visit.Page.Locator("#aloud").InnerTextAsync()).Trim());
        Assert.Equal(1, await visit.Page.Locator(".is-said").CountAsync());
        await visit.Page.Keyboard.PressAsync("Escape");
        Assert.Equal(0, await visit.Page.Locator(".is-said").CountAsync());
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task A_sheet_from_an_exact_place_is_posted()
    {
        await using var visit = await chromium.OpenAsync(new("/match?need=food&at=market-square"));
        await visit.Page.EvaluateAsync("""
            () => { const form = document.querySelector('form[data-limits]'); form.elements.at.value = ''; form.elements.lat.value = '41.078'; form.elements.lon.value = '-84.452'; form.method = 'post'; form.submit(); }
            """);
        await visit.Page.WaitForURLAsync(url => !url.Contains("at=", StringComparison.Ordinal));
        await visit.Page.Locator(".card button[form=to-sheet]").First.ClickAsync();
        await visit.Page.WaitForURLAsync("**/match/outing");
        Assert.True(await visit.Page.Locator(".steps li").CountAsync() > 4);
    }

    [Theory]
    [InlineData("/match/outing?family=family-008&outing=plan~7~2026-11-24", "This trip is no longer possible")]
    [InlineData("/match/outing?family=family-008&outing=food~nowhere~2026-11-24", "This trip is no longer possible")]
    [InlineData("/match/outing?family=family-008&outing=anything", "Page not found")]
    [InlineData("/match/outing?family=family-8&outing=plan~0~2026-11-24", "Page not found")]
    public async Task An_outing_that_is_gone_says_so(string path, string title)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/html");
        using var answer = await chromium.App.Client.SendAsync(request);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains(title, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<int> PagesAsync(IPage page, string format)
    {
        var pdf = await page.PdfAsync(new() { Format = format });
        return PagePattern().Count(System.Text.Encoding.Latin1.GetString(pdf));
    }

    private async Task<string> FirstSheetAsync(string list) => (await ListSheetsAsync(list))[0];

    private async Task<string> FindLongestAsync()
    {
        var (longest, most) = ("", 0);
        for (var family = 1; family <= 8; family++)
        {
            foreach (var sheet in (await ListSheetsAsync($"/match?family=family-{family:000}")).Where(sheet => sheet.Contains("plan~", StringComparison.Ordinal)))
            {
                var html = await chromium.App.Client.GetStringAsync(sheet);
                var sentences = SentencePattern().Count(html);
                if (sentences > most) (longest, most) = (sheet, sentences);
            }
        }

        Assert.True(most > 25, $"{most} sentences");
        return longest;
    }

    private async Task<IReadOnlyList<string>> ListSheetsAsync(string list)
    {
        var html = await chromium.App.Client.GetStringAsync(list);
        return [.. ChoicePattern().Matches(html).Select(match => $"{list.Replace("/match", "/match/outing", StringComparison.Ordinal)}&outing={match.Groups[1].Value}")];
    }

    [GeneratedRegex(@"/Type\s*/Page[^s]")]
    private static partial Regex PagePattern();

    [GeneratedRegex("href=\"(/services/[^\"]+need=[^\"]+)\"")]
    private static partial Regex TripPattern();

    [GeneratedRegex("class=\"say")]
    private static partial Regex SentencePattern();

    [GeneratedRegex("name=\"outing\" value=\"([^\"]+)\"")]
    private static partial Regex ChoicePattern();
}
