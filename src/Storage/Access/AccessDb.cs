using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Npgsql;
using ResourceMatch.Domain;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Storage.Configurations;

namespace ResourceMatch.Storage.Access;

/// <summary>Accounts, sessions and letters: schema access, as rm_staff.</summary>
/// <remarks>The configuration stands here and not among the directory's, which are read as a whole. One context for one request; not thread-safe.</remarks>
public sealed class AccessDb(DbContextOptions<AccessDb> options) : DbContext(options)
{
    public DbSet<Account> Accounts => Set<Account>();
    public DbSet<IdentityUserToken<Guid>> Tokens => Set<IdentityUserToken<Guid>>();
    public DbSet<AccessSession> Sessions => Set<AccessSession>();
    public DbSet<OrganizationEditor> OrganizationEditors => Set<OrganizationEditor>();
    public DbSet<AccountEvent> AccountEvents => Set<AccountEvent>();
    public DbSet<OutboxLetter> Outbox => Set<OutboxLetter>();

    /// <summary>Options for a context over this source.</summary>
    public static DbContextOptions<AccessDb> OptionsFor(NpgsqlDataSource source) => new DbContextOptionsBuilder<AccessDb>().UseNpgsql(source).Options;

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        configurationBuilder.Properties<Id<Organization>>().HaveConversion<IdConversion<Organization>>();
        configurationBuilder.Properties<AccessRole>().HaveConversion<AccessRoleConversion>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.HasDefaultSchema("access");
        modelBuilder.Entity<Account>(account =>
        {
            account.ToTable("account");
            account.Property(each => each.Id).ValueGeneratedNever();
            account.Property(each => each.UserName).IsRequired();
            account.Property(each => each.NormalizedUserName).IsRequired();
            account.Property(each => each.Email).IsRequired();
            account.Property(each => each.NormalizedEmail).IsRequired();
            account.Property(each => each.SecurityStamp).IsRequired();
            account.Property(each => each.ConcurrencyStamp).IsRequired().IsConcurrencyToken();
            account.Ignore(each => each.PhoneNumber);
            account.Ignore(each => each.PhoneNumberConfirmed);
        });
        modelBuilder.Entity<IdentityUserToken<Guid>>(token =>
        {
            token.ToTable("account_token");
            token.HasKey(each => new { each.UserId, each.LoginProvider, each.Name });
            token.HasOne<Account>().WithMany().HasForeignKey(each => each.UserId);
        });
        modelBuilder.Entity<AccessSession>(session =>
        {
            session.ToTable("session");
            session.HasKey(each => each.KeyHash);
            session.HasOne<Account>().WithMany().HasForeignKey(each => each.AccountId);
        });
        modelBuilder.Entity<OrganizationEditor>(editor =>
        {
            editor.ToTable("organization_editor");
            editor.HasKey(each => new { each.AccountId, each.OrganizationId });
            editor.HasOne<Account>().WithMany().HasForeignKey(each => each.AccountId);
        });
        modelBuilder.Entity<AccountEvent>(happened =>
        {
            happened.ToTable("account_event");
            happened.HasOne<Account>().WithMany().HasForeignKey(each => each.AccountId);
        });
        modelBuilder.Entity<OutboxLetter>(letter =>
        {
            letter.ToTable("outbox");
            letter.Property(each => each.Id).ValueGeneratedNever();
        });
        SnakeCase.NameColumns(modelBuilder);
    }

    /// <summary>agency_editor, directory_staff, administrator.</summary>
    private sealed class AccessRoleConversion() : ValueConverter<AccessRole, string>(role => WordOf(role), word => Parse(word));

    private static string WordOf(AccessRole role) => role switch
    {
        AccessRole.AgencyEditor => "agency_editor",
        AccessRole.DirectoryStaff => "directory_staff",
        AccessRole.Administrator => "administrator",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "No such role."),
    };

    private static AccessRole Parse(string word) => word switch
    {
        "agency_editor" => AccessRole.AgencyEditor,
        "directory_staff" => AccessRole.DirectoryStaff,
        "administrator" => AccessRole.Administrator,
        _ => throw new FormatException($"The role '{word}' is not known."),
    };
}
