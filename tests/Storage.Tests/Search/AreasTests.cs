using NetTopologySuite.Geometries;
using ResourceMatch.Storage.Imports;
using ResourceMatch.TestKit;

namespace ResourceMatch.Storage.Tests.Search;

public sealed class AreasTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Areas_of_one_kind_are_replaced_and_places_keep_the_area_that_stands_for_them()
    {
        await MapImport.ReplaceAreasAsync(database.Database, [Area("neighborhood", "north", 0), Area("tract", "1", 5), Area("tract", "2", 7)], [], default);
        await database.AsSuperuserAsync("""
            insert into directory.location (id, location_type, location_visibility, public_area_id, source)
            select gen_random_uuid(), 'physical', 'area_only', id, 'test' from directory.area where key = '1'
            """);
        var before = await database.ReadAsync<long>("select id from directory.area where key = '1'");

        var counts = await MapImport.ReplaceAreasAsync(database.Database, "tract", [Area("tract", "3", 9) with { People = 40, SocialVulnerability = 0.25f, IsFoodDesert = true }], default);
        Assert.Equal(new AreaCounts(1, 0, 1, 1), counts);
        Assert.Equal("1 3 north", await database.ReadAsync<string>("select string_agg(key, ' ' order by key) from directory.area"));
        Assert.Equal(before, await database.ReadAsync<long>("select public_area_id from directory.location"));
        Assert.Equal("40 0.25 t", await database.ReadAsync<string>("select concat_ws(' ', people, social_vulnerability, is_food_desert) from directory.area where key = '3'"));

        Assert.Equal(new AreaCounts(0, 1, 0, 1), await MapImport.ReplaceAreasAsync(database.Database, "tract", [Area("tract", "3", 9)], default));
        Assert.Equal(new AreaCounts(0, 0, 0, 1), await MapImport.ReplaceAreasAsync(database.Database, "tract", [Area("tract", "3", 9)], default));
    }

    [Theory]
    [InlineData("N. Mill St", "north mill street")]
    [InlineData("St. John's Rd", "saint johns road")]
    [InlineData("4", "4th")]
    [InlineData("Fourth Ave", "4th avenue")]
    [InlineData("11 th", "11th th")]
    [InlineData("Calle Peñón", "calle penon")]
    [InlineData("", "")]
    [InlineData("!!!", "")]
    public async Task A_street_has_one_form_however_it_is_written(string typed, string words) =>
        Assert.Equal(words, await database.ReadAsync<string>($"select directory.street_words('{typed.Replace("'", "''", StringComparison.Ordinal)}')"));

    private static AreaRow Area(string kind, string key, double at) =>
        new(kind, key, key, new GeometryFactory(new PrecisionModel(), 4326).ToGeometry(new Envelope(at, at + 1, 0, 1)), null, null, null, null, null);
}
