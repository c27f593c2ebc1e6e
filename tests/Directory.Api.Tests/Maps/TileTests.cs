using System.Net;
using System.Text;
using ResourceMatch.Storage.Queries;
using ResourceMatch.TestKit;

namespace ResourceMatch.Api.Tests.Maps;

public sealed class TileTests(SampleApp app) : IClassFixture<SampleApp>
{
    [Theory]
    [InlineData("areas", "neighborhood")]
    [InlineData("water", "name")]
    [InlineData("lines", "line_id")]
    [InlineData("services", "service_id")]
    public async Task Each_layer_draws_the_sample(string layer, string key)
    {
        var (x, y) = await CityTileAsync(11);
        var tile = await app.Client.GetByteArrayAsync($"/tiles/{layer}/11/{x}/{y}.mvt");
        Assert.Contains(layer, Encoding.UTF8.GetString(tile));
        Assert.Contains(key, Encoding.UTF8.GetString(tile));
    }

    [Theory]
    [InlineData("streets", 14)]
    [InlineData("stops", 14)]
    public async Task Fine_layers_draw_from_their_zoom_on(string layer, int zoom)
    {
        var (x, y) = await CityTileAsync(zoom);
        Assert.NotEmpty(await app.Client.GetByteArrayAsync($"/tiles/{layer}/{zoom}/{x}/{y}.mvt"));
        Assert.Empty(await app.Client.GetByteArrayAsync($"/tiles/{layer}/0/0/0.mvt"));
    }

    [Fact]
    public async Task A_tile_away_from_everything_is_empty()
    {
        Assert.Empty(await app.Client.GetByteArrayAsync("/tiles/services/10/0/0.mvt"));
    }

    [Theory]
    [InlineData("/tiles/nothing/0/0/0.mvt")]
    [InlineData("/tiles/areas/17/0/0.mvt")]
    [InlineData("/tiles/areas/3/8/0.mvt")]
    [InlineData("/tiles/areas/3/0/8.mvt")]
    [InlineData("/tiles/areas/-1/0/0.mvt")]
    [InlineData("/tiles/areas/99999999999/0/0.mvt")]
    [InlineData("/tiles/areas/x/0/0.mvt")]
    public async Task What_is_no_tile_is_not_found(string path)
    {
        using var answer = await app.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_tile_that_has_not_changed_is_not_sent_again()
    {
        using var first = await app.Client.GetAsync("/tiles/areas/0/0/0.mvt");
        Assert.Equal("application/vnd.mapbox-vector-tile", first.Content.Headers.ContentType!.MediaType);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/tiles/areas/0/0/0.mvt");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await app.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task Hidden_places_are_in_no_tile()
    {
        var hidden = await app.Database.ReadAsync<string[]>("select array_agg(id::text) from directory.location where location_visibility <> 'public'");
        var drawn = Encoding.UTF8.GetString(await app.Client.GetByteArrayAsync("/tiles/services/0/0/0.mvt"));
        Assert.NotEmpty(hidden);
        Assert.All(hidden, id => Assert.DoesNotContain(id, drawn));
        var shown = await app.Database.ReadAsync<string>("select id::text from directory.location where location_visibility = 'public' and point is not null limit 1");
        Assert.Contains(shown, drawn);
    }

    [Fact]
    public async Task A_tile_of_services_is_found_by_the_index()
    {
        // Names and needs are gathered for the places in the tile alone: the plan must reach the points by their index.
        await app.Database.AsSuperuserAsync("insert into directory.location (id, location_type, point, source) select gen_random_uuid(), 'physical', st_setsrid(st_makepoint(-60 + i / 1000.0, 10), 4326), 'load' from generate_series(1, 20000) i; analyze directory.location");
        var (x, y) = await CityTileAsync(15);
        await using var plan = app.Database.Database.Public.CreateCommand("explain " + TileLayer.Find("services")!.Sql);
        foreach (var number in new[] { 15, x, y }) plan.Parameters.Add(new() { Value = number });
        var lines = new StringBuilder();
        await using var reader = await plan.ExecuteReaderAsync();
        while (await reader.ReadAsync()) lines.AppendLine(reader.GetString(0));
        Assert.Contains("location_point_3857_idx", lines.ToString());
    }

    private async Task<(int X, int Y)> CityTileAsync(int zoom)
    {
        var longitude = await app.Database.ReadAsync<double>("select avg(st_x(point)) from directory.stop");
        var latitude = double.DegreesToRadians(await app.Database.ReadAsync<double>("select avg(st_y(point)) from directory.stop"));
        var tiles = 1 << zoom;
        return ((int)((longitude + 180) / 360 * tiles), (int)((1 - Math.Log(Math.Tan(latitude) + 1 / Math.Cos(latitude)) / Math.PI) / 2 * tiles));
    }
}
