using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ResourceMatch.TestKit;

namespace ResourceMatch.Api.Tests.Confidential;

/// <summary>A host over the city with confidential places; as it is, or with every one of them moved. Everything it logs is kept.</summary>
/// <param name="isMoved">True = the second city.</param>
/// <param name="unguard">SQL that takes a guard away, run as superuser before the first request; null = all guards stand.</param>
public sealed class SecretCity(bool isMoved, string? unguard = null) : SampleApp
{
    private readonly ConcurrentQueue<string> lines = new();

    /// <summary>Every line logged so far, at every level.</summary>
    public IReadOnlyCollection<string> Logged => lines;

    /// <summary>Ids of hidden and area-only places, by id.</summary>
    public IReadOnlyList<string> Confidential { get; private set; } = [];

    /// <summary>Ids to ask with: of confidential places, of what hangs on them, of some others, and of nothing.</summary>
    public IReadOnlyList<string> Ids { get; private set; } = [];

    /// <summary>Where confidential places are in this city, and where they are in the second one.</summary>
    public IReadOnlyList<(double Latitude, double Longitude)> Points { get; private set; } = [];

    protected override TestDatabase MakeDatabase() => new SecretDatabase();

    protected override void Configure(IServiceCollection services) => services.AddLogging(logging => logging.AddProvider(new KeptLog(lines)).AddFilter<KeptLog>(null, LogLevel.Trace)); // whatever the settings keep quiet

    protected override async Task PrepareAsync(WebApplication host)
    {
        Confidential = await Database.ReadAsync<string[]>("select array_agg(id::text order by id) from directory.location where location_visibility <> 'public'");
        Ids = await ListIdsAsync();
        Points = await ListPointsAsync();
        if (isMoved) await SecretPlaces.MoveAsync(Database.Database, Confidential);
        if (unguard is not null) await Database.AsSuperuserAsync(unguard);
    }

    private async Task<IReadOnlyList<string>> ListIdsAsync() => await Database.ReadAsync<string[]>(
        """
        with secret as (
          select l.id as location, p.id as place, s.id as service, s.organization_id as organization
            from directory.location l join directory.service_at_location p on p.location_id = l.id join directory.service s on s.id = p.service_id where l.location_visibility <> 'public')
        select array_agg(distinct id::text) || array['00000000-0000-0000-0000-000000000000'] from (
          select unnest(array[location, place, service, organization]) from secret
          union all (select id from directory.service order by id limit 4) union all (select id from directory.location order by id limit 2)
          union all (select id from directory.organization order by id limit 2)) as all_ids(id)
        """);

    private async Task<IReadOnlyList<(double, double)>> ListPointsAsync()
    {
        List<(double, double)> points = [.. Enumerable.Range(0, Confidential.Count).Select(SecretPlaces.CanaryPoint)];
        await using var where = Database.Database.Staff.CreateCommand("select st_y(point), st_x(point) from directory_private.location_point where point is not null order by location_id");
        await using var rows = await where.ExecuteReaderAsync();
        while (await rows.ReadAsync()) points.Add((rows.GetDouble(0), rows.GetDouble(1)));
        return points;
    }

    private sealed class SecretDatabase : TestDatabase
    {
        protected override TestContents? Contents => new(SecretPlaces.TemplateName(SampleDatabase.Name), SecretPlaces.LoadAsync);
    }

    private sealed class KeptLog(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
