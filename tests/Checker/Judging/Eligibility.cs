using ResourceMatch.Checker.Raw;
using ResourceMatch.Checker.Search;

namespace ResourceMatch.Checker.Judging;

/// <summary>May this family use this place, leaving aside how to get there: judged anew from raw rows, in the published order.</summary>
internal static class Eligibility
{
    /// <returns>The kind of the first thing in the way, or null.</returns>
    public static string? FirstObstacle(City city, RawFamily family, RawNeed need, RawPlace place, DateOnly from, int days)
    {
        if (!place.Needs.Contains(need.Key)) return "NotForThisNeed";
        if (place.Status is not ("active" or "")) return "NotRunning";
        if (!FitsAge(family, need, place)) return "AgesOnly";
        if (need.For != "adult" && family.StudentGrade is { } grade && place.Grades.Count > 0 && (grade < place.Grades.Min(range => range.First) || grade > place.Grades.Max(range => range.Last))) return "GradesOnly";
        if (place.Audience.Count > 0 && place.Audience.All(group => Belongs(family, group) == false)) return "ForOthers";
        if (place.Areas.Count > 0 && family.Home.IsKnown && !place.Areas.Any(area => area.Contains(family.Home))) return "ResidentsOnly";
        if (!SpeaksWith(family, place)) return "LanguageMissing";
        if (family.FreeOnly && place.Cost > 0) return "Costs";
        if (family.MissingDocuments.Any(place.Documents.Contains)) return "NeedsPapers";
        if (family.NeedsStepFree && place.Delivery == RawDelivery.AtPlace && place.IsStepFree == false) return "NotStepFree";
        if (place.Available <= 0) return "Full";
        var dates = Enumerable.Range(0, days).Select(from.AddDays).ToList();
        if (place.Hours.State(from) == HoursState.Known && dates.TrueForAll(date => place.Hours.On(date, city.Holidays.IsHoliday(date)).Count == 0))
            return dates.Exists(date => place.Hours.On(date).Count > 0) ? "ClosedForHoliday" : "OutOfSeason";
        return null;
    }

    private static bool FitsAge(RawFamily family, RawNeed need, RawPlace place)
    {
        if (place.MinimumAge is null && place.MaximumAge is null) return true;
        // An age that nobody told fits; an empty list of others is an unknown other.
        List<int?> others = family.OtherAges.Count == 0 ? [null] : [.. family.OtherAges];
        List<int?> student = family.StudentAge is null && family.StudentGrade is null ? [] : [family.StudentAge];
        List<int?> asked = need.For switch
        {
            "student" => [family.StudentAge],
            "adult" => [.. student.Concat(others).Where(age => age is null or >= 18)],
            _ => [.. student, .. others],
        };
        return asked.Any(age => age is null || (age >= (place.MinimumAge ?? 0) && age <= (place.MaximumAge ?? 999)));
    }

    private static bool? Belongs(RawFamily family, string group)
    {
        if (family.Eligibility.TryGetValue(group, out var answer)) return answer;
        return group.StartsWith("school:", StringComparison.Ordinal) && family.School is { } school ? group == "school:" + school : null;
    }

    private static bool SpeaksWith(RawFamily family, RawPlace place)
    {
        var wanted = family.SpeaksEnglish ? [] : family.Languages.Where(code => code != "en").ToList();
        return wanted.Count == 0 || place.HasInterpreter || place.Languages.Count == 0 || wanted.Any(place.Languages.Contains);
    }
}
