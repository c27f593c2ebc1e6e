using System.Text.RegularExpressions;
using ResourceMatch.Api.Pages.Speech;
using Xunit.Abstractions;

namespace ResourceMatch.Architecture.Tests.Strings;

/// <summary>Our own English can be read at grade 6 (Flesch-Kincaid): on the whole, and every sentence for families by itself at a ninth grader's ease at most.</summary>
/// <remarks>
/// Grade = 0.39 words a sentence + 11.8 syllables a word - 15.59. The formula is made for running text: labels of a few words would make any text look easy, so only strings of
/// <see cref="FewWords"/> words and more are judged. Syllables are counted by groups of vowels, without a silent e; that is right to about one word in twenty.
/// </remarks>
public sealed partial class ReadingLevelTests(ITestOutputHelper output)
{
    private const double MostGrade = 6;
    private const double MostGradeOfOne = 9;
    private const int FewWords = 8;

    // What families read. Staff pages, errors of forms and machine words stand elsewhere.
    private static readonly string[] Families = ["App.", "Nav.", "Home.", "Find.", "Saved.", "Place.", "Card.", "Step.", "Sheet.", "Group.", "List.", "Reason.", "Why.", "Privacy.", "Foot.", "Error.", "Map.", "Search."];

    [Fact]
    public void Our_words_for_families_are_of_grade_6_or_below()
    {
        var strings = Words.ReadStrings("en").Where(pair => Families.Any(start => pair.Key.StartsWith(start, StringComparison.Ordinal))).ToList();
        Assert.True(strings.Count > 200, $"only {strings.Count} strings");
        strings.RemoveAll(pair => WordsOf(pair.Value).Count < FewWords);
        var whole = GradeOf(strings.Select(pair => pair.Value));
        var hard = strings.Select(pair => (pair.Key, Grade: GradeOf([pair.Value]), pair.Value)).OrderByDescending(each => each.Grade).ToList();
        output.WriteLine($"{strings.Count} strings, {strings.Sum(pair => WordsOf(pair.Value).Count)} words: grade {whole:0.0}; hardest {hard[0].Key} at {hard[0].Grade:0.0}, median {hard[hard.Count / 2].Grade:0.0}");
        Assert.True(whole <= MostGrade, $"grade {whole:0.0}");
        Assert.Empty(hard.Where(each => each.Grade > MostGradeOfOne).Select(each => $"{each.Key} {each.Grade:0.0}: {each.Value}"));
    }

    [Theory]
    [InlineData("Call first: we don't know the hours.", -5, 3)]
    [InlineData("Individuals experiencing residential instability are encouraged to initiate contact with the administrative organization regarding availability.", 15, 40)]
    public void The_measure_tells_plain_words_from_an_office_letter(string text, double least, double most) => Assert.InRange(GradeOf([text]), least, most);

    [Theory]
    [InlineData("place", 1)]
    [InlineData("time", 1)]
    [InlineData("table", 2)]
    [InlineData("privacy", 3)]
    [InlineData("closed", 1)]
    [InlineData("calendar", 3)]
    [InlineData("the", 1)]
    public void Syllables_are_counted(string word, int syllables) => Assert.Equal(syllables, SyllablesOf(word));

    private static double GradeOf(IEnumerable<string> texts)
    {
        var (sentences, words, syllables) = (0, 0, 0);
        foreach (var text in texts)
        {
            var found = WordsOf(text);
            if (found.Count == 0) continue;
            sentences += Math.Max(1, EndPattern().Count(text.TrimEnd('.', '?', ':', ' ') + "."));
            words += found.Count;
            syllables += found.Sum(SyllablesOf);
        }

        return (0.39 * words / sentences) + (11.8 * syllables / words) - 15.59;
    }

    // What stands in braces is a name or a number: one short word.
    private static List<string> WordsOf(string text) => [.. WordPattern().Matches(BracePattern().Replace(text, "it")).Select(match => match.Value.ToLowerInvariant())];

    private static int SyllablesOf(string word)
    {
        var count = VowelPattern().Count(word);
        if (word.EndsWith('e') && !word.EndsWith("le", StringComparison.Ordinal) && count > 1) count--;
        if (word.EndsWith("ed", StringComparison.Ordinal) && word.Length > 3 && word[^3] is not ('t' or 'd') && count > 1) count--;
        return Math.Max(1, count);
    }

    [GeneratedRegex("[.?]+")]
    private static partial Regex EndPattern();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex BracePattern();

    [GeneratedRegex("[A-Za-z][A-Za-z']*")]
    private static partial Regex WordPattern();

    [GeneratedRegex("[aeiouy]+")]
    private static partial Regex VowelPattern();
}
