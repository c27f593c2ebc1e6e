using Npgsql;

namespace ResourceMatch.Storage.Upkeep;

/// <summary>Somebody says that an organization is theirs; a person decides.</summary>
public sealed record OpenClaim(Guid Id, Guid Organization, string OrganizationName, Guid Account, string Name, string Email, DateTimeOffset MadeAt, string Reason, int Editors);

/// <summary>Claims that wait, and what was decided.</summary>
/// <remarks>Reads accounts' names and addresses: for staff alone. Thread-safe.</remarks>
public static class Claims
{
    public const int ReasonLength = 1_000;

    /// <returns>False when there is no such organization, or the same claim waits already.</returns>
    public static async Task<bool> AddAsync(NpgsqlConnection connection, Guid organization, Guid account, string reason, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            "insert into directory_private.claim (id, organization_id, account_id, made_at, reason) select $1, id, $3, $4, $5 from directory.organization where id = $2 on conflict do nothing", connection);
        foreach (var value in new object[] { Guid.NewGuid(), organization, account, now, reason }) command.Parameters.Add(new() { Value = value });
        return await command.ExecuteNonQueryAsync(cancellation) == 1;
    }

    /// <returns>The oldest first.</returns>
    public static async Task<IReadOnlyList<OpenClaim>> ListOpenAsync(DirectoryDatabase database, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(database);
        await using var command = database.Staff.CreateCommand(
            """
            select c.id, o.id, o.name, a.id, a.name, a.email, c.made_at, c.reason, (select count(*)::integer from access.organization_editor e where e.organization_id = o.id)
              from directory_private.claim c join directory.organization o on o.id = c.organization_id join access.account a on a.id = c.account_id
             where c.outcome is null order by c.made_at, c.id limit 100
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        List<OpenClaim> claims = [];
        while (await reader.ReadAsync(cancellation))
        {
            claims.Add(new OpenClaim(
                reader.GetGuid(0), reader.GetGuid(1), reader.GetString(2), reader.GetGuid(3), reader.GetString(4), reader.GetString(5), reader.GetFieldValue<DateTimeOffset>(6), reader.GetString(7), reader.GetInt32(8)));
        }

        return claims;
    }

    /// <summary>In somebody's open transaction, so that the membership comes with it or not at all.</summary>
    /// <returns>The account and the organization; null when the claim is not there or decided.</returns>
    public static async Task<(Guid Account, Guid Organization)?> DecideAsync(NpgsqlConnection connection, Guid claim, bool isApproved, Guid by, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            "update directory_private.claim set outcome = $2, decided_by = $3, decided_at = $4 where id = $1 and outcome is null returning account_id, organization_id", connection);
        foreach (var value in new object[] { claim, isApproved ? "approved" : "rejected", by, now }) command.Parameters.Add(new() { Value = value });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? (reader.GetGuid(0), reader.GetGuid(1)) : null;
    }
}
