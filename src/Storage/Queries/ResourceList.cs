using System.Globalization;
using System.Text;
using Npgsql;
using ResourceMatch.Domain.Places;

namespace ResourceMatch.Storage.Queries;

/// <summary>Which resources a list is of.</summary>
public enum ListedResource
{
    Service,
    ServiceAtLocation,
    Organization,
    Taxonomy,
    TaxonomyTerm,
}

/// <summary>Which resources a reader asks for; filters add up (AND). Null or empty = no such filter.</summary>
/// <remarks>What is said of a place (near, open, within reach) must hold of one and the same place of a service. Immutable.</remarks>
public sealed record ResourceFilter
{
    /// <summary>Resources of this list that a search found, best first; the list keeps their order. What no search finds (an organization without a service, part of a word of a title) counts by <see cref="Words"/>, after the others.</summary>
    public IReadOnlyList<Guid>? Found { get; init; }

    /// <summary>Words that must all stand in the name, the description or the code of a taxonomy, a term or an organization; case and accents do not matter.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    public Guid? OrganizationId { get; init; }

    /// <summary>Services or organizations that have this term.</summary>
    public Guid? TaxonomyTermId { get; init; }

    /// <summary>Those that have any term of this taxonomy; terms of it.</summary>
    public Guid? TaxonomyId { get; init; }

    /// <summary>Changed at or after this instant, as we saw it.</summary>
    public DateTimeOffset? ModifiedAfter { get; init; }

    /// <summary>Terms without a parent.</summary>
    public bool TopOnly { get; init; }

    /// <summary>Terms right below this one.</summary>
    public Guid? ParentId { get; init; }

    /// <summary>A point in whose service areas the listing must lie, where it has any that can be judged.</summary>
    public GeoPoint? InServiceArea { get; init; }

    public GeoPoint? Near { get; init; }

    /// <summary>Straight metres around <see cref="Near"/>; null = only the order is by distance.</summary>
    public double? RadiusMeters { get; init; }

    public (GeoPoint SouthWest, GeoPoint NorthEast)? Box { get; init; }

    /// <summary>Open at this instant; only the next 60 days are known.</summary>
    public DateTimeOffset? OpenAt { get; init; }

    /// <summary>An ISO code or a name of a language that is spoken there.</summary>
    public string? Language { get; init; }

    /// <summary>Whole years that the service's ages must allow.</summary>
    public int? Age { get; init; }

    /// <summary>Last confirmed on this day or later.</summary>
    public DateOnly? AssuredSince { get; init; }

    /// <summary>Services at locations that alone may be meant, as the engine found them.</summary>
    public IReadOnlyList<Guid>? Places { get; init; }
}

/// <param name="ChangedAt">When we last saw the listing change; null where we do not keep it.</param>
/// <param name="DistanceMeters">Straight, from the point asked about to the nearest place that counts; null = none was asked about, or no place has a point.</param>
public readonly record struct ListedItem(Guid Id, DateTimeOffset? ChangedAt, double? DistanceMeters);

/// <summary>The resources of one page; rows hold ids only.</summary>
/// <param name="TotalItems">Of all pages.</param>
public sealed record ResourceList(int TotalItems, IReadOnlyList<ListedItem> Items)
{
    /// <param name="offset">Items to pass over.</param>
    /// <param name="limit">Items at most; null = all.</param>
    public static async Task<ResourceList> LoadAsync(NpgsqlConnection connection, ListedResource kind, ResourceFilter filter, int offset, int? limit, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(filter);
        await using var command = new NpgsqlCommand { Connection = connection };
        var sql = new ListStatement(kind, filter, command.Parameters).Build();
        command.CommandText = $"{sql} offset {offset.ToString(CultureInfo.InvariantCulture)}{(limit is { } most ? $" limit {most.ToString(CultureInfo.InvariantCulture)}" : "")}";
        List<ListedItem> items = [];
        var total = 0;
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
        {
            while (await reader.ReadAsync(cancellation))
            {
                items.Add(new ListedItem(reader.GetGuid(0), reader.IsDBNull(1) ? null : reader.GetFieldValue<DateTimeOffset>(1), reader.IsDBNull(2) ? null : reader.GetDouble(2)));
                total = checked((int)reader.GetInt64(3));
            }
        }

        // Beyond the last page there is no row to carry the count.
        return items.Count == 0 && offset > 0 ? new ResourceList((await LoadAsync(connection, kind, filter, 0, 1, cancellation)).TotalItems, []) : new ResourceList(total, items);
    }

    /// <returns>The middle of the public addresses with a postal code (case and blanks do not matter); null when the directory has none.</returns>
    public static async Task<GeoPoint?> FindPostcodeAsync(NpgsqlConnection connection, string postcode, CancellationToken cancellation)
    {
        const string Sql = """
            select st_x(c), st_y(c) from (
              select st_centroid(st_collect(l.point)) as c from directory.address a join directory.location l on l.id = a.location_id
               where l.point is not null and upper(replace(a.postal_code, ' ', '')) = upper(replace($1, ' ', ''))) as found
             where c is not null
            """;
        await using var command = new NpgsqlCommand(Sql, connection) { Parameters = { new NpgsqlParameter<string> { TypedValue = postcode } } };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? GeoPoint.Find(reader.GetDouble(0), reader.GetDouble(1)) : null;
    }
}

/// <summary>The SQL of one list. Values are parameters; only names of ours are text.</summary>
internal sealed class ListStatement(ListedResource kind, ResourceFilter filter, NpgsqlParameterCollection parameters)
{
    private const double MetersPerDegree = 111_195;

    public string Build() => kind switch
    {
        ListedResource.Taxonomy => Titles("taxonomy", Searched("r.name, r.description")),
        ListedResource.TaxonomyTerm => Titles("taxonomy_term", [.. Searched("r.name, r.description, r.code"), .. TermConditions()]),
        ListedResource.Organization => Organizations(),
        ListedResource.ServiceAtLocation => $"""
            select p.id, s.changed_at, {Distance}, count(*) over ()
              from directory.service_at_location p join directory.location l on l.id = p.location_id join directory.service s on s.id = p.service_id{JoinFound("p.id")}
             where {All([.. ServiceConditions(), .. PlaceConditions(), .. LanguageAt("g.service_id = p.service_id or g.location_id = p.location_id")])} order by {Order}s.name, p.id
            """,
        _ => Services(),
    };

    private string Distance => filter.Near is { } near ? $"st_distancesphere(l.point, {Point(near)})" : "null::float8";

    // As the search ranked them, else what is near first, else by name.
    private string Order => filter.Found is not null ? "f.place, " : filter.Near is not null ? "3 nulls last, " : "";

    private string Services()
    {
        const string From = "from directory.service_at_location p join directory.location l on l.id = p.location_id where p.service_id = s.id";
        List<string> conditions = [.. ServiceConditions(), .. AtOnePlace()];
        var distance = filter.Near is null ? "null::float8" : $"(select min({Distance}) {From})";
        return $"select s.id, s.changed_at, {distance}, count(*) over () from directory.service s{JoinFound("s.id")} where {All(conditions)} order by {Order}s.name, s.id";
    }

    private string Organizations()
    {
        List<string> conditions = [];
        List<string> services = [.. ServiceConditions(withTerms: false), .. AtOnePlace()];
        if (services.Count > 0) conditions.Add($"exists (select from directory.service s where s.organization_id = r.id and {All(services)})");
        conditions.AddRange(Terms("(a.link_id = r.id or a.link_id in (select s.id from directory.service s where s.organization_id = r.id))"));
        if (filter.OrganizationId is { } id) conditions.Add($"r.id = {Add(id)}");
        conditions.AddRange(Searched("r.name, r.alternate_name, r.description"));
        return $"""
            select r.id, (select max(s.changed_at) from directory.service s where s.organization_id = r.id), null::float8, count(*) over ()
              from directory.organization r{JoinSearched} where {All(conditions)} order by {OrderSearched}r.name, r.id
            """;
    }

    private string Titles(string table, IEnumerable<string> conditions) =>
        $"select r.id, null::timestamptz, null::float8, count(*) over () from directory.{table} r{JoinSearched} where {All(conditions)} order by {OrderSearched}r.name, r.id";

    // What a search found, in its order, and after it what it does not find but has all the words.
    private string JoinSearched => filter.Found is { } found ? $" left join unnest({Add(found.ToArray())}) with ordinality as f(id, place) on f.id = r.id" : "";

    private string OrderSearched => filter.Found is null ? "" : "f.place nulls last, ";

    private IEnumerable<string> Searched(string columns) => (filter.Found, filter.Words.Count) switch
    {
        (null, _) => WordsIn(columns),
        (_, 0) => ["f.place is not null"],
        _ => [$"(f.place is not null or ({All(WordsIn(columns))}))"],
    };

    private string JoinFound(string key) =>
        filter.Found is { } found ? $" join unnest({Add(found.ToArray())}) with ordinality as f(id, place) on f.id = {key}" : "";

    private IEnumerable<string> TermConditions()
    {
        if (filter.TaxonomyId is { } taxonomy) yield return $"r.taxonomy_id = {Add(taxonomy)}";
        if (filter.ParentId is { } parent) yield return $"r.parent_id = {Add(parent)}";
        if (filter.TopOnly) yield return "r.parent_id is null";
    }

    private IEnumerable<string> ServiceConditions(bool withTerms = true)
    {
        if (filter.OrganizationId is { } organization && kind != ListedResource.Organization) yield return $"s.organization_id = {Add(organization)}";
        if (filter.ModifiedAfter is { } after) yield return $"s.changed_at >= {Add(after.ToUniversalTime())}";
        if (filter.Age is { } age) yield return $"coalesce(s.minimum_age, 0) <= {Add(age)} and coalesce(s.maximum_age, 999) >= {Add(age)}";
        if (filter.AssuredSince is { } since) yield return $"s.assured_date >= {Add(since)}";
        if (withTerms)
        {
            foreach (var condition in Terms("a.link_id = s.id")) yield return condition;
        }
    }

    private IEnumerable<string> Terms(string links)
    {
        if (filter.TaxonomyTermId is { } term) yield return $"exists (select from directory.attribute a where {links} and a.taxonomy_term_id = {Add(term)})";
        if (filter.TaxonomyId is { } taxonomy) yield return $"exists (select from directory.attribute a join directory.taxonomy_term t on t.id = a.taxonomy_term_id where {links} and t.taxonomy_id = {Add(taxonomy)})";
    }

    private IEnumerable<string> PlaceConditions()
    {
        if (filter is { Near: { } near, RadiusMeters: { } radius })
        {
            // The box lets the index work; the sphere decides.
            var (high, wide) = (radius / MetersPerDegree * 1.01, radius / (MetersPerDegree * Math.Max(0.01, Math.Cos(double.DegreesToRadians(near.Latitude)))) * 1.01);
            yield return $"l.point && st_expand({Point(near)}, {Add(wide)}, {Add(high)}) and st_distancesphere(l.point, {Point(near)}) <= {Add(radius)}";
        }

        if (filter.Box is { } box) yield return $"l.point && st_makeenvelope({Add(box.SouthWest.Longitude)}, {Add(box.SouthWest.Latitude)}, {Add(box.NorthEast.Longitude)}, {Add(box.NorthEast.Latitude)}, 4326)";
        if (filter.OpenAt is { } open) yield return $"exists (select from directory.opening o where o.service_at_location_id = p.id and o.during @> {Add(open.ToUniversalTime())})";
        if (filter.Places is { } places) yield return $"p.id = any({Add(places.ToArray())})";
        if (filter.InServiceArea is { } inside)
        {
            const string Areas = "select from directory.service_area g where (g.service_id = p.service_id or g.service_at_location_id = p.id) and g.geometry is not null";
            yield return $"(not exists ({Areas}) or exists ({Areas} and st_covers(g.geometry, {Point(inside)})))";
        }
    }

    // What is said of a place must hold of one and the same; a service that is asked of its language alone needs no place.
    private IEnumerable<string> AtOnePlace()
    {
        List<string> places = [.. PlaceConditions()];
        if (places.Count == 0) return LanguageAt("g.service_id = s.id or g.location_id in (select p.location_id from directory.service_at_location p where p.service_id = s.id)");
        places.AddRange(LanguageAt("g.service_id = p.service_id or g.location_id = p.location_id"));
        return [$"exists (select from directory.service_at_location p join directory.location l on l.id = p.location_id where p.service_id = s.id and {All(places)})"];
    }

    private IEnumerable<string> LanguageAt(string where) => filter.Language is not { } language ? [] :
        [$"exists (select from directory.language g where ({where}) and (g.code = lower({Add(language)}) or lower(g.name) = lower({Add(language)})))"];

    // Words come as their own parameter, so that % and _ in them are letters.
    private IEnumerable<string> WordsIn(string columns) => filter.Words.Count == 0 ? [] :
        [$"not exists (select from unnest({Add(filter.Words.ToArray())}) as w(word) where position(lower(public.unaccent(w.word)) in lower(public.unaccent(concat_ws(' ', {columns})))) = 0)"];

    private string Point(GeoPoint point) => $"st_setsrid(st_makepoint({Add(point.Longitude)}, {Add(point.Latitude)}), 4326)";

    private string Add<T>(T value)
    {
        parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return "$" + parameters.Count.ToString(CultureInfo.InvariantCulture);
    }

    private static string All(IEnumerable<string> conditions)
    {
        var all = new StringBuilder();
        foreach (var condition in conditions) all.Append(all.Length == 0 ? "" : " and ").Append(condition);
        return all.Length == 0 ? "true" : all.ToString();
    }
}
