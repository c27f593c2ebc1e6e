namespace ResourceMatch.Architecture.Tests;

/// <summary>The files of this clone.</summary>
internal static class House
{
    private static readonly HashSet<string> NotOurs =
        [".git", ".local", ".vs", ".idea", "bin", "obj", "node_modules", "TestResults"];

    public static string Root => TestKit.Repository.Root;

    /// <summary>Everything that git would keep, as paths relative to the root with forward slashes.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Walk(new DirectoryInfo(Root)).Order(StringComparer.Ordinal)];

    public static IEnumerable<SourceFile> Sources(params string[] endings) =>
        Files.Where(path => endings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal)))
            .Select(path => new SourceFile(path, Read(path)));

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static IEnumerable<string> Walk(DirectoryInfo folder)
    {
        foreach (var file in folder.EnumerateFiles())
        {
            yield return Relative(file);
        }

        foreach (var inner in folder.EnumerateDirectories().Where(inner => !NotOurs.Contains(inner.Name)))
        {
            // Front-end packages are copied here at build and are not committed.
            if (Relative(inner) is "src/Directory.Api/wwwroot/lib" or "src/Directory.Api/wwwroot/built") continue;
            foreach (var file in Walk(inner)) yield return file;
        }
    }

    private static string Relative(FileSystemInfo file) => Path.GetRelativePath(Root, file.FullName).Replace('\\', '/');
}

/// <summary>One text file. Path is relative to the root, with forward slashes.</summary>
internal sealed record SourceFile(string Path, string Text)
{
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public string[] Lines => Text.Split('\n');
}
