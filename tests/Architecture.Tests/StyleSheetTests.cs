using System.Text.RegularExpressions;

namespace ResourceMatch.Architecture.Tests;

/// <summary>Arabic is read from the right: our style sheets know inline-start and inline-end, never left and right.</summary>
public sealed partial class StyleSheetTests
{
    [Fact]
    public void Our_style_sheets_use_logical_properties_only() =>
        Assert.Empty(House.Sources(".css").SelectMany(Faults));

    [Theory]
    [InlineData("a { margin-left: 1rem; }")]
    [InlineData("a { padding-right : 1rem; }")]
    [InlineData("a{left:0}")]
    [InlineData("a { border-left: 1px solid; }")]
    [InlineData("a { text-align: right; }")]
    [InlineData("a { float: left }")]
    [InlineData("a { border-top-left-radius: 4px; }")]
    [InlineData("a { inset: 0; clear: right; }")]
    public void A_physical_side_is_seen(string css) => Assert.Single(Faults(new SourceFile("site.css", css)));

    [Theory]
    [InlineData("a { margin-inline-start: 1rem; text-align: start; }")]
    [InlineData("/* left of the list */ a { inset-inline-end: 0; }")]
    [InlineData(".left-over { color: red; }")]
    public void A_logical_side_passes(string css) => Assert.Empty(Faults(new SourceFile("site.css", css)));

    private static IEnumerable<string> Faults(SourceFile file) =>
        Physical().Matches(Comment().Replace(file.Text, "")).Select(match => $"{file.Path}: {match.Value.Trim()}");

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"(?<=[{;\s])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)[\w-]*|border-(?:top|bottom)-(?:left|right)-radius|left|right)\s*:|(?<=[{;\s])(?:text-align|float|clear)\s*:\s*(?:left|right)")]
    private static partial Regex Physical();
}
