using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ResourceMatch.Domain.Resources;

namespace ResourceMatch.Storage.Configurations;

/// <summary>The words that listings are sorted by, and the record of what changed.</summary>
internal sealed class TaxonomyConfiguration :
    IEntityTypeConfiguration<Taxonomy>, IEntityTypeConfiguration<TaxonomyTerm>, IEntityTypeConfiguration<EntityAttribute>,
    IEntityTypeConfiguration<Metadata>, IEntityTypeConfiguration<Translation>, IEntityTypeConfiguration<MetaTableDescription>
{
    public void Configure(EntityTypeBuilder<Taxonomy> builder)
    {
        builder.ToTable("taxonomy");
        builder.HasSource();
    }

    public void Configure(EntityTypeBuilder<TaxonomyTerm> builder)
    {
        builder.ToTable("taxonomy_term");
        builder.HasSource();
        builder.Property(term => term.TaxonomyName).HasColumnName("taxonomy");
        builder.HasOne<Taxonomy>().WithMany().HasForeignKey(term => term.TaxonomyId);
        builder.HasOne<TaxonomyTerm>().WithMany().HasForeignKey(term => term.ParentId);
    }

    public void Configure(EntityTypeBuilder<EntityAttribute> builder)
    {
        builder.ToTable("attribute");
        builder.HasSource();
        builder.HasOne(attribute => attribute.TaxonomyTerm).WithMany().HasForeignKey(attribute => attribute.TaxonomyTermId);
    }

    public void Configure(EntityTypeBuilder<Metadata> builder)
    {
        builder.ToTable("metadata");
        // Null = our own record.
        builder.Property<string?>(Listed.Source);
    }

    public void Configure(EntityTypeBuilder<MetaTableDescription> builder)
    {
        builder.ToTable("meta_table_description");
        builder.HasSource();
    }

    public void Configure(EntityTypeBuilder<Translation> builder)
    {
        builder.ToTable("translation");
        builder.HasKey(translation => new { translation.EntityId, translation.Field, translation.Language, translation.Entity });
        builder.HasSource();
    }
}
