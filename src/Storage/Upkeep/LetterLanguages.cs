using Npgsql;

namespace ResourceMatch.Storage.Upkeep;

/// <summary>In which language letters about listings are written: en, es, ht or ar.</summary>
/// <remarks>
/// What the reader has chosen or staff have said, by address (schema directory_private). Where nobody has said anything, a listing whose people speak one language alone,
/// and not English, is written to in that. Read and written as rm_staff. Thread-safe.
/// </remarks>
public static class LetterLanguages
{
    /// <summary>The one language of a search document <c>d</c> that is no English, or null.</summary>
    internal const string OnlySpoken = "case when cardinality(d.languages) = 1 and d.languages[1] in ('es', 'ht', 'ar') then d.languages[1] end";

    /// <param name="service">The listing that the letter is about; null = about none.</param>
    /// <returns>Null when nobody knows.</returns>
    public static async Task<string?> FindAsync(DirectoryDatabase database, string? email, Guid? service, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(database);
        await using var command = database.Staff.CreateCommand(
            $"select coalesce((select language from directory_private.letter_language where email = lower($1)), (select {OnlySpoken} from directory.search_document d where d.service_id = $2))");
        command.Parameters.Add(Edits.EditSession.Text(email));
        command.Parameters.Add(Edits.EditSession.Uuid(service));
        return await command.ExecuteScalarAsync(cancellation) as string;
    }

    /// <summary>Keeps what somebody has said; the last word counts.</summary>
    public static async Task KeepAsync(DirectoryDatabase database, string email, string language, DateTimeOffset now, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(database);
        await using var command = database.Staff.CreateCommand(
            """
            insert into directory_private.letter_language (email, language, said_at) values (lower($1), $2, $3)
            on conflict (email) do update set language = excluded.language, said_at = excluded.said_at
            """);
        foreach (var value in new object[] { email, language, now }) command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
