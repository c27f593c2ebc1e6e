using ResourceMatch.Domain.Upkeep;

namespace ResourceMatch.Domain.Tests.Upkeep;

public sealed class SafeLinkTests
{
    [Theory]
    [InlineData("https://pantry.example.org/hours", "https://pantry.example.org/hours")]
    [InlineData("HTTP://Pantry.Example.org", "http://pantry.example.org/")]
    [InlineData("  pantry.example.org/es  ", "https://pantry.example.org/es")]
    [InlineData("www.example.org:8080/a?b=c#d", "https://www.example.org:8080/a?b=c#d")]
    [InlineData("mailto:help@example.org", "mailto:help@example.org")]
    [InlineData("help@example.org", "mailto:help@example.org")]
    [InlineData("tel:+1-555-010-0142", "tel:+15550100142")]
    [InlineData("(555) 010-0142", "tel:5550100142")]
    [InlineData("211", "tel:211")]
    public void What_people_write_becomes_a_link(string written, string expected) => Assert.Equal(expected, SafeLink.Find(written));

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("JaVaScRiPt:alert(1)")]
    [InlineData(" javascript:alert(1)")]
    [InlineData("java\tscript:alert(1)")]
    [InlineData("java\nscript:alert(1)")]
    [InlineData("\u0001javascript:alert(1)")]
    [InlineData("javascript\u200b:alert(1)")]
    [InlineData("&#106;avascript:alert(1)")]
    [InlineData("data:text/html,<script>alert(1)</script>")]
    [InlineData("vbscript:msgbox(1)")]
    [InlineData("blob:https://example.org/1")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://example.org")]
    [InlineData("//example.org")]
    [InlineData("\\\\example.org")]
    [InlineData("https:\\\\example.org")]
    [InlineData("https://bank.example@evil.example")]
    [InlineData("https://user:secret@example.org")]
    [InlineData("https://")]
    [InlineData("https://exa mple.org")]
    [InlineData("https://example.org/\u202egro.elpmaxe")]
    [InlineData("mailto:a@example.org?bcc=b@example.org")]
    [InlineData("mailto:a@example.org,b@example.org")]
    [InlineData("\"<script>\"@example.org")]
    [InlineData("tel:javascript:1")]
    [InlineData("555-0100 ext. 3")]
    [InlineData("sms:5550100")]
    [InlineData("open on Tuesdays")]
    [InlineData("")]
    [InlineData(null)]
    public void What_could_run_or_deceive_does_not(string? written) => Assert.Null(SafeLink.Find(written));

    [Fact]
    public void What_is_longer_than_any_address_is_none() => Assert.Null(SafeLink.Find("https://example.org/" + new string('a', SafeLink.LengthLimit)));
}
