using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using ResourceMatch.Api.Access;
using ResourceMatch.Storage;
using ResourceMatch.Storage.Access;

namespace ResourceMatch.Api.Commands;

/// <summary><c>admin</c>: the first administrator, and what must work when nobody can sign in. Everything else stands at /admin/people.</summary>
/// <remarks>Whoever may run it has the database's passwords anyway. Exit 0; 1 when an address is refused or there is no such account.</remarks>
internal static class AdminCommand
{
    /// <param name="loadSettings">Null = as all verbs read them.</param>
    public static Command Create(Func<IConfiguration>? loadSettings = null)
    {
        var load = loadSettings ?? HostSettings.Load;
        var name = new Option<string?>("--name") { Description = "As the header shows it; the address without it.", HelpName = "NAME" };
        var email = Email();
        var add = new Command("add", "Adds an administrator and prints a link that sets the password, once and for a day.") { email, name };
        add.SetAction((parsed, cancellation) => RunAsync(load(), parsed, (accounts, _, output) => AddAsync(accounts, parsed.GetValue(email)!, parsed.GetValue(name), output, cancellation), cancellation));

        var linked = Email();
        var second = new Option<bool>("--without-second-factor") { Description = "Also takes the code from the phone away." };
        var link = new Command("link", "Prints such a link for an account that exists.") { linked, second };
        link.SetAction((parsed, cancellation) => RunAsync(
            load(),
            parsed,
            async (accounts, _, output) =>
            {
                var account = await GetAsync(accounts, parsed.GetValue(linked)!);
                if (account.IsCast) throw new RefusedValueException("Invented people have no password.");
                if (parsed.GetValue(second)) await accounts.RemoveSecondFactorAsync(account, null, cancellation);
                output.WriteLine(await accounts.LinkAsync(account));
            },
            cancellation));

        var disabled = Email();
        var disable = new Command("disable", "Locks somebody out; every session ends at once.") { disabled };
        disable.SetAction((parsed, cancellation) => RunAsync(
            load(),
            parsed,
            async (accounts, _, output) =>
            {
                var account = await GetAsync(accounts, parsed.GetValue(disabled)!);
                if (!await accounts.SetDisabledAsync(account, true, null, cancellation)) throw new RefusedValueException("This is the last administrator. Add another one first.");
                output.WriteLine($"{account.Email} may not sign in any more.");
            },
            cancellation));

        var list = new Command("list", "Prints everybody who has an account.");
        list.SetAction((parsed, cancellation) => RunAsync(load(), parsed, (_, db, output) => ListAsync(db, output, cancellation), cancellation));

        var dismiss = new Command("dismiss-cast", "Locks out the invented people of the sample city, so that a Production host starts.");
        dismiss.SetAction((parsed, cancellation) => RunAsync(load(), parsed, (accounts, db, output) => DismissAsync(accounts, db, output, cancellation), cancellation));
        return new Command("admin", "Looks after the people who may sign in.") { add, link, disable, list, dismiss };
    }

    private static Argument<string> Email() => new("EMAIL") { Description = "The person's e-mail address." };

    private static async Task AddAsync(Accounts accounts, string text, string? name, TextWriter output, CancellationToken cancellation)
    {
        if (Accounts.ReadEmail(text) is not { } email) throw new RefusedValueException($"\"{text}\" is no e-mail address; give one like name@example.org.");
        if (name is { Length: 0 or > Account.NameLength }) throw new RefusedValueException($"--name must have 1 to {Account.NameLength} letters.");
        if (await accounts.AddAsync(email, name ?? email, AccessRole.Administrator, null, cancellation) is not { } account)
        {
            throw new RefusedValueException($"{email} has an account already; \"admin link {email}\" prints another link.");
        }

        output.WriteLine($"{email} is an administrator. This link sets the password, once and for a day:");
        output.WriteLine(await accounts.LinkAsync(account));
    }

    private static async Task ListAsync(AccessDb db, TextWriter output, CancellationToken cancellation)
    {
        foreach (var account in await db.Accounts.AsNoTracking().OrderBy(account => account.Email).ToListAsync(cancellation))
        {
            var notes = new[]
            {
                account.IsDisabled ? "locked out" : null, account.IsCast ? "invented" : null, account.TwoFactorEnabled ? "second factor" : null,
                account is { IsCast: false, PasswordHash: null } ? "no password yet" : null,
            };
            output.WriteLine($"{account.Email}\t{account.Role?.ToString() ?? "no role"}\t{account.Name}\t{string.Join(", ", notes.OfType<string>())}".TrimEnd());
        }
    }

    private static async Task DismissAsync(Accounts accounts, AccessDb db, TextWriter output, CancellationToken cancellation)
    {
        var cast = await db.Accounts.Where(account => account.IsCast && !account.IsDisabled).ToListAsync(cancellation);
        // The last administrator may be one of them, and must go all the same.
        foreach (var account in cast)
        {
            account.IsDisabled = true;
            await db.SaveChangesAsync(cancellation);
            await accounts.EndSessionsAsync(account, cancellation);
            await accounts.TellAsync(account, "disabled", null, null, cancellation);
        }

        output.WriteLine(cast.Count == 0 ? "No invented person may sign in." : $"{cast.Count} invented people may not sign in any more.");
    }

    private static async Task<Account> GetAsync(Accounts accounts, string email) =>
        await accounts.FindAsync(email) ?? throw new RefusedValueException($"Nobody has an account with the address {email}.");

    private static async Task<int> RunAsync(IConfiguration configuration, ParseResult parsed, Func<Accounts, AccessDb, TextWriter, Task> act, CancellationToken cancellation)
    {
        await using var database = await HostSettings.OpenDatabaseAsync(configuration, cancellation);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(configuration);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(_ => database);
        AccessHosting.AddAccounts(services, configuration);
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        try
        {
            await act(scope.ServiceProvider.GetRequiredService<Accounts>(), scope.ServiceProvider.GetRequiredService<AccessDb>(), parsed.InvocationConfiguration.Output);
            return RootVerbs.Done;
        }
        catch (RefusedValueException refused)
        {
            parsed.InvocationConfiguration.Error.WriteLine(refused.Message);
            return RootVerbs.Refused;
        }
    }
}
