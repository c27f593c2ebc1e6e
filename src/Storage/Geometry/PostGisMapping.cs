using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using NetTopologySuite.Geometries;
using Npgsql.EntityFrameworkCore.PostgreSQL.Storage.Internal.Mapping;
using NpgsqlTypes;

namespace ResourceMatch.Storage.Spatial;

/// <summary>Teaches Entity Framework that a NetTopologySuite property is a PostGIS geometry column.</summary>
/// <remarks>Reading, writing and comparing only; spatial conditions are SQL in Queries/.</remarks>
internal static class PostGisMapping
{
    public static DbContextOptionsBuilder UsePostGisTypes(this DbContextOptionsBuilder builder)
    {
        ((IDbContextOptionsBuilderInfrastructure)builder).AddOrUpdateExtension(new Extension());
        return builder;
    }

    private sealed class Extension : IDbContextOptionsExtension
    {
        public DbContextOptionsExtensionInfo Info => new ExtensionInfo(this);

        public void ApplyServices(IServiceCollection services) =>
            new EntityFrameworkRelationalServicesBuilder(services).TryAdd<IRelationalTypeMappingSourcePlugin, Plugin>();

        public void Validate(IDbContextOptions options)
        {
        }
    }

    private sealed class ExtensionInfo(IDbContextOptionsExtension extension) : DbContextOptionsExtensionInfo(extension)
    {
        public override bool IsDatabaseProvider => false;

        public override string LogFragment => "postgis ";

        public override int GetServiceProviderHashCode() => 0;

        public override bool ShouldUseSameServiceProvider(DbContextOptionsExtensionInfo other) => other is ExtensionInfo;

        public override void PopulateDebugInfo(IDictionary<string, string> debugInfo)
        {
        }
    }

    private sealed class Plugin : IRelationalTypeMappingSourcePlugin
    {
        public RelationalTypeMapping? FindMapping(in RelationalTypeMappingInfo mappingInfo)
        {
            var type = mappingInfo.ClrType;
            if (type is null ? mappingInfo.StoreTypeNameBase != "geometry" : !typeof(Geometry).IsAssignableFrom(type)) return null;
            return (RelationalTypeMapping)Activator.CreateInstance(
                typeof(GeometryMapping<>).MakeGenericType(type ?? typeof(Geometry)), mappingInfo.StoreTypeName ?? "geometry")!;
        }
    }
}

/// <summary>One geometry type's column.</summary>
internal sealed class GeometryMapping<T> : NpgsqlTypeMapping
    where T : Geometry
{
    public GeometryMapping(string storeType)
        : base(new RelationalTypeMappingParameters(new CoreTypeMappingParameters(typeof(T), comparer: ByShape), storeType), NpgsqlDbType.Geometry)
    {
    }

    private GeometryMapping(RelationalTypeMappingParameters parameters)
        : base(parameters, NpgsqlDbType.Geometry)
    {
    }

    private static ValueComparer<T> ByShape { get; } = new(
        (left, right) => ReferenceEquals(left, right) || (left != null && right != null && left.SRID == right.SRID && left.EqualsExact(right)),
        value => value.GetHashCode(),
        value => (T)value.Copy());

    protected override RelationalTypeMapping Clone(RelationalTypeMappingParameters parameters) => new GeometryMapping<T>(parameters);

    protected override string GenerateNonNullSqlLiteral(object value) =>
        $"'\\x{Convert.ToHexStringLower(Ewkb.Write((Geometry)value))}'::bytea::geometry";
}
