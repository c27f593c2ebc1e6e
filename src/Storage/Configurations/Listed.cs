using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ResourceMatch.Storage.Configurations;

/// <summary>What every imported table has beside its HSDS fields.</summary>
internal static class Listed
{
    /// <summary>The key of the import that a row belongs to; that import alone may change or delete it.</summary>
    public const string Source = "Source";

    public static void HasSource<T>(this EntityTypeBuilder<T> entity)
        where T : class =>
        entity.Property<string>(Source).IsRequired();
}
