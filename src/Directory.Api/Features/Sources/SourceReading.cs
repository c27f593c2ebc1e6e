using System.Text.RegularExpressions;
using ResourceMatch.Api.Hosting;
using ResourceMatch.Importers.Areas;
using ResourceMatch.Storage.Sources;

namespace ResourceMatch.Api.Features.Sources;

/// <summary>Holds what somebody says of a source against the rules, before anything is fetched.</summary>
internal static partial class SourceReading
{
    /// <param name="isOperator">True = the verb, whose user may read the machine anyway; false = a page.</param>
    /// <returns>What to put right, field by field (key, kind, place, map, every); empty = nothing.</returns>
    public static IReadOnlyList<(string Field, string Message)> ListProblems(SourceFeed feed, SourcesOptions options, bool isOperator)
    {
        List<(string, string)> problems = [];
        if (!Key().IsMatch(feed.Key)) problems.Add(("key", "The key must have 1 to 100 letters, digits, dots or dashes, and begin with a letter or digit."));
        if (!SourceFeed.Kinds.Contains(feed.Kind)) problems.Add(("kind", $"The kind must be one of {string.Join(", ", SourceFeed.Kinds)}."));
        if (!SourceFeed.Rhythms.Contains(feed.Every)) problems.Add(("every", $"It must be one of {string.Join(", ", SourceFeed.Rhythms)}."));
        if (WhyNoPlace(feed, options, isOperator) is { } why) problems.Add(("place", why));
        if (WhyNoMap(feed, options, isOperator) is { } wrong) problems.Add(("map", wrong));
        return problems;
    }

    private static string? WhyNoPlace(SourceFeed feed, SourcesOptions options, bool isOperator)
    {
        if (feed.Place.Length is 0 or > 2_000) return "Say where it is: a folder or file, or an https address.";
        if (feed.IsOutside) return OutsideHttp.WhyRefused(feed.Place, [.. options.Hosts]) is { } why ? $"{why} (ResourceMatch__Sources__Hosts)" : null;
        return WhyNoPath(feed.Place, options, isOperator);
    }

    private static string? WhyNoMap(SourceFeed feed, SourcesOptions options, bool isOperator) => feed.Kind switch
    {
        "table" => string.IsNullOrEmpty(feed.Map) ? "A table needs the file of its map." : WhyNoPath(feed.Map, options, isOperator),
        "areas" => AreaImport.Kinds.Contains(feed.Map ?? "") ? null : $"Areas need their kind: one of {string.Join(", ", AreaImport.Kinds)}.",
        _ => feed.Map is null ? null : "Only a table or areas take a map.",
    };

    // Links are followed before it is judged where a path leads.
    private static string? WhyNoPath(string path, SourcesOptions options, bool isOperator)
    {
        if (!Path.IsPathFullyQualified(path)) return "Give the whole path, from the root on.";
        if (!Path.Exists(path)) return isOperator ? "There is no such file or folder." : "There is no such file or folder in the folder of feeds.";
        if (isOperator) return null;
        if (options.Folder is null) return "On this page only https addresses are taken; set ResourceMatch__Sources__Folder to allow a folder.";
        var (root, real) = (Real(options.Folder), Real(path));
        return real == root || real.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? null : "There is no such file or folder in the folder of feeds.";
    }

    private static string Real(string path)
    {
        var whole = Path.GetFullPath(path);
        var real = Path.GetPathRoot(whole)!;
        foreach (var part in whole[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            real = Path.Combine(real, part);
            FileSystemInfo info = Directory.Exists(real) ? new DirectoryInfo(real) : new FileInfo(real);
            if (info.LinkTarget is not null) real = info.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? real;
        }

        return Path.TrimEndingDirectorySeparator(real);
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$", RegexOptions.NonBacktracking)]
    private static partial Regex Key();
}
