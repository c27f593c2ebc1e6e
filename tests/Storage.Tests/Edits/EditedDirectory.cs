using ResourceMatch.Domain;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Domain.Upkeep;
using ResourceMatch.Storage.Edits;
using ResourceMatch.Storage.Tests.Imports;
using ResourceMatch.TestKit;

namespace ResourceMatch.Storage.Tests.Edits;

/// <summary>The small directory, imported, with openings written, and editors of both of its organizations.</summary>
public class EditedDirectory : TestDatabase
{
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    public static readonly Guid Account = Guid.Parse("11111111-1111-1111-1111-111111111111");

    public SettableClock Clock { get; } = new(SmallDirectory.Now.AddHours(1));

    public ListingEditing Editing => field ??= new ListingEditing(Database, Clock, Zone);

    public static Editor Mill => new(EditorKind.Agency, EditScope.Of([SmallDirectory.Of<Organization>("o1")]), Account);

    public static Editor Harbor => new(EditorKind.Agency, EditScope.Of([SmallDirectory.Of<Organization>("o2")]), Account);

    public static Editor Staff => new(EditorKind.Staff, EditScope.Everything, Account);

    public static Guid Pantry => Id<Service>("s1");

    public static Guid House => Id<Service>("s2");

    public static Guid Id<T>(string key) => SmallDirectory.Of<T>(key).Value;

    public async Task<EditOutcome> SaveAsync(Editor editor, params FieldChange[] changes)
    {
        var edit = new ListingEdit();
        edit.Changes.AddRange(changes);
        return await Editing.ApplyAsync(edit, editor, CancellationToken.None);
    }

    public Task<EditOutcome> SaveAsync(Editor editor, Action<ListingEdit> fill)
    {
        var edit = new ListingEdit();
        fill(edit);
        return Editing.ApplyAsync(edit, editor, CancellationToken.None);
    }

    /// <summary>Every row of every table that a listing is made of, as one text.</summary>
    public Task<string> EverythingAsync() => ReadAsStaffAsync<string>(
        """
        select string_agg(query_to_xml(format('select * from %I.%I t order by t::text', table_schema, table_name), true, false, '')::text, '' order by table_schema, table_name)
          from information_schema.tables where table_schema in ('directory', 'directory_private') and table_type = 'BASE TABLE' and has_table_privilege(format('%I.%I', table_schema, table_name), 'select')
        """);
}
