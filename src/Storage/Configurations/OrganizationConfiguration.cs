using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ResourceMatch.Domain.Resources;

namespace ResourceMatch.Storage.Configurations;

/// <summary>An organization and what hangs on it alone, or on it and its services.</summary>
internal sealed class OrganizationConfiguration :
    IEntityTypeConfiguration<Organization>, IEntityTypeConfiguration<ServiceProgram>, IEntityTypeConfiguration<OrganizationIdentifier>,
    IEntityTypeConfiguration<Funding>, IEntityTypeConfiguration<Url>, IEntityTypeConfiguration<Contact>
{
    public void Configure(EntityTypeBuilder<Organization> builder)
    {
        builder.ToTable("organization");
        builder.HasSource();
        builder.HasOne<Organization>().WithMany().HasForeignKey(organization => organization.ParentOrganizationId);
        builder.HasMany(organization => organization.Services).WithOne(service => service.Organization).HasForeignKey(service => service.OrganizationId);
        builder.HasMany(organization => organization.Phones).WithOne().HasForeignKey(phone => phone.OrganizationId);
    }

    public void Configure(EntityTypeBuilder<ServiceProgram> builder)
    {
        builder.ToTable("program");
        builder.HasSource();
        builder.HasOne<Organization>().WithMany().HasForeignKey(program => program.OrganizationId);
    }

    public void Configure(EntityTypeBuilder<OrganizationIdentifier> builder)
    {
        builder.ToTable("organization_identifier");
        builder.HasSource();
        builder.HasOne<Organization>().WithMany().HasForeignKey(identifier => identifier.OrganizationId);
    }

    public void Configure(EntityTypeBuilder<Funding> builder)
    {
        builder.ToTable("funding");
        builder.HasSource();
        builder.HasOne<Organization>().WithMany().HasForeignKey(funding => funding.OrganizationId);
        builder.HasOne<Service>().WithMany().HasForeignKey(funding => funding.ServiceId);
    }

    public void Configure(EntityTypeBuilder<Url> builder)
    {
        builder.ToTable("url");
        builder.HasSource();
        builder.Property(url => url.Address).HasColumnName("url");
        builder.HasOne<Organization>().WithMany().HasForeignKey(url => url.OrganizationId);
        builder.HasOne<Service>().WithMany().HasForeignKey(url => url.ServiceId);
    }

    public void Configure(EntityTypeBuilder<Contact> builder)
    {
        builder.ToTable("contact");
        builder.HasSource();
        builder.HasOne<Organization>().WithMany().HasForeignKey(contact => contact.OrganizationId);
        builder.HasOne<Service>().WithMany().HasForeignKey(contact => contact.ServiceId);
        builder.HasOne<Location>().WithMany().HasForeignKey(contact => contact.LocationId);
        builder.HasOne<ServiceAtLocation>().WithMany().HasForeignKey(contact => contact.ServiceAtLocationId);
    }
}
