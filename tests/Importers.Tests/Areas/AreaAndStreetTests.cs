using NetTopologySuite.Geometries;
using ResourceMatch.Importers.Areas;
using ResourceMatch.Importers.Notices;
using ResourceMatch.Importers.Osm;

namespace ResourceMatch.Importers.Tests.Areas;

public sealed class AreaAndStreetTests : IDisposable
{
    private readonly string path = Path.Combine(AppContext.BaseDirectory, $"areas-{Guid.NewGuid():N}.txt");
    private readonly NoticeLog notices = new();

    public void Dispose() => File.Delete(path);

    [Fact]
    public void Areas_and_schools_are_told_apart_and_unknown_counts_stay_unknown()
    {
        Write("""
            {"type":"FeatureCollection","features":[
             {"type":"Feature","properties":{"kind":"neighborhood","key":"north","name":"North","children":12},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}},
             {"type":"Feature","properties":{"kind":"school","key":"mill","name":"Mill School"},"geometry":{"type":"Point","coordinates":[0.5,0.25]}}]}
            """);
        var read = AreaReader.Read(path, notices);
        Assert.Equal((12, (int?)null), (read.Areas[0].Children, read.Areas[0].Households));
        Assert.Equal((0.5, 0.25), (read.Schools[0].Point.X, read.Schools[0].Point.Y));
        Assert.Equal(0, notices.Total);
    }

    [Theory]
    [InlineData("\"kind\":\"castle\",\"key\":\"k\",\"name\":\"n\"", "Point", "[0,1]", "wrong_type")]
    [InlineData("\"kind\":\"tract\",\"name\":\"n\"", "Point", "[0,1]", "missing_required_value")]
    [InlineData("\"kind\":\"tract\",\"key\":\"k\",\"name\":\"n\"", "Polygon", "[[[0,0],[1,0]]]", "wrong_type")]
    [InlineData("\"kind\":\"tract\",\"key\":\"k\",\"name\":\"n\"", "Polygon", "[[[0,0],[1,0],[500,1],[0,0]]]", "wrong_type")]
    [InlineData("\"kind\":\"tract\",\"key\":\"k\",\"name\":\"n\"", "Polygon", "\"north\"", "wrong_type")]
    [InlineData("\"kind\":\"tract\",\"key\":\"k\",\"name\":\"n\"", "Hexagon", "[0,1]", "wrong_type")]
    [InlineData("\"kind\":\"school\",\"key\":\"k\",\"name\":\"n\"", "LineString", "[[0,1],[1,1]]", "wrong_type")]
    [InlineData("\"kind\":\"tract\",\"key\":\"good\",\"name\":\"again\"", "Polygon", "[[[0,0],[1,0],[1,1],[0,0]]]", "duplicate_key")]
    public void A_feature_that_cannot_be_used_is_named_and_left_out(string properties, string type, string coordinates, string kind)
    {
        const string Good = """{"type":"Feature","properties":{"kind":"tract","key":"good","name":"Good"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}}""";
        Write($$$"""{"type":"FeatureCollection","features":[{{{Good}}},{"type":"Feature","properties":{{{{properties}}}},"geometry":{"type":"{{{type}}}","coordinates":{{{coordinates}}}}}]}""");
        Assert.Single(AreaReader.Read(path, notices).Areas);
        var notice = Assert.Single(notices.Summarize()).Examples[0];
        Assert.StartsWith("features[1]", notice.Field, StringComparison.Ordinal);
        Assert.Equal(kind, notice.Kind);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[1,2]")]
    [InlineData("{\"features\":[{}")]
    [InlineData("no json")]
    public void What_is_no_collection_of_areas_is_refused(string text)
    {
        Write(text);
        Assert.Throws<ImportRefusedException>(() => AreaReader.Read(path, notices));
    }

    [Theory]
    [InlineData("\"Polygon\"", "\"north\"", "coordinates are no list")]
    [InlineData("\"Polygon\"", "[[[\"0\",0],[1,0],[1,1],[0,0]]]", "a position is no pair of numbers")]
    [InlineData("\"Polygon\"", "[[[[0,0],[1,0],[1,1],[0,0]]]]", "a position is no pair of numbers")]
    [InlineData("\"Polygon\"", "[[[0,0],[1,0],[0,0]]]", "its rings enclose nothing")]
    [InlineData("\"Hexagon\"", "[]", "its type Hexagon is not read")]
    [InlineData("7", "[]", "its type is no text")]
    public void A_file_without_a_usable_area_is_refused_in_one_sentence_with_the_feature_and_the_field(string type, string coordinates, string why)
    {
        Write($$$"""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"key":"k","name":"n"},"geometry":{"type":{{{type}}},"coordinates":{{{coordinates}}}}}]}""");
        var refused = Assert.Throws<ImportRefusedException>(() => AreaReader.Read(path, notices, "tract"));
        Assert.Equal($"{Path.GetFileName(path)}, features[0].geometry: The GeoJSON cannot be used: {why}; 1 of the 1 features cannot be used, so nothing was stored.", refused.Message);
    }

    [Fact]
    public void A_bow_tie_is_repaired_and_keeps_an_area()
    {
        var repaired = GeoJson.FindGeometry("""{"type":"Polygon","coordinates":[[[0,0],[1,1],[1,0],[0,1],[0,0]]]}""", out _);
        Assert.True(repaired!.IsValid);
        Assert.Equal(4326, repaired.SRID);
    }

    [Fact]
    public void Ways_with_a_highway_tag_become_streets()
    {
        Write("""
            <?xml version="1.0"?><osm><node id="1" lat="41" lon="-84"/><node id="2" lat="41.1" lon="-84"><tag k="highway" v="crossing"/></node><node id="3" lat="north" lon="-84"/>
            <way id="10"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/><tag k="name" v="Mill &amp; Main"/></way>
            <way id="11"><nd ref="1"/><nd ref="2"/><tag k="waterway" v="river"/></way>
            <way id="12"><nd ref="1"/><nd ref="9"/><tag k="highway" v="path"/></way><way id="13"/></osm>
            """);
        var street = Assert.Single(StreetReader.Read(path, notices).Lines);
        Assert.Equal((10L, "Mill & Main", "residential"), (street.Id, street.Name, street.Kind));
        Assert.Equal(new Coordinate(-84, 41.1), street.Line.Coordinates[1]);
        Assert.Equal(["node", "way"], notices.Summarize().SelectMany(count => count.Examples).Select(notice => notice.Field));
    }

    [Theory]
    [InlineData("<osm><node id=\"1\" lat=\"1\" lon=\"1\"/>")]
    [InlineData("<!DOCTYPE osm [<!ENTITY a \"aaaa\">]><osm>&a;</osm>")]
    [InlineData("no xml")]
    public void Broken_XML_and_document_types_are_refused(string text)
    {
        Write(text);
        Assert.Throws<ImportRefusedException>(() => StreetReader.Read(path, notices).Lines);
    }

    private void Write(string text) => File.WriteAllText(path, text);
}
