using System.Text.RegularExpressions;

namespace ResourceMatch.Importers.Hsds;

/// <summary>HSDS 1 and 2, and the Ohana API's files before them, as names of HSDS 3.1: tables, columns, and cells that hold lists.</summary>
/// <remarks>A name of 3.1 that is there always comes first. Nothing is guessed: a day or date that cannot be read leaves its row out, by name. Safe to share.</remarks>
internal static partial class OlderNames
{
    public static readonly IReadOnlyList<OlderTable> Tables =
    [
        new("older_term", "taxonomy_term", ["taxonomy.csv"], ["name"]),
        new("physical_address", "address", ["physical_addresses.csv"], ["location_id", "address_1"]),
        new("postal_address", "address", ["postal_addresses.csv", "mail_addresses.csv"], ["location_id", "address_1"]),
        new("regular_schedule", "schedule", ["regular_schedules.csv", "regular_schedule.csv"], ["weekday"]),
        new("holiday_schedule", "schedule", ["holiday_schedules.csv", "holiday_schedule.csv"], ["start_date", "end_date"]),
        new("older_accessibility", "accessibility", ["accessibility_for_disabilities.csv"], ["location_id"]),
        new("service_taxonomy", "attribute", ["service_taxonomies.csv", "services_taxonomy.csv", "service_taxonomy.csv"], ["service_id", "taxonomy_id"]),
    ];

    /// <summary>Files of eligibilities, one or more rows a service; 3.1 has a field of the service instead.</summary>
    public static readonly IReadOnlyList<string> EligibilityFiles = ["eligibility.csv", "eligibilities.csv"];

    public static readonly IReadOnlyList<HsdsNest> Nests =
    [
        .. from owner in (string[])["service", "location", "service_at_location"]
           from form in (string[])["regular_schedule", "holiday_schedule"]
           from field in (string[])[form, form + "s"]
           select new HsdsNest(owner, field, form, owner + "_id"),
        new("location", "physical_addresses", "physical_address", "location_id"),
        new("location", "postal_addresses", "postal_address", "location_id"),
        new("location", "accessibility_for_disabilities", "older_accessibility", "location_id"),
        new("service", "fundings", "funding", "service_id"),
        new("organization", "fundings", "funding", "organization_id"),
        new("service", "service_taxonomies", "service_taxonomy", "service_id"),
        new("service", "service_taxonomys", "service_taxonomy", "service_id"),
        new("service_taxonomy", "taxonomy", "older_term", null, "taxonomy_id"),
    ];

    private static readonly Dictionary<(string Table, string Field), string[]> Columns = new()
    {
        [("organization", "website")] = ["url"],
        [("service", "url")] = ["website"],
        [("service", "fees_description")] = ["fees"],
        [("service", "eligibility_description")] = ["eligibility", "audience"],
        [("location", "url")] = ["website"],
        [("location", "description")] = ["short_desc"],
        [("phone", "type")] = ["number_type"],
        [("phone", "description")] = ["department"],
        [("language", "name")] = ["language"],
        [("service_area", "name")] = ["service_area"],
        [("older_accessibility", "description")] = ["accessibility"],
        [("older_term", "id")] = ["taxonomy_id"],
        [("older_term", "taxonomy")] = ["vocabulary"],
        [("regular_schedule", "description")] = ["original_text"],
        [("holiday_schedule", "valid_from")] = ["start_date"],
        [("holiday_schedule", "valid_to")] = ["end_date"],
        [("service_taxonomy", "link_id")] = ["service_id"],
        [("service_taxonomy", "taxonomy_term_id")] = ["taxonomy_id"],
        [("service_taxonomy", "value")] = ["taxonomy_detail"],
    };

    private static readonly string[] Days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    // Cells that hold several things at once: the table of each thing, and the field that it fills.
    private static readonly (string Table, string Column, string Inner, string Field)[] Lists =
    [
        ("service", "languages", "language", "name"),
        ("service", "required_documents", "required_document", "document"),
        ("service", "service_areas", "service_area", "name"),
        ("service", "funding_sources", "funding", "source"),
        ("service", "keywords", "attribute", "label"),
        ("service", "taxonomy_ids", "attribute", "taxonomy_term_id"),
        ("location", "languages", "language", "name"),
        ("location", "accessibility", "accessibility", "description"),
        ("organization", "funding_sources", "funding", "source"),
    ];

    public static OlderTable? Find(string name) => Tables.FirstOrDefault(table => table.Name == name);

    /// <summary>The column of 3.1 in a row that may have it under an older name.</summary>
    /// <param name="name">The table, or the older one.</param>
    /// <param name="find">A column as it stands; null = there is no such column.</param>
    public static string? Read(string name, string field, Func<string, string?> find)
    {
        if ((name, field) is ("older_term", "taxonomy_id")) return null; // there it is the term's own id
        // Two older tables fill one of 3.1, and both count from 1.
        if (field == "id" && name != "older_term" && Find(name) is not null && find("id") is { Length: > 0 } own) return Guid.TryParse(own, out _) ? own : $"{name}:{own}";
        if (find(field) is { } itself && (itself.Length > 0 || !Columns.ContainsKey((name, field)))) return itself;
        if (Columns.TryGetValue((name, field), out var older) && older.Select(find).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text)) is { } found) return found;
        return (name, field) switch
        {
            ("location", "location_type") => IsTrue(find("virtual")) ? "virtual" : "physical",
            ("organization", "year_incorporated") => find("date_incorporated") is { } date && Year().Match(date) is { Success: true } year ? year.Value : find("date_incorporated"),
            ("physical_address", "address_type") => "physical",
            ("postal_address", "address_type") => "postal",
            ("regular_schedule", "freq") => "WEEKLY",
            ("regular_schedule", "byday") => DayOf(find("weekday")),
            ("service_taxonomy", "link_entity") => "service",
            ("service_taxonomy", "id") => $"{find("service_id")}:{find("taxonomy_id")}",
            (_, "id") when Find(name) is not null && name != "older_term" => $"{name}:{find("location_id")}:{find("service_id")}:{find("weekday")}{find("start_date")}:{find("opens_at")}",
            _ => null,
        };
    }

    /// <summary>Leaves out an older row that 3.1 could only hold as something else than it means.</summary>
    public static void Check(string name, HsdsRow row)
    {
        if (name == "regular_schedule")
        {
            if (row.Text("weekday") is null || DayOf(row.Text("weekday")) is null) row.Drop("weekday", "wrong_type", "It is no weekday such as Monday, or 1 (Monday) to 7.");
            foreach (var time in new[] { "opens_at", "closes_at" })
            {
                if (row.Text(time) is null) row.Drop(time, "missing_required_value", $"The field {time} is empty: without it nobody knows when it is open.");
            }
        }
        else if (name == "holiday_schedule")
        {
            foreach (var (column, field) in new[] { ("start_date", "valid_from"), ("end_date", "valid_to") })
            {
                if (row.Date(field) is not { Year: > 1 }) row.Drop(column, "wrong_type", "It is no date like 2026-12-24.");
            }

            if (!IsTrue(row.Text("closed")) && row.Text("opens_at") is null) row.Drop("opens_at", "missing_required_value", "It is not closed, and has no hours.");
            // Closed all day, whatever hours the row repeats.
            if (!IsTrue(row.Text("closed"))) return;
            row.Empty("opens_at");
            row.Empty("closes_at");
        }
    }

    /// <summary>What cells with lists say, and the place of a service that names one, as rows of their own.</summary>
    public static IEnumerable<(string Table, Dictionary<string, string?> Fields)> Hanging(string table, HsdsRow row)
    {
        if (row.Text("id") is not { } id) yield break;
        if (table == "service" && row.Text("location_id") is { } place)
        {
            yield return ("service_at_location", new() { ["id"] = $"{id}:{place}", ["service_id"] = id, ["location_id"] = place });
        }

        foreach (var (_, column, inner, field) in Lists.Where(list => list.Table == table))
        {
            foreach (var item in (row.Text(column) ?? "").Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase))
            {
                var fields = new Dictionary<string, string?> { ["id"] = $"{table}:{id}:{column}:{item}", [table + "_id"] = id, [field] = item };
                if (inner == "attribute") (fields["link_id"], fields["link_entity"], fields["link_type"]) = (id, table, column == "keywords" ? "keyword" : null);
                yield return (inner, fields);
            }
        }
    }

    private static bool IsTrue(string? text) => text?.Trim().ToLowerInvariant() is "true" or "t" or "yes" or "y" or "1";

    private static string? DayOf(string? text)
    {
        var day = (text ?? "").Trim().ToUpperInvariant();
        if (day.Length == 1 && day[0] is >= '0' and <= '7') return Days[(day[0] - '0' + 6) % 7];
        return day.Length >= 2 ? Array.Find(Days, known => Names().Match(day) is { Success: true } && day.StartsWith(known, StringComparison.Ordinal)) : null;
    }

    [GeneratedRegex(@"\b[12]\d{3}\b")]
    private static partial Regex Year();

    [GeneratedRegex("^(MO|TU|WE|TH|FR|SA|SU|MON|TUE|TUES|WED|THU|THUR|THURS|FRI|SAT|SUN|(MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY)$")]
    private static partial Regex Names();
}

/// <param name="Name">What we call it here.</param>
/// <param name="Table">Of 3.1.</param>
/// <param name="Files">Names that its file has.</param>
/// <param name="RequiredColumns">Without one of these the file is refused.</param>
internal sealed record OlderTable(string Name, string Table, IReadOnlyList<string> Files, IReadOnlyList<string> RequiredColumns);
