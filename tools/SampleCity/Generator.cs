using System.Globalization;
using System.Text;
using ResourceMatch.SampleCity.Buses;
using ResourceMatch.SampleCity.Ground;
using ResourceMatch.SampleCity.Households;
using ResourceMatch.SampleCity.Listings;

namespace ResourceMatch.SampleCity;

/// <summary>Writes the invented city, a larger one, or invented services around a real feed's stops. The same options give the same bytes.</summary>
internal static class Generator
{
    private const string Usage = """
        usage: SampleCity --out DIR [--today YYYY-MM-DD] [--seed N] [--scale N] [--services N] [--families N] [--over FEED]
          --out DIR      folder to write; files of the same name are replaced
          --today DATE   the day from which listings were confirmed and dated openings count (2026-11-01)
          --seed N       another city (20261101)
          --scale N      N times the services and families, in the same streets (1)
          --services N   exactly so many services, whatever the scale (240 a unit of scale)
          --families N   exactly so many families (400 a unit of scale)
          --over FEED    a GTFS zip or folder: invented services and families around its stops; no streets, no buses
        """;

    public static int Run(string[] args, TextWriter output, TextWriter errors)
    {
        if (Options.TryParse(args, out var options, out var problem))
        {
            var (files, bytes) = (0, 0L);
            foreach (var (name, text) in Files(options))
            {
                var path = Path.Combine(options.Out, name);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
                (files, bytes) = (files + 1, bytes + Encoding.UTF8.GetByteCount(text));
            }

            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{files} files, {bytes:N0} bytes in {options.Out}"));
            return 0;
        }

        errors.WriteLine(problem);
        errors.WriteLine(Usage);
        return 2;
    }

    /// <summary>Every file by its path inside the folder, in a fixed order.</summary>
    public static IEnumerable<(string Name, string Text)> Files(Options options) => options.Over is null ? City(options) : Over(options, FeedText.Read(options.Over));

    private static IEnumerable<(string Name, string Text)> City(Options options)
    {
        var streets = new StreetGrid(options.Seed);
        var areas = new AreaGrid(options.Seed);
        var stops = new StopPlan(options.Seed, streets);
        var terrain = new SampleTerrain(options.Seed, streets, areas, stops);
        foreach (var (name, text) in GtfsFiles.Write(options.Seed, stops)) yield return ("gtfs/" + name, text);
        yield return ("streets.osm", OsmXml.Write(streets));
        yield return ("areas.geojson", GeoJson.Write(areas, streets, terrain.Schools));
        foreach (var file in People(options, terrain)) yield return file;
        yield return ("README.md", Readme.OfCity(options));
    }

    private static IEnumerable<(string Name, string Text)> Over(Options options, FeedText feed)
    {
        foreach (var file in People(options, new FeedTerrain(options.Seed, feed))) yield return file;
        yield return ("README.md", Readme.OfFeed(options, feed));
    }

    private static IEnumerable<(string Name, string Text)> People(Options options, Terrain terrain)
    {
        var plan = new ListingPlan(options.Seed, terrain, options.Today, options.ServiceCount);
        foreach (var (name, text) in new HsdsFiles(plan, terrain, options.Today).Write()) yield return ("hsds/" + name, text);
        yield return ("families.json", Family.Write(new FamilyPlan(options.Seed, terrain, options.Today, options.FamilyCount).Take()));
    }
}
