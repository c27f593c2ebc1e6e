using ResourceMatch.Domain;
using ResourceMatch.Domain.Needs;
using ResourceMatch.Domain.Resources;

namespace ResourceMatch.Storage.Search;

/// <summary>One thing that completes what is being typed.</summary>
/// <param name="Text">What to put into the box.</param>
/// <param name="Need">Key of the need that it names; null = the name of services.</param>
/// <param name="Services">How many services have that name; null for a need.</param>
public sealed record SearchSuggestion(string Text, string? Need, int? Services);

/// <summary>Suggestions from the needs vocabulary (in memory) and from names of services (trigrams).</summary>
internal static class SearchSuggesting
{
    private const int LeastLetters = 2;

    // Three letters make a trigram; fewer would read the whole table.
    private const string Names = """
        select name, services from directory.search_name
         where name ilike '%' || replace(replace(replace($1, '\', '\\'), '%', '\%'), '_', '\_') || '%'
         order by not name ilike replace(replace(replace($1, '\', '\\'), '%', '\%'), '_', '\_') || '%', services desc, name limit $2
        """;

    private const string Alike = """
        select d.service_id from directory.search_name n join directory.search_document d on d.name = n.name
         where $1 operator(public.<%) n.name order by public.word_similarity($1, n.name) desc, d.service_id limit 20
        """;

    public static async Task<IReadOnlyList<SearchSuggestion>> ListAsync(DirectoryDatabase database, Lexicon lexicon, string? typed, string? language, int limit, CancellationToken cancellation)
    {
        var text = typed is { Length: > 100 } ? typed[..100] : typed;
        var folded = FoldedText.Of(text);
        if (folded.Length < LeastLetters) return [];
        List<SearchSuggestion> found = [.. lexicon.Needs.Complete(folded, language, Math.Max(1, limit / 2))];
        var wanted = string.Concat((text ?? "").Trim().EnumerateRunes().Where(rune => rune.Value is not 0 and not 0xFFFD).Select(rune => rune.ToString()));
        if (found.Count >= limit || wanted.Length <= LeastLetters) return found;
        await using var command = database.Public.CreateCommand(Names);
        command.Parameters.Add(new() { Value = wanted });
        command.Parameters.Add(new() { Value = (long)(limit - found.Count) });
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation)) found.Add(new SearchSuggestion(rows.GetString(0), null, rows.GetInt32(1)));
        return found;
    }

    /// <summary>Services whose name is most like words that nobody knows.</summary>
    public static async Task<IReadOnlyList<Id<Service>>> ListAlikeAsync(DirectoryDatabase database, SearchReading reading, CancellationToken cancellation)
    {
        var words = string.Join(' ', reading.Words.Select(word => word.Text));
        if (words.Length < LeastLetters) return [];
        await using var command = database.Public.CreateCommand(Alike);
        command.Parameters.Add(new() { Value = words });
        List<Id<Service>> ids = [];
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation)) ids.Add(new Id<Service>(rows.GetGuid(0)));
        return ids;
    }
}
