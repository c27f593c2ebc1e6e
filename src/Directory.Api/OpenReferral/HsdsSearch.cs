using Npgsql;
using ResourceMatch.Storage;

namespace ResourceMatch.Api.OpenReferral;

/// <summary>The one place where the text of search becomes services, best first.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class HsdsSearch(DirectoryDatabase database)
{
    private const int MaxWords = 20;

    // Words come as their own parameter, so that % and _ in them are letters.
    private const string Sql = """
        select s.id from directory.service s join directory.organization o on o.id = s.organization_id
         where not exists (select from unnest($1::text[]) as w(word)
                            where position(lower(public.unaccent(w.word)) in
                                           lower(public.unaccent(concat_ws(' ', s.name, s.alternate_name, s.description, o.name, o.alternate_name)))) = 0)
         order by s.name, s.id
        """;

    /// <summary>The words of a text; of a very long one the first.</summary>
    public static IReadOnlyList<string> WordsOf(string text) =>
        [.. text.Replace("\0", "", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(MaxWords)];

    public async Task<IReadOnlyList<Guid>> FindAsync(string text, CancellationToken cancellation)
    {
        await using var command = database.Public.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. WordsOf(text)] });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        List<Guid> found = [];
        while (await reader.ReadAsync(cancellation)) found.Add(reader.GetGuid(0));
        return found;
    }
}
