using System.Text.RegularExpressions;

namespace ResourceMatch.Architecture.Tests;

/// <summary>The word Service means an HSDS service; nothing is a Manager or a Helper; no namespace hides a BCL type.</summary>
public sealed partial class NamingTests
{
    /// <summary>Here a Service is HSDS's own, so a name may end with it: GetService gets one.</summary>
    private static readonly string[] HsdsFolders = ["src/Directory.Api/OpenReferral/", "src/Importers/Hsds/"];

    private static readonly HashSet<string> BclNames = ["Directory", "Path", "File", "Timer", "Console", "Environment", "Task", "Thread"];

    [Fact]
    public void Types_and_namespaces_keep_to_the_words_of_the_house()
    {
        var sources = House.Sources(".cs").ToList();
        Assert.True(sources.SelectMany(file => TypeName().Matches(file.Text)).Count() > 30);
        Assert.Empty(sources.SelectMany(Faults));
    }

    [Theory]
    [InlineData("internal sealed class MatchService;", "MatchService")]
    [InlineData("public static class GeoUtil", "GeoUtil")]
    [InlineData("public sealed record StopData(int Id);", "StopData")]
    [InlineData("internal readonly record struct FeedManager", "FeedManager")]
    [InlineData("internal interface ITimetableHelper", "ITimetableHelper")]
    [InlineData("public sealed class Program", "Program")]
    [InlineData("namespace ResourceMatch.Api.Directory;", "Directory")]
    public void A_forbidden_word_is_seen(string line, string expected) =>
        Assert.Equal([$"x.cs: {expected}"], Faults(new SourceFile("x.cs", line)));

    [Fact]
    public void An_HSDS_folder_may_name_HSDS_services_but_no_helper()
    {
        Assert.Empty(Faults(new SourceFile("src/Importers/Hsds/x.cs", "internal sealed record FullService")));
        Assert.Single(Faults(new SourceFile("src/Importers/Hsds/x.cs", "internal static class HsdsHelper")));
        Assert.Single(Faults(new SourceFile("src/Importers/Gtfs/x.cs", "internal sealed class FeedService")));
    }

    [Theory]
    [InlineData("public sealed class Service")]
    [InlineData("public enum ServiceStatus")]
    [InlineData("public sealed class ServiceAtLocation")]
    [InlineData("namespace ResourceMatch.Matching.Outings;")]
    public void An_HSDS_word_passes(string line) => Assert.Empty(Faults(new SourceFile("x.cs", line)));

    private static IEnumerable<string> Faults(SourceFile file) =>
        TypeName().Matches(file.Text).Select(match => match.Groups["name"].Value)
            .Where(name => name is "Program" || (Ending().IsMatch(name) && !IsHsds(file, name)))
            .Concat(NamespaceName().Matches(file.Text).SelectMany(match => match.Groups["name"].Value.Split('.')).Where(BclNames.Contains))
            .Select(name => $"{file.Path}: {name}");

    private static bool IsHsds(SourceFile file, string name) =>
        name == "Service" || (name.EndsWith("Service", StringComparison.Ordinal) && HsdsFolders.Any(folder => file.Path.StartsWith(folder, StringComparison.Ordinal)));

    [GeneratedRegex(@"^\s*(?:(?:public|internal|private|protected|sealed|static|abstract|partial|readonly|file|ref)\s+)*(?:class|record\s+struct|record\s+class|record|struct|interface|enum)\s+(?<name>[A-Za-z_]\w*)", RegexOptions.Multiline)]
    private static partial Regex TypeName();

    [GeneratedRegex("(?:Service|Managers?|Helpers?|Utils?|Data)$")]
    private static partial Regex Ending();

    [GeneratedRegex(@"^\s*namespace\s+(?<name>[\w.]+)", RegexOptions.Multiline)]
    private static partial Regex NamespaceName();
}
