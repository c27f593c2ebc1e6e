namespace ResourceMatch.Importers.Hsds;

/// <summary>How much of a resource an answer holds: which resources stand in it, and in those.</summary>
/// <remarks>Immutable; safe to share.</remarks>
public sealed class HsdsShape
{
    private HsdsShape(string table, HsdsNest? nest, bool isWhole, IEnumerable<HsdsShape> children)
    {
        Table = HsdsTables.Get(table);
        Nest = nest;
        IsWhole = isWhole;
        Children = [.. children];
        Columns = [.. Table.Fields.Select(field => field.Name)];
        // A whole resource does not repeat the id of what stands in it or around it; a list item does name what it points at.
        var known = Children.Where(child => child.Nest is { Key: not null } && isWhole).Select(child => child.Nest!.Key!).Append(nest?.Back).ToHashSet();
        IsWritten = [.. Table.Fields.Select(field => !known.Contains(field.Name) && (table, field.Name) is not ("translation", "entity"))];
        Keys = [.. Children.Select(child => child.Nest!.Key is { } key ? Array.IndexOf(Columns, key) : -1)];
    }

    /// <summary>A service with everything that hangs on it.</summary>
    public static HsdsShape Service { get; } = Whole("service", null, "service_at_location.service", "organization.locations", "organization.services");

    /// <summary>As lists of services show it: its own fields, its organization's and its program's.</summary>
    public static HsdsShape ServiceItem { get; } = Item("service", null, "organization", "program");

    public static HsdsShape ServiceAtLocation { get; } = Whole("service_at_location", null, "service.service_at_locations", "organization.locations", "organization.services");

    public static HsdsShape ServiceAtLocationItem { get; } = new(
        "service_at_location", null, isWhole: false, [Item("location", NestOf("service_at_location", "location")), Item("service", NestOf("service_at_location", "service"), "organization", "program")]);

    public static HsdsShape OrganizationItem { get; } = Item("organization", null);

    /// <summary>An organization with everything that hangs on it, its services as list items.</summary>
    public static HsdsShape Organization { get; } = WithServices(Item("service", NestOf("organization", "services"), "program"));

    /// <summary>An organization with everything that hangs on it, its services too.</summary>
    public static HsdsShape OrganizationWithServices { get; } = WithServices(
        Whole("service", NestOf("organization", "services"), "service.organization", "service_at_location.service"));

    /// <summary>An organization without its services and locations, as it stands in a service.</summary>
    public static HsdsShape OrganizationAlone { get; } = Whole("organization", null, "organization.locations", "organization.services");

    public static HsdsShape Location { get; } = Whole("location", null);

    public static HsdsShape Taxonomy { get; } = Whole("taxonomy", null);

    public static HsdsShape TaxonomyTerm { get; } = Whole("taxonomy_term", null);

    public static HsdsShape Unit { get; } = Whole("unit", null);

    public static HsdsShape MetaTableDescription { get; } = Whole("meta_table_description", null);

    internal static HsdsShape Attribute { get; } = Whole("attribute", HsdsNesting.Read[("service", "attributes")]);

    internal static HsdsShape Metadata { get; } = Whole("metadata", HsdsNesting.Read[("service", "metadata")]);

    internal static HsdsShape Translation { get; } = Whole("translation", HsdsNesting.Read[("service", "translations")]);

    public HsdsTable Table { get; }

    /// <summary>True when attributes, translations and records of changes are written too.</summary>
    public bool IsWhole { get; }

    /// <summary>Where it stands in its parent; null at the root.</summary>
    internal HsdsNest? Nest { get; }

    internal IReadOnlyList<HsdsShape> Children { get; }

    internal string[] Columns { get; }

    /// <summary>By column: whether it is written, or follows from where the resource stands.</summary>
    internal bool[] IsWritten { get; }

    /// <summary>By child: the column that points at it, or -1 where the child points back.</summary>
    internal int[] Keys { get; }

    private static HsdsNest NestOf(string table, string field) => HsdsNesting.Read[(table, field)];

    private static HsdsShape Item(string table, HsdsNest? nest, params string[] fields) =>
        new(table, nest, isWhole: false, fields.Select(field => Item(NestOf(table, field).Inner, NestOf(table, field))));

    private static HsdsShape Whole(string table, HsdsNest? nest, params string[] without) => new(
        table, nest, isWhole: true, HsdsNesting.Of[table].Where(inner => !without.Contains($"{table}.{inner.Field}")).Select(inner => Whole(inner.Inner, inner, without)));

    private static HsdsShape WithServices(HsdsShape service) => new(
        "organization", null, isWhole: true,
        [.. HsdsNesting.Of["organization"].Where(nest => nest.Field != "services").Select(nest => Whole(nest.Inner, nest)), service]);
}
