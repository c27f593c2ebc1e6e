using System.Net;
using ResourceMatch.Api.Pages.Shared;
using ResourceMatch.TestKit;

namespace ResourceMatch.Api.Tests.Pages;

/// <summary>The saved list: what a link may hold, and what it says on a page and in a text.</summary>
public sealed class SavedListTests(SampleApp app) : IClassFixture<SampleApp>
{
    private static readonly Guid One = Guid.Parse("2db5d539-62f5-8fdc-8cc3-74269e7a2f2e");
    private static readonly Guid Two = Guid.Parse("556cf002-c6a5-8d9b-9583-d82351bc78fb");

    [Fact]
    public void A_list_is_read_as_it_was_written()
    {
        var list = SavedList.Parse(null).With(One).With(Two).With(One);
        Assert.Equal([One, Two], list.Ids);
        Assert.Equal(list.Ids, SavedList.Parse(list.Text).Ids);
        Assert.Equal(45, list.Text!.Length);
        Assert.Equal([Two], list.Without(One).Ids);
        Assert.Null(list.Without(One).Without(Two).Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("....")]
    [InlineData("not-an-id.<script>.%00")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAA!")]
    public void What_is_no_id_is_left_out(string text) => Assert.Empty(SavedList.Parse(text).Ids);

    [Fact]
    public void A_list_has_an_end()
    {
        var list = SavedList.Parse(string.Join('.', Enumerable.Range(0, 500).Select(_ => Guid.NewGuid())));
        Assert.Equal(SavedList.MostIds, list.Ids.Count);
        Assert.Equal(list, list.With(One));
    }

    [Fact]
    public void A_list_goes_along_before_the_mark_of_a_place_in_the_page()
    {
        var list = new SavedList([One]);
        Assert.Equal($"/?need=food&saved={list.Text}#need-food", list.Carry("/?need=food#need-food"));
        Assert.Equal($"/saved?saved={list.Text}", list.Link);
        Assert.Equal("/match", new SavedList([]).Carry("/match"));
    }

    [Fact]
    public async Task The_page_shows_what_is_saved_and_says_what_is_gone()
    {
        var service = await app.Database.ReadAsync<string>("select min(id::text) from directory.service where status = 'active'");
        var html = await app.Client.GetStringAsync($"/saved?saved={service}.{Guid.NewGuid()}");
        Assert.Contains($"/services/{service}", html);
        Assert.Contains("1 place is no longer listed", html);
        Assert.Contains("noindex", html);
    }

    [Fact]
    public async Task A_text_of_the_list_names_no_private_place()
    {
        var secret = await app.Database.ReadAsync<string>("select min(p.service_id::text) from directory.service_at_location p join directory.location l on l.id = p.location_id where l.location_visibility <> 'public'");
        var html = await app.Client.GetStringAsync($"/saved?saved={secret}");
        Assert.DoesNotContain("sms:", html);
        Assert.Contains("The address is private", WebUtility.HtmlDecode(await app.Client.GetStringAsync($"/services/{secret}")));
        var open = await app.Database.ReadAsync<string>("select min(p.service_id::text) from directory.service_at_location p join directory.location l on l.id = p.location_id where l.point is not null");
        var message = Uri.UnescapeDataString(WebUtility.HtmlDecode(await app.Client.GetStringAsync($"/saved?saved={secret}.{open}")).Split("sms:?&body=")[1].Split('"')[0]);
        Assert.DoesNotContain(secret, message);
        Assert.Contains("/saved?saved=", message);
    }

    [Theory]
    [InlineData("https://a.example/x?y=1", "https://a.example/x?y=1")]
    [InlineData("www.a.example", "https://www.a.example/")]
    [InlineData("a.example/hours", "https://a.example/hours")]
    [InlineData("https://a.example\\b", null)]
    [InlineData("https://a.example/\u202ex", null)]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("JaVaScRiPt:alert(1)", null)]
    [InlineData("java\tscript:alert(1)", null)]
    [InlineData("\u0001javascript:alert(1)", null)]
    [InlineData("data:text/html,<script>alert(1)</script>", null)]
    [InlineData("vbscript:x", null)]
    [InlineData("//a.example", null)]
    [InlineData("https://user:word@a.example/", null)]
    [InlineData("file:///etc/passwd", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Only_web_addresses_become_links(string? text, string? link) => Assert.Equal(link, SafeLink.Web(text));

    [Theory]
    [InlineData("hello@a.example", "mailto:hello@a.example")]
    [InlineData("hello@a.example?bcc=b@b.example", null)]
    [InlineData("a@b@c.example", null)]
    [InlineData("<x>@a.example", null)]
    public void Only_mail_addresses_are_written_to(string text, string? link) => Assert.Equal(link, SafeLink.Mail(text));

    [Theory]
    [InlineData("(555) 555-0108 ext. 12", "tel:5555550108")]
    [InlineData("+1 555 555 0108", "tel:+15555550108")]
    [InlineData("call us;phone-context=x", null)]
    [InlineData("(555) 555-0108 EXT. 12", "tel:5555550108")]
    [InlineData("555-555-0108 x12", "tel:5555550108")]
    [InlineData("555-555-0108 or 555-555-0109", "tel:5555550108")]
    [InlineData("555–555–0108", "tel:5555550108")]
    [InlineData("211", "tel:211")]
    [InlineData("1-800-FLOWERS", null)]
    [InlineData("1-800-555-HELP", null)]
    [InlineData("Pantry, 9016 Mill Street", null)]
    public void Only_digits_are_dialed(string text, string? link) => Assert.Equal(link, SafeLink.Phone(text));
}
