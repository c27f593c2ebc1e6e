namespace ResourceMatch.Architecture.Tests;

public sealed class FileSizeTests
{
    private const int MostLines = 400;

    /// <summary>Files that may be longer, each with its reason. Keep it short.</summary>
    private static readonly Dictionary<string, string> Allowed = [];

    [Fact]
    public void No_source_file_is_longer_than_400_lines_without_a_reason()
    {
        var sources = House.Sources(".cs", ".cshtml", ".sql", ".css", ".js", ".mjs").Concat(House.Files.Where(path => path is "run" or "test").Select(path => new SourceFile(path, House.Read(path)))).ToList();
        Assert.True(sources.Count > 30, $"only {sources.Count} source files found");
        Assert.Empty(Faults(sources));
        Assert.All(Allowed.Keys, path => Assert.Contains(path, House.Files));
    }

    [Fact]
    public void A_file_of_401_lines_is_seen()
    {
        var longFile = new SourceFile("src/Domain/Long.cs", string.Join('\n', Enumerable.Repeat("// line", MostLines + 1)) + "\n");
        Assert.Equal(["src/Domain/Long.cs has 401 lines"], Faults([longFile]));
        Assert.Empty(Faults([longFile with { Text = string.Join('\n', Enumerable.Repeat("// line", MostLines)) + "\n" }]));
    }

    private static IEnumerable<string> Faults(IEnumerable<SourceFile> files) =>
        from file in files
        let lines = file.Text.Split('\n').Length - (file.Text.EndsWith('\n') ? 1 : 0)
        where lines > MostLines && !Allowed.ContainsKey(file.Path)
        select $"{file.Path} has {lines} lines";
}
