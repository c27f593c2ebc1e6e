using System.Xml.Linq;

namespace ResourceMatch.Architecture.Tests;

public sealed class ProjectEdgesTests
{
    [Fact]
    public void Every_product_project_keeps_to_its_row_of_the_table()
    {
        var projects = Projects("src/");
        Assert.Equal(ProjectEdges.Table.Keys.Order(), projects.Select(project => project.Name).Order());
        Assert.Empty(projects.SelectMany(project => ProjectEdges.Faults(project.Name, project.Text)));
    }

    [Theory]
    [InlineData("Matching", "<ProjectReference Include=\"../Storage/Storage.csproj\" />", "Matching must not reference Storage")]
    [InlineData("Domain", "<ProjectReference Include=\"..\\Transit\\Transit.csproj\" />", "Domain must not reference Transit")]
    [InlineData("Transit", "<PackageReference Include=\"NetTopologySuite\" />", "Transit must not use the package NetTopologySuite")]
    [InlineData("Matching", "<PackageReference Include=\"Npgsql\" />", "Matching must not use the package Npgsql")]
    [InlineData("Storage", "<FrameworkReference Include=\"Microsoft.AspNetCore.App\" />", "Storage must not use the framework Microsoft.AspNetCore.App")]
    [InlineData("Transit", "<Reference Include=\"../../lib/Other.dll\" />", "Transit must not reference the file ../../lib/Other.dll")]
    [InlineData("Domain", "<Compile Include=\"../Storage/Queries/Nearest.cs\" />", "Domain must not compile ../Storage/Queries/Nearest.cs of another project")]
    [InlineData("Reports", "", "src/Reports is not one of the 6 projects of the design")]
    public void A_forbidden_edge_is_seen(string project, string item, string expected) =>
        Assert.Equal([expected], ProjectEdges.Faults(project, $"<Project Sdk=\"Microsoft.NET.Sdk\"><ItemGroup>{item}</ItemGroup></Project>"));

    [Fact]
    public void The_checker_shares_no_code_with_the_product()
    {
        Assert.Empty(CheckerFaults(House.Read("tests/Checker/Checker.csproj")));
        Assert.NotEmpty(CheckerFaults("<Project><ItemGroup><ProjectReference Include=\"../../src/Transit/Transit.csproj\" /></ItemGroup></Project>"));
        Assert.NotEmpty(CheckerFaults("<Project><ItemGroup><Compile Include=\"../../src/Transit/Raptor/RaptorSearch.cs\" /></ItemGroup></Project>"));

        var used = House.Sources(".cs").Where(file => file.Path.StartsWith("tests/Checker/", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(used);
        Assert.DoesNotContain(used, file => ProjectEdges.Table.Keys.Any(name => file.Text.Contains($"ResourceMatch.{name}", StringComparison.Ordinal)));
    }

    [Fact]
    public void Only_tests_know_the_host_and_nobody_knows_the_sample_tool()
    {
        var all = Projects("src/", "tools/", "tests/");
        Assert.True(all.Count >= 18, $"only {all.Count} projects found");
        Assert.Empty(all.SelectMany(project => HostFaults(project)));
        Assert.NotEmpty(HostFaults(new SourceFile("tools/SampleCity/SampleCity.csproj", "<Project><ItemGroup><ProjectReference Include=\"../../src/Directory.Api/Directory.Api.csproj\" /></ItemGroup></Project>")));
        Assert.NotEmpty(HostFaults(new SourceFile("src/Importers/Importers.csproj", "<Project><ItemGroup><ProjectReference Include=\"../../tools/SampleCity/SampleCity.csproj\" /></ItemGroup></Project>")));
    }

    private static IEnumerable<string> HostFaults(SourceFile project) =>
        from reference in ProjectEdges.References(XDocument.Parse(project.Text))
        where !project.Path.StartsWith("tests/", StringComparison.Ordinal) && reference is "Directory.Api" or "SampleCity"
            && !project.Name.EndsWith("Tests", StringComparison.Ordinal)
        select $"{project.Path} must not reference {reference}";

    /// <summary>The checker may reference nothing at all: no project, no package, no file of another project.</summary>
    private static IEnumerable<string> CheckerFaults(string text) =>
        XDocument.Parse(text).Descendants()
            .Where(item => item.Name.LocalName is "ProjectReference" or "PackageReference" or "Reference" or "Import" or "Compile" or "FrameworkReference")
            .Select(item => item.ToString());

    private static List<SourceFile> Projects(params string[] folders) =>
        [.. House.Sources(".csproj").Where(file => folders.Any(folder => file.Path.StartsWith(folder, StringComparison.Ordinal)))];
}
