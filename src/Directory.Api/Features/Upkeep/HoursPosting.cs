using ResourceMatch.Domain.Resources;

namespace ResourceMatch.Api.Features.Upkeep;

/// <summary>Reads the hours' form as it was posted: the words or the days, whichever was changed.</summary>
internal static class HoursPosting
{
    /// <param name="form">As the page would show it now; takes what was posted.</param>
    /// <param name="fault">The field that cannot be read; null when all can.</param>
    /// <returns>Null when something cannot be read for certain, or words and days were both changed and say different things.</returns>
    public static IReadOnlyList<Schedule>? Read(IFormCollection posted, HoursForm form, out string? fault)
    {
        if (posted.ContainsKey("week"))
        {
            form.TakeWeek(posted); // dates, seasons and the rest stay as they are
            return form.Read(byDays: true, out fault);
        }

        var before = Days(form).ToList();
        form.Take(posted);
        var areWordsChanged = form.Words != posted["words-seen"].ToString();
        var areDaysChanged = !Days(form).SequenceEqual(posted.ContainsKey("days-seen") ? posted["days-seen"].ToString().Split('|') : before);
        if (areWordsChanged && areDaysChanged)
        {
            var (words, days) = (form.Read(byDays: false, out _), form.Read(byDays: true, out _));
            fault = "words";
            return words is not null && days is not null && Storage.Edits.HoursMark.Of(words) == Storage.Edits.HoursMark.Of(days) ? words : null;
        }

        return form.Read(byDays: areDaysChanged || form.Words.Length == 0, out fault);
    }

    /// <summary>The days as one text, to tell whether they were changed.</summary>
    public static IEnumerable<string> Days(HoursForm form) => form.Days.SelectMany(day => day.Select(time => $"{time.From}-{time.To}"));
}
