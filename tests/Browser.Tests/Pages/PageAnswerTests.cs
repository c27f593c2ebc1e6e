using System.Net;
using System.Text.RegularExpressions;
using ResourceMatch.Browser.Tests.Setting;
using ResourceMatch.TestKit;

namespace ResourceMatch.Browser.Tests.Pages;

/// <summary>What pages answer, seen without a browser.</summary>
[Collection(ChromiumCollection.Name)]
public sealed partial class PageAnswerTests(Chromium chromium)
{
    [Theory]
    [InlineData("/no-such-page")]
    [InlineData("/services/00000000-0000-0000-0000-000000000000")]
    [InlineData("/services/not-an-id")]
    public async Task What_is_not_there_answers_with_the_same_words(string path)
    {
        var (status, html) = await GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Contains("If you typed the address, check it.", html);
        Assert.DoesNotContain("404", html);
    }

    [Theory]
    [InlineData("/match?need=food&at=market-square&walk=-5", "Enter walking minutes from 1 to 120.")]
    [InlineData("/match?need=food&at=atlantis", "We do not know the place")]
    [InlineData("/match?need=nonsense&at=market-square", "Choose what is needed.")]
    [InlineData("/match?at=market-square", "Choose what is needed.")]
    [InlineData("/match?need=food&at=market-square&date=1999-01-01", "Enter a date from January 1, 2026 to")]
    [InlineData("/match?need=food&at=market-square&date=soon", "Enter a date from January 1, 2026 to")]
    [InlineData("/match?family=family-999999", "This family is not in the sample.")]
    [InlineData("/match?need=food&at=market-square&from2=18:00&until2=15:00", "Enter a start and an end time for Tuesday")]
    [InlineData("/?need=food&at=atlantis", "We do not know the place")]
    public async Task A_value_that_cannot_be_used_is_named(string path, string words)
    {
        var (status, html) = await GetAsync(path);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains(words, WebUtility.HtmlDecode(html));
        Assert.Contains("role=\"alert\"", html);
    }

    [Fact]
    public async Task Each_figure_of_the_desk_adds_up()
    {
        var (_, html) = await GetAsync("/match?family=family-001&need=food&n=500");
        var text = WebUtility.HtmlDecode(html);
        var cards = CardPattern().Count(text);
        int Figure(Regex pattern) => pattern.Match(text) is { Success: true } match ? int.Parse(match.Groups[1].Value) : 0;
        Assert.True(cards > 0);
        Assert.Equal(cards, Figure(ReachablePattern()) + Figure(ToCallPattern()) + Figure(NoTripPattern()));
        Assert.Equal(ExcludedPattern().Matches(text).Sum(match => int.Parse(match.Groups[1].Value)), Figure(NotShownPattern()));
    }

    [Fact]
    public async Task A_private_place_has_neither_address_nor_name_in_the_title()
    {
        var (_, list) = await GetAsync("/?need=domestic-violence&at=market-square");
        Assert.Contains("data-leave", list);
        var link = PrivateCardPattern().Match(list);
        Assert.True(link.Success, "no private card on the list");
        var (status, html) = await GetAsync(link.Groups[1].Value);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("<title>ResourceMatch</title>", html);
        Assert.Contains("The address is private.", html);
        Assert.DoesNotContain("#map-pin", html);
    }

    [Fact]
    public async Task Built_files_are_kept_and_named_by_their_content()
    {
        var (_, html) = await GetAsync("/");
        var sheet = SheetPattern().Match(html).Groups[1].Value;
        using var answer = await chromium.App.Client.GetAsync(sheet);
        Assert.Contains("immutable", answer.Headers.CacheControl!.ToString());
        using var module = await chromium.App.Client.GetAsync("/built/maplibre-gl.mjs");
        Assert.Equal("text/javascript", module.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public void Our_style_knows_start_and_end_not_left_and_right()
    {
        var sheets = Directory.GetFiles(Path.Combine(Repository.Root, "src", "Directory.Api", "frontend", "css"), "*.css");
        Assert.True(sheets.Length > 4);
        Assert.All(sheets, sheet => Assert.DoesNotMatch(@"(?<![\w-])(left|right)(?![\w-])|(margin|padding|border)-(left|right)", File.ReadAllText(sheet)));
    }

    [Fact]
    public void Colours_stand_among_the_tokens_alone()
    {
        var sheets = Directory.GetFiles(Path.Combine(Repository.Root, "src", "Directory.Api", "frontend", "css"), "*.css").Where(sheet => !sheet.Contains("tokens", StringComparison.Ordinal) && !sheet.Contains("print", StringComparison.Ordinal));
        Assert.All(sheets, sheet => Assert.DoesNotMatch("#[0-9a-fA-F]{3,8}\\b", File.ReadAllText(sheet).Replace("#0072B2", "", StringComparison.Ordinal)));
    }

    private async Task<(HttpStatusCode Status, string Html)> GetAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/html");
        using var answer = await chromium.App.Client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    [GeneratedRegex("<article class=\"card")]
    private static partial Regex CardPattern();

    [GeneratedRegex(@"By bus and on foot \((\d+)\)")]
    private static partial Regex ReachablePattern();

    [GeneratedRegex(@">Call first \((\d+)\)")]
    private static partial Regex ToCallPattern();

    [GeneratedRegex(@"They come to you, or by phone \((\d+)\)")]
    private static partial Regex NoTripPattern();

    [GeneratedRegex(@"(\d+) not shown, and why")]
    private static partial Regex NotShownPattern();

    [GeneratedRegex(@"<summary>[^<]+ \((\d+)\)</summary>")]
    private static partial Regex ExcludedPattern();

    [GeneratedRegex("class=\"card is-private\"[^§]*?href=\"(/services/[^\"]+)\"")]
    private static partial Regex PrivateCardPattern();

    [GeneratedRegex("<link rel=\"stylesheet\" href=\"([^\"]+)\"")]
    private static partial Regex SheetPattern();
}
