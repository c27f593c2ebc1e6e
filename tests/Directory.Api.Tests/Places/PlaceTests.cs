using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ResourceMatch.Domain.Places;
using ResourceMatch.TestKit;
using Xunit.Abstractions;

namespace ResourceMatch.Api.Tests.Places;

public sealed class PlaceTests(SampleApp app, ITestOutputHelper output) : IClassFixture<SampleApp>
{
    [Theory]
    [InlineData("412 Mill St", "street", "Mill Street", 0.6)]
    [InlineData("1742 Ferry Avenue", "address", "1742 Ferry Avenue, Heron Ferry", 1)]
    [InlineData("1742 ferry ave, heron ferry, XX 00414", "address", "1742 Ferry Avenue, Heron Ferry", 1)]
    [InlineData("1742 fery avenu apt 3", "address", "1742 Ferry Avenue, Heron Ferry", 0.5)]
    [InlineData("1700 Ferry Av.", "address", "1700 Ferry Avenue, Heron Ferry", 0.9)]
    [InlineData("Broad Avenue & 4th Street", "crossing", "Broad Avenue & 4th Street", 1)]
    [InlineData("corner of broad and 4", "crossing", "Broad Avenue & 4th Street", 0.6)]
    [InlineData("Broad & 4th", "stop", "Broad & 4th", 1)]
    [InlineData("00414", "zip", "Heron Ferry 00414", 0.9)]
    [InlineData("eastgate", "neighborhood", "Eastgate", 1)]
    [InlineData("harbour elementary", "school", "Harbor Elementary School", 0.5)]
    public async Task What_a_family_types_is_found(string typed, string kind, string label, double least)
    {
        var best = (await Ask(typed))[0];
        Assert.Equal((kind, label), (best.GetProperty("kind").GetString(), best.GetProperty("label").GetString()));
        Assert.InRange(best.GetProperty("confidence").GetDouble(), least, 1);
    }

    /// <summary>Each public address by another way of writing it; and, as if it were unknown, the number beside it: both must lie near the listing's own point.</summary>
    [Fact]
    public async Task Every_public_address_is_found_where_its_listing_lies_and_the_next_number_beside_it()
    {
        List<double> same = [], beside = [];
        foreach (var (line, point) in await Addresses())
        {
            var (number, street) = (int.Parse(line.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture), line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
            var shorter = street.Replace("Avenue", "Ave", StringComparison.Ordinal).Replace("Street", "St.", StringComparison.Ordinal).Replace("Lane", "Ln", StringComparison.Ordinal);
            same.Add(point.MetersTo(PointOf((await Ask($"{number} {shorter}"))[0])));
            beside.Add(point.MetersTo(PointOf((await Ask($"{number + 2} {street.ToUpperInvariant()}"))[0])));
        }

        output.WriteLine($"{same.Count} addresses: worst {same.Max():0.0} m; the number beside: median {beside.Order().ElementAt(beside.Count / 2):0.0} m, 90 of 100 within {beside.Order().ElementAt(beside.Count * 9 / 10):0.0} m");
        Assert.InRange(same.Max(), 0, 30);
        Assert.InRange(beside.Order().ElementAt(beside.Count / 2), 0, 30);
        Assert.InRange(beside.Order().ElementAt(beside.Count * 9 / 10), 0, 250);
    }

    [Fact]
    public async Task A_confidential_address_is_never_found_exactly_nor_does_it_change_an_answer()
    {
        var line = await app.Database.ReadAsStaffAsync<string>("select address_1 from directory_private.address order by id limit 1");
        var before = await Text(line);
        Assert.DoesNotContain("\"exact\"", before, StringComparison.Ordinal);
        await app.Database.AsSuperuserAsync("begin; update directory_private.location_point set point = st_translate(point, 0.01, 0.01); update directory_private.address set address_1 = '1 Nowhere Lane', postal_code = '99999'; commit");
        Assert.Equal(before, await Text(line));
        Assert.DoesNotContain("zip", await Text("99999"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hundreds_of_odd_texts_break_nothing()
    {
        var random = new Random(26); // a seed, so that a failure can be had again
        const string Letters = "abc 019&@/,.#'\"%_\\-+()[]{}*?|^$~`<>\t\nñé中ع\u202e\ud83c";
        string[] words = ["st", "ave", "apt", "12", "n", "po", "box", "rr", "hwy", "7", "suite", "#4", "&", "and", "saint", "00414", "1/2", "mill", "null", "--", ";"];
        List<double> times = [];
        for (var i = 0; i < 500; i++)
        {
            var text = i % 2 == 0
                ? string.Concat(Enumerable.Range(0, random.Next(1, 60)).Select(_ => Letters[random.Next(Letters.Length)]))
                : $"{random.Next(1, 99999)} {string.Join(' ', Enumerable.Range(0, random.Next(1, 12)).Select(_ => words[random.Next(words.Length)]))}";
            var began = System.Diagnostics.Stopwatch.GetTimestamp();
            using var answer = await app.Client.PostAsJsonAsync("/api/places", new { text });
            times.Add(System.Diagnostics.Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            Assert.True((int)answer.StatusCode < 500, $"{i}: {text} gave {answer.StatusCode}");
        }

        output.WriteLine($"{times.Count} texts: median {times.Order().ElementAt(times.Count / 2):0.0} ms, p99 {times.Order().ElementAt(times.Count * 99 / 100):0.0} ms");
    }

    [Fact]
    public async Task An_address_typed_on_a_page_is_posted_answered_and_in_no_link()
    {
        foreach (var page in new[] { "/", "/match" })
        {
            using var form = new FormUrlEncodedContent([new("need", "food"), new("where", "1742 ferry ave")]);
            using var answer = await app.Client.PostAsync(new Uri(page, UriKind.Relative), form);
            var html = await answer.Content.ReadAsStringAsync();
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains("1742 Ferry Avenue", html, StringComparison.Ordinal);
            Assert.DoesNotMatch("(href|action|hx-get)=\"[^\"]*(1742|where=)", html);
        }
    }

    [Fact]
    public async Task An_address_in_our_own_address_is_not_looked_up()
    {
        var html = await app.Client.GetStringAsync(new Uri("/?need=food&where=1742+ferry+ave", UriKind.Relative));
        Assert.DoesNotContain("1742 Ferry Avenue", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_match_starts_at_a_typed_crossing_and_an_unknown_place_is_named_as_a_field()
    {
        using var found = await app.Client.PostAsJsonAsync("/api/matches", new { needs = new[] { "food" }, where = "Broad Avenue & 4th Street" });
        Assert.Equal(HttpStatusCode.OK, found.StatusCode);
        using var refused = await app.Client.PostAsJsonAsync("/api/matches", new { needs = new[] { "food" }, where = "Atlantis" });
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.True((await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty("where", out _));
    }

    [Fact]
    public async Task Names_are_suggested_from_their_beginning()
    {
        using var answer = await app.Client.PostAsJsonAsync("/api/places/suggestions", new { text = "market" });
        var labels = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("places").EnumerateArray().Select(place => place.GetProperty("label").GetString()).ToList();
        Assert.Contains("Market Square", labels);
    }

    private async Task<List<JsonElement>> Ask(string text)
    {
        using var answer = await app.Client.PostAsJsonAsync("/api/places", new { text });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return [.. (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("places").EnumerateArray()];
    }

    private async Task<string> Text(string text)
    {
        using var answer = await app.Client.PostAsJsonAsync("/api/places", new { text, limit = 20 });
        return await answer.Content.ReadAsStringAsync();
    }

    private static GeoPoint PointOf(JsonElement place) => new(place.GetProperty("lon").GetDouble(), place.GetProperty("lat").GetDouble());

    private async Task<List<(string Line, GeoPoint Point)>> Addresses()
    {
        await using var command = app.Database.Database.Public.CreateCommand(
            "select distinct on (a.address_1) a.address_1, st_x(l.point), st_y(l.point) from directory.address a join directory.location l on l.id = a.location_id where l.point is not null order by a.address_1, a.id");
        await using var rows = await command.ExecuteReaderAsync();
        List<(string, GeoPoint)> all = [];
        while (await rows.ReadAsync()) all.Add((rows.GetString(0), new GeoPoint(rows.GetDouble(1), rows.GetDouble(2))));
        return all;
    }
}
