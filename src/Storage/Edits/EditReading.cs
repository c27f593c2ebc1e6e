using ResourceMatch.Domain.Upkeep;

namespace ResourceMatch.Storage.Edits;

/// <summary>Looks through a save before anything is opened: is each field one that this editor may set, and can it be read?</summary>
internal static class EditReading
{
    private static readonly HashSet<string> HoursOwners = ["service", "location", "service_at_location"];

    private static readonly Dictionary<string, HashSet<string>> Owners = new(StringComparer.Ordinal)
    {
        ["phone"] = ["service", "location", "service_at_location", "organization"],
        ["language"] = ["service", "location"],
        ["required_document"] = ["service"],
        ["cost_option"] = ["service"],
        ["accessibility"] = ["location"],
        ["address"] = ["location"],
    };

    /// <returns>The values of the changes, in their order; and what is refused.</returns>
    public static (List<string?> Values, List<EditProblem> Problems) Read(ListingEdit edit, EditorKind editor)
    {
        List<string?> values = [];
        List<EditProblem> problems = [];
        foreach (var change in edit.Changes) values.Add(ReadOne(change.Entity, change.Id, change.Field, change.Typed, editor, problems));
        foreach (var addition in edit.Additions) ReadAddition(addition, editor, problems);
        foreach (var removal in edit.Removals)
        {
            if (!EditableFields.Addable.Contains(removal.Entity) || !MayAdd(removal.Entity, editor)) problems.Add(new EditProblem(removal.Entity, removal.Id, "", FieldFault.NotAllowed));
        }

        foreach (var hours in edit.Hours)
        {
            if (!HoursOwners.Contains(hours.OwnerEntity)) problems.Add(new EditProblem(hours.OwnerEntity, hours.OwnerId, "hours", FieldFault.NotAllowed));
        }

        return (values, problems);
    }

    private static void ReadAddition(RowAddition addition, EditorKind editor, List<EditProblem> problems)
    {
        if (!Owners.TryGetValue(addition.Entity, out var owners) || !owners.Contains(addition.OwnerEntity) || !MayAdd(addition.Entity, editor))
        {
            problems.Add(new EditProblem(addition.Entity, addition.OwnerId, "", FieldFault.NotAllowed));
            return;
        }

        foreach (var (field, typed) in addition.Fields) ReadOne(addition.Entity, addition.OwnerId, field, typed, editor, problems);
        foreach (var field in EditableFields.All.Where(field => field.Entity == addition.Entity && field.IsRequired && !addition.Fields.ContainsKey(field.Field)))
        {
            problems.Add(new EditProblem(addition.Entity, addition.OwnerId, field.Field, FieldFault.Missing));
        }
    }

    private static string? ReadOne(string entity, Guid id, string field, string? typed, EditorKind editor, List<EditProblem> problems)
    {
        if (EditableFields.Find(entity, field) is not { } known || known.Least > editor)
        {
            problems.Add(new EditProblem(entity, id, field, FieldFault.NotAllowed));
            return null;
        }

        var reading = FieldReading.Of(known, typed);
        if (reading.Fault != FieldFault.None) problems.Add(new EditProblem(entity, id, field, reading.Fault, reading.Fault == FieldFault.TooLong ? known.Length : 0));
        return reading.Value;
    }

    private static bool MayAdd(string entity, EditorKind editor) => EditableFields.All.Any(field => field.Entity == entity && field.Least <= editor);
}

/// <summary>What can be judged only beside the row's other fields.</summary>
internal static class FieldChecks
{
    public static FieldFault FindFault(ListingRow row, string field, string? value, EditorKind editor) =>
        field == EditableFields.Visibility && editor < EditorKind.Staff && PlaceVisibility.IsLoosened(row.Find(field), value) ? FieldFault.OnlyStaffLoosens : FieldFault.None;

    /// <returns>The field to put right, or null.</returns>
    public static string? FindCrossing(ListingRow row) =>
        row.Entity == "service" && Number(row.Find("minimum_age")) > Number(row.Find("maximum_age")) ? "maximum_age" : null;

    private static int? Number(string? text) => int.TryParse(text, out var number) ? number : null;
}
