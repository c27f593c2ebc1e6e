using ResourceMatch.Domain.Needs;
using ResourceMatch.Storage.Search;

namespace ResourceMatch.Storage.Tests.Search;

public sealed class QuestionWordsTests
{
    [Theory]
    [InlineData("What is there for my 8-year-old near us on Saturdays", 8, "Saturday")]
    [InlineData("soccer for my 8yo", 8, "")]
    [InlineData("tutor, age 12, Monday or Tuesday", 12, "Monday Tuesday")]
    [InlineData("actividades para mi hija de 8 años los sábados", 8, "Saturday")]
    [InlineData("fin de semana", null, "Sunday Saturday")]
    [InlineData("aktivite pou timoun 8 an samdi", 8, "Saturday")]
    [InlineData("طفل عمره 8 سنوات يوم السبت", 8, "Saturday")]
    [InlineData("504 plan", null, "")]
    [InlineData("Section 8", null, "")]
    [InlineData("999 years", null, "")]
    public void An_age_and_weekdays_are_read_in_four_languages(string text, int? age, string days)
    {
        var tokens = FoldedText.Of(text).Split(' ');
        var read = QuestionWords.Read(tokens, new bool[tokens.Length]);
        Assert.Equal(age, read.Age);
        Assert.Equal(days, string.Join(' ', read.Days));
    }

    [Fact]
    public void A_day_inside_the_name_of_a_need_is_no_day()
    {
        string[] tokens = ["food", "for", "saturday", "and", "sunday"];
        Assert.Empty(QuestionWords.Read(tokens, [true, true, true, true, true]).Days);
    }

    [Theory]
    [InlineData("food open now", true)]
    [InlineData("comida abierto ahora", true)]
    [InlineData("a place to stay tonight", false)]
    public void Open_now_is_read_but_tonight_is_not(string text, bool expected)
    {
        var tokens = FoldedText.Of(text).Split(' ');
        Assert.Equal(expected, QuestionWords.Read(tokens, new bool[tokens.Length]).OpenNow);
    }
}
