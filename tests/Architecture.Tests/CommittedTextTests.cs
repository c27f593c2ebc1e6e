using System.Text.RegularExpressions;

namespace ResourceMatch.Architecture.Tests;

/// <summary>No text of ours names the machine it was written on, nor the mirror its packages came through.</summary>
public sealed partial class CommittedTextTests
{
    private static readonly HashSet<string> Binary = [".png", ".jpg", ".ico", ".woff2", ".zip", ".pdf", ".webp"];

    [Fact]
    public void No_committed_text_holds_a_machine_path_or_a_registry_host()
    {
        var files = House.Files.Where(path => !Binary.Contains(Path.GetExtension(path)) && !path.StartsWith("data/samples/", StringComparison.Ordinal)).ToList();
        Assert.True(files.Count > 50, $"only {files.Count} files found");
        Assert.Empty(files.Select(path => new SourceFile(path, House.Read(path))).SelectMany(Faults));
    }

    [Fact]
    public void A_machine_path_and_a_mirror_are_seen()
    {
        // Written in pieces, so that this file passes its own test.
        Assert.Single(Faults(new SourceFile("README.md", "see /wo" + "rk/main for it")));
        Assert.Single(Faults(new SourceFile("run", "cp x /t" + "mp/brief/x")));
        Assert.Single(Faults(new SourceFile("README.md", "in ../sha" + "red/data")));
        Assert.Single(Faults(new SourceFile("README.md", "/ho" + "me/someone/clone")));
        Assert.Single(Faults(new SourceFile("package-lock.json", "  \"resolved\": \"https://mirror.example/a.tgz\",")));
        Assert.Single(Faults(new SourceFile("NuGet.config", "<configuration />")));
        Assert.Empty(Faults(new SourceFile("run", "dir=/var/tmp/resourcematch-$hash; framework=x")));
    }

    private static IEnumerable<string> Faults(SourceFile file)
    {
        if (Path.GetFileName(file.Path).Equals("nuget.config", StringComparison.OrdinalIgnoreCase)) yield return $"{file.Path} would pin a package source";
        foreach (Match match in MachinePath().Matches(file.Text)) yield return $"{file.Path}: {match.Value}";
        if (Path.GetFileName(file.Path) == "package-lock.json" && file.Text.Contains("\"resolved\": \"http", StringComparison.Ordinal)) yield return $"{file.Path} names a registry host";
    }

    [GeneratedRegex(@"(?<![\w.~-])/work/\w+|(?<![\w.])/tmp/(?:h|brief|bash_jobs)\b[\w./-]*|\.\./shared\b|(?<![\w.])/(?:home|Users)/[a-z]\w+/")]
    private static partial Regex MachinePath();
}
