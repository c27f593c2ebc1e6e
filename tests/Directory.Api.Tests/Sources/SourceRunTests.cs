using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using ResourceMatch.Api.Features.Sources;
using ResourceMatch.Api.Tests.Places;
using ResourceMatch.Storage.Merging;
using ResourceMatch.Storage.Sources;
using ResourceMatch.TestKit;

namespace ResourceMatch.Api.Tests.Sources;

public sealed class SourceRunTests : IAsyncLifetime
{
    private const string Listings = """[{"id":"5c1d1a9e-6a3c-4c87-9a25-0d3f6a1f7b01","name":"Food pantry","status":"active","organization":{"id":"5c1d1a9e-6a3c-4c87-9a25-0d3f6a1f7b02","name":"Mill Street Neighbors","description":"Neighbors"}}]""";

    private readonly TestDatabase database = new();
    private readonly SettableClock clock = new(SampleApp.Morning);
    private readonly SourcesOptions options = new() { Hosts = ["feeds.example"], MaxMegabytes = 1 };

    private SourceTable Table => new(database.Database, clock);

    public Task InitializeAsync() => database.InitializeAsync();

    public Task DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task A_feed_is_fetched_imported_and_left_alone_while_the_host_says_that_it_is_the_same()
    {
        await using var stub = new TlsStub(heard => Encoding.UTF8.GetBytes(
            heard.Contains("If-None-Match: \"v1\"", StringComparison.Ordinal) && heard.Contains("If-Modified-Since: Mon, 02 Nov 2026 12:00:00 GMT", StringComparison.Ordinal)
                ? "HTTP/1.1 304 Not Modified\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                : $"HTTP/1.1 200 OK\r\nETag: \"v1\"\r\nLast-Modified: Mon, 02 Nov 2026 12:00:00 GMT\r\nConnection: close\r\nContent-Length: {Listings.Length}\r\n\r\n{Listings}"));
        await Table.Save(new SourceFeed("county", "hsds", "https://feeds.example/all.json", null, "night"), "test", default);

        Assert.Equal("done", (await RunAsync(stub)).Outcome);
        Assert.Equal("Food pantry county", await database.ReadAsync<string>("select string_agg(concat_ws(' ', name, source), ',') from directory.service"));
        Assert.Equal("unchanged", (await RunAsync(stub)).Outcome);
        Assert.Equal(2, stub.Connections);
        Assert.Equal(1L, await database.ReadAsStaffAsync<long>("select count(*) from directory_private.import_run"));
    }

    [Fact]
    public async Task The_same_bytes_again_are_no_import_though_the_host_knows_no_tags()
    {
        await using var stub = new TlsStub(OutsideTests.Ok(Listings));
        await Table.Save(new SourceFeed("county", "hsds", "https://feeds.example/all.json", null, "night"), "test", default);
        Assert.Equal("done", (await RunAsync(stub)).Outcome);
        Assert.Equal("unchanged", (await RunAsync(stub)).Outcome);
    }

    [Theory]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: https://feeds.example/other\r\nContent-Length: 0\r\n\r\n", "redirect")]
    [InlineData("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n", "500")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2000000\r\n\r\n[]", "longer than 1 MB")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 60\r\n\r\n[]", "did not answer in full")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nnot json!", "all.json")]
    public async Task What_cannot_be_had_or_read_leaves_the_listings_and_says_why(string answer, string why)
    {
        await using (var good = new TlsStub(OutsideTests.Ok(Listings)))
        {
            await Table.Save(new SourceFeed("county", "hsds", "https://feeds.example/all.json", null, "night"), "test", default);
            await RunAsync(good);
        }

        await using var stub = new TlsStub(answer);
        var outcome = await RunAsync(stub);
        Assert.Equal("refused", outcome.Outcome);
        Assert.Contains(why, outcome.Message, StringComparison.Ordinal);
        Assert.Equal(1L, await database.ReadAsync<long>("select count(*) from directory.service"));
        Assert.Equal("refused", (await Table.Find("county", default))!.Outcome);
    }

    [Fact]
    public async Task A_body_without_end_is_cut_off_at_the_limit()
    {
        var endless = Encoding.UTF8.GetBytes("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + new string(' ', 1_500_000));
        await using var stub = new TlsStub(_ => endless);
        await Table.Save(new SourceFeed("county", "hsds", "https://feeds.example/all.json", null, "night"), "test", default);
        Assert.Contains("longer than 1 MB", (await RunAsync(stub)).Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.GetDirectories(Path.GetTempPath(), "rm-feed-*"), folder => File.Exists(Path.Combine(folder, "all.json")));
    }

    [Fact]
    public async Task What_is_due_is_run_by_its_rhythm_and_one_that_breaks_holds_up_no_other()
    {
        var folder = Path.Combine(Repository.Samples, "hsds");
        await Table.Save(new SourceFeed("a-gone", "hsds", "/nowhere/at/all", null, "night"), "test", default);
        await Table.Save(new SourceFeed("b-city", "hsds", folder, null, "week"), "test", default);
        await Table.Save(new SourceFeed("c-never", "hsds", folder, null, "never"), "test", default);
        await using var stub = new TlsStub(OutsideTests.Ok("[]"));
        var runs = Runs(stub);

        await runs.RunDue(default);
        Assert.Equal(["refused", "done", null], (await Table.List(default)).Select(feed => feed.Outcome));
        var first = (await Table.Find("b-city", default))!.CheckedAt;
        clock.Now += TimeSpan.FromDays(5);
        await runs.RunDue(default);
        Assert.Equal(first, (await Table.Find("b-city", default))!.CheckedAt);
        clock.Now += TimeSpan.FromDays(2);
        await runs.RunDue(default);
        Assert.Equal(clock.Now, (await Table.Find("b-city", default))!.CheckedAt);
    }

    [Fact]
    public async Task A_source_is_run_once_at_a_time()
    {
        await using var held = await Table.TryHold("county", default);
        await using var stub = new TlsStub(OutsideTests.Ok("[]"));
        Assert.Equal("busy", (await Runs(stub).Run(new SourceFeed("county", "hsds", "https://feeds.example/all.json", null, "night"), default)).Outcome);
    }

    [Theory]
    [InlineData("bad key", "hsds", "https://feeds.example/a", null, "night", "key")]
    [InlineData("k", "html", "https://feeds.example/a", null, "night", "kind")]
    [InlineData("k", "hsds", "https://other.example/a", null, "night", "place")]
    [InlineData("k", "hsds", "http://feeds.example/a", null, "night", "place")]
    [InlineData("k", "hsds", "/etc", null, "night", "place")]
    [InlineData("k", "hsds", "FOLDER/../../etc", null, "night", "place")]
    [InlineData("k", "hsds", "FOLDER/link", null, "night", "place")]
    [InlineData("k", "hsds", "relative", null, "night", "place")]
    [InlineData("k", "areas", "https://feeds.example/a", "county", "night", "map")]
    [InlineData("k", "table", "https://feeds.example/a", "/etc/hostname", "night", "map")]
    [InlineData("k", "hsds", "https://feeds.example/a", null, "hourly", "every")]
    [InlineData("k", "hsds", "FOLDER/inside", null, "night", null)]
    public void A_page_takes_only_what_the_settings_allow(string key, string kind, string place, string? map, string every, string? field)
    {
        var folder = Directory.CreateTempSubdirectory("rm-sources-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "inside"));
            Directory.CreateSymbolicLink(Path.Combine(folder, "link"), "/etc");
            var feed = new SourceFeed(key, kind, place.Replace("FOLDER", folder, StringComparison.Ordinal), map, every);
            var problems = SourceReading.ListProblems(feed, new SourcesOptions { Hosts = ["feeds.example"], Folder = folder }, isOperator: false);
            Assert.Equal(field is null ? [] : [field], problems.Select(problem => problem.Field));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private SourceRuns Runs(TlsStub stub) => new(
        Table, SourceEndpoints.MakeDownload(options, stub.Network), database.Database,
        new SourceSettings(TimeZoneInfo.FindSystemTimeZoneById("America/New_York"), clock, new DuplicateOptions()), NullLogger<SourceRuns>.Instance);

    private async Task<SourceOutcome> RunAsync(TlsStub stub) => await Runs(stub).Run((await Table.Find("county", default))!, default);
}
