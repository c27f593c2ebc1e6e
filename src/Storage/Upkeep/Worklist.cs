using Npgsql;
using ResourceMatch.Domain.Upkeep;

namespace ResourceMatch.Storage.Upkeep;

/// <summary>One listing that wants looking after.</summary>
/// <param name="AssuredDate">Null = nobody ever confirmed it.</param>
/// <param name="Views">In the last four weeks.</param>
/// <param name="Language">In which letters to <paramref name="Email"/> are written: en, es, ht or ar. Null = nobody knows.</param>
/// <param name="Urgency">Days of age × (1 + views), so that the oldest and most used come first; each doubt counts as a year more.</param>
public sealed record WorkItem(
    Guid Service, string ServiceName, string OrganizationName, DateOnly? AssuredDate, int Views, IReadOnlyList<DoubtKind> Doubts, int OpenReports, bool IsMoved, DateTimeOffset? RemindedAt, string? Email, string? Language, double Urgency);

/// <summary>What staff look after first: what is oldest and most used.</summary>
public static class Worklist
{
    /// <summary>Age in days of a listing that nobody ever confirmed.</summary>
    public const int NeverDays = 1_095;

    // $1 today, $2 first week that counts, $3 most, $4 youngest age in days that is listed without a doubt.
    private const string Sql = $$"""
        select v.id, v.name, o.name, v.assured_date, coalesce(w.views, 0), coalesce(b.kinds, '{}'), coalesce(r.open, 0), coalesce(r.moved, false), m.sent_at, coalesce(v.email, o.email), coalesce(k.language, {{LetterLanguages.OnlySpoken}}),
               ((age.days + 365 * coalesce(array_length(b.kinds, 1), 0)) * (1 + coalesce(w.views, 0)))::double precision as urgency
          from directory.service v join directory.organization o on o.id = v.organization_id
         cross join lateral (select case when v.assured_date is null then 1095 else greatest($1 - v.assured_date, 0) end as days) age
          left join (select service_id, sum(views)::integer as views from directory_private.listing_view where week >= $2 group by service_id) w on w.service_id = v.id
          left join (select service_id, array_agg(kind order by kind) as kinds from directory.listing_doubt group by service_id) b on b.service_id = v.id
          left join (select service_id, count(*)::integer as open, bool_or(kind = 'AddressMoved') as moved from directory_private.listing_report where handled_at is null group by service_id) r on r.service_id = v.id
          left join (select service_id, max(sent_at) as sent_at from directory_private.reminder group by service_id) m on m.service_id = v.id
          left join directory_private.letter_language k on k.email = lower(coalesce(v.email, o.email))
          left join directory.search_document d on d.service_id = v.id
         where v.status <> 'defunct' and (age.days >= $4 or b.kinds is not null or r.open is not null)
         order by urgency desc, v.id limit $3
        """;

    /// <param name="leastDays">Younger listings are left out, unless something speaks against them.</param>
    public static async Task<IReadOnlyList<WorkItem>> LoadAsync(DirectoryDatabase database, DateOnly today, int leastDays, int most, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(database);
        await using var command = database.Staff.CreateCommand(Sql);
        command.Parameters.Add(new() { Value = today });
        command.Parameters.Add(new() { Value = ListingViews.Monday(today).AddDays(-21) });
        command.Parameters.Add(new() { Value = most });
        command.Parameters.Add(new() { Value = leastDays });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        List<WorkItem> items = [];
        while (await reader.ReadAsync(cancellation)) items.Add(await ReadAsync(reader, cancellation));
        return items;
    }

    /// <summary>Writes down that somebody was asked.</summary>
    public static async Task RemindedAsync(NpgsqlConnection connection, Guid service, Guid? link, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("insert into directory_private.reminder (service_id, sent_at, link_id) values ($1, $2, $3) on conflict do nothing", connection)
        {
            Parameters = { new() { Value = service }, new() { Value = now }, Edits.EditSession.Uuid(link) },
        };
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task<WorkItem> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellation) => new(
        reader.GetGuid(0), reader.GetString(1), reader.GetString(2), await reader.IsDBNullAsync(3, cancellation) ? null : reader.GetFieldValue<DateOnly>(3), reader.GetInt32(4),
        [.. reader.GetFieldValue<string[]>(5).Select(Enum.Parse<DoubtKind>)], reader.GetInt32(6), reader.GetBoolean(7),
        await reader.IsDBNullAsync(8, cancellation) ? null : reader.GetFieldValue<DateTimeOffset>(8), await reader.IsDBNullAsync(9, cancellation) ? null : reader.GetString(9),
        await reader.IsDBNullAsync(10, cancellation) ? null : reader.GetString(10), reader.GetDouble(11));
}
