using Npgsql;
using ResourceMatch.Domain;
using ResourceMatch.Domain.Resources;

namespace ResourceMatch.Storage.Queries;

/// <summary>Which services a reader asks for; filters add up (AND). Null or empty = no such filter.</summary>
public sealed record ServiceFilter
{
    /// <summary>Every word must stand in the service's or its organization's names or the service's description; case and accents do not matter.</summary>
    public string? Search { get; init; }

    public Guid? OrganizationId { get; init; }

    /// <summary>Services that have this term.</summary>
    public Guid? TaxonomyTermId { get; init; }

    /// <summary>Services that have any term of this taxonomy.</summary>
    public Guid? TaxonomyId { get; init; }

    /// <summary>Changed at or after this instant, as we saw it.</summary>
    public DateTimeOffset? ModifiedAfter { get; init; }
}

/// <summary>The services of one page, by name; rows hold ids only.</summary>
/// <param name="TotalItems">Of all pages.</param>
public sealed record ServicePage(int TotalItems, IReadOnlyList<ServicePageItem> Items)
{
    private const int MaxWords = 20;

    // Words come as their own parameter, so that % and _ in them are letters.
    private const string Sql = """
        select s.id, s.changed_at, count(*) over ()
          from directory.service s join directory.organization o on o.id = s.organization_id
         where ($1::uuid is null or s.organization_id = $1)
           and ($2::uuid is null or exists (select from directory.attribute a where a.link_id = s.id and a.taxonomy_term_id = $2))
           and ($3::uuid is null or exists (select from directory.attribute a join directory.taxonomy_term t on t.id = a.taxonomy_term_id
                                             where a.link_id = s.id and t.taxonomy_id = $3))
           and ($4::timestamptz is null or s.changed_at >= $4)
           and not exists (select from unnest($5::text[]) as w(word)
                            where position(lower(public.unaccent(w.word)) in
                                           lower(public.unaccent(concat_ws(' ', s.name, s.alternate_name, s.description, o.name, o.alternate_name)))) = 0)
         order by s.name, s.id
        """;

    /// <param name="offset">Items to pass over.</param>
    /// <param name="limit">Items at most; null = all.</param>
    public static async Task<ServicePage> LoadAsync(DirectoryDatabase database, ServiceFilter filter, int offset, int? limit, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(filter);
        await using var command = database.Public.CreateCommand($"with found as ({Sql}) select id, changed_at, count from found offset $6 limit $7");
        var words = (filter.Search ?? "").Replace("\0", "", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(MaxWords).ToArray();
        foreach (var (value, type) in new (object? Value, string Type)[]
        {
            (filter.OrganizationId, "uuid"), (filter.TaxonomyTermId, "uuid"), (filter.TaxonomyId, "uuid"), (filter.ModifiedAfter?.ToUniversalTime(), "timestamp with time zone"),
            (words, "text[]"), ((long)offset, "bigint"), ((long?)limit, "bigint"),
        })
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value, DataTypeName = type });
        }

        List<ServicePageItem> items = [];
        var total = 0;
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
        {
            while (await reader.ReadAsync(cancellation))
            {
                items.Add(new ServicePageItem(new Id<Service>(reader.GetGuid(0)), reader.GetFieldValue<DateTimeOffset>(1)));
                total = checked((int)reader.GetInt64(2));
            }
        }

        // Beyond the last page there is no row to carry the count.
        return items.Count == 0 && offset > 0 ? new ServicePage((await LoadAsync(database, filter, 0, 1, cancellation)).TotalItems, []) : new ServicePage(total, items);
    }
}

/// <param name="ChangedAt">When we last saw the listing or anything of it change.</param>
public readonly record struct ServicePageItem(Id<Service> Id, DateTimeOffset ChangedAt);
