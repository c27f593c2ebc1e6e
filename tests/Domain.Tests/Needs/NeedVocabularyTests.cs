using ResourceMatch.Domain.Needs;

namespace ResourceMatch.Domain.Tests.Needs;

public sealed class NeedVocabularyTests
{
    private static readonly NeedVocabulary Vocabulary = NeedVocabulary.Default;

    [Fact]
    public void There_are_some_sixty_needs_in_five_sections()
    {
        Assert.InRange(Vocabulary.All.Count, 55, 70);
        Assert.Equal(["food", "home", "health", "kids", "talk"], Vocabulary.Sections.Select(section => section.Key));
        Assert.Equal(Vocabulary.All.Count, Vocabulary.Sections.Sum(section => Vocabulary.ListOfSection(section.Key).Count));
        Assert.All(Vocabulary.Sections, section => Assert.NotEmpty(Vocabulary.ListOfSection(section.Key)));
        Assert.All(Vocabulary.Groups, group => Assert.Contains(Vocabulary.All, need => need.Group == group.Key));
    }

    [Fact]
    public void Every_need_and_group_has_its_words_in_four_languages()
    {
        foreach (var need in Vocabulary.All)
        {
            Assert.Matches("^[a-z]+(-[a-z]+)*$", need.Key);
            Assert.Contains(Vocabulary.Groups, group => group.Key == need.Group);
            Assert.InRange(need.StayMinutes, 10, 240);
            Assert.Equal(NeedVocabulary.Languages, need.Labels.Keys);
            Assert.Equal(NeedVocabulary.Languages, need.Synonyms.Keys);
            foreach (var language in NeedVocabulary.Languages)
            {
                Assert.False(string.IsNullOrWhiteSpace(need.Labels[language]), need.Key);
                Assert.InRange(need.Synonyms[language].Count, 2, 24);
                Assert.All(need.Synonyms[language], word => Assert.Equal(word.Trim(), word));
                Assert.Equal(language == "ar", need.Labels[language].Any(letter => letter is >= '\u0600' and <= '\u06FF'));
            }
        }

        Assert.All(Vocabulary.Groups.Concat(Vocabulary.Sections), group => Assert.Equal(NeedVocabulary.Languages, group.Labels.Keys));
        Assert.All(Vocabulary.Groups, group => Assert.Contains(Vocabulary.Sections, section => section.Key == group.Section));
    }

    /// <summary>Without this, a word without its language would be answered by whichever language is tried first.</summary>
    [Fact]
    public void No_word_means_two_needs_in_any_two_languages()
    {
        var meanings =
            from need in Vocabulary.All
            from language in NeedVocabulary.Languages
            from text in need.Synonyms[language].Prepend(need.Labels[language])
            group need.Key by FoldedText.Of(text);
        Assert.All(meanings, words => Assert.Single(words.Distinct()));
    }

    [Theory]
    [InlineData("food", "food")]
    [InlineData("Driver\u2019s Ed", "drivers-ed")]
    [InlineData("drivers ed", "drivers-ed")]
    [InlineData("EYE-CARE", "eye-care")]
    [InlineData("  glasses ", "eye-care")]
    [InlineData("quiet place to study", "study-space")]
    [InlineData("panales", "diapers")]
    [InlineData("Pañales", "diapers")]
    [InlineData("linet", "eye-care")]
    [InlineData("صيدليه", "medicine")]
    [InlineData("أسنان", "dental")]
    [InlineData("حصان", null)]
    [InlineData("a pony", null)]
    [InlineData(" ,. ", null)]
    [InlineData(null, null)]
    public void Words_are_found_whatever_their_case_and_accents(string? text, string? key) =>
        Assert.Equal(key, Vocabulary.FindByWords(text)?.Key);

    [Fact]
    public void A_language_narrows_where_words_are_looked_for()
    {
        Assert.Equal("food", Vocabulary.FindByWords("comida", "es")?.Key);
        Assert.Null(Vocabulary.FindByWords("comida", "ht"));
        Assert.Equal("food", Vocabulary.FindByWords("comida", "fr")?.Key);
    }

    [Fact]
    public void Every_label_and_synonym_is_found_again()
    {
        foreach (var need in Vocabulary.All)
        {
            foreach (var language in NeedVocabulary.Languages)
                Assert.All(need.Synonyms[language].Prepend(need.Labels[language]), text => Assert.Same(need, Vocabulary.FindByWords(text, language)));
        }
    }

    [Fact]
    public void A_missing_key_is_null_when_looked_for_and_throws_when_demanded()
    {
        Assert.Null(Vocabulary.Find("pony"));
        Assert.Null(Vocabulary.Find(null));
        Assert.Contains("pony", Assert.Throws<KeyNotFoundException>(() => Vocabulary.Get("pony")).Message);
    }
}
