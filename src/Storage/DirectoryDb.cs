using Microsoft.EntityFrameworkCore;
using Npgsql;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Storage.Configurations;
using ResourceMatch.Storage.Spatial;

namespace ResourceMatch.Storage;

/// <summary>The public directory, read as rm_public. Confidential points and addresses are not in its tables at all.</summary>
/// <remarks>Tracks nothing and writes nothing: imports write through <c>DirectoryImport</c>. One context for one request; not thread-safe.</remarks>
public sealed class DirectoryDb(DbContextOptions<DirectoryDb> options) : DbContext(options)
{
    public DbSet<Organization> Organizations => Set<Organization>();
    public DbSet<ServiceProgram> Programs => Set<ServiceProgram>();
    public DbSet<Service> Services => Set<Service>();
    public DbSet<ServiceAtLocation> ServicesAtLocations => Set<ServiceAtLocation>();
    public DbSet<Domain.Resources.Location> Locations => Set<Domain.Resources.Location>();
    public DbSet<Address> Addresses => Set<Address>();
    public DbSet<Phone> Phones => Set<Phone>();
    public DbSet<Schedule> Schedules => Set<Schedule>();
    public DbSet<Language> Languages => Set<Language>();
    public DbSet<Accessibility> Accessibility => Set<Accessibility>();
    public DbSet<CostOption> CostOptions => Set<CostOption>();
    public DbSet<RequiredDocument> RequiredDocuments => Set<RequiredDocument>();
    public DbSet<ServiceArea> ServiceAreas => Set<ServiceArea>();
    public DbSet<ServiceCapacity> ServiceCapacities => Set<ServiceCapacity>();
    public DbSet<Unit> Units => Set<Unit>();
    public DbSet<Taxonomy> Taxonomies => Set<Taxonomy>();
    public DbSet<TaxonomyTerm> TaxonomyTerms => Set<TaxonomyTerm>();
    public DbSet<EntityAttribute> Attributes => Set<EntityAttribute>();
    public DbSet<Metadata> Metadata => Set<Metadata>();
    public DbSet<Translation> Translations => Set<Translation>();
    public DbSet<Contact> Contacts => Set<Contact>();
    public DbSet<Funding> Fundings => Set<Funding>();
    public DbSet<Url> Urls => Set<Url>();
    public DbSet<OrganizationIdentifier> OrganizationIdentifiers => Set<OrganizationIdentifier>();
    public DbSet<MetaTableDescription> MetaTableDescriptions => Set<MetaTableDescription>();
    internal DbSet<ServiceNeed> ServiceNeeds => Set<ServiceNeed>();

    /// <summary>Options for a context over this source.</summary>
    public static DbContextOptions<DirectoryDb> OptionsFor(NpgsqlDataSource source) => Finish(new DbContextOptionsBuilder<DirectoryDb>().UseNpgsql(source));

    /// <summary>Options for a context inside somebody's open transaction.</summary>
    internal static DbContextOptions<DirectoryDb> OptionsFor(NpgsqlConnection connection) => Finish(new DbContextOptionsBuilder<DirectoryDb>().UseNpgsql(connection));

    private static DbContextOptions<DirectoryDb> Finish(DbContextOptionsBuilder<DirectoryDb> builder)
    {
        builder.UsePostGisTypes().UseQueryTrackingBehavior(QueryTrackingBehavior.NoTrackingWithIdentityResolution);
        return builder.Options;
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        IdConversion.AddAll(configurationBuilder);
        configurationBuilder.Properties<ServiceStatus>().HaveConversion<ServiceStatusConversion>();
        configurationBuilder.Properties<LocationType>().HaveConversion<LocationTypeConversion>();
        configurationBuilder.Properties<LocationVisibility>().HaveConversion<LocationVisibilityConversion>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.HasDefaultSchema("directory");
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(DirectoryDb).Assembly);
        SnakeCase.NameColumns(modelBuilder);
    }
}

/// <summary>A key of the needs vocabulary that a service answers (table service_need).</summary>
internal sealed class ServiceNeed
{
    public required Domain.Id<Service> ServiceId { get; init; }
    public required string Need { get; init; }
}
