using System.Globalization;
using ResourceMatch.Api.Pages.Speech;
using ResourceMatch.Domain.Upkeep;
using ResourceMatch.Storage.Edits;

namespace ResourceMatch.Api.Features.Upkeep;

/// <summary>One input of a listing's form.</summary>
/// <param name="Name">v.ENTITY.ID.FIELD for a field that is there; n.ENTITY.OWNER.ID.NUMBER.FIELD for one of a new row.</param>
/// <param name="Value">What stands in the input.</param>
/// <param name="Seen">What was there when the form was made; sent back, so that others' changes are noticed.</param>
/// <param name="Theirs">What somebody else has saved in the meantime; null = nothing.</param>
internal sealed record FieldInput(string Name, EditableField Field, string Value, string Seen, string? Wrong, string? Theirs)
{
    public string Id => "f-" + Name;

    public string SeenName => string.Concat("s", Name.AsSpan(1));

    public bool IsNew => Name[0] == 'n';
}

/// <summary>The inputs of one row.</summary>
/// <param name="RemoveName">Of the box that takes the row away; null = it cannot be.</param>
internal sealed record RowInputs(string Entity, Guid Id, IReadOnlyList<FieldInput> Fields, string? RemoveName, bool IsRemoved);

/// <summary>Rows of a listing as inputs, and the inputs as a save. The form's own names say entity, id and field; what they may be, the allow-list says.</summary>
/// <remarks>For one request.</remarks>
internal sealed class ListingForm(IReadOnlyList<ListingRow> rows, EditorKind editor, IFormCollection? posted = null)
{
    /// <summary>Beyond this a form is not of ours.</summary>
    public const int MostFields = 2_000;

    private readonly Dictionary<string, EditConflict> conflicts = new(StringComparer.Ordinal);
    private readonly List<(string Name, EditProblem Problem)> problems = [];

    public IReadOnlyList<ListingRow> Rows => rows;

    /// <summary>What is wrong, by the input's name.</summary>
    public IReadOnlyList<(string Name, EditProblem Problem)> Problems => problems;

    public IReadOnlyCollection<EditConflict> Conflicts => conflicts.Values;

    /// <summary>Inputs of the rows of a table, those that this editor may set.</summary>
    /// <param name="isWanted">Which rows; null = all.</param>
    public IReadOnlyList<RowInputs> Of(string entity, Func<ListingRow, bool>? isWanted = null) =>
        [.. rows.Where(row => row.Entity == entity && (isWanted is null || isWanted(row))).Select(row => new RowInputs(entity, row.Id, [.. FieldsOf(entity).Select(field => InputOf(row, field))], EditableFields.Addable.Contains(entity) ? $"r.{entity}.{row.Id:N}" : null, posted?.ContainsKey($"r.{entity}.{row.Id:N}") == true))];

    /// <summary>Empty inputs for one more row.</summary>
    public RowInputs New(string entity, string owner, Guid ownerId, int number = 0)
    {
        var prefix = string.Create(CultureInfo.InvariantCulture, $"n.{entity}.{owner}.{ownerId:N}.{number}.");
        return new RowInputs(entity, ownerId, [.. FieldsOf(entity).Select(field => new FieldInput(prefix + field.Field, field, Typed(prefix + field.Field) ?? "", "", WrongOf(prefix + field.Field), null))], null, false);
    }

    /// <summary>Remembers what became of a save, to be said at the fields.</summary>
    public void Tell(EditOutcome outcome)
    {
        if (outcome is EditOutcome.Refused refused)
        {
            foreach (var problem in refused.Problems) problems.Add((NameOf(problem), problem));
        }

        if (outcome is EditOutcome.Conflict conflict)
        {
            foreach (var each in conflict.Conflicts) conflicts[$"v.{each.Entity}.{each.Id:N}.{each.Field}"] = each;
        }
    }

    /// <summary>Reads what was posted.</summary>
    /// <returns>Null when a name is none of ours.</returns>
    public static ListingEdit? Read(IFormCollection posted)
    {
        if (posted.Count > MostFields) return null;
        var edit = new ListingEdit();
        HashSet<(string, Guid)> removed = [];
        Dictionary<string, RowAddition> additions = new(StringComparer.Ordinal);
        foreach (var name in posted.Keys.Where(name => name.StartsWith("r.", StringComparison.Ordinal)))
        {
            if (name.Split('.') is not ["r", var entity, var id] || !Guid.TryParseExact(id, "N", out var row)) return null;
            edit.Removals.Add(new RowRemoval(entity, row));
            removed.Add((entity, row));
        }

        foreach (var name in posted.Keys)
        {
            var typed = posted[name].LastOrDefault();
            switch (name.Split('.'))
            {
                case ["v", var entity, var id, var field]:
                    if (!Guid.TryParseExact(id, "N", out var row)) return null;
                    var seen = posted[string.Concat("s", name.AsSpan(1))].LastOrDefault();
                    if (!removed.Contains((entity, row)) && (typed ?? "") != (seen ?? "")) edit.Changes.Add(new FieldChange(entity, row, field, seen, typed));
                    break;
                case ["n", var entity, var owner, var id, var number, var field]:
                    if (!Guid.TryParseExact(id, "N", out var ownerId)) return null;
                    var key = $"{entity}.{owner}.{id}.{number}";
                    if (!additions.TryGetValue(key, out var addition)) additions[key] = addition = new RowAddition(entity, owner, ownerId, new Dictionary<string, string?>(StringComparer.Ordinal));
                    ((Dictionary<string, string?>)addition.Fields)[field] = typed;
                    break;
                case ["v" or "n" or "s", ..] when name[0] != 's':
                    return null;
                default:
                    break;
            }
        }

        edit.Additions.AddRange(additions.Values.Where(addition => addition.Fields.Values.Any(value => !string.IsNullOrWhiteSpace(value))));
        return edit;
    }

    private IEnumerable<EditableField> FieldsOf(string entity) => EditableFields.All.Where(field => field.Entity == entity && field.Least <= editor);

    private FieldInput InputOf(ListingRow row, EditableField field)
    {
        var name = $"v.{row.Entity}.{row.Id:N}.{field.Field}";
        var stored = row.Find(field.Field) ?? "";
        var conflict = conflicts.GetValueOrDefault(name);
        // After a conflict the other's value has been seen: saving again means it.
        var seen = conflict is not null ? conflict.Theirs ?? "" : posted is not null && posted.TryGetValue(string.Concat("s", name.AsSpan(1)), out var sent) ? sent.ToString() : stored;
        return new FieldInput(name, field, Typed(name) ?? stored, seen, WrongOf(name), conflict is null ? null : conflict.Theirs ?? "");
    }

    private string? Typed(string name) => posted is not null && posted.TryGetValue(name, out var typed) ? typed.ToString() : null;

    private string? WrongOf(string name) => problems.Exists(problem => problem.Name == name) ? name : null;

    private string NameOf(EditProblem problem)
    {
        var name = $"v.{problem.Entity}.{problem.Id:N}.{problem.Field}";
        if (posted is null || posted.ContainsKey(name)) return name;
        return posted.Keys.FirstOrDefault(key => key.StartsWith($"n.{problem.Entity}.", StringComparison.Ordinal) && key.Contains($".{problem.Id:N}.", StringComparison.Ordinal) && key.EndsWith("." + problem.Field, StringComparison.Ordinal)) ?? name;
    }
}

/// <summary>Fields and what is wrong with them, in the reader's words.</summary>
internal static class FieldWords
{
    public static string Field(this Words words, string entity, string field) => words.Find($"Field.{entity}.{field}") ?? words.Find($"Field.{entity}") ?? field;

    public static string Fault(this Words words, EditProblem problem) => problem.Fault switch
    {
        FieldFault.TooLong => words.Say("Fault.TooLong", ("count", problem.Limit)),
        FieldFault.None => words["Fault.NotAllowed"],
        var fault => words[$"Fault.{fault}"],
    };

    public static string Choice(this Words words, string choice) => words.Find($"Choice.{choice.Replace(' ', '_')}") ?? choice;

    /// <summary>A value as it is read: a choice in words, everything else as it was written.</summary>
    public static string Value(this Words words, string entity, string field, string? value) =>
        value is null or "" ? words["Upkeep.Empty"] : EditableFields.Find(entity, field) is { Kind: FieldKind.Choice } ? words.Choice(value) : value;
}
