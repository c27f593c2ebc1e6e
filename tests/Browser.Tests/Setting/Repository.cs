namespace ResourceMatch.Browser.Tests.Setting;

/// <summary>Files of this clone, found from wherever the tests run.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find(DirectoryInfo? folder) =>
        folder is null ? throw new DirectoryNotFoundException("No ResourceMatch.sln above the tests.")
        : File.Exists(Path.Combine(folder.FullName, "ResourceMatch.sln")) ? folder.FullName
        : Find(folder.Parent);
}
