using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Domain.Places;
using ResourceMatch.Importers.Notices;
using ResourceMatch.Importers.Osm;
using ResourceMatch.Matching;
using ResourceMatch.TestKit;
using ResourceMatch.Transit;

namespace ResourceMatch.Api.Tests.Imports;

/// <summary>Streets from a file into the memory of a host.</summary>
public sealed class StreetImportTests(SampleDatabase database) : IClassFixture<SampleDatabase>, IDisposable
{
    private static readonly GeoPoint Downtown = new(-84.45, 41.08);

    private readonly string path = Path.Combine(AppContext.BaseDirectory, $"streets-{Guid.NewGuid():N}.osm");
    private readonly SettableClock clock = new(SampleApp.Morning);

    public void Dispose() => File.Delete(path);

    [Fact]
    public async Task A_running_host_takes_up_new_streets_and_keeps_the_old_ones_when_a_file_is_refused()
    {
        using var timetables = new Timetables(database.Database, new MatchOptions(), TimeZoneInfo.Utc);
        var before = (await timetables.RegionOf(Downtown, default)).Network.Streets!;
        Assert.Equal(StreetCompiler.Compile(StreetReader.Read(Path.Combine(Repository.Samples, "streets.osm"), new NoticeLog()).Source).Counts, before.Network.Counts);
        Assert.Equal(before.Stops.StopCount, before.Stops.CountOnStreets(Walker.Wheelchair));
        Assert.True(before.Stops.CountFootpaths(Walker.OnFoot) > 500);

        await File.WriteAllTextAsync(path, "<osm><node id=\"1\" lat=\"41\"");
        await Assert.ThrowsAsync<ImportRefusedException>(() => ImportAsync());
        Assert.Same(before, (await timetables.RegionOf(Downtown, default)).Network.Streets);

        await File.WriteAllTextAsync(path, Street(40));
        var result = await ImportAsync();
        Assert.Equal((1, 1, 0), (result.Network.Counts.Edges, result.Network.JunctionCount - 1, result.Notices.Total));
        var after = (await timetables.RegionOf(Downtown, default)).Network.Streets!;
        Assert.Equal(40, after.Network.Counts.Nodes);
        Assert.Equal(result.Stops.CountFootpaths(Walker.Pram), after.Stops.CountFootpaths(Walker.Pram));
        Assert.InRange(after.Stops.CountOnStreets(Walker.OnFoot), 1, before.Stops.StopCount - 1);
        Assert.Null((await timetables.RegionOf(new GeoPoint(-84.45, 42), default)).Network.Streets);
        Assert.NotNull((await timetables.RegionOf(new GeoPoint(-84.45, 41.2), default)).Network.Streets); // outside, but its places may lie inside
    }

    [Fact]
    public async Task An_island_of_39_nodes_is_imported_and_not_stepped_onto()
    {
        await File.WriteAllTextAsync(path, Street(39));
        var result = await StreetImport.RunAsync(database.Database, path, "island", clock, null, default);
        Assert.Equal((1, 39), (result.Network.Counts.Car.ComponentsLeftOut, result.Network.Counts.Foot.NodesLeftOut));
        Assert.Null(result.Network.Snap(41.08, -84.45, Walker.OnFoot));
        Assert.Equal(0, result.Stops.CountOnStreets(Walker.OnFoot));
    }

    private Task<StreetImportResult> ImportAsync() => StreetImport.RunAsync(database.Database, path, null, clock, null, default);

    /// <summary>One straight street through the middle of the city.</summary>
    private static string Street(int nodes) => FormattableString.Invariant(
        $"<osm>{string.Concat(Enumerable.Range(1, nodes).Select(node => FormattableString.Invariant($"<node id=\"{node}\" lat=\"{41.06 + (node * 0.001):0.0000}\" lon=\"-84.45\"/>")))}<way id=\"1\">{string.Concat(Enumerable.Range(1, nodes).Select(node => FormattableString.Invariant($"<nd ref=\"{node}\"/>")))}<tag k=\"highway\" v=\"residential\"/></way></osm>");
}
