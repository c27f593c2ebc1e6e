using Npgsql;
using ResourceMatch.Domain.Needs;

namespace ResourceMatch.Storage.Search;

/// <summary>A word of staff's own for a need.</summary>
/// <param name="By">Who added it.</param>
public sealed record NeedWord(long Id, string Need, string Language, string Phrase, string By, DateTimeOffset AddedAt);

/// <summary>Staff's own words for needs, beside those that ship with the vocabulary: searched with at once, on every host.</summary>
/// <remarks>Written as rm_staff, read as rm_public. Thread-safe.</remarks>
public static class NeedWords
{
    /// <summary>Letters of a phrase at most.</summary>
    public const int MaxLetters = 100;

    private const string Insert = """
        with added as (insert into directory.need_word (need, language, phrase, by) values ($1, $2, $3, $4) on conflict do nothing returning id),
             told as (update directory.directory_version set version = version + 1, changed_at = now() where part = 'words' and exists (select from added))
        select id from added
        """;

    private const string Delete = """
        with gone as (delete from directory.need_word where id = $1 returning id),
             told as (update directory.directory_version set version = version + 1, changed_at = now() where part = 'words' and exists (select from gone))
        select id from gone
        """;

    /// <summary>Whether a text can be a phrase: 2 to 100 letters, nothing unseen among them.</summary>
    public static bool IsPhrase(string text) => text is { Length: <= MaxLetters } && FoldedText.Of(text).Length >= 2 && !text.Any(char.IsControl);

    /// <summary>All of them, by need, language and phrase.</summary>
    public static async Task<IReadOnlyList<NeedWord>> ListAsync(DirectoryDatabase database, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(database);
        await using var command = database.Public.CreateCommand("select id, need, language, phrase, by, added_at from directory.need_word order by need, language, phrase");
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        List<NeedWord> words = [];
        while (await rows.ReadAsync(cancellation)) words.Add(new NeedWord(rows.GetInt64(0), rows.GetString(1), rows.GetString(2), rows.GetString(3), rows.GetString(4), rows.GetFieldValue<DateTimeOffset>(5)));
        return words;
    }

    /// <param name="phrase">2 to 100 letters with at least one word; kept as written, compared folded.</param>
    /// <param name="by">Who adds it: the account's name.</param>
    /// <returns>False when the vocabulary or staff have it for this need already.</returns>
    /// <exception cref="ArgumentException">No such need or language, or a phrase that is too short or too long.</exception>
    public static async Task<bool> AddAsync(DirectoryDatabase database, string need, string language, string phrase, string by, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentException.ThrowIfNullOrWhiteSpace(phrase);
        if (NeedVocabulary.Default.Find(need) is null) throw new ArgumentException($"There is no need \"{need}\" in the vocabulary.", nameof(need));
        if (!NeedVocabulary.Languages.Contains(language)) throw new ArgumentException($"\"{language}\" is none of {string.Join(", ", NeedVocabulary.Languages)}.", nameof(language));
        var text = phrase.Trim();
        if (!IsPhrase(text)) throw new ArgumentException($"A phrase has 2 to {MaxLetters} letters.", nameof(phrase));
        if (NeedVocabulary.Default.FindByWords(text, language)?.Key == need) return false;
        var folded = FoldedText.Of(text);
        if ((await ListAsync(database, cancellation)).Any(word => word.Need == need && word.Language == language && FoldedText.Of(word.Phrase) == folded)) return false;
        await using var command = database.Staff.CreateCommand(Insert);
        foreach (var value in new[] { need, language, text, by }) command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = value });
        return await command.ExecuteScalarAsync(cancellation) is not null;
    }

    /// <returns>False when it is gone already.</returns>
    public static async Task<bool> RemoveAsync(DirectoryDatabase database, long id, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(database);
        await using var command = database.Staff.CreateCommand(Delete);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = id });
        return await command.ExecuteScalarAsync(cancellation) is not null;
    }
}
