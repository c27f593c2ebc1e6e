using System.Text.Json;

namespace ResourceMatch.Storage.Search;

/// <summary>The counts beside an answer: one pass over the rows already found (h), told as one JSON text.</summary>
internal static class SearchCounting
{
    public static string Sql(string now) =>
        $"""
        json_build_object(
          'needs', (select coalesce(json_object_agg(k, n), json_build_object()) from (select k, count(*) as n from h cross join unnest(h.needs) as k group by k) c),
          'languages', (select coalesce(json_object_agg(k, n), json_build_object()) from (select k, count(*) as n from h cross join unnest(h.languages) as k group by k) c),
          'areas', (select coalesce(json_object_agg(k, n), json_build_object()) from (select k, count(*) as n from h cross join unnest(h.areas) as k group by k) c),
          'others', (select json_build_array({string.Join(", ", Enumerable.Range(0, 7).Select(day => $"count(*) filter (where h.days & {1 << day} <> 0)"))},
                            count(*) filter (where h.cost = 0), count(*) filter (where h.is_accessible)) from h),
          'open', (select count(*) from h d where {SearchStatement.OpenAt(now)}))::text
        """;

    public static SearchCounts Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        var others = root.GetProperty("others").EnumerateArray().Select(count => count.GetInt32()).ToArray();
        return new SearchCounts(
            Map(root.GetProperty("needs")), Map(root.GetProperty("languages")), Map(root.GetProperty("areas")),
            Enum.GetValues<DayOfWeek>().Where(day => others[(int)day] > 0).ToDictionary(day => day, day => others[(int)day]),
            others[7], root.GetProperty("open").GetInt32(), others[8]);
    }

    private static Dictionary<string, int> Map(JsonElement counts) => counts.EnumerateObject().ToDictionary(count => count.Name, count => count.Value.GetInt32(), StringComparer.Ordinal);
}
