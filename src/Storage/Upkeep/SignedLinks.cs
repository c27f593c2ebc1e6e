using System.Security.Cryptography;
using Npgsql;
using ResourceMatch.Domain.Upkeep;

namespace ResourceMatch.Storage.Upkeep;

/// <summary>What a signed link is for; it is good for nothing else.</summary>
public enum LinkPurpose
{
    /// <summary>To say that a listing is right.</summary>
    Confirm,

    /// <summary>To put its hours, phone, papers right, to say whether there is room, and that the rest is right.</summary>
    Correct,

    /// <summary>To say whether there is room.</summary>
    Capacity,
}

/// <summary>One link as it is stored. The token is in the letter or on the paper, and nowhere here.</summary>
public sealed record SignedLink(Guid Id, LinkPurpose Purpose, Guid Service, DateTimeOffset MadeAt, DateTimeOffset ExpiresAt, DateTimeOffset? UsedAt, DateTimeOffset? RevokedAt, string? SentTo);

/// <summary>Links for people without an account: made by staff or the reminder, found by token, used up, revoked, logged.</summary>
/// <remarks>128 random bits, hashed at rest; whoever reads the table cannot make a link of it. Unknown, expired, used and revoked are one answer: null. Thread-safe.</remarks>
public sealed class SignedLinks(DirectoryDatabase database, TimeProvider clock)
{
    /// <param name="by">The account of staff; null = the reminder.</param>
    /// <param name="sentTo">Where the letter goes; null = on paper.</param>
    /// <returns>Null when there is no such service; else the id and the token, which cannot be had again.</returns>
    public async Task<(Guid Id, string Token)?> MakeAsync(LinkPurpose purpose, Guid service, Guid? by, string? sentTo, TimeSpan lasts, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(lasts, TimeSpan.Zero);
        var token = LinkToken.New();
        var (id, now) = (Guid.NewGuid(), clock.GetUtcNow());
        await using var command = database.Staff.CreateCommand(
            """
            insert into directory_private.signed_link (id, token_hash, purpose, service_id, made_by, made_at, expires_at, sent_to)
            select $1, $2, $3, id, $5, $6, $7, $8 from directory.service where id = $4
            """);
        object[] values = [id, LinkToken.Hash(token)!, Word(purpose), service, Edits.EditSession.Uuid(by), now, now + lasts, Edits.EditSession.Text(sentTo)];
        foreach (var value in values) command.Parameters.Add(value as NpgsqlParameter ?? new NpgsqlParameter { Value = value });
        return await command.ExecuteNonQueryAsync(cancellation) == 1 ? (id, token) : null;
    }

    /// <returns>The link if it still works, else null.</returns>
    public async Task<SignedLink?> FindAsync(string? token, CancellationToken cancellation)
    {
        if (LinkToken.Hash(token) is not { } hash) return null;
        await using var command = database.Staff.CreateCommand(Columns + " where token_hash = $1 and used_at is null and revoked_at is null and expires_at > $2");
        command.Parameters.Add(new() { Value = hash });
        command.Parameters.Add(new() { Value = clock.GetUtcNow() });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? await ReadAsync(reader, cancellation) : null;
    }

    /// <summary>Ends a link whose purpose is fulfilled.</summary>
    /// <returns>False when somebody was quicker.</returns>
    public async Task<bool> UseUpAsync(Guid link, CancellationToken cancellation) =>
        await RunAsync("update directory_private.signed_link set used_at = $2 where id = $1 and used_at is null and revoked_at is null and expires_at > $2", cancellation, link, clock.GetUtcNow()) == 1;

    /// <summary>Gives a link back that was used up for nothing.</summary>
    public Task GiveBackAsync(Guid link, CancellationToken cancellation) =>
        RunAsync("update directory_private.signed_link set used_at = null where id = $1", cancellation, link);

    public async Task RevokeAsync(Guid link, CancellationToken cancellation)
    {
        if (await RunAsync("update directory_private.signed_link set revoked_at = $2 where id = $1 and revoked_at is null", cancellation, link, clock.GetUtcNow()) == 1) await LogAsync(link, "revoked", cancellation);
    }

    /// <param name="act">opened, confirmed, corrected, capacity or revoked.</param>
    public Task LogAsync(Guid link, string act, CancellationToken cancellation) =>
        RunAsync("insert into directory_private.signed_link_use (link_id, at, act) values ($1, $2, $3)", cancellation, link, clock.GetUtcNow(), act);

    /// <summary>Writes down that somebody has acted by a link, and in which language: in that letters to its address are written from now on.</summary>
    /// <param name="act">confirmed, corrected or capacity.</param>
    /// <param name="language">en, es, ht or ar: that of the page.</param>
    public async Task AnsweredAsync(SignedLink link, string act, string language, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(link);
        await LogAsync(link.Id, act, cancellation);
        if (link.SentTo is { } email) await LetterLanguages.KeepAsync(database, email, language, clock.GetUtcNow(), cancellation);
    }

    /// <returns>The links of a service, the latest first.</returns>
    public async Task<IReadOnlyList<SignedLink>> ListAsync(Guid service, CancellationToken cancellation)
    {
        await using var command = database.Staff.CreateCommand(Columns + " where service_id = $1 order by made_at desc, id limit 20");
        command.Parameters.Add(new() { Value = service });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        List<SignedLink> links = [];
        while (await reader.ReadAsync(cancellation)) links.Add(await ReadAsync(reader, cancellation));
        return links;
    }

    private const string Columns = "select id, purpose, service_id, made_at, expires_at, used_at, revoked_at, sent_to from directory_private.signed_link";

    private static string Word(LinkPurpose purpose) => purpose.ToString().ToLowerInvariant();

    private static async Task<SignedLink> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellation) => new(
        reader.GetGuid(0), Enum.Parse<LinkPurpose>(reader.GetString(1), ignoreCase: true), reader.GetGuid(2), reader.GetFieldValue<DateTimeOffset>(3), reader.GetFieldValue<DateTimeOffset>(4),
        await reader.IsDBNullAsync(5, cancellation) ? null : reader.GetFieldValue<DateTimeOffset>(5), await reader.IsDBNullAsync(6, cancellation) ? null : reader.GetFieldValue<DateTimeOffset>(6),
        await reader.IsDBNullAsync(7, cancellation) ? null : reader.GetString(7));

    private async Task<int> RunAsync(string sql, CancellationToken cancellation, params object[] values)
    {
        await using var command = database.Staff.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return await command.ExecuteNonQueryAsync(cancellation);
    }
}

/// <summary>128 random bits as 26 letters and digits that can be read off paper: no i, l, o, u; case, blanks and hyphens do not matter.</summary>
public static class LinkToken
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz"; // Crockford's base 32
    private const int Letters = 26;

    public static string New() => Write(RandomNumberGenerator.GetBytes(16));

    /// <summary>In groups, as it is printed: "k7m2x-9qd4t-…".</summary>
    public static string ForPaper(string token) => string.Join('-', token.Chunk(5).Select(group => new string(group)));

    /// <returns>SHA-256 of the bits; null when the text cannot be a token.</returns>
    public static byte[]? Hash(string? token) => Read(token) is { } bits ? SHA256.HashData(bits) : null;

    private static string Write(byte[] bits)
    {
        var number = new UInt128(System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bits), System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bits.AsSpan(8)));
        Span<char> letters = stackalloc char[Letters];
        for (var index = Letters - 1; index >= 0; index--, number >>= 5) letters[index] = Alphabet[(int)(number & 31)];
        return new string(letters);
    }

    private static byte[]? Read(string? token)
    {
        if (token is null || token.Length > 60) return null;
        UInt128 number = 0;
        var count = 0;
        foreach (var sign in token)
        {
            if (sign is '-' or ' ') continue;
            var value = Alphabet.IndexOf(char.ToLowerInvariant(sign) switch { 'o' => '0', 'i' or 'l' => '1', var letter => letter }, StringComparison.Ordinal);
            // The first of 26 letters holds three bits alone.
            if (value < 0 || ++count > Letters || (count == 1 && value > 7)) return null;
            number = (number << 5) | (uint)value;
        }

        if (count != Letters) return null;
        var bits = new byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bits, (ulong)(number >> 64));
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bits.AsSpan(8), (ulong)number);
        return bits;
    }
}
