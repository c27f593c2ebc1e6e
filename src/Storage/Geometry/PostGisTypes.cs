#pragma warning disable NPG9001 // Npgsql.Internal is marked experimental; the driver's version is pinned exactly.
using NetTopologySuite.Geometries;
using Npgsql;
using Npgsql.Internal;
using Npgsql.Internal.Postgres;

namespace ResourceMatch.Storage.Spatial;

/// <summary>Teaches the driver that a column of type geometry is a NetTopologySuite value.</summary>
/// <remarks>Stands in for Npgsql's own plugin, which cannot be restored where this is built. Points, line strings, polygons, their multiples and collections; two dimensions; no geography, no arrays.</remarks>
public static class PostGisTypes
{
    /// <summary>Every connection of this source reads and writes geometry columns as geometry values.</summary>
    public static NpgsqlDataSourceBuilder UsePostGis(this NpgsqlDataSourceBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddTypeInfoResolverFactory(new ResolverFactory());
        return builder;
    }

    private sealed class ResolverFactory : PgTypeInfoResolverFactory
    {
        public override IPgTypeInfoResolver CreateResolver() => new Resolver();

        public override IPgTypeInfoResolver? CreateArrayResolver() => null;
    }

    private sealed class Resolver : IPgTypeInfoResolver
    {
        private readonly TypeInfoMappingCollection mappings = Build();

        public PgTypeInfo? GetTypeInfo(Type? type, DataTypeName? dataTypeName, PgSerializerOptions options) =>
            mappings.Find(type, dataTypeName, options);

        private static TypeInfoMappingCollection Build()
        {
            var mappings = new TypeInfoMappingCollection();
            mappings.AddType<Geometry>("geometry", (options, mapping, _) => mapping.CreateInfo(options, new GeometryConverter<Geometry>()), isDefault: true);
            Add<Point>(mappings);
            Add<LineString>(mappings);
            Add<Polygon>(mappings);
            Add<MultiPoint>(mappings);
            Add<MultiLineString>(mappings);
            Add<MultiPolygon>(mappings);
            Add<GeometryCollection>(mappings);
            return mappings;
        }

        private static void Add<T>(TypeInfoMappingCollection mappings)
            where T : Geometry =>
            mappings.AddType<T>("geometry", (options, mapping, _) => mapping.CreateInfo(options, new GeometryConverter<T>()));
    }

    private sealed class GeometryConverter<T> : PgStreamingConverter<T>
        where T : Geometry
    {
        public override T Read(PgReader reader)
        {
            var bytes = new byte[reader.CurrentRemaining];
            reader.ReadBytes(bytes);
            return Cast(Ewkb.Read(bytes));
        }

        public override async ValueTask<T> ReadAsync(PgReader reader, CancellationToken cancellationToken = default)
        {
            var bytes = new byte[reader.CurrentRemaining];
            await reader.ReadBytesAsync(bytes, cancellationToken).ConfigureAwait(false);
            return Cast(Ewkb.Read(bytes));
        }

        public override Size GetSize(SizeContext context, T value, ref object? writeState)
        {
            var bytes = Ewkb.Write(value);
            writeState = bytes;
            return bytes.Length;
        }

        public override void Write(PgWriter writer, T value) => writer.WriteBytes((byte[])writer.Current.WriteState!);

        public override ValueTask WriteAsync(PgWriter writer, T value, CancellationToken cancellationToken = default) =>
            writer.WriteBytesAsync((byte[])writer.Current.WriteState!, cancellationToken);

        private static T Cast(Geometry value) =>
            value as T ?? throw new InvalidCastException($"The column holds a {value.GeometryType}, not a {typeof(T).Name}.");
    }
}
