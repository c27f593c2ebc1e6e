namespace ResourceMatch.Api.OpenReferral;

/// <summary>One parameter of the lists under /hsds, as it is read and as the API's description tells it.</summary>
/// <param name="Type">text, number, whole, uuid, instant, date-time, flag.</param>
/// <param name="Lists">Which lists know it: s, p (services at locations), o, t (taxonomies), w (taxonomy terms).</param>
/// <param name="IsOurs">Beyond HSDS: told in the Profile.</param>
internal sealed record HsdsParameter(string Name, string Type, string Lists, bool IsOurs, string Description)
{
    /// <summary>Only in the body of a POST: it says where somebody is.</summary>
    public bool IsPrivate { get; init; }

    public static IReadOnlyList<HsdsParameter> All { get; } =
    [
        new("search", "text", "spotw", false, "Words; order by relevance."),
        new("page", "whole", "spotw", false, "Number of the page, from 1."),
        new("per_page", "whole", "spotw", false, "Items a page, 1 to 500; 50 when left out."),
        new("format", "text", "spotw", false, "json, or ndjson: everything that is found in a stream, one a line."),
        new("taxonomy_term_id", "uuid", "spo", false, "Has this term."),
        new("taxonomy_id", "uuid", "spow", false, "Has any term of this taxonomy; of terms: belongs to it."),
        new("organization_id", "uuid", "sp", false, "Offered by this organization."),
        new("modified_after", "instant", "sp", false, "Changed at or after this date and time."),
        new("minimal", "flag", "s", false, "Only id and modified_date, all on one page unless page or per_page is given."),
        new("full", "flag", "spo", false, "Fully nested."),
        new("full_service", "flag", "o", false, "Fully nested, and its services too."),
        new("top_only", "flag", "w", false, "Terms without a parent."),
        new("parent_id", "uuid", "w", false, "Terms right below this one."),
        new("postcode", "text", "p", false, "Served from there: inside the service area where there is one; the centre of proximity."),
        new("proximity", "number", "p", false, "Straight metres around the centre of the postcode."),
        new("lat", "number", "spo", true, "Latitude of a start. Only in the body of a POST.") { IsPrivate = true },
        new("lon", "number", "spo", true, "Longitude of a start. Only in the body of a POST.") { IsPrivate = true },
        new("start", "text", "spo", true, "A start that has a name: the key or name of a neighborhood, school or stop."),
        new("radius_m", "number", "spo", true, "Straight metres around the start."),
        new("bbox", "text", "spo", true, "West,south,east,north in degrees: a place inside."),
        new("open_at", "date-time", "spo", true, "Open at this instant, or now; the next 60 days are known."),
        new("language", "text", "spo", true, "Spoken there: an ISO 639 code or its English name."),
        new("age", "whole", "spo", true, "Whole years that its ages allow."),
        new("accessible", "flag", "spo", true, "true: a step-free way in is stated."),
        new("assured_within_days", "whole", "spo", true, "Confirmed by somebody within so many days."),
        new("max_minutes", "whole", "spo", true, "At most so many minutes from the start, door to door, one way, by foot and bus."),
        new("car", "flag", "spo", true, "true: by car instead of by foot and bus."),
        new("arrive_by", "date-time", "spo", true, "There at this instant at the latest; with none, leaving now."),
        new("metadata", "flag", "spo", true, "true with full: each resource with its record of changes."),
        new("explain", "flag", "spotw", true, "true: each item says why it is there, with the numbers that decided."),
    ];

    public static IEnumerable<HsdsParameter> Of(char list) => All.Where(parameter => parameter.Lists.Contains(list, StringComparison.Ordinal));
}
