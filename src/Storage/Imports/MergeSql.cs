namespace ResourceMatch.Storage.Imports;

/// <summary>The SQL that brings one staged table into the live one. Names come from the model alone, values are parameters: $1 source, $2 now, $3 who.</summary>
internal static class MergeSql
{
    /// <summary>Where one table's rows come from and go to: the public schema or the private one.</summary>
    public sealed record Side(string Stage, string Target, string Metadata, bool IsPublic)
    {
        public static Side Public(TableShape table) => new(table.Stage, "directory." + table.Name, "directory.metadata", true);

        public static Side Private(TableShape table) => new("stage_private_" + table.Name, "directory_private." + table.Name, "directory_private.metadata", false);
    }

    // A row's change is a change of the listing it belongs to; service.changed_at follows from these.
    private static readonly string[] Owners = ["service", "service_at_location", "location", "organization"];

    public static string MakeStage(TableShape table) =>
        $"create temporary table {table.Stage} as select {List(table.Columns)} from directory.{table.Name} with no data";

    /// <summary>Once ids are unique. Live tables cannot be analyzed by rm_staff, so the planner may guess them empty: with these indexes a wrong guess costs little.</summary>
    public static string IndexStage(TableShape table) => $"create unique index on {table.Stage} ({List(table.Keys)}); analyze {table.Stage}";

    /// <summary>Of rows with the same id the first stays.</summary>
    public static string DropDuplicates(TableShape table) =>
        $"""
        with gone as (
          delete from {table.Stage} s using (select ctid, row_number() over (partition by {List(table.Keys)} order by ctid) as n from {table.Stage}) d
           where s.ctid = d.ctid and d.n > 1 returning 1)
        select count(*) from gone
        """;

    /// <summary>A row that another source brought stays that source's.</summary>
    public static string DropForeign(TableShape table) =>
        $"""
        with gone as (
          delete from {table.Stage} s using directory.{table.Name} t where {Same(table, "t", "s")} and t.source is distinct from $1 returning 1)
        select count(*) from gone
        """;

    /// <summary>References to nothing: an optional one is emptied, a row that needs it is left out.</summary>
    public static string DropDangling(TableShape table, TableShape.Reference reference)
    {
        var missing = $"""
            s.{reference.Column} is not null
              and not exists (select from stage_{reference.Table} p where p.id = s.{reference.Column})
              and not exists (select from directory.{reference.Table} p where p.id = s.{reference.Column} and p.source <> $1)
            """;
        return reference.IsNullable
            ? $"with changed as (update {table.Stage} s set {reference.Column} = null where {missing} returning 1) select count(*) from changed"
            : $"with gone as (delete from {table.Stage} s where {missing} returning 1) select count(*) from gone";
    }

    /// <summary>What hangs on nothing says nothing: a phone without an owner.</summary>
    public static string DropOwnerless(TableShape table) =>
        $"""
        with gone as (delete from {table.Stage} where {string.Join(" and ", table.References.Select(reference => reference.Column + " is null"))} returning 1)
        select count(*) from gone
        """;

    public static string RecordUpdates(TableShape table, Side side) =>
        $"""
        insert into {side.Metadata} (resource_id, resource_type, last_action_date, last_action_type, field_name, previous_value, replacement_value, updated_by)
        select s.id, '{table.Name}', $2, 'UPDATE', f.name, coalesce(f.old, ''), coalesce(f.new, ''), $3
          from {side.Stage} s join {side.Target} t on t.id = s.id and t.source = $1
         cross join lateral (values {string.Join(", ", table.Fields.SelectMany(Compared))}) as f(name, old, new)
         where ({List(table.Values, "t")}) is distinct from ({List(table.Values, "s")}) and f.old is distinct from f.new
        """;

    /// <summary>A row that brings its own record of changes gets no CREATE of ours: its history began elsewhere, and an export comes back as it was.</summary>
    public static string RecordCreations(TableShape table, Side side) =>
        $"""
        insert into {side.Metadata} (resource_id, resource_type, last_action_date, last_action_type, field_name, previous_value, replacement_value, updated_by)
        select s.id, '{table.Name}', $2, 'CREATE', '', '', '', $3 from {side.Stage} s
         where not exists (select from {side.Target} t where t.id = s.id) and not exists (select from stage_metadata m where m.resource_id = s.id and m.resource_type = '{table.Name}')
        """;

    /// <summary>One line for the resource, and one for each field that said something: so a listing of any earlier day can be put together again.</summary>
    public static string RecordDeletions(TableShape table, Side side) =>
        $"""
        insert into {side.Metadata} (resource_id, resource_type, last_action_date, last_action_type, field_name, previous_value, replacement_value, updated_by)
        select t.id, '{table.Name}', $2, 'DELETE', f.name, coalesce(f.old, ''), '', $3 from {side.Target} t
         cross join lateral (values ('', null::text){string.Concat(table.Fields.SelectMany(Said).Select(said => ", " + said))}) as f(name, old)
         where {IsGone(table, side)} and (f.name = '' or f.old <> '')
        """;

    /// <summary>Answers (created, updated); the owners of what changed go to stage_touched.</summary>
    public static string Upsert(TableShape table, Side side)
    {
        var changedAt = table.Name == "service" ? (", changed_at", ", $2", ", changed_at = $2") : ("", "", "");
        var update = table.Values.Count == 0
            ? "do nothing"
            : $"""
              do update set {string.Join(", ", table.Values.Select(column => $"{Quote(column)} = excluded.{Quote(column)}"))}{changedAt.Item3}
               where ({List(table.Values, "t")}) is distinct from ({List(table.Values, "excluded")})
              """;
        return $"""
            with changed as (
              insert into {side.Target} as t ({List(table.Columns)}, source{changedAt.Item1})
              select {List(table.Columns)}, $1{changedAt.Item2} from {side.Stage} s where not exists (select from {side.Target} o where {IsSame(table)})
              on conflict ({List(table.Keys)}) {update}
              returning (xmax = 0) as created, {OwnerColumns(table, "t")}),
            touched as ({Touch(table, side)})
            select count(*) filter (where created), count(*) filter (where not created) from changed
            """;
    }

    // What says the same is not touched: a conflict would lock each of its rows, and an unchanged import took longer than the first.
    private static string IsSame(TableShape table) =>
        Same(table, "o", "s") + (table.Values.Count == 0 ? "" : $" and ({List(table.Values, "o")}) is not distinct from ({List(table.Values, "s")})");

    public static string Delete(TableShape table, Side side) =>
        $"""
        with changed as (delete from {side.Target} t where {IsGone(table, side)} returning {OwnerColumns(table, "t")}),
        touched as ({Touch(table, side)})
        select count(*) from changed
        """;

    private static string Touch(TableShape table, Side side) => side.IsPublic
        ? $"insert into stage_touched select kind, id from changed cross join lateral (values {OwnerValues(table, "changed")}) as o(kind, id) where id is not null"
        : "select 1";

    // Children go first, so what still refers to a row belongs to another source: then the row stays, as that source's to lose.
    private static string IsGone(TableShape table, Side side)
    {
        var referrers = TableShape.All.SelectMany(other => other.References.Where(reference => reference.Table == table.Name)
            .Select(reference => $" and not exists (select from directory.{other.Name} o where o.{reference.Column} = t.id{(other == table ? " and o.source <> $1" : "")})"));
        return $"t.source = $1 and not exists (select from {side.Stage} s where {Same(table, "t", "s")}){string.Concat(referrers)}";
    }

    // A point is two fields in HSDS; other shapes only repeat their extent.
    private static IEnumerable<string> Compared((string Name, bool IsGeometry) field) => field switch
    {
        ("point", true) => ["('latitude', st_y(t.point)::text, st_y(s.point)::text)", "('longitude', st_x(t.point)::text, st_x(s.point)::text)"],
        (_, true) => [],
        var (name, _) => [$"('{name}', t.{Quote(name)}::text, s.{Quote(name)}::text)"],
    };

    private static IEnumerable<string> Said((string Name, bool IsGeometry) field) => field switch
    {
        ("point", true) => ["('latitude', st_y(t.point)::text)", "('longitude', st_x(t.point)::text)"],
        (_, true) => [],
        var (name, _) => [$"('{name}', t.{Quote(name)}::text)"],
    };

    private static string OwnerColumns(TableShape table, string alias) =>
        string.Join(", ", Owners.Select(owner => OwnerColumn(table, owner) is { } column ? $"{alias}.{column} as {owner}_touched" : $"null::uuid as {owner}_touched"));

    private static string OwnerValues(TableShape table, string alias) =>
        string.Join(", ", Owners.Select(owner => $"('{owner}', {alias}.{owner}_touched)"));

    private static string? OwnerColumn(TableShape table, string owner) =>
        table.Name == owner ? "id"
        : table.Has(owner + "_id") ? owner + "_id"
        : (table.Name, owner) switch
        {
            ("attribute", "service") => "link_id",
            ("translation", "service") => "entity_id",
            _ => null,
        };

    private static string Same(TableShape table, string left, string right) =>
        string.Join(" and ", table.Keys.Select(key => $"{left}.{Quote(key)} = {right}.{Quote(key)}"));

    private static string List(IEnumerable<string> columns, string? alias = null) =>
        string.Join(", ", columns.Select(column => alias is null ? Quote(column) : $"{alias}.{Quote(column)}"));

    private static string Quote(string column) => column == "interval" ? "\"interval\"" : column;
}
