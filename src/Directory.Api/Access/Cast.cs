using Microsoft.EntityFrameworkCore;
using Npgsql;
using ResourceMatch.Api.Commands;
using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Storage;
using ResourceMatch.Storage.Access;

namespace ResourceMatch.Api.Access;

/// <summary>One invented person of the sample city.</summary>
/// <param name="Organizations">Names of the organizations that an agency editor edits.</param>
internal sealed record CastMember(string Key, string Name, AccessRole Role, params IReadOnlyList<string> Organizations)
{
    /// <summary>An address that no letter can reach.</summary>
    public string Email => $"{Key}@cast.invalid";
}

/// <summary>The invented people of the sample city, who sign in without a password where <c>./run</c> has loaded it, and never in Production.</summary>
public static class Cast
{
    internal static IReadOnlyList<CastMember> All { get; } =
    [
        new("noor", "Noor Halvorsen", AccessRole.AgencyEditor, "Harbor Harvest Kitchen"),
        new("tomas", "Tomas Adeyinka", AccessRole.AgencyEditor, "Harbor Harvest Kitchen", "Old Town Open Table"),
        new("wren", "Wren Castellano", AccessRole.AgencyEditor, "Southside Youth Center"),
        new("mireille", "Mireille Osterlund", AccessRole.DirectoryStaff),
        new("dov", "Dov Petrosyan", AccessRole.DirectoryStaff),
        new("ines", "Ines Marchetti", AccessRole.Administrator),
    ];

    /// <summary>True where this host offers the cast: it was started with the sample city, and is no Production host.</summary>
    public static bool IsOffered(IConfiguration configuration, IHostEnvironment environment) =>
        !environment.IsProduction() && configuration[Families.SampleSetting] is { Length: > 0 };

    /// <summary>Makes the accounts that are missing, where the directory holds the sample city. Harmless to repeat.</summary>
    public static async Task EnsureAsync(IServiceProvider services, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<DirectoryDatabase>();
        var (db, accounts) = (scope.ServiceProvider.GetRequiredService<AccessDb>(), scope.ServiceProvider.GetRequiredService<Accounts>());
        await using var directory = database.OpenDirectory();
        var named = All.SelectMany(member => member.Organizations).Distinct().ToList();
        var organizations = await directory.Organizations.Where(organization => EF.Property<string>(organization, "Source") == SampleCity.Source && named.Contains(organization.Name))
            .ToDictionaryAsync(organization => organization.Name, organization => organization.Id, cancellation);
        if (organizations.Count == 0) return;
        // Several hosts may start at once over one database.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.Database.ExecuteSqlRawAsync("select pg_advisory_xact_lock(5640741)", cancellation);
        foreach (var member in All)
        {
            var account = await accounts.FindAsync(member.Email) ?? await accounts.AddAsync(member.Email, member.Name, member.Role, null, cancellation, isCast: true);
            if (account!.IsDisabled) await accounts.SetDisabledAsync(account, false, null, cancellation);
            foreach (var name in member.Organizations.Where(organizations.ContainsKey)) await accounts.AddEditorAsync(account, organizations[name], account.Id, cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }
}

/// <summary>Stops a Production host that would let invented people in.</summary>
/// <remarks>They could not sign in there anyway; that they are there at all says that this database began as a sample.</remarks>
internal sealed class CastGuard(DirectoryDatabase database, IHostEnvironment environment) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (!environment.IsProduction()) return;
        if (await HasCastAsync(cancellationToken))
        {
            throw new SettingsRefusedException(
                "The invented people of the sample city have accounts in this database, and this is a Production host. Lock them out with \"admin dismiss-cast\", or begin with an empty database.");
        }
    }

    private async Task<bool> HasCastAsync(CancellationToken cancellation)
    {
        try
        {
            await using var command = database.Staff.CreateCommand("select exists (select from access.account where is_cast and not is_disabled)");
            return (bool)(await command.ExecuteScalarAsync(cancellation))!;
        }
        catch (NpgsqlException error) when (Hosting.Failures.IsExpected(error))
        {
            return false; // the host answers that it has no database; invented people get nowhere here in any case
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
