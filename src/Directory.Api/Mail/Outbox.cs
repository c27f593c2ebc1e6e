using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using ResourceMatch.Storage.Access;

namespace ResourceMatch.Api.Mail;

/// <summary>One letter in plain text.</summary>
/// <param name="HasSecret">It holds a link or a code that works for whoever has it: its text is forgotten once it has gone, and shown to nobody.</param>
internal sealed record Letter(string To, string Subject, string Body, bool HasSecret)
{
    /// <summary>The strings hold a letter on one line, its paragraphs set apart by ¶.</summary>
    public static string Paragraphs(string text) => text.Replace("¶", "\n\n", StringComparison.Ordinal);
}

/// <summary>The one way in which messages leave: written in the transaction of what they tell of, sent by a job afterwards.</summary>
/// <remarks>
/// Rolled back with the transaction, and never sent before it is whole. A letter may arrive twice (the same Message-Id both times), never not at all.
/// Bodies are encrypted in the table. Thread-safe.
/// </remarks>
internal sealed class Outbox(IDataProtectionProvider protection, TimeProvider clock)
{
    private const int SubjectLength = 300;

    private readonly IDataProtector protector = protection.CreateProtector("ResourceMatch.Outbox");

    /// <summary>In the open transaction of a context over the same database, as rm_staff; in one of its own without.</summary>
    /// <returns>The letter's id.</returns>
    public async Task<Guid> AddAsync(DbContext db, Letter letter, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(db);
        var row = RowOf(letter);
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into access.outbox (id, to_address, subject, body, has_secret, created_at, next_try_at, tries)
            values ({row.Id}, {row.ToAddress}, {row.Subject}, {row.Body}, {row.HasSecret}, {row.CreatedAt}, {row.NextTryAt}, 0)
            """,
            cancellation);
        return row.Id;
    }

    /// <summary>The same for plain SQL: in the open transaction of the connection.</summary>
    public async Task<Guid> AddAsync(NpgsqlConnection connection, Letter letter, CancellationToken cancellation)
    {
        var row = RowOf(letter);
        await using var insert = new NpgsqlCommand(
            "insert into access.outbox (id, to_address, subject, body, has_secret, created_at, next_try_at, tries) values ($1, $2, $3, $4, $5, $6, $7, 0)", connection)
        {
            Parameters =
            {
                new() { Value = row.Id }, new() { Value = row.ToAddress }, new() { Value = row.Subject }, new() { Value = row.Body! },
                new() { Value = row.HasSecret }, new() { Value = row.CreatedAt }, new() { Value = row.NextTryAt },
            },
        };
        await insert.ExecuteNonQueryAsync(cancellation);
        return row.Id;
    }

    /// <summary>A letter's text again.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The host's keys are not the ones it was written with.</exception>
    internal string Open(byte[] body) => Encoding.UTF8.GetString(protector.Unprotect(body));

    private OutboxLetter RowOf(Letter letter)
    {
        ArgumentNullException.ThrowIfNull(letter);
        var now = clock.GetUtcNow();
        return new OutboxLetter
        {
            Id = Guid.NewGuid(),
            ToAddress = Access.Accounts.ReadEmail(letter.To) ?? throw new ArgumentException("A letter's address is none.", nameof(letter)),
            // A line break would begin another header.
            Subject = new string([.. letter.Subject.Select(sign => char.IsControl(sign) ? ' ' : sign).Take(SubjectLength)]),
            Body = protector.Protect(Encoding.UTF8.GetBytes(letter.Body)),
            HasSecret = letter.HasSecret,
            CreatedAt = now,
            NextTryAt = now,
        };
    }
}
