using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ResourceMatch.Domain.Resources;

namespace ResourceMatch.Storage.Configurations;

internal sealed class OrganizationConfiguration : IEntityTypeConfiguration<Organization>
{
    public void Configure(EntityTypeBuilder<Organization> builder)
    {
        builder.ToTable("organization");
        builder.HasSource();
        builder.HasOne<Organization>().WithMany().HasForeignKey(organization => organization.ParentOrganizationId);
        builder.HasMany(organization => organization.Services).WithOne(service => service.Organization).HasForeignKey(service => service.OrganizationId);
        builder.HasMany(organization => organization.Phones).WithOne().HasForeignKey(phone => phone.OrganizationId);
    }
}
