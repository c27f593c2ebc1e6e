using System.Globalization;

namespace ResourceMatch.Importers.Spreadsheets;

/// <summary>Joins what the sentences say: takes closed days and breaks away, drops repetitions, puts days with the same times together.</summary>
internal static class HoursRules
{
    private static readonly string[] DayNames = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    public static List<HoursRule> Join(List<HoursSentence> sentences)
    {
        var closedDays = sentences.Aggregate(0, (days, sentence) => days | sentence.ClosedDays);
        var closedOrdinals = sentences.SelectMany(sentence => sentence.ClosedOrdinals).ToList();
        var breaks = sentences.SelectMany(sentence => sentence.Breaks).ToLookup(pause => pause.Group);
        var byAppointment = sentences.Exists(sentence => sentence.AllByAppointment);
        Dictionary<(TimeOnly Opens, TimeOnly Closes, bool ByAppointment, bool Monthly), SortedSet<(int Ordinal, int Day)>> days = [];
        List<HoursRule> dated = [];
        foreach (var group in sentences.SelectMany(sentence => sentence.Groups))
        {
            var times = group.Times.SelectMany(time => WithoutBreaks(time, [.. breaks[group].Select(pause => (pause.From, pause.To))])).ToList();
            foreach (var (opens, closes) in times)
            {
                var appointment = byAppointment || group.ByAppointment;
                dated.AddRange(group.Dates.Select(date => new HoursRule(null, date, opens, closes, appointment)));
                foreach (var (ordinal, day) in DaysOf(group, closedDays, closedOrdinals))
                {
                    var key = (opens, closes, appointment, ordinal != 0);
                    if (!days.TryGetValue(key, out var list)) days[key] = list = [];
                    list.Add((ordinal, day));
                }
            }
        }

        return [.. days.Select(entry => new HoursRule(Byday(entry.Value), null, entry.Key.Opens, entry.Key.Closes, entry.Key.ByAppointment)), .. dated.Distinct()];
    }

    private static IEnumerable<(int Ordinal, int Day)> DaysOf(HoursGroup group, int closedDays, List<(int[] Ordinals, int Days)> closedOrdinals)
    {
        foreach (var (ordinals, days) in group.Elements)
        {
            for (var day = 0; day < 7; day++)
            {
                if ((days & ~closedDays & (1 << day)) == 0) continue;
                var closed = closedOrdinals.Where(entry => (entry.Days & (1 << day)) != 0).SelectMany(entry => entry.Ordinals).ToHashSet();
                // "Saturdays, closed the first": the second to the fifth. The last cannot be told from the fourth or fifth this way.
                IEnumerable<int> open = ordinals.Length > 0 ? ordinals : closed.Count > 0 ? [1, 2, 3, 4, 5] : [0];
                foreach (var ordinal in open.Where(ordinal => !closed.Contains(ordinal))) yield return (ordinal, day);
            }
        }
    }

    private static IEnumerable<(TimeOnly Opens, TimeOnly Closes)> WithoutBreaks((TimeOnly Opens, TimeOnly Closes) time, List<(TimeOnly From, TimeOnly To)> breaks)
    {
        foreach (var (from, to) in breaks.Order())
        {
            if (from <= time.Opens || to >= time.Closes || to <= from) continue;
            yield return (time.Opens, from);
            time.Opens = to;
        }

        yield return time;
    }

    private static string Byday(SortedSet<(int Ordinal, int Day)> days) =>
        string.Join(',', days.Select(day => day.Ordinal == 0 ? DayNames[day.Day] : day.Ordinal.ToString(CultureInfo.InvariantCulture) + DayNames[day.Day]));
}
