using System.Globalization;
using System.Text;
using Npgsql;
using NpgsqlTypes;
using ResourceMatch.Domain.Resources;

namespace ResourceMatch.Storage.Search;

/// <summary>One word of a question as SQL looks for it: any of its forms.</summary>
/// <param name="Query">tsquery: 'tutor' | 'tutoring'.</param>
/// <param name="Weight">The more, the fewer services hold it; of all words together 1.</param>
internal readonly record struct WordQuery(string Query, double Weight);

/// <summary>What is looked for, ready for SQL.</summary>
/// <param name="Find">tsquery of the documents wanted, filters included.</param>
/// <param name="Strong">Needs surely meant.</param>
/// <param name="Middle">Needs perhaps meant.</param>
/// <param name="Weak">Needs near to those.</param>
/// <param name="KindWords">tsquery of phrases that mean the strong needs, for services without a need of ours; null = none.</param>
internal sealed record SearchTerms(string Find, string[] Strong, string[] Middle, string[] Weak, string? KindWords, IReadOnlyList<WordQuery> Words, string? Language, bool AsksForOther);

/// <summary>The one statement of a search. Values are parameters; only numbers of our own weights stand in the text, so that few texts are prepared.</summary>
internal static class SearchStatement
{
    private const int StaleDays = 730;

    /// <summary>Of a name that holds one of these the thing is for somebody, or something, else.</summary>
    private const string OtherThings =
        "'animal'|'animals'|'pet'|'pets'|'dog'|'dogs'|'cat'|'cats'|'veterinary'|'animales'|'mascota'|'mascotas'|'perro'|'perros'|'gato'|'gatos'|'bet'|'chen'|'حيوان'|'حيوانات'"
        + "|'volunteer'|'volunteers'|'volunteering'|'wanted'|'donate'|'donations'|'voluntario'|'voluntarios'|'volonte'"
        + "|'recycling'|'reciclaje'|'repairs'|'repair'&'street'|'hall'&'rent'|'salon'&'renta'|'permit'&!'learner'&!'learners'|'wine'|'beer'|'paint'&'exchange'|'flower'";

    /// <summary>Words of <see cref="OtherThings"/>: who asks for one of them means it.</summary>
    public static readonly HashSet<string> OtherWords = [.. OtherThings.Split('|', '&').Select(word => word.Trim('\'', '!'))];

    /// <summary>Names of the parts in the order of their columns.</summary>
    private static readonly string[] PartNames = ["kind", "name", "words", "organization", "age", "everyone", "running", "fresh", "language", "alike"];

    public static async Task<(int Total, List<SearchHit> Hits, SearchCounts? Counts, long WordsVersion)> RunAsync(
        DirectoryDatabase database, SearchTerms terms, SearchFilters filters, SearchPage page, SearchWeights weights, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var connection = await database.Public.OpenConnectionAsync(cancellation);
        await using var command = new NpgsqlCommand { Connection = connection };
        var used = Used(terms, filters, weights);
        command.CommandText = TextOf(command, terms, filters, page, used, now);
        // Planning costs as much as many a search; Npgsql keeps the plan with the pooled connection. Rare shapes are not worth keeping.
        if (IsCommon(filters, page)) await command.PrepareAsync(cancellation);
        List<SearchHit> hits = [];
        SearchCounts? counts = null;
        var total = 0;
        long version = 0;
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
        {
            if (!await rows.IsDBNullAsync(0, cancellation))
            {
                hits.Add(new SearchHit(rows.GetGuid(0), new(rows.GetGuid(1)), await rows.IsDBNullAsync(2, cancellation) ? null : rows.GetInt32(2), RankOf(rows, used)));
                continue;
            }

            // The last row carries what is told once.
            total = checked((int)rows.GetInt64(2 + 1 + PartNames.Length));
            version = rows.GetInt64(2 + 2 + PartNames.Length);
            if (!await rows.IsDBNullAsync(2 + 3 + PartNames.Length, cancellation)) counts = SearchCounting.Read(rows.GetString(2 + 3 + PartNames.Length));
        }

        return (total, hits, counts, version);
    }

    private static bool IsCommon(SearchFilters filters, SearchPage page) =>
        page.Unit == SearchUnit.Service && filters is { Minutes: null, WithinMinutes: null, Only: null, OrganizationId: null, TaxonomyTermId: null, TaxonomyId: null, ModifiedAfter: null };

    // A part that says the same of every service is left out: it would only flatten the others.
    // Where the kind is sure, words only put its services in order: a street light is no help with the light bill.
    private static double[] Used(SearchTerms terms, SearchFilters filters, SearchWeights weights)
    {
        var words = terms.Words.Count == 0 ? 0 : terms.Strong.Length > 0 ? 0.5 : 1;
        return
        [
        terms.Strong.Length + terms.Middle.Length > 0 ? weights.Kind : 0,
        words * weights.Name,
        words * weights.Words,
        words * weights.Organization,
        filters.Age is null ? 0 : weights.Age,
        weights.Everyone,
        weights.Running,
        weights.Fresh,
        terms.Language is null or "en" ? 0 : weights.Language,
        terms.AsksForOther ? 0 : weights.Alike,
        ];
    }

    private static SearchRank RankOf(NpgsqlDataReader rows, double[] used) => new(
        [.. PartNames.Select((name, index) => new SearchRankPart(name, Math.Round(rows.GetDouble(3 + index), 4), used[index])).Where(part => part.Weight > 0)]);

    private static string TextOf(NpgsqlCommand command, SearchTerms terms, SearchFilters filters, SearchPage page, double[] used, DateTimeOffset now)
    {
        string Add(object? value, string type)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value, DataTypeName = type });
            return string.Create(CultureInfo.InvariantCulture, $"${command.Parameters.Count}");
        }

        string Query(string text) => $"(select {Add(text, "text")}::tsquery)";
        string Number(double value) => value.ToString(CultureInfo.InvariantCulture);
        string WordsIn(string column)
        {
            var sum = string.Join(" + ", terms.Words.Select(word => $"case when d.{column} @@ {Query(word.Query)} then {Add(word.Weight, "double precision")} else 0 end"));
            return sum.Length == 0 ? "0::double precision" : $"({sum})::double precision";
        }

        var today = Add(DateOnly.FromDateTime(now.UtcDateTime), "date");
        var strong = Add(terms.Strong, "text[]");
        var middle = Add(terms.Middle, "text[]");
        var weak = Add(terms.Weak, "text[]");
        var other = Query(OtherThings);
        var otherwise = terms.KindWords is { } kinds ? $"case {(used[9] > 0 ? $"when d.title @@ {other} then 0 " : "")}when d.title @@ {Query(kinds)} then 0.9 when d.words @@ {Query(kinds)} then 0.6 else 0 end" : "0";
        string[] parts =
        [
            used[0] == 0 ? "0::double precision" : $"(case when d.needs = '{{}}' then {otherwise} when d.needs && {strong} then 1 when d.needs && {middle} then 0.5 when d.needs && {weak} then 0.45 else 0 end)::double precision",
            WordsIn("title"),
            WordsIn("words"),
            WordsIn("organization"),
            filters.Age is { } age ? AgePart(Add(AgeNeeds.Fitting(age), "text[]"), Add(AgeNeeds.Unfitting(age), "text[]")) : "1::double precision",
            "(case when d.is_for_students_of_one_school then 0 else 1 end)::double precision",
            "(case when d.is_running then 1 else 0 end)::double precision",
            $"greatest(0, 1 - least(coalesce({today} - d.assured_date, {StaleDays}), {StaleDays}) / {StaleDays}::double precision)",
            used[8] == 0 ? "1::double precision" : $"(case when {Add(terms.Language, "text")} = any(d.languages) then 1 else 0 end)::double precision",
            used[9] == 0 ? "1::double precision" : $"(case when d.title @@ {other} and not d.needs && {strong} then 0 else 1 end)::double precision",
        ];
        var sum = string.Join(" + ", parts.Select((_, index) => index).Where(index => used[index] > 0).Select(index => $"{Number(used[index])} * h.{PartNames[index]}"));
        var columns = string.Join(", ", PartNames.Select(name => "h." + name));
        var where = Where(filters, terms.Find, Add, Query);
        var minutes = filters.Minutes is { } known
            ? $"{(filters.WithinMinutes is null ? " left" : "")} join unnest({Add(known.Keys.Select(id => id.Value).ToArray(), "uuid[]")}, {Add(known.Values.ToArray(), "integer[]")}) as m(service_id, minutes) on m.service_id = d.service_id"
            : "";
        var facts = page.WithCounts ? ", d.needs, d.languages, d.areas, d.days, d.cost, d.is_accessible" : "";
        if (filters is { WithinMinutes: { } within, Minutes: not null }) where += $" and coalesce(m.minutes, 0) <= {Add(within, "integer")}";
        var text = new StringBuilder($"with h as materialized (select d.service_id, d.organization_id, d.assured_date, {(minutes.Length > 0 ? "m.minutes" : "null::integer as minutes")}{facts}");
        for (var index = 0; index < parts.Length; index++) text.Append(CultureInfo.InvariantCulture, $", {parts[index]} as {PartNames[index]}");
        text.Append(CultureInfo.InvariantCulture, $" from directory.search_document d{minutes} where {where}), ");
        text.Append(CultureInfo.InvariantCulture, $"t as (select {UnitColumns(page.Unit)} as id, h.*, {sum} as total from h{UnitJoin(page.Unit)}), ");
        var order = page.ByMinutes ? "(t.kind >= 0.5 or t.words > 0.99) desc, t.minutes nulls last, t.total desc" : "t.total desc";
        var one = page.Unit == SearchUnit.Organization ? "select distinct on (t.id) t.* from t order by t.id, t.total desc, t.service_id" : "select * from t";
        text.Append(CultureInfo.InvariantCulture, $"u as ({one}), p as (select t.id, t.service_id, t.minutes, {columns.Replace("h.", "t.", StringComparison.Ordinal)} from u t order by {order}, t.assured_date desc nulls last, t.service_id, t.id offset {Add((long)page.Offset, "bigint")} limit {Add((long)page.Limit, "bigint")}) ");
        text.Append(CultureInfo.InvariantCulture, $"select *, null::bigint, null::bigint, null::text from p union all select null, null, null, {string.Join(", ", PartNames.Select(_ => "0"))}, (select count(*) from u), (select version from directory.directory_version where part = 'words'), ");
        text.Append(page.WithCounts ? SearchCounting.Sql(Add(now.UtcDateTime, "timestamp with time zone")) : "null");
        return text.ToString();
    }

    private static string AgePart(string fitting, string unfitting) =>
        $"(case when d.minimum_age is not null or d.maximum_age is not null then 1 when d.needs && {fitting} then 0.9 when d.needs && {unfitting} then 0 when d.needs = '{{}}' then 0.4 else 0.3 end)::double precision";

    private static string UnitColumns(SearchUnit unit) => unit switch
    {
        SearchUnit.ServiceAtLocation => "s.id",
        SearchUnit.Organization => "h.organization_id",
        _ => "h.service_id",
    };

    private static string UnitJoin(SearchUnit unit) => unit == SearchUnit.ServiceAtLocation ? " join directory.service_at_location s on s.service_id = h.service_id" : "";

    private static string Where(SearchFilters filters, string find, Func<object?, string, string> add, Func<string, string> query)
    {
        List<string> conditions = [$"d.words @@ {query(find)}"];
        if (filters.Age is { } age)
        {
            var years = add(age, "integer");
            conditions.Add($"coalesce(d.minimum_age, 0) <= {years} and coalesce(d.maximum_age, 999) >= {years}");
        }

        if (filters.Days.Count > 0) conditions.Add($"d.days & {add((short)filters.Days.Distinct().Sum(day => 1 << (int)day), "smallint")} <> 0");
        if (filters.OpenAt is { } at) conditions.Add(OpenAt(add(at.UtcDateTime, "timestamp with time zone")));
        if (filters.Only is { } only) conditions.Add($"d.service_id = any({add(only.Select(id => id.Value).ToArray(), "uuid[]")})");
        if (filters.OrganizationId is { } organization) conditions.Add($"d.organization_id = {add(organization, "uuid")}");
        if (filters.TaxonomyTermId is { } term) conditions.Add($"exists (select from directory.attribute a where a.link_id = d.service_id and a.taxonomy_term_id = {add(term, "uuid")})");
        if (filters.TaxonomyId is { } taxonomy)
        {
            conditions.Add($"exists (select from directory.attribute a join directory.taxonomy_term x on x.id = a.taxonomy_term_id where a.link_id = d.service_id and x.taxonomy_id = {add(taxonomy, "uuid")})");
        }

        if (filters.ModifiedAfter is { } after) conditions.Add($"exists (select from directory.service v where v.id = d.service_id and v.changed_at >= {add(after.UtcDateTime, "timestamp with time zone")})");
        return string.Join(" and ", conditions);
    }

    /// <summary>One step in the index for each place: of a place's openings the last that began by then.</summary>
    internal static string OpenAt(string instant) =>
        $"""
        exists (select from directory.service_at_location sl
                  cross join lateral (select upper(o.during) as closes from directory.opening o
                                       where o.service_at_location_id = sl.id and lower(o.during) <= {instant} order by lower(o.during) desc limit 1) last
                 where sl.service_id = d.service_id and last.closes > {instant})
        """;
}
