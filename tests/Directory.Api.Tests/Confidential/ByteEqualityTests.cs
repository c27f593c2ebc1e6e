using System.Globalization;
using System.Text;
using ResourceMatch.TestKit;
using Xunit.Abstractions;

namespace ResourceMatch.Api.Tests.Confidential;

/// <summary>Two cities that differ in nothing but where their confidential places are answer alike, byte for byte, from everywhere; and not when a guard is gone.</summary>
/// <remarks>The suite asks from <see cref="FewStarts"/> starts; <c>bench/confidential</c> asks from 500.</remarks>
public sealed class ByteEqualityTests(ITestOutputHelper output)
{
    private const int FewStarts = 20;

    // The constraint of the table, and the columns it keeps empty.
    private const string PointsAreCopied =
        """
        alter table directory.location drop constraint confidential_has_no_point;
        update directory.location l set point = p.point from directory_private.location_point p where p.location_id = l.id;
        insert into directory.address select * from directory_private.address on conflict do nothing;
        """;

    private const string VisibilityIsLost = PointsAreCopied + "update directory.location set location_visibility = 'public';";

    private static int Starts => int.TryParse(Environment.GetEnvironmentVariable("ResourceMatch__Tests__Starts"), NumberStyles.None, CultureInfo.InvariantCulture, out var starts) ? starts : FewStarts;

    [Fact]
    public async Task Nobody_learns_from_any_answer_where_a_confidential_place_is()
    {
        var (first, second) = (new SecretCity(isMoved: false), new SecretCity(isMoved: true));
        await using var ends = new Ends(first, second);
        await Task.WhenAll(first.InitializeAsync(), second.InitializeAsync());
        Assert.Equal(["area_only", "hidden"], await first.Database.ReadAsync<string[]>("select array_agg(distinct location_visibility order by location_visibility) from directory.location where location_visibility <> 'public'"));
        Assert.Equal(await WhereaboutsAsync(second, "count(distinct st_astext(point))"), first.Confidential.Count.ToString(CultureInfo.InvariantCulture));
        Assert.NotEqual(await WhereaboutsAsync(first, "string_agg(st_astext(point), ' ' order by location_id)"), await WhereaboutsAsync(second, "string_agg(st_astext(point), ' ' order by location_id)"));

        var leaks = new Leaks(first.Confidential.Count);
        using var answers = new Answers(first.Address, second.Address) { OnAnswer = leaks.Look };
        var endpoints = PublicAsks.ListEndpoints(first.Services);
        var once = ListOnce(first);
        await answers.CompareAsync(once);
        var atOnce = answers.Compared;
        await answers.CompareAsync(AsksFrom(Starts));

        output.WriteLine($"{endpoints.Count} anonymous endpoints; {atOnce} answers without a start and {answers.Compared - atOnce} from {Starts} starts compared: {answers.Bytes / 1e6:0.0} MB, {answers.Different.Count} differ, {leaks.Found.Count} with a canary; {answers.Answered.Count} routes answered with success.");
        Assert.True(once.Count >= 30, $"only {once.Count} requests");
        foreach (var ask in answers.Different.Take(10)) output.WriteLine($"differs: {ask}");
        foreach (var ask in leaks.Found.Take(10)) output.WriteLine($"canary: {ask}");
        Assert.Empty(answers.Different.Take(10));
        Assert.Empty(leaks.Found.Take(10));
        Assert.DoesNotContain(second.Logged, leaks.IsTold);
        var exports = (First: await CityExport.WriteAsync(first), Second: await CityExport.WriteAsync(second));
        output.WriteLine($"{exports.First.Count} files of exports compared: {exports.First.Sum(file => file.Bytes.Length) / 1e6:0.0} MB.");
        Assert.Empty(CityExport.Differences(exports.First, exports.Second));
        Assert.DoesNotContain(exports.Second, file => leaks.IsTold(file.Bytes));
        Assert.True(second.Logged.Count > answers.Compared, "nothing was logged, so nothing was looked through");
        foreach (var table in await ReadableTablesAsync(second)) Assert.False(leaks.IsTold(await ContentsAsync(second, table)), table);
    }

    [Theory]
    [InlineData("the points and addresses stand in the public tables", PointsAreCopied)]
    [InlineData("every place counts as public", VisibilityIsLost)]
    public async Task Without_its_guard_the_same_comparison_is_red(string how, string unguard)
    {
        var (first, second) = (new SecretCity(isMoved: false, unguard), new SecretCity(isMoved: true, unguard));
        await using var ends = new Ends(first, second);
        await Task.WhenAll(first.InitializeAsync(), second.InitializeAsync());
        var leaks = new Leaks(first.Confidential.Count);
        using var answers = new Answers(first.Address, second.Address) { OnAnswer = leaks.Look };
        await answers.CompareAsync(ListOnce(first).Where((_, index) => index % 6 == 0).Concat(AsksFrom(1)));
        output.WriteLine($"{how}: {answers.Different.Count} of {answers.Compared} answers differ, {leaks.Found.Count} with a canary, on {string.Join(" ", answers.Different.Select(ask => "/" + ask.Pattern).Distinct().Order(StringComparer.Ordinal))}");
        Assert.NotEmpty(answers.Different);
        Assert.NotEmpty(leaks.Found);
        var exports = (First: await CityExport.WriteAsync(first), Second: await CityExport.WriteAsync(second));
        var different = CityExport.Differences(exports.First, exports.Second);
        output.WriteLine($"exports that differ: {string.Join(' ', different)}; with a canary: {string.Join(' ', exports.Second.Where(file => leaks.IsTold(file.Bytes)).Select(file => file.Name))}");
        foreach (var (form, plain) in CityExport.Forms)
        {
            Assert.Contains(different, name => name.StartsWith(form, StringComparison.Ordinal));
            if (plain) Assert.Contains(exports.Second, file => file.Name.StartsWith(form, StringComparison.Ordinal) && leaks.IsTold(file.Bytes));
        }
    }

    private static IEnumerable<Ask> AsksFrom(int starts)
    {
        var random = new Random(20261127);
        // The rectangle of the sample city, a little wider than its stops.
        return Enumerable.Range(0, starts).SelectMany(turn => PublicAsks.ListFrom(41.03 + (random.NextDouble() * 0.09), -84.51 + (random.NextDouble() * 0.13), turn).ToList());
    }

    private static IReadOnlyList<Ask> ListOnce(SecretCity city)
    {
        var saved = string.Join('.', city.Ids);
        return [.. PublicAsks.ListOnce(city.Services, city.Ids, city.Points).Select(ask => ask with { Path = ask.Path.Replace("saved=*", "saved=" + saved, StringComparison.Ordinal) })];
    }

    private static async Task<string> WhereaboutsAsync(SecretCity city, string expression) =>
        Convert.ToString(await city.Database.AsSuperuserAsync($"select {expression} from directory_private.location_point where point is not null"), CultureInfo.InvariantCulture)!;

    private static async Task<string[]> ReadableTablesAsync(SecretCity city) =>
        await city.Database.ReadAsync<string[]>("select array_agg(format('%I.%I', n.nspname, c.relname)) from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'v', 'm', 'p') and n.nspname not in ('pg_catalog', 'information_schema') and has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select')");

    private static async Task<string> ContentsAsync(SecretCity city, string table)
    {
        await using var read = city.Database.Database.Public.CreateCommand($"select coalesce(string_agg(t::text, E'\\n'), '') from {table} t");
        return (string)(await read.ExecuteScalarAsync())!;
    }

    /// <summary>Looks for the canaries of the second city.</summary>
    private sealed class Leaks(int places)
    {
        private readonly byte[][] traces =
        [
            .. SecretPlaces.CanaryDigits(places).Append(SecretPlaces.CanaryAddress).Append(SecretPlaces.CanaryPostalCode + "\"").Append(Uri.EscapeDataString(SecretPlaces.CanaryAddress)).Select(Encoding.UTF8.GetBytes),
            .. SecretPlaces.CanaryBytes(places), .. SecretPlaces.CanaryBytes(places).Select(bytes => Encoding.UTF8.GetBytes(Convert.ToHexString(bytes))),
        ];

        public List<Ask> Found { get; } = [];

        public void Look(Ask ask, byte[] answer)
        {
            // A page repeats what was asked of it; the comparison alone tells whether asking for the postal code itself finds anything.
            var isAskedFor = ask.ToString().Contains(SecretPlaces.CanaryPostalCode, StringComparison.Ordinal);
            if (!isAskedFor && traces.Any(trace => answer.AsSpan().IndexOf(trace) >= 0)) Found.Add(ask);
        }

        public bool IsTold(string text) => IsTold(Encoding.UTF8.GetBytes(text));

        public bool IsTold(byte[] bytes) => traces.Any(trace => bytes.AsSpan().IndexOf(trace) >= 0);
    }

    private sealed class Ends(SecretCity first, SecretCity second) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await first.DisposeAsync();
            await second.DisposeAsync();
        }
    }
}
