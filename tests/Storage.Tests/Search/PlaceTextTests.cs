using ResourceMatch.Storage.Search;

namespace ResourceMatch.Storage.Tests.Search;

public sealed class PlaceTextTests
{
    [Theory]
    [InlineData("412 Mill St", "412 Mill St", "", null)]
    [InlineData("  412 Mill St ,  Heron Ferry, XX 00414-1234, USA", "412 Mill St", "Heron Ferry, XX", "00414")]
    [InlineData("00414", "", "", "00414")]
    [InlineData("12345 Main Street", "12345 Main Street", "", null)]
    [InlineData("21 Rock and Roll Ave", "21 Rock and Roll Ave", "", null)]
    public void A_line_is_parted_from_what_follows_it_and_from_its_ZIP_code(string typed, string line, string rest, string? postalCode)
    {
        var read = PlaceText.Read(typed)!;
        Assert.Equal((line, rest, postalCode, (object?)null), (read.Line, read.Rest, read.PostalCode, read.Crossing));
    }

    [Theory]
    [InlineData("Broad & 4th")]
    [InlineData("Broad and 4th")]
    [InlineData("corner of Broad and 4th")]
    [InlineData("esquina de Broad y 4th")]
    [InlineData("Broad @ 4th")]
    [InlineData("kwen Broad ak 4th, Heron Ferry")]
    public void Two_streets_are_a_crossing_in_each_language(string typed) =>
        Assert.Equal(("Broad", "4th"), PlaceText.Read(typed)!.Crossing);

    [Theory]
    [InlineData("")]
    [InlineData(" ,;. ")]
    [InlineData("\0\u0001")]
    public void What_holds_no_letter_or_digit_is_nothing(string typed) => Assert.Null(PlaceText.Read(typed));

    [Fact]
    public void Beyond_200_letters_nothing_is_read() => Assert.Null(PlaceText.Read(new string('a', 201)));
}
