using System.Text.RegularExpressions;
using ResourceMatch.Api.Pages.Speech;
using ResourceMatch.Domain.Needs;

namespace ResourceMatch.Architecture.Tests.Strings;

/// <summary>Every page speaks four languages from the first page on: one file each, nothing missing, nothing borrowed.</summary>
public sealed partial class StringFileTests
{
    private static readonly string[] Forms = ["zero", "one", "two", "few", "many", "noon", "midnight", "e", "u", "other"];

    public static TheoryData<string> Languages => [.. ReaderLanguage.All.Select(language => language.Code)];

    [Fact]
    public void There_are_four_languages_and_Arabic_runs_from_the_right() =>
        Assert.Equal("en:ltr es:ltr ht:ltr ar:rtl", string.Join(' ', ReaderLanguage.All.Select(language => $"{language.Code}:{language.Direction}")));

    [Theory]
    [MemberData(nameof(Languages))]
    public void No_language_lacks_a_string_of_another(string code)
    {
        var all = ReaderLanguage.All.SelectMany(language => Stems(Words.ReadStrings(language.Code))).ToHashSet(StringComparer.Ordinal);
        var own = Stems(Words.ReadStrings(code));
        Assert.True(own.Count > 350, $"only {own.Count} strings were read");
        Assert.Empty(all.Except(own));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_string_says_something_and_fills_the_same_braces(string code)
    {
        var english = Words.ReadStrings("en");
        foreach (var (key, text) in Words.ReadStrings(code))
        {
            Assert.False(string.IsNullOrWhiteSpace(text), key);
            var stem = Stem(key);
            var model = english.GetValueOrDefault(key) ?? english.GetValueOrDefault($"{stem}.other") ?? english[stem];
            // A form for one or two may say the number in a word.
            Assert.Equal(Braces(model).Except(["count", "from", "time"]), Braces(text).Except(["count", "from", "time"]));
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_plural_has_its_last_resort(string code)
    {
        var strings = Words.ReadStrings(code);
        Assert.All(strings.Keys.Where(key => Stem(key) != key && !key.StartsWith("List.", StringComparison.Ordinal)), key => Assert.True(strings.ContainsKey($"{Stem(key)}.other"), key));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Words_for_papers_groups_and_needs_are_complete(string code)
    {
        var words = Words.For(ReaderLanguage.Find(code)!);
        Assert.All(Enum.GetValues<DocumentKind>(), kind => Assert.NotEmpty(words.Paper(kind)));
        Assert.All(EligibilityKeys.All, key => Assert.NotEmpty(words[$"Audience.{key}"]));
        Assert.All(NeedVocabulary.Default.All, need => Assert.NotEmpty(need.Labels[code]));
    }

    [Fact]
    public void A_missing_string_stops_the_page_instead_of_showing_its_key() =>
        Assert.Throws<KeyNotFoundException>(() => Words.For(ReaderLanguage.English)["No.Such.Key"]);

    [Theory]
    [MemberData(nameof(Languages))]
    public void No_string_shouts_or_begs(string code) =>
        Assert.DoesNotContain(Words.ReadStrings(code), pair => pair.Value.Contains('!', StringComparison.Ordinal) || pair.Value.Contains("please", StringComparison.OrdinalIgnoreCase));

    private static HashSet<string> Stems(Dictionary<string, string> strings) => strings.Keys.Select(Stem).ToHashSet(StringComparer.Ordinal);

    private static string Stem(string key) => key.LastIndexOf('.') is > 0 and var dot && Forms.Contains(key[(dot + 1)..]) ? key[..dot] : key;

    private static IEnumerable<string> Braces(string text) => BracePattern().Matches(text).Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex BracePattern();
}
