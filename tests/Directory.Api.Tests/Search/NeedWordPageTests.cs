using System.Net;
using System.Text.Json;
using ResourceMatch.TestKit;

namespace ResourceMatch.Api.Tests.Search;

/// <summary>Staff teach search a word on /admin/words, see at once what it finds, and take the word back.</summary>
public sealed class NeedWordPageTests(SampleApp app) : IClassFixture<SampleApp>
{
    private const string Page = "/admin/words";
    private const string Add = Page + "?handler=Add";

    [Fact]
    public async Task A_word_that_staff_add_is_found_at_once_by_families_and_no_more_when_it_is_removed()
    {
        using var staff = await app.AsAsync("mireille");
        var before = (await staff.GetAsync($"{Page}?q=zibblewop&in=en")).Text;
        Assert.Contains("These words mean no need.", before);
        Assert.Contains("No listing has these words: zibblewop.", before);
        Assert.Equal("", await NeedsOfAsync("zibblewop"));

        var added = await staff.SendAsync(Page, Add, ("need", "food"), ("language", "en"), ("phrase", " Zibblewop\n "), ("q", "zibblewop"), ("in", "en"));
        Assert.Equal($"{Page}?need=food&q=zibblewop&in=en#n-food", added.Location);
        var after = (await staff.GetAsync(added.Location!)).Text;
        Assert.Contains("Search reads this as: Food.", after);
        Assert.Contains("<bdi lang=\"en\">Zibblewop</bdi>", after);
        Assert.Contains("Mireille", after);
        Assert.Contains("groceries", after); // the words that the need came with stand beside it
        Assert.Equal("food", await NeedsOfAsync("zibblewop"));
        Assert.Contains("Search knows these words", (await staff.SendAsync(Page, Add, ("need", "food"), ("language", "en"), ("phrase", "ZIBBLEWOP"))).Text);

        var id = await app.Database.ReadAsync<long>("select id from directory.need_word where phrase = 'Zibblewop'");
        Assert.Equal($"{Page}#own", (await staff.SendAsync(Page, Page + "?handler=Remove", ("word", id.ToString()))).Location);
        Assert.Equal(HttpStatusCode.NotFound, (await staff.SendAsync(Page, Page + "?handler=Remove", ("word", id.ToString()))).Status);
        Assert.Equal("", await NeedsOfAsync("zibblewop"));
    }

    [Theory]
    [InlineData("nothing", "en", "zigzag", "Choose the need that the words mean.", "need")]
    [InlineData("", "en", "zigzag", "Choose the need that the words mean.", "need")]
    [InlineData("food", "fr", "zigzag", "Choose the language of the words.", "language")]
    [InlineData("food", "en", "", "Enter a word or phrase of at least two letters.", "phrase")]
    [InlineData("food", "en", "\u0001!", "Enter a word or phrase of at least two letters.", "phrase")]
    [InlineData("food", "en", "groceries", "Search knows these words for this need already.", "phrase")]
    [InlineData("food", "es", "Víveres", "Search knows these words for this need already.", "phrase")]
    public async Task What_cannot_be_used_is_told_at_its_field_and_nothing_is_added(string need, string language, string phrase, string sentence, string field)
    {
        using var staff = await app.AsAsync("dov");
        var refused = await staff.SendAsync(Page, Add, ("need", need), ("language", language), ("phrase", phrase));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains($"<a href=\"#f-{field}\">{sentence}</a>", refused.Text);
        Assert.Contains($"id=\"e-{field}\">{sentence}</p>", refused.Text);
        Assert.Contains("<title>Error: ", refused.Text);
        Assert.Equal(0L, await app.Database.ReadAsync<long>("select count(*) from directory.need_word where phrase <> 'Zibblewop' and need <> 'eye-care'"));
    }

    [Fact]
    public async Task A_phrase_that_is_too_long_and_a_question_that_is_too_long_are_told()
    {
        using var staff = await app.AsAsync("dov");
        Assert.Contains("Enter at most 100 letters.", (await staff.SendAsync(Page, Add, ("need", "food"), ("language", "en"), ("phrase", new string('a', 101)))).Text);
        Assert.Contains("Enter at most 1000 letters.", (await staff.GetAsync($"{Page}?q={new string('a', 1001)}")).Text);
    }

    [Fact]
    public async Task Every_hostile_text_is_a_word_or_a_sentence_and_never_markup()
    {
        using var staff = await app.AsAsync("mireille");
        foreach (var text in HostileTexts.Words)
        {
            var answer = await staff.SendAsync(Page, Add, ("need", "eye-care"), ("language", "ht"), ("phrase", text), ("q", text), ("in", "ht"));
            // The host takes no form with a NUL in it.
            Assert.True(answer.Status is HttpStatusCode.Redirect or HttpStatusCode.UnprocessableEntity || (text.Contains('\0') && answer.Status == HttpStatusCode.BadRequest), $"{text}: {answer.Status}");
        }

        var page = await staff.Client.GetStringAsync(Page);
        Assert.DoesNotContain("<img src=x", page, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(2, page.Split("<script").Length - 1); // our own two files
        await app.Database.ReadAsStaffAsync<long>("with gone as (delete from directory.need_word where need = 'eye-care' returning 1) select count(*) from gone");
    }

    [Fact]
    public async Task Agencies_and_strangers_have_no_such_page()
    {
        using var editor = await app.AsAsync("noor");
        Assert.Equal(HttpStatusCode.NotFound, (await editor.GetAsync(Page)).Status);
        using var anyone = app.Visit();
        Assert.StartsWith("/sign-in", (await anyone.GetAsync(Page)).Location);
        using var staff = await app.AsAsync("dov");
        Assert.Contains($"href=\"{Page}\"", (await staff.GetAsync("/admin")).Text);
        Assert.Equal(HttpStatusCode.BadRequest, (await staff.PostAsync(Add, ("need", "food"), ("language", "en"), ("phrase", "without a token"))).Status);
    }

    /// <summary>What a family's search reads out of the words.</summary>
    private async Task<string> NeedsOfAsync(string words)
    {
        using var answer = JsonDocument.Parse(await app.Client.GetStringAsync($"/api/search?q={words}&in=en"));
        return string.Join(' ', answer.RootElement.GetProperty("understood").GetProperty("needs").EnumerateArray().Select(need => need.GetProperty("key").GetString()));
    }
}
