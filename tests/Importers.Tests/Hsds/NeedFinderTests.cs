using ResourceMatch.Domain;
using ResourceMatch.Domain.Needs;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Importers.Hsds;

namespace ResourceMatch.Importers.Tests.Hsds;

public sealed class NeedFinderTests
{
    private readonly NeedFinder finder = new(NeedVocabulary.Default);

    [Theory]
    [InlineData("eye-care", "anything", "eye-care")]
    [InlineData(null, "Tutoring", "tutoring")]
    [InlineData(null, "comida", "food")]
    [InlineData("101-99", "Diapers & Formula", "diapers")]
    [InlineData(null, "help pay for utilities", "utility-bills")]
    [InlineData("1", "Community Gardens", null)]
    public void Codes_words_and_Open_Eligibility_titles_say_needs(string? code, string name, string? need)
    {
        var term = new TaxonomyTerm { Id = StableId.Of<TaxonomyTerm>("t", "taxonomy_term", "1"), Code = code, Name = name };
        Assert.Equal(need is null ? [] : [need], finder.Find(Attribute(null), term));
    }

    [Fact]
    public void Whom_a_service_is_for_is_no_need()
    {
        var term = new TaxonomyTerm { Id = StableId.Of<TaxonomyTerm>("t", "taxonomy_term", "1"), Name = "Food" };
        Assert.Empty(finder.Find(Attribute(NeedFinder.AudienceLink), term));
    }

    [Fact]
    public void Every_title_of_the_map_leads_to_needs_that_we_have()
    {
        Assert.True(NeedFinder.OpenEligibility.Count > 80);
        Assert.All(NeedFinder.OpenEligibility.Values.SelectMany(keys => keys), key => Assert.NotNull(NeedVocabulary.Default.Find(key)));
    }

    private static EntityAttribute Attribute(string? linkType) =>
        new() { Id = StableId.Of<EntityAttribute>("t", "attribute", "1"), LinkId = Guid.NewGuid(), LinkEntity = "service", LinkType = linkType };
}
