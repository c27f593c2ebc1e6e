using System.Globalization;
using Npgsql;

namespace ResourceMatch.Storage.Search;

/// <summary>A taxonomy or a term of one that was found by words, and why it stands where it stands.</summary>
public sealed record TitleHit(Guid Id, SearchRank Rank);

/// <summary>The one statement that finds taxonomies or their terms: by the needs and words that a question was read as, ranked in the same parts as services.</summary>
/// <remarks>There are hundreds of them, not tens of thousands: their words are made while asking, and no index can drift.</remarks>
internal static class TitleSearch
{
    // Of a question's words so much must stand in a title that answers no need of it.
    private const double Enough = 0.5;

    private static readonly string[] PartNames = ["kind", "name", "words"];

    /// <returns>All that fit, best first.</returns>
    public static async Task<IReadOnlyList<TitleHit>> RunAsync(DirectoryDatabase database, SearchTerms terms, bool isOfTerms, SearchWeights weights, CancellationToken cancellation)
    {
        double[] used = [terms.Strong.Length + terms.Middle.Length > 0 ? weights.Kind : 0, .. new[] { weights.Name, weights.Words }.Select(weight => terms.Words.Count == 0 ? 0 : weight)];
        if (used.All(weight => weight == 0)) return [];
        await using var command = database.Public.CreateCommand();
        command.CommandText = TextOf(command, terms, isOfTerms, used);
        List<TitleHit> hits = [];
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
        {
            hits.Add(new TitleHit(rows.GetGuid(0), new SearchRank([.. PartNames.Select((name, index) => new SearchRankPart(name, Math.Round(rows.GetDouble(1 + index), 4), used[index])).Where(part => part.Weight > 0)])));
        }

        return hits;
    }

    private static string TextOf(NpgsqlCommand command, SearchTerms terms, bool isOfTerms, double[] used)
    {
        string Add(object value, string type)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value, DataTypeName = type });
            return string.Create(CultureInfo.InvariantCulture, $"${command.Parameters.Count}");
        }

        string WordsIn(string column)
        {
            var sum = string.Join(" + ", terms.Words.Select(word => $"case when d.{column} @@ {Add(word.Query, "text")}::tsquery then {Add(word.Weight, "double precision")} else 0 end"));
            return sum.Length == 0 ? "0::double precision" : $"({sum})::double precision";
        }

        // A term of our own needs says by its code which one it is; another one by the phrases that mean the need.
        var (table, code) = isOfTerms ? ("taxonomy_term", "r.code") : ("taxonomy", "null::text");
        var kinds = terms.KindWords is { } phrases ? $"when d.title @@ {Add(phrases, "text")}::tsquery then 0.9 when d.words @@ {Add(phrases, "text")}::tsquery then 0.6 " : "";
        var kind = $"(case when d.code = any({Add(terms.Strong, "text[]")}) then 1 {kinds}when d.code = any({Add(terms.Middle, "text[]")}) then 0.5 when d.code = any({Add(terms.Weak, "text[]")}) then 0.45 else 0 end)::double precision";
        var total = string.Join(" + ", PartNames.Select((name, index) => string.Create(CultureInfo.InvariantCulture, $"{used[index]} * h.{name}_part")));
        return $"""
            with d as (select r.id, r.name, {code} as code, directory.search_words(r.name) as title, directory.search_words(concat_ws(' ', r.name, r.description, {code})) as words from directory.{table} r),
                 h as (select d.id, d.name, {kind} as kind_part, {WordsIn("title")} as name_part, {WordsIn("words")} as words_part from d)
            select h.id, h.kind_part, h.name_part, h.words_part from h
             where h.kind_part > 0 or h.words_part >= {Enough.ToString(CultureInfo.InvariantCulture)} order by {total} desc, h.name, h.id
            """;
    }
}
