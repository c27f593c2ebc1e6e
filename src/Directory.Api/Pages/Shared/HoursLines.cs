using ResourceMatch.Api.Pages.Speech;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Importers.Spreadsheets;

namespace ResourceMatch.Api.Pages.Shared;

/// <summary>Hours as families read them, one sentence a rule: "Tuesday and Thursday, 3 pm to 6 pm".</summary>
internal static class HoursLines
{
    private static readonly string[] Days = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

    /// <returns>Rules first, then dates in order, then what is words. Empty = nothing is known.</returns>
    public static IReadOnlyList<string> Of(Words words, IReadOnlyList<Schedule> schedules)
    {
        ArgumentNullException.ThrowIfNull(words);
        List<string> rules = [], texts = [];
        List<(DateOnly Date, string Line)> dates = [];
        foreach (var schedule in schedules)
        {
            var times = schedule is { OpensAt: { } opens, ClosesAt: { } closes } ? words.Range(Seconds(opens), Seconds(closes) <= Seconds(opens) ? Seconds(closes) + 86_400 : Seconds(closes)) : null;
            if (schedule is { Byday.Length: > 0 } && times is not null && DaysOf(words, schedule.Byday) is { } days) rules.Add(Season(words, words.Say("Hours.Rule", ("days", days), ("times", times)), schedule));
            else if ((schedule.Dtstart ?? schedule.ValidFrom) is { } date && schedule.Byday is null && schedule.Freq is null && (times is not null || schedule is { ValidTo: not null, Description: null })) dates.Add((date, DateLine(words, schedule, date, times)));
            else if (TextOf(words, schedule) is { } text) texts.Add(text);
        }

        return [.. rules, .. dates.OrderBy(each => each.Date).Select(each => each.Line), .. texts.Distinct()];
    }

    private static string DateLine(Words words, Schedule schedule, DateOnly date, string? times)
    {
        var until = schedule.Dtstart is null ? schedule.ValidTo ?? date : date;
        var day = until == date ? words.LongDate(date) : words.Say("Hours.Dates", ("from", words.PlainDate(date)), ("to", words.PlainDate(until)));
        return Words.Capital(times is null ? words.Say("Hours.Closed", ("date", day)) : words.Say("Hours.Rule", ("days", day), ("times", times)));
    }

    private static string? TextOf(Words words, Schedule schedule) => schedule switch
    {
        { Description: Features.Upkeep.HoursForm.VaryText } => words["Hours.Vary"],
        { AttendingType: not null } when TypedHours.IsPlain(new Schedule { Id = schedule.Id, Freq = schedule.Freq, Byday = schedule.Byday, OpensAt = schedule.OpensAt, ClosesAt = schedule.ClosesAt }) => null,
        { AttendingType: "by appointment" } => words["Hours.Appointment"],
        { Description.Length: > 0 } => schedule.Description,
        _ => null,
    };

    private static string Season(Words words, string line, Schedule schedule)
    {
        var said = Words.Capital(line);
        if (schedule.AttendingType == "by appointment") said = words.Say("Hours.ByAppointment", ("hours", said));
        if (schedule.ValidFrom is { } from) said = words.Say("Hours.From", ("hours", said), ("date", words.PlainDate(from)));
        return (schedule.ValidTo ?? schedule.Until) is { } to ? words.Say("Hours.Until", ("hours", said), ("date", words.PlainDate(to))) : said;
    }

    /// <returns>Null when an item cannot be said.</returns>
    private static string? DaysOf(Words words, string byday)
    {
        List<string> said = [];
        foreach (var item in byday.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var day = item.Length < 2 ? -1 : Array.IndexOf(Days, item[^2..]);
            if (day < 0) return null;
            var ordinal = item[..^2].TrimStart('+');
            if (ordinal.Length == 0) said.Add(words.Day((DayOfWeek)day));
            else if (words.Find($"Hours.Ordinal.{ordinal}") is { } pattern) said.Add(pattern.Replace("{day}", words.Day((DayOfWeek)day), StringComparison.Ordinal));
            else return null;
        }

        return words.And(said);
    }

    private static int Seconds(TimeOnly time) => (time.Hour * 3600) + (time.Minute * 60);
}
