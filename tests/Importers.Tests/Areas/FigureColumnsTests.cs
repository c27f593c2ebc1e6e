using ResourceMatch.Importers.Areas;
using ResourceMatch.Importers.Notices;

namespace ResourceMatch.Importers.Tests.Areas;

public sealed class FigureColumnsTests : IDisposable
{
    private const string Square = """{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}""";

    private readonly string path = Path.Combine(AppContext.BaseDirectory, $"figures-{Guid.NewGuid():N}.geojson");
    private readonly NoticeLog notices = new();

    public void Dispose() => File.Delete(path);

    [Fact]
    public void Columns_of_the_social_vulnerability_index_are_read_and_its_unknown_is_unknown()
    {
        Write("""{"FIPS":"39035110101","LOCATION":"Census Tract 1101.01","E_TOTPOP":2512,"E_HH":1100,"E_NOVEH":310,"E_LIMENG":-999,"RPL_THEMES":0.9312}""");
        var area = Assert.Single(AreaReader.Read(path, notices, "tract").Areas);
        Assert.Equal(("tract", "39035110101", "Census Tract 1101.01"), (area.Kind, area.Key, area.Name));
        Assert.Equal((2512, 1100, 310, (int?)null), (area.People, area.Households, area.NoVehicleHouseholds, area.LimitedEnglishPeople));
        Assert.Equal(0.9312f, area.SocialVulnerability);
        Assert.Equal(0, notices.Total);
    }

    [Fact]
    public void Columns_of_the_food_access_atlas_are_read_with_their_halves_and_texts()
    {
        Write("""{"CensusTract":39035110101,"Pop2010":"2512","OHU2010":1100,"LILATracts_1And10":1,"TractHUNV":"88","lapophalf":412.7}""");
        var area = Assert.Single(AreaReader.Read(path, notices, "tract").Areas);
        Assert.Equal(("39035110101", "39035110101"), (area.Key, area.Name));
        Assert.Equal((2512, 88, 413, (bool?)true), (area.People, area.NoVehicleHouseholds, area.FarFromFoodPeople, area.IsFoodDesert));
        Assert.Equal(0, notices.Total);
    }

    [Fact]
    public void A_figure_out_of_range_is_named_by_feature_and_field_and_left_out()
    {
        Write("""{"FIPS":"1","RPL_THEMES":1.5,"E_TOTPOP":-3,"E_HH":"many"}""");
        var area = Assert.Single(AreaReader.Read(path, notices, "tract").Areas);
        Assert.Equal((null, null, null), (area.People, area.Households, area.SocialVulnerability));
        Assert.Equal(["features[0].E_HH", "features[0].E_TOTPOP", "features[0].RPL_THEMES"], notices.Summarize().SelectMany(each => each.Examples).Select(notice => notice.Field).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_file_of_which_more_than_a_fifth_cannot_be_used_is_refused_and_says_where_it_begins()
    {
        Write("""{"FIPS":"1"}""", """{"FIPS":"2"}""", """{"E_TOTPOP":5}""");
        var refused = Assert.Throws<ImportRefusedException>(() => AreaReader.Read(path, notices, "tract"));
        Assert.Contains("features[2].key", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_point_is_no_tract()
    {
        File.WriteAllText(path, """{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"FIPS":"1"},"geometry":{"type":"Point","coordinates":[0,1]}}]}""");
        var refused = Assert.Throws<ImportRefusedException>(() => AreaReader.Read(path, notices, "tract"));
        Assert.Contains("features[0].geometry", refused.Message, StringComparison.Ordinal);
    }

    private void Write(params string[] properties) =>
        File.WriteAllText(path, $$"""{"type":"FeatureCollection","features":[{{string.Join(",", properties.Select(each => $$"""{"type":"Feature","properties":{{each}},"geometry":{{Square}}}"""))}}]}""");
}
