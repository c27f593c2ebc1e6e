using System.Xml.Linq;

namespace ResourceMatch.Architecture.Tests;

/// <summary>Which project may know which other project and package: the table of the design, and the function that holds a project file against it.</summary>
/// <remarks>A seventh project, another package or another edge needs an ADR first, then a change here.</remarks>
internal static class ProjectEdges
{
    /// <summary>Every project gets the banned-symbols analyzer.</summary>
    private const string Analyzer = "Microsoft.CodeAnalysis.BannedApiAnalyzers";

    public static readonly IReadOnlyDictionary<string, Row> Table = new Dictionary<string, Row>
    {
        ["Domain"] = new([], ["NetTopologySuite"]),
        ["Transit"] = new([], []),
        ["Matching"] = new(["Domain", "Transit"], ["NetTopologySuite"]),
        ["Storage"] = new(
            ["Domain"],
            [
                "Microsoft.EntityFrameworkCore", "Microsoft.EntityFrameworkCore.Relational", "Npgsql", "Npgsql.EntityFrameworkCore.PostgreSQL",
                "NetTopologySuite", "Microsoft.AspNetCore.Identity.EntityFrameworkCore",
            ]),
        ["Importers"] = new(["Domain", "Transit", "Storage"], ["CsvHelper", "Google.Protobuf", "Grpc.Tools", "DocumentFormat.OpenXml"]),
        ["Directory.Api"] = new(
            ["Domain", "Transit", "Matching", "Storage", "Importers"],
            ["Npgsql", "Quartz", "QRCoder", "Swashbuckle.AspNetCore", "System.CommandLine", "Spectre.Console", "DocumentFormat.OpenXml"],
            MayUseFrameworks: true),
    };

    public sealed record Row(IReadOnlySet<string> Projects, IReadOnlySet<string> Packages, bool MayUseFrameworks = false)
    {
        public Row(string[] projects, string[] packages, bool MayUseFrameworks = false)
            : this(projects.ToHashSet(), packages.ToHashSet(), MayUseFrameworks)
        {
        }
    }

    /// <summary>What is wrong with one product project; empty = nothing.</summary>
    public static IReadOnlyList<string> Faults(string project, string projectText)
    {
        if (!Table.TryGetValue(project, out var row)) return [$"src/{project} is not one of the {Table.Count} projects of the design"];
        var xml = XDocument.Parse(projectText);
        var faults = new List<string>();
        faults.AddRange(References(xml).Where(name => !row.Projects.Contains(name)).Select(name => $"{project} must not reference {name}"));
        faults.AddRange(Items(xml, "PackageReference").Where(name => name != Analyzer && !row.Packages.Contains(name)).Select(name => $"{project} must not use the package {name}"));
        if (!row.MayUseFrameworks)
        {
            faults.AddRange(Items(xml, "FrameworkReference").Select(name => $"{project} must not use the framework {name}"));
            if (((string?)xml.Root!.Attribute("Sdk")) != "Microsoft.NET.Sdk") faults.Add($"{project} must use Microsoft.NET.Sdk");
        }

        // A bare DLL or a shared project file would be an edge that the table does not see.
        faults.AddRange(Items(xml, "Reference").Select(name => $"{project} must not reference the file {name}"));
        faults.AddRange(xml.Descendants("Import").Select(import => $"{project} must not import {(string?)import.Attribute("Project")}"));
        faults.AddRange(Items(xml, "Compile").Where(name => name.Contains("..", StringComparison.Ordinal)).Select(name => $"{project} must not compile {name} of another project"));
        return faults;
    }

    public static IReadOnlyList<string> References(XDocument xml) =>
        [.. Items(xml, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')))];

    private static IEnumerable<string> Items(XDocument xml, string kind) =>
        xml.Descendants(kind).Select(item => (string?)item.Attribute("Include")).OfType<string>();
}
