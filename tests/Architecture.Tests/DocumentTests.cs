using System.Text.RegularExpressions;

namespace ResourceMatch.Architecture.Tests;

/// <summary>What the documents point at is there (pictures aside, which are looked at by people), and a decision says what it costs.</summary>
public sealed partial class DocumentTests
{
    private static readonly string[] Headings = ["*Status*", "*Context*", "*Choices weighed*", "*Decision*", "*What it costs us*", "*How we would notice it was wrong*"];

    [Fact]
    public void Every_link_between_documents_leads_somewhere()
    {
        var documents = House.Sources(".md").ToList();
        Assert.True(documents.Sum(document => Link().Count(document.Text)) > 10);
        Assert.Empty(documents.SelectMany(Faults));
        Assert.Equal(["docs/x.md leads to nowhere.md, which is not there"], Faults(new SourceFile("docs/x.md", "see [it](nowhere.md) and [that](https://example.org) and [this](../README.md#top)")));
    }

    [Fact]
    public void Every_decision_says_why_what_it_costs_and_how_it_would_be_noticed_to_be_wrong()
    {
        var decisions = House.Sources(".md").Where(document => document.Path.StartsWith("docs/adr/", StringComparison.Ordinal)).ToList();
        Assert.True(decisions.Count >= 12, $"only {decisions.Count} decisions found");
        Assert.Empty(decisions.SelectMany(Missing));
        Assert.Equal(decisions.Count, decisions.Select(document => document.Name[..4]).Distinct().Count());
        Assert.NotEmpty(Missing(new SourceFile("docs/adr/0099-x.md", "# 99. X")));
    }

    private static IEnumerable<string> Missing(SourceFile decision) =>
        Headings.Where(heading => !decision.Text.Contains(heading, StringComparison.Ordinal)).Select(heading => $"{decision.Path} has no {heading}");

    private static IEnumerable<string> Faults(SourceFile document)
    {
        var folder = Path.GetDirectoryName(Path.Combine(House.Root, document.Path))!;
        return from match in Link().Matches(document.Text)
               let target = match.Groups["to"].Value.Split('#')[0]
               where target.Length > 0 && !target.Contains(':', StringComparison.Ordinal) && !Path.Exists(Path.GetFullPath(Path.Combine(folder, target)))
               select $"{document.Path} leads to {target}, which is not there";
    }

    [GeneratedRegex(@"(?<!!)\[[^\[\]]*\]\((?<to>[^)\s]+)\)")]
    private static partial Regex Link();
}
