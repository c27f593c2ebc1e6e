using ResourceMatch.Importers.Hsds;

namespace ResourceMatch.Importers.Tests.Hsds;

public sealed class WebTextTests
{
    [Theory]
    [InlineData("https://pantry.example/food?on=monday#hours", "https://pantry.example/food?on=monday#hours")]
    [InlineData("www.pantry.example", "http://www.pantry.example")]
    [InlineData("pantry.example/a b", "http://pantry.example/a%20b")]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("data:text/html,x", null)]
    [InlineData("https://user:secret@pantry.example", null)]
    [InlineData("call us", null)]
    public void An_address_is_whole_and_safe_or_none(string text, string? address)
    {
        Assert.Equal(address, WebText.FindAddress(text));
        if (address is not null) Assert.Equal(address, WebText.FindAddress(address));
    }

    [Theory]
    [InlineData("help@pantry.example", "help@pantry.example")]
    [InlineData("a@pantry.example; b@pantry.example", "a@pantry.example")]
    [InlineData("ask at the desk", null)]
    [InlineData("a@b", null)]
    public void A_mail_address_is_one_or_none(string text, string? mail) => Assert.Equal(mail, WebText.FindMail(text));
}
