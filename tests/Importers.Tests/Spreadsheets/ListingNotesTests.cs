using ResourceMatch.Importers.Spreadsheets;

namespace ResourceMatch.Importers.Tests.Spreadsheets;

public sealed class ListingNotesTests
{
    [Theory]
    [InlineData("Serves only 00001 residents.", "Serves only 00001 residents.", null, "")]
    [InlineData("Guests can visit once a month. Use the side door", "Guests can visit once a month.", "Use the side door.", "")]
    [InlineData("Bring ID, no appointment necessary.", null, "Bring ID, no appointment necessary.", "ID")]
    [InlineData("Must show I.D. and a utility bill", null, "Must show I.D. and a utility bill.", "ID, Proof of address")]
    [InlineData("Must bring two forms of ID (one with current address)", null, "Must bring two forms of ID (one with current address).", "Photo ID, Proof of address")]
    [InlineData("Proof of residency required.\nClosed on holidays", null, "Proof of residency required. Closed on holidays.", "Proof of address")]
    [InlineData("They ask for ID, but do not exclude anyone.", null, "They ask for ID, but do not exclude anyone.", "")]
    [InlineData("Please bring bags outside, no ID required.", null, "Please bring bags outside, no ID required.", "")]
    [InlineData("We provide food inside.", null, "We provide food inside.", "")]
    [InlineData("", null, null, "")]
    [InlineData(null, null, null, "")]
    public void Notes_are_sorted_into_who_what_to_bring_and_the_rest(string? notes, string? eligibility, string? rest, string documents)
    {
        var sorted = ListingNotes.Sort(notes);
        Assert.Equal((eligibility, rest, documents), (sorted.Eligibility, sorted.Rest, string.Join(", ", sorted.Documents)));
    }

    [Theory]
    [InlineData("(555) 555-0100 ext. 12", "(555) 555-0100", "12")]
    [InlineData("555-555-0100 x9", "555-555-0100", "9")]
    [InlineData("555-555-0100", "555-555-0100", null)]
    [InlineData("555-555-0100 or 555-555-0101", "555-555-0100 or 555-555-0101", null)]
    public void A_phone_number_is_parted_from_its_extension(string text, string number, string? extension) =>
        Assert.Equal((number, extension), RowRepair.SplitPhone(text));
}
