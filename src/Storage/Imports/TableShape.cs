using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using NetTopologySuite.Geometries;
using Npgsql;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Storage.Configurations;

namespace ResourceMatch.Storage.Imports;

/// <summary>One table as an import sees it: which columns come from where. Read from the EF model, so that there is one truth.</summary>
/// <remarks>Immutable; safe to share.</remarks>
internal sealed class TableShape
{
    // Parents before children: the order in which rows are stored; deletes go the other way.
    private static readonly Type[] Order =
    [
        typeof(Organization), typeof(Taxonomy), typeof(TaxonomyTerm), typeof(Unit), typeof(ServiceProgram), typeof(Domain.Resources.Location), typeof(Service),
        typeof(ServiceAtLocation), typeof(Address), typeof(Contact), typeof(Phone), typeof(Schedule), typeof(Language), typeof(Accessibility), typeof(CostOption),
        typeof(RequiredDocument), typeof(ServiceArea), typeof(ServiceCapacity), typeof(Funding), typeof(Url), typeof(OrganizationIdentifier),
        typeof(EntityAttribute), typeof(MetaTableDescription), typeof(Translation), typeof(ServiceNeed), typeof(Metadata),
    ];

    private readonly Column[] columns;

    private TableShape(IEntityType entity)
    {
        EntityType = entity.ClrType;
        Name = entity.GetTableName()!;
        columns = [.. entity.GetProperties().Where(property => !property.IsShadowProperty()).Select(property => new Column(property))];
        Keys = [.. entity.FindPrimaryKey()!.Properties.Select(property => property.GetColumnName())];
        References = [.. entity.GetForeignKeys().Select(key => new Reference(
            key.Properties[0].GetColumnName(), key.PrincipalEntityType.GetTableName()!, key.Properties[0].IsNullable))];
    }

    public static IReadOnlyList<TableShape> All { get; } = Build();

    public Type EntityType { get; }

    /// <summary>The HSDS name: service_at_location.</summary>
    public string Name { get; }

    public string Stage => "stage_" + Name;

    public IReadOnlyList<string> Columns => field ??= [.. columns.Select(column => column.Name)];

    public IReadOnlyList<string> Keys { get; }

    public IReadOnlyList<string> Values => field ??= [.. Columns.Except(Keys)];

    public IReadOnlyList<Reference> References { get; }

    /// <summary>True where each row is a resource of HSDS with an id, so that its changes are recorded.</summary>
    public bool IsResource => Keys is ["id"] && EntityType != typeof(Metadata);

    public IEnumerable<(string Name, bool IsGeometry)> Fields => columns.Where(column => !Keys.Contains(column.Name)).Select(column => (column.Name, column.IsGeometry));

    public bool Has(string column) => Columns.Contains(column);

    /// <summary>The column's type in PostgreSQL, without its bounds.</summary>
    public string TypeOf(string column) => columns.First(each => each.Name == column).DataType;

    /// <returns>Null when the directory has no such table.</returns>
    public static TableShape? Find(string name) => All.FirstOrDefault(table => table.Name == name);

    public static TableShape Of(Type entity) =>
        All.FirstOrDefault(table => table.EntityType == entity) ?? throw new ArgumentException($"{entity.Name} is no table of the directory.", nameof(entity));

    /// <summary>The SQL of one field as HSDS names and writes it, as text; empty texts as null.</summary>
    public string TextOf(string field) => (Name, field) switch
    {
        ("location", "latitude") => "st_y(point)::text",
        ("location", "longitude") => "st_x(point)::text",
        ("location", "location_visibility") => "nullif(location_visibility, 'public')",
        ("funding", "source") => "funding_source",
        _ => columns.First(column => column.Name == field).DataType switch
        {
            "date" => $"to_char({field}, 'YYYY-MM-DD')",
            "time without time zone" or "time" => $"to_char({field}, case when extract(second from {field}) = 0 then 'HH24:MI' else 'HH24:MI:SS' end)",
            "timestamp with time zone" => $"rtrim(rtrim(to_char({field} at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US'), '0'), '.') || 'Z'",
            "text" => field,
            _ => $"{(field == "interval" ? "\"interval\"" : field)}::text",
        },
    };

    /// <summary>Writes one row of a binary COPY.</summary>
    public async ValueTask WriteAsync(NpgsqlBinaryImporter copy, object entity, CancellationToken cancellation)
    {
        await copy.StartRowAsync(cancellation);
        foreach (var column in columns)
        {
            if (column.Read(entity) is { } value) await copy.WriteAsync(value, column.DataType, cancellation);
            else await copy.WriteNullAsync(cancellation);
        }
    }

    private static List<TableShape> Build()
    {
        // The model needs no connection; this string is never opened.
        using var source = NpgsqlDataSource.Create("Host=localhost");
        using var db = new DirectoryDb(DirectoryDb.OptionsFor(source));
        return [.. Order.Select(type => new TableShape(db.Model.FindEntityType(type)!))];
    }

    /// <param name="Column">The referring column.</param>
    /// <param name="Table">The table it refers to, by id.</param>
    public sealed record Reference(string Column, string Table, bool IsNullable);

    private sealed class Column(IProperty property)
    {
        private readonly Func<object, object?>? convert = property.GetTypeMapping().Converter?.ConvertToProvider;

        public string Name { get; } = property.GetColumnName();

        public string DataType { get; } = property.GetColumnType().Split('(')[0];

        public bool IsGeometry { get; } = typeof(Geometry).IsAssignableFrom(property.ClrType);

        public object? Read(object entity)
        {
            var value = property.PropertyInfo!.GetValue(entity);
            if (value is not null && convert is not null) value = convert(value);
            return value switch
            {
                string text => Storable(text),
                DateTimeOffset instant => instant.ToUniversalTime(),
                _ => value,
            };
        }

        // PostgreSQL's text holds neither NUL nor half a surrogate pair; one such letter must not end an import.
        private static string Storable(string text)
        {
            if (text.Contains('\0', StringComparison.Ordinal)) text = text.Replace("\0", "", StringComparison.Ordinal);
            return text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF')
                ? System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text))
                : text;
        }
    }
}
