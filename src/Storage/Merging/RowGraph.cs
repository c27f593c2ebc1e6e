using Npgsql;

namespace ResourceMatch.Storage.Merging;

/// <summary>Which rows hang on which, as the database itself knows it (foreign keys of schemas directory and directory_private), and the columns of each table.</summary>
/// <remarks>Read anew for each merge: a table that a later migration adds is followed without a word here. Immutable.</remarks>
internal sealed class RowGraph
{
    // What does not belong to the row it refers to: a service is not a part of its organization, nor an organization of its parent.
    private static readonly HashSet<(string Child, string Parent)> NoParts =
    [
        ("directory.service", "directory.organization"), ("directory.location", "directory.organization"), ("directory.organization", "directory.organization"),
        ("directory.program", "directory.organization"), ("directory.service", "directory.program"), ("directory.service_at_location", "directory.location"),
    ];

    // Worked out from other rows, and written again when those change.
    private static readonly HashSet<string> WorkedOut = ["directory.opening", "directory.search_document"];

    private readonly ILookup<string, Reference> children;
    private readonly ILookup<string, Column> columns;

    private RowGraph(IEnumerable<Reference> references, IEnumerable<(string Table, Column Column)> columns)
    {
        children = references.ToLookup(reference => reference.Parent);
        this.columns = columns.ToLookup(each => each.Table, each => each.Column);
    }

    public static async Task<RowGraph> LoadAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellation)
    {
        List<Reference> references = [];
        List<(string, Column)> columns = [];
        await using (var command = new NpgsqlCommand(ReadReferences, connection, transaction))
        await using (var rows = await command.ExecuteReaderAsync(cancellation))
        {
            while (await rows.ReadAsync(cancellation)) references.Add(new Reference(rows.GetString(0), rows.GetString(1), rows.GetString(2)));
        }

        await using (var command = new NpgsqlCommand(ReadColumns, connection, transaction))
        await using (var rows = await command.ExecuteReaderAsync(cancellation))
        {
            while (await rows.ReadAsync(cancellation)) columns.Add((rows.GetString(0), new Column(rows.GetString(1), rows.GetString(2))));
        }

        return new RowGraph(references, columns);
    }

    /// <summary>References by which rows are a part of a row of this table.</summary>
    public IEnumerable<Reference> PartsOf(string table) => children[table].Where(reference => !WorkedOut.Contains(reference.Child) && !NoParts.Contains((reference.Child, reference.Parent)));

    /// <summary>References by which rows need a row of this table without being a part of it: while there is one, the row stays.</summary>
    public IEnumerable<Reference> NeedersOf(string table) => children[table].Where(reference => NoParts.Contains((reference.Child, reference.Parent)));

    /// <summary>The columns that can be written.</summary>
    public IReadOnlyList<Column> ColumnsOf(string table) => [.. columns[table]];

    public bool HasId(string table) => columns[table].Any(column => column is { Name: "id", Type: "uuid" });

    /// <param name="Child">The table that refers, with its schema.</param>
    /// <param name="Parent">The table it refers to, by id.</param>
    public sealed record Reference(string Child, string Field, string Parent);

    /// <param name="Type">As PostgreSQL writes it.</param>
    public sealed record Column(string Name, string Type)
    {
        public string Quoted => $"\"{Name}\"";
    }

    private const string ReadReferences = """
        select format('%s.%s', cn.nspname, c.relname), a.attname::text, format('%s.%s', pn.nspname, p.relname)
          from pg_constraint k
          join pg_class c on c.oid = k.conrelid join pg_namespace cn on cn.oid = c.relnamespace
          join pg_class p on p.oid = k.confrelid join pg_namespace pn on pn.oid = p.relnamespace
          join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
         where k.contype = 'f' and cardinality(k.conkey) = 1 and cn.nspname in ('directory', 'directory_private') and pn.nspname in ('directory', 'directory_private')
         order by 1, 2
        """;

    private const string ReadColumns = """
        select format('%s.%s', n.nspname, c.relname), a.attname::text, format_type(a.atttypid, a.atttypmod)
          from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
         where n.nspname in ('directory', 'directory_private') and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
         order by 1, a.attnum
        """;
}
