using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ResourceMatch.Architecture.Tests;

/// <summary>The same sources restore the same packages everywhere.</summary>
public sealed partial class BuildFilesTests
{
    [Fact]
    public void Package_versions_are_exact_and_stand_in_one_file_only()
    {
        var central = XDocument.Parse(House.Read("Directory.Packages.props"));
        Assert.True(central.Descendants("PackageVersion").Count() >= 10);
        Assert.Empty(VersionFaults(central));
        Assert.Empty(House.Sources(".csproj", ".props").SelectMany(file => StrayVersions(file)));
        Assert.Equal("true", central.Descendants("CentralPackageTransitivePinningEnabled").Single().Value);
    }

    [Fact]
    public void A_floating_and_a_stray_version_are_seen()
    {
        Assert.Single(VersionFaults(XDocument.Parse("<P><PackageVersion Include=\"A\" Version=\"1.*\" /></P>")));
        Assert.Single(VersionFaults(XDocument.Parse("<P><PackageVersion Include=\"A\" Version=\"[1.0,2.0)\" /></P>")));
        Assert.Single(VersionFaults(XDocument.Parse("<P><PackageVersion Include=\"A\" /></P>")));
        Assert.Single(StrayVersions(new SourceFile("src/A/A.csproj", "<P><PackageReference Include=\"A\" Version=\"1.0.0\" /></P>")));
        Assert.Single(StrayVersions(new SourceFile("src/A/A.csproj", "<P><PackageReference Include=\"A\" VersionOverride=\"1.0.0\" /></P>")));
    }

    [Fact]
    public void Every_project_has_its_lock_file()
    {
        Assert.Empty(MissingLocks(House.Files));
        Assert.Equal(["src/A/packages.lock.json is missing"], MissingLocks(["src/A/A.csproj", "src/B/B.csproj", "src/B/packages.lock.json"]));
    }

    [Fact]
    public void The_build_refuses_warnings_and_checks_nulls_and_style()
    {
        Assert.Empty(BuildFaults(House.Read("Directory.Build.props")));
        Assert.Equal(4, BuildFaults("<Project><PropertyGroup><Nullable>disable</Nullable></PropertyGroup></Project>").Count());
        Assert.DoesNotContain(House.Sources(".csproj"), file => file.Text.Contains("TreatWarningsAsErrors", StringComparison.Ordinal));
    }

    [Fact]
    public void Continuous_integration_calls_the_same_test_command_as_a_person()
    {
        var lines = House.Read(".ci/run").Split('\n').Where(line => line.Length > 0 && !line.StartsWith('#')).ToList();
        Assert.Single(lines);
        Assert.Matches(@"/test""?$", lines[0].TrimEnd());
    }

    [Fact]
    public void The_SDK_is_pinned_to_a_feature_band()
    {
        var global = House.Read("global.json");
        Assert.Contains("\"10.0.4", global, StringComparison.Ordinal);
        Assert.Contains("latestFeature", global, StringComparison.Ordinal);
    }

    private static IEnumerable<string> VersionFaults(XDocument central) =>
        from item in central.Descendants("PackageVersion")
        where !ExactVersion().IsMatch((string?)item.Attribute("Version") ?? "")
        select $"{(string?)item.Attribute("Include")} has no exact version";

    private static IEnumerable<string> StrayVersions(SourceFile file) =>
        from item in XDocument.Parse(file.Text).Descendants("PackageReference")
        where item.Attribute("Version") is not null || item.Attribute("VersionOverride") is not null || item.Element("Version") is not null
        select $"{file.Path}: the version of {(string?)item.Attribute("Include")} belongs into Directory.Packages.props";

    private static IEnumerable<string> MissingLocks(IReadOnlyCollection<string> files) =>
        files.Where(path => path.EndsWith(".csproj", StringComparison.Ordinal))
            .Select(path => path[..(path.LastIndexOf('/') + 1)] + "packages.lock.json")
            .Where(path => !files.Contains(path))
            .Select(path => $"{path} is missing");

    private static IEnumerable<string> BuildFaults(string props)
    {
        var xml = XDocument.Parse(props);
        (string Name, string Value)[] wanted =
            [("TreatWarningsAsErrors", "true"), ("Nullable", "enable"), ("EnforceCodeStyleInBuild", "true"), ("RestorePackagesWithLockFile", "true")];
        return wanted.Where(property => xml.Descendants(property.Name).SingleOrDefault()?.Value != property.Value).Select(property => $"{property.Name} must be {property.Value}");
    }

    [GeneratedRegex(@"^\d+\.\d+\.\d+(?:\.\d+)?(?:-[\w.]+)?$")]
    private static partial Regex ExactVersion();
}
