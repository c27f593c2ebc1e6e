namespace ResourceMatch.TestKit;

/// <summary>Where the clone lies that the tests run in.</summary>
public static class Repository
{
    /// <summary>The folder with ResourceMatch.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>data/samples: the invented city.</summary>
    public static string Samples { get; } = Path.Combine(Root, "data", "samples");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ResourceMatch.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException("The tests do not lie in a clone of ResourceMatch.");
    }
}
