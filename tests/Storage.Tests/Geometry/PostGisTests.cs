using Microsoft.EntityFrameworkCore;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Npgsql;
using ResourceMatch.Domain.Places;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Storage.Tests.Imports;
using ResourceMatch.TestKit;

namespace ResourceMatch.Storage.Tests.Spatial;

public sealed class PostGisTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Theory]
    [InlineData("POINT(-84.5 41.05)", typeof(Point))]
    [InlineData("LINESTRING(0 0,1 1)", typeof(LineString))]
    [InlineData("POLYGON((0 0,9 0,9 9,0 0))", typeof(Polygon))]
    [InlineData("MULTIPOLYGON(((0 0,9 0,9 9,0 0)))", typeof(MultiPolygon))]
    public async Task PostGIS_and_we_mean_the_same_geometry(string text, Type type)
    {
        await using var command = database.Database.Public.CreateCommand("select st_geomfromtext($1, 4326), st_equals($2, st_geomfromtext($1, 4326)), st_srid($2)");
        var geometry = new WKTReader().Read(text);
        geometry.SRID = 4326;
        command.Parameters.Add(new() { Value = text });
        command.Parameters.Add(new NpgsqlParameter { Value = geometry, DataTypeName = "geometry" });
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();

        var read = reader.GetFieldValue<Geometry>(0);
        Assert.IsType(type, read);
        Assert.True(geometry.EqualsExact(read));
        Assert.Equal(4326, read.SRID);
        Assert.True(reader.GetBoolean(1));
        Assert.Equal(4326, reader.GetInt32(2));
    }

    [Fact]
    public async Task A_column_of_another_shape_than_asked_for_is_named()
    {
        await using var command = database.Database.Public.CreateCommand("select st_makepoint(1, 2)");
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        Assert.Contains("Point, not a Polygon", Assert.Throws<InvalidCastException>(() => reader.GetFieldValue<Polygon>(0)).Message);
    }

    [Fact]
    public async Task Nested_deeper_than_we_read_is_refused_when_it_comes_from_the_database_too()
    {
        var nested = string.Concat(Enumerable.Repeat("GEOMETRYCOLLECTION(", 40)) + "POINT(1 2)" + new string(')', 40);
        await using var command = database.Database.Public.CreateCommand($"select st_geomfromtext('{nested}')");
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        Assert.Throws<FormatException>(() => reader.GetFieldValue<Geometry>(0));
    }

    [Fact]
    public async Task Points_polygons_and_nulls_come_through_the_model()
    {
        var small = new SmallDirectory();
        small.Locations[1] = new Domain.Resources.Location { Id = small.Locations[1].Id, LocationType = LocationType.Virtual };
        await using (var import = await small.StageAsync(database))
        {
            await import.AddAsync(
                [
                    Area("g1", "POLYGON ((0 0, 9 0, 9 9, 0 0))"), Area("g2", "MULTIPOLYGON (((0 0, 9 0, 9 9, 0 0)), ((20 20, 29 20, 29 29, 20 20)))"), Area("g3", null),
                ], default);
            await import.CompleteAsync(TimeZoneInfo.Utc, new Storage.Imports.ImportReport(), default);
        }

        await using var db = database.Database.OpenDirectory();
        var locations = await db.Locations.OrderBy(location => location.Name == null).ToListAsync();
        Assert.Equal((-80.1, 40.1, 4326), (locations[0].Point!.X, locations[0].Point!.Y, locations[0].Point!.SRID));
        Assert.Null(locations[1].Point);
        var areas = await db.ServiceAreas.OrderBy(area => area.Name).Select(area => area.Geometry).ToListAsync();
        Assert.IsType<Polygon>(areas[0]);
        Assert.Equal(2, Assert.IsType<MultiPolygon>(areas[1]).NumGeometries);
        Assert.Null(areas[2]);
        Assert.Equal(1, await db.ServiceAreas.CountAsync(area => area.Geometry == areas[0]));
    }

    private static ServiceArea Area(string key, string? text)
    {
        var geometry = text is null ? null : new WKTReader().Read(text);
        if (geometry is not null) geometry.SRID = GeoPoint.Srid;
        return new ServiceArea { Id = SmallDirectory.Of<ServiceArea>(key), ServiceId = SmallDirectory.Of<Service>("s1"), Name = key, Geometry = geometry };
    }
}
