using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using ResourceMatch.Storage.Access;

namespace ResourceMatch.Api.Access;

/// <summary>Identity's own store, with the authenticator's key and the recovery codes encrypted: a copy of the database makes no codes.</summary>
internal sealed class AccountStore(AccessDb db, IDataProtectionProvider protection, IdentityErrorDescriber describer) : UserOnlyStore<Account, AccessDb, Guid>(db, describer)
{
    private readonly IDataProtector protector = protection.CreateProtector("ResourceMatch.Access.Tokens");

    public override Task SetTokenAsync(Account user, string loginProvider, string name, string? value, CancellationToken cancellationToken) =>
        base.SetTokenAsync(user, loginProvider, name, value is null ? null : protector.Protect(value), cancellationToken);

    public override async Task<string?> GetTokenAsync(Account user, string loginProvider, string name, CancellationToken cancellationToken)
    {
        if (await base.GetTokenAsync(user, loginProvider, name, cancellationToken) is not { } value) return null;
        try
        {
            return protector.Unprotect(value);
        }
        catch (CryptographicException)
        {
            return null; // the keys are gone: an administrator takes the second factor away and the person sets up another
        }
    }
}
