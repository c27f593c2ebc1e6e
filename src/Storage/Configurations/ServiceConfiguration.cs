using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ResourceMatch.Domain.Resources;

namespace ResourceMatch.Storage.Configurations;

/// <summary>A service and what hangs on it alone.</summary>
internal sealed class ServiceConfiguration :
    IEntityTypeConfiguration<Service>, IEntityTypeConfiguration<ServiceAtLocation>, IEntityTypeConfiguration<CostOption>,
    IEntityTypeConfiguration<RequiredDocument>, IEntityTypeConfiguration<ServiceArea>, IEntityTypeConfiguration<ServiceCapacity>,
    IEntityTypeConfiguration<Unit>, IEntityTypeConfiguration<ServiceNeed>, IEntityTypeConfiguration<Schedule>
{
    public const string ChangedAt = "ChangedAt";

    public void Configure(EntityTypeBuilder<Service> builder)
    {
        builder.ToTable("service");
        builder.HasSource();
        builder.Property<DateTimeOffset>(ChangedAt);
        // The needs stand in a table of their own; DirectoryReader fills the list.
        builder.Ignore(service => service.Needs);
        builder.HasOne<ServiceProgram>().WithMany().HasForeignKey(service => service.ProgramId);
        builder.HasMany(service => service.ServiceAtLocations).WithOne(place => place.Service).HasForeignKey(place => place.ServiceId);
        builder.HasMany(service => service.Schedules).WithOne().HasForeignKey(schedule => schedule.ServiceId);
        builder.HasMany(service => service.Phones).WithOne().HasForeignKey(phone => phone.ServiceId);
        builder.HasMany(service => service.Languages).WithOne().HasForeignKey(language => language.ServiceId);
        builder.HasMany(service => service.CostOptions).WithOne().HasForeignKey(cost => cost.ServiceId);
        builder.HasMany(service => service.RequiredDocuments).WithOne().HasForeignKey(document => document.ServiceId);
        builder.HasMany(service => service.ServiceAreas).WithOne().HasForeignKey(area => area.ServiceId);
        builder.HasMany(service => service.Capacities).WithOne().HasForeignKey(capacity => capacity.ServiceId);
    }

    public void Configure(EntityTypeBuilder<ServiceAtLocation> builder)
    {
        builder.ToTable("service_at_location");
        builder.HasSource();
        builder.HasOne(place => place.Location).WithMany().HasForeignKey(place => place.LocationId);
        builder.HasMany(place => place.Schedules).WithOne().HasForeignKey(schedule => schedule.ServiceAtLocationId);
        builder.HasMany(place => place.Phones).WithOne().HasForeignKey(phone => phone.ServiceAtLocationId);
    }

    public void Configure(EntityTypeBuilder<CostOption> builder)
    {
        builder.ToTable("cost_option");
        builder.HasSource();
    }

    public void Configure(EntityTypeBuilder<RequiredDocument> builder)
    {
        builder.ToTable("required_document");
        builder.HasSource();
    }

    public void Configure(EntityTypeBuilder<ServiceArea> builder)
    {
        builder.ToTable("service_area");
        builder.HasSource();
        builder.Property(area => area.Geometry).HasColumnType("geometry(Geometry,4326)");
        builder.HasIndex(area => area.Geometry).HasMethod("gist");
        builder.HasOne<ServiceAtLocation>().WithMany().HasForeignKey(area => area.ServiceAtLocationId);
    }

    public void Configure(EntityTypeBuilder<ServiceCapacity> builder)
    {
        builder.ToTable("service_capacity");
        builder.HasSource();
        builder.HasOne<Unit>().WithMany().HasForeignKey(capacity => capacity.UnitId);
    }

    public void Configure(EntityTypeBuilder<Unit> builder)
    {
        builder.ToTable("unit");
        builder.HasSource();
    }

    public void Configure(EntityTypeBuilder<ServiceNeed> builder)
    {
        builder.ToTable("service_need");
        builder.HasKey(need => new { need.ServiceId, need.Need });
        builder.HasSource();
        builder.HasOne<Service>().WithMany().HasForeignKey(need => need.ServiceId);
    }

    public void Configure(EntityTypeBuilder<Schedule> builder)
    {
        builder.ToTable("schedule");
        builder.HasSource();
    }
}
