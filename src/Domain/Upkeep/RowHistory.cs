namespace ResourceMatch.Domain.Upkeep;

/// <summary>One resource as its fields' texts, the way <c>metadata</c> writes them. A field that is null or "" is missing.</summary>
/// <remarks>Equal fields in any order are equal rows only through <see cref="Fields"/>; compare those. Immutable by custom.</remarks>
public sealed record ListingRow(string Entity, Guid Id, IReadOnlyDictionary<string, string> Fields)
{
    public string? Find(string field) => Fields.GetValueOrDefault(field);
}

/// <summary>One line of <c>metadata</c>.</summary>
/// <param name="Field">Empty where the whole resource came or went.</param>
public readonly record struct RowChange(string Entity, Guid Id, DateTimeOffset At, string Action, string Field, string Previous, string Replacement);

/// <summary>Takes changes back, the latest first: any listing as of any instant.</summary>
/// <remarks>
/// No resource changes twice at one instant: an edit waits for the next microsecond. UPDATE gives its field the value before. CREATE takes the resource away. DELETE brings it back, with the fields that its lines hold. Pure; linear in the number of changes.
/// Not supported: what is no resource of HSDS with an id (translations, needs), and shapes other than points.
/// </remarks>
public static class RowHistory
{
    public const string Create = "CREATE";
    public const string Update = "UPDATE";
    public const string Delete = "DELETE";

    /// <param name="now">The rows as they are.</param>
    /// <param name="changes">All changes of these rows and of those that are gone, in any order.</param>
    /// <param name="at">Changes at this very instant have happened.</param>
    /// <returns>The rows as they were, by entity and id.</returns>
    public static IReadOnlyList<ListingRow> AsOf(IEnumerable<ListingRow> now, IEnumerable<RowChange> changes, DateTimeOffset at)
    {
        var rows = now.ToDictionary(row => (row.Entity, row.Id), row => row.Fields.Where(field => field.Value.Length > 0).ToDictionary(field => field.Key, field => field.Value, StringComparer.Ordinal));
        foreach (var change in changes.Where(change => change.At > at).OrderByDescending(change => change.At))
        {
            var key = (change.Entity, change.Id);
            if (change.Action == Create)
            {
                rows.Remove(key);
                continue;
            }

            if (!rows.TryGetValue(key, out var fields))
            {
                // An update of a row that is gone without a word of how: nothing certain can be said of it.
                if (change.Action != Delete) continue;
                rows[key] = fields = new Dictionary<string, string>(StringComparer.Ordinal);
            }

            if (change.Field.Length == 0) continue;
            if (change.Previous.Length > 0) fields[change.Field] = change.Previous;
            else fields.Remove(change.Field);
        }

        return [.. rows.OrderBy(row => row.Key.Entity, StringComparer.Ordinal).ThenBy(row => row.Key.Id).Select(row => new ListingRow(row.Key.Entity, row.Key.Id, row.Value))];
    }
}
