using System.Text.RegularExpressions;
using ResourceMatch.Browser.Tests.Setting;
using Xunit.Abstractions;

namespace ResourceMatch.Browser.Tests.Pages;

/// <summary>No page state has an accessibility fault that a machine can find, nor a word that sticks out sideways.</summary>
[Collection(ChromiumCollection.Name)]
public sealed partial class AxeTests(Chromium chromium, ITestOutputHelper output)
{
    private const string Desk = "/match?family=family-001";
    private const string Plan = "/match?family=family-013";
    private const string Sheet = "/match/outing?family=family-008&outing=*";
    private const string Answer = "/?need=food&at=market-square";

    private const string Found = "/?q=help+for+my+8-year-old+on+Saturdays&at=market-square";
    private const string Service = "/services/*service*?need=food&at=market-square";
    private const string Private = "/services/*private*";
    private const string Saved = "/saved?saved=*service*.*private*";

    private static readonly PageState DeskWithMap = new($"{Desk}&lang=en", 1280);

    public static IReadOnlyList<PageState> States { get; } =
    [
        .. from path in new[] { Desk, Answer }
           from language in new[] { "en", "es", "ht", "ar" }
           select new PageState($"{path}&lang={language}", language is "en" or "ht" ? 360 : 1280),
        new($"{Answer}&lang=ar"),
        new(Desk, 1280, HasScript: false), new(Answer, 360, HasScript: false), DeskWithMap,
        // Every page for families in each language.
        .. from path in new[] { "/?", Found, Service, Private + "?", Saved, "/saved?", "/privacy?" }
           from language in new[] { "en", "es", "ht", "ar" }
           select new PageState($"{path}&lang={language}", language is "en" or "ar" ? 360 : 1280),
        new(Found, 360, HasScript: false), new("/?q=xqzv&at=market-square&within=15&speaks=ht"),
        new("/", 1280), new("/match"), new("/match", 1280),
        // A plan with its advice and question; the sheet of one of its outings.
        .. from language in new[] { "en", "es", "ht", "ar" } select new PageState($"{Plan}&lang={language}", language is "en" or "ar" ? 360 : 1280),
        new(Plan, 1280, HasScript: false),
        new($"{Sheet}&lang=en"), new($"{Sheet}&lang=ar", 1280), new($"{Sheet}&lang=ht", 1280), new($"{Sheet}&lang=es"),
        new("/match?need=food&walk=0&at=nowhere"), new("/?q=unheard+of"), new("/privacy"), new("/no-such-page"),
    ];

    [Fact]
    public async Task No_page_state_has_a_violation()
    {
        List<string> faults = [];
        var sheet = OutingPattern().Match(await chromium.App.Client.GetStringAsync("/match?family=family-008")).Groups[1].Value;
        Assert.NotEmpty(sheet);
        var service = ServicePattern().Match(await chromium.App.Client.GetStringAsync(Answer)).Groups[1].Value;
        var secret = await chromium.App.Database.ReadAsync<string>("select min(p.service_id::text) from directory.service_at_location p join directory.location l on l.id = p.location_id where l.location_visibility <> 'public'");
        foreach (var state in States.Select(state => state with { Path = state.Path.Replace("*service*", service, StringComparison.Ordinal).Replace("*private*", secret, StringComparison.Ordinal).Replace("*", sheet, StringComparison.Ordinal) }))
        {
            await using var visit = await chromium.OpenForAxeAsync(state);
            // The canvas is one picture to axe whatever it shows: one state with the drawn map is enough, and drawing without a GPU takes seconds.
            if (state == DeskWithMap) await visit.WaitForMapAsync();
            faults.AddRange(await visit.ListFaultsAsync($"{state.Path} {state.Width}{(state.HasScript ? "" : " without script")}"));
        }

        output.WriteLine($"{States.Count} page states, each light and dark, {faults.Count} faults");
        foreach (var fault in faults) output.WriteLine(fault);
        Assert.Empty(faults);
        Assert.True(States.Count >= 55);
    }

    [Fact]
    public async Task A_planted_fault_is_found()
    {
        await using var visit = await chromium.OpenAsync(new(Desk), bypassPolicy: true);
        await visit.Page.EvaluateAsync("document.querySelector('.card .who').setAttribute('style', 'color:#ccc'); document.querySelector('label[for=f-family]').remove(); document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"data:,\">')");
        var found = string.Join(' ', await Axe.ListViolationsAsync(visit.Page));
        Assert.Contains("color-contrast", found);
        Assert.Contains("select-name", found);
        Assert.Contains("image-alt", found);
    }

    [Theory]
    [InlineData("/")]
    [InlineData(Desk)]
    [InlineData(Answer)]
    [InlineData("/match?family=family-001&lang=ht")]
    [InlineData("/?need=food&at=market-square&lang=es")]
    [InlineData(Found + "&lang=ht")]
    public async Task Nothing_sticks_out_on_the_narrowest_phone_or_with_text_twice_as_large(string path)
    {
        await using var narrow = await chromium.OpenAsync(new(path, 320), bypassPolicy: true);
        await narrow.UnfoldAsync();
        Assert.True(await narrow.FitsAsync(), "320 px");
        await narrow.Page.SetViewportSizeAsync(640, 900);
        await narrow.Page.AddStyleTagAsync(new() { Content = ":root{font-size:200% !important}" });
        Assert.True(await narrow.FitsAsync(), "200 %");
    }

    [GeneratedRegex("href=\"/services/([0-9a-f-]{36})")]
    private static partial Regex ServicePattern();

    [GeneratedRegex("name=\"outing\" value=\"(plan[^\"]+)\"")]
    private static partial Regex OutingPattern();
}
