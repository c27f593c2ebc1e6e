using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ResourceMatch.Domain.Resources;

namespace ResourceMatch.Storage.Configurations;

/// <summary>A place and how it is reached, entered and spoken to.</summary>
internal sealed class LocationConfiguration :
    IEntityTypeConfiguration<Location>, IEntityTypeConfiguration<Address>, IEntityTypeConfiguration<Accessibility>,
    IEntityTypeConfiguration<Phone>, IEntityTypeConfiguration<Language>
{
    /// <summary>The fixed area that stands for an area-only place; null = none was chosen.</summary>
    public const string PublicAreaId = "PublicAreaId";

    public void Configure(EntityTypeBuilder<Location> builder)
    {
        builder.ToTable("location");
        builder.HasSource();
        builder.Property<long?>(PublicAreaId);
        builder.Property(location => location.Visibility).HasColumnName("location_visibility");
        builder.Property(location => location.Point).HasColumnType("geometry(Point,4326)");
        builder.HasIndex(location => location.Point).HasMethod("gist");
        builder.HasOne<Organization>().WithMany().HasForeignKey(location => location.OrganizationId);
        builder.HasMany(location => location.Addresses).WithOne().HasForeignKey(address => address.LocationId);
        builder.HasMany(location => location.Accessibility).WithOne().HasForeignKey(accessibility => accessibility.LocationId);
        builder.HasMany(location => location.Languages).WithOne().HasForeignKey(language => language.LocationId);
        builder.HasMany(location => location.Phones).WithOne().HasForeignKey(phone => phone.LocationId);
        builder.HasMany(location => location.Schedules).WithOne().HasForeignKey(schedule => schedule.LocationId);
    }

    public void Configure(EntityTypeBuilder<Address> builder)
    {
        builder.ToTable("address");
        builder.HasSource();
    }

    public void Configure(EntityTypeBuilder<Accessibility> builder)
    {
        builder.ToTable("accessibility");
        builder.HasSource();
    }

    public void Configure(EntityTypeBuilder<Phone> builder)
    {
        builder.ToTable("phone");
        builder.HasSource();
        builder.HasOne<Contact>().WithMany().HasForeignKey(phone => phone.ContactId);
    }

    public void Configure(EntityTypeBuilder<Language> builder)
    {
        builder.ToTable("language");
        builder.HasSource();
        builder.HasOne<Phone>().WithMany().HasForeignKey(language => language.PhoneId);
    }
}
