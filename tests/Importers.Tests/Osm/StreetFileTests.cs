using System.Diagnostics;
using NetTopologySuite.Geometries;
using ResourceMatch.Importers.Notices;
using ResourceMatch.Importers.Osm;
using ResourceMatch.Transit;

namespace ResourceMatch.Importers.Tests.Osm;

public sealed class StreetFileTests : IDisposable
{
    private static readonly (double, double)[] Points = [(41, -84), (41.001, -84.0000001), (-33.5, 151.25)];

    private readonly string path = Path.Combine(AppContext.BaseDirectory, $"streets-{Guid.NewGuid():N}.osm.pbf");
    private readonly NoticeLog notices = new();

    public void Dispose() => File.Delete(path);

    [Theory]
    [InlineData(3)]
    [InlineData(1)]
    public void PBF_gives_the_streets_that_XML_gives(int packing)
    {
        Write(PbfFile.Begin()
            .Blob("OSMData", PbfFile.Nodes(Points), packing)
            .Blob("Unheard", [1, 2, 3])
            .Blob("OSMData", PbfFile.Way(10, [1, 2], "highway", "residential", "name", "Mill & Main", "oneway", "yes"), packing)
            .Blob("OSMData", PbfFile.Way(11, [1, 2], "waterway", "river"), packing));
        var read = StreetReader.Read(path, notices);
        var street = Assert.Single(read.Lines);
        Assert.Equal((10L, "Mill & Main", "residential"), (street.Id, street.Name, street.Kind));
        Assert.Equal([new Coordinate(-84, 41), new Coordinate(-84.0000001, 41.001)], street.Line.Coordinates);
        Assert.Equal((1, 2), (read.Source.WayCount, read.Source.NodeCount)); // the third node is on no street
        Assert.Equal((1, 0), (StreetCompiler.Compile(read.Source).Counts.Edges, notices.Total));
    }

    [Fact]
    public void A_way_over_nodes_that_are_not_there_is_named_and_left_out()
    {
        Write(PbfFile.Begin().Blob("OSMData", PbfFile.Nodes(Points)).Blob("OSMData", PbfFile.Way(10, [1, 2], "highway", "path")).Blob("OSMData", PbfFile.Way(11, [1, 9], "highway", "path")));
        Assert.Equal(10, Assert.Single(StreetReader.Read(path, notices).Lines).Id);
        Assert.Equal("dangling_reference", Assert.Single(notices.Summarize()).Kind);
    }

    public static TheoryData<string, Func<byte[]>> Hostile => new()
    {
        { "empty_file", () => [] },
        { "broken_xml", () => "highway=residential"u8.ToArray() },
        { "broken_xml", () => System.Text.Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<osm>", 300_000))) },
        { "broken_xml", () => System.Text.Encoding.UTF8.GetBytes($"<osm generator=\"{new string('a', 8_000_000)}\"/>") },
        { "packed_file", () => [0x1F, 0x8B, 8, 0] },
        { "packed_file", () => "PK\x03\x04"u8.ToArray() },
        { "no_osm_file", () => [0, 1, 2, 3, 4] },
        { "no_osm_file", () => [0, 0, 0, 0] },
        { "no_osm_file", () => new PbfFile().Blob("OSMData", PbfFile.Nodes(Points)).ToArray() },
        { "cut_short", () => Whole()[..^5] },
        { "cut_short", () => PbfFile.Begin().Raw(0, 0).ToArray() },
        { "wrong_size", () => PbfFile.Begin().Raw(0, 1, 0, 1).ToArray() },
        { "wrong_size", () => PbfFile.Begin().Header("OSMData", 32 * 1024 * 1024 + 1).ToArray() },
        { "wrong_size", () => PbfFile.Begin().Header("OSMData", -7).ToArray() },
        { "cut_short", () => PbfFile.Begin().Header("OSMData", 32 * 1024 * 1024).ToArray() },
        { "wrong_size", () => PbfFile.Begin().Blob("OSMData", PbfFile.Nodes(Points), claimed: 7).ToArray() },
        { "wrong_size", () => PbfFile.Begin().Blob("OSMData", PbfFile.Nodes(Points), claimed: 7_000).ToArray() },
        { "wrong_size", () => PbfFile.Begin().Blob("OSMData", PbfFile.Nodes(Points), claimed: int.MaxValue).ToArray() },
        { "unknown_packing", () => PbfFile.Begin().Blob("OSMData", PbfFile.Nodes(Points), packing: 7).ToArray() },
        { "unknown_feature", () => new PbfFile().Blob("OSMHeader", PbfFile.Message(to => PbfFile.Text(to, 4, "HistoricalInformation"))).ToArray() },
        { "broken_pbf", () => PbfFile.Begin().Blob("OSMData", [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]).ToArray() },
        { "broken_pbf", () => PbfFile.Begin().Blob("OSMData", PbfFile.Message(to => PbfFile.Part(to, 2, [(3 << 3) | 2, 120]))).ToArray() },
        { "broken_pbf", () => PbfFile.Begin().Blob("OSMData", PbfFile.Way(1, [1, 2], "highway")[3..]).ToArray() },
        { "no_streets", () => PbfFile.Begin().ToArray() },
        { "no_streets", () => PbfFile.Begin().Blob("OSMData", PbfFile.Nodes(Points)).ToArray() },
        { "no_streets", () => PbfFile.Begin().Blob("OSMData", PbfFile.Way(1, [1, 2], "highway", "residential")).ToArray() },
        { "no_streets", () => PbfFile.Begin().Blob("OSMData", PbfFile.Nodes(Points)).Blob("OSMData", PbfFile.Way(1, [], "highway", "residential")).ToArray() },
        { "no_streets", () => PbfFile.Begin().Blob("OSMData", PbfFile.Nodes((41, 200), (95, 0))).Blob("OSMData", PbfFile.Way(1, [1, 2], "highway", "residential")).ToArray() },
        { "way_too_long", () => PbfFile.Begin().Blob("OSMData", PbfFile.Way(1, Enumerable.Range(1, 1_000_000).Select(node => (long)node), "highway", "residential")).ToArray() },
        { "way_too_long", () => System.Text.Encoding.UTF8.GetBytes($"<osm><way id=\"1\">{string.Concat(Enumerable.Repeat("<nd ref=\"1\"/>", 1_000_000))}<tag k=\"highway\" v=\"path\"/></way></osm>") },
        { "pbf_bomb", () => Enumerable.Repeat(new byte[31 << 20], 3).Aggregate(PbfFile.Begin(), (file, block) => file.Blob("OSMData", Skipped(block))).ToArray() },
        { "pbf_bomb", () => PbfFile.Begin().Blob("OSMData", EmptyWays()).ToArray() },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void What_cannot_be_streets_is_refused_in_one_sentence_soon_and_in_little_memory(string kind, Func<byte[]> make)
    {
        File.WriteAllBytes(path, make());
        var watch = Stopwatch.StartNew();
        var before = GC.GetTotalAllocatedBytes();
        var refused = Assert.Throws<ImportRefusedException>(() => StreetReader.Read(path, notices));
        Assert.Equal(kind, refused.Notice.Kind);
        Assert.Contains(Path.GetFileName(path), refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
        Assert.InRange(watch.ElapsedMilliseconds, 0, 10_000); // under two seconds on a machine that is not busy
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 200L << 20);
    }

    private static byte[] Whole() => PbfFile.Begin().Blob("OSMData", PbfFile.Nodes(Points)).Blob("OSMData", PbfFile.Way(10, [1, 2], "highway", "path")).ToArray();

    /// <summary>A block of one field that a reader skips.</summary>
    private static byte[] Skipped(byte[] inside) => PbfFile.Message(to => PbfFile.Part(to, 99, inside));

    /// <summary>Sixteen million ways, each of two bytes.</summary>
    private static byte[] EmptyWays()
    {
        var ways = new byte[31 << 20];
        for (var i = 0; i < ways.Length; i += 2) ways[i] = (3 << 3) | 2;
        return PbfFile.Message(to => PbfFile.Part(to, 2, ways));
    }

    private void Write(PbfFile file) => File.WriteAllBytes(path, file.ToArray());
}
