using System.Globalization;
using ResourceMatch.Domain;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Importers.Spreadsheets;

namespace ResourceMatch.Api.Features.Upkeep;

/// <summary>Hours as a form shows and reads them: in words, day by day, and on certain dates; the same schedules each way.</summary>
/// <remarks>
/// Plain rules of days and times stand in the words and, where they are weekly, in the days; closures and openings of certain dates stand by themselves; a season bounds the plain rules.
/// What is none of these (other seasons, words, rules by week number) is kept as it is, and said, until somebody takes it away. Mutable, for one request.
/// </remarks>
internal sealed class HoursForm
{
    /// <summary>Openings of one day that the form has room for.</summary>
    public const int TimesOfDay = 2;

    /// <summary>Dates that the form has room for beyond those that are there.</summary>
    public const int SpareDates = 2;

    public const int MostDates = 60;

    private const string Appointment = "by appointment";

    public static readonly string[] DayKeys = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    private static readonly string[] DayNames = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    /// <summary>"Tue, Thu 3 pm-6 pm; 1st Sat 9 am-noon". Empty = no plain rules, or too many kinds to say in words.</summary>
    public string Words { get; set; } = "";

    /// <summary>By day (Monday first), then by place in the day: from and to, as typed.</summary>
    public (string From, string To)[][] Days { get; } = [.. Enumerable.Range(0, 7).Select(_ => Enumerable.Repeat(("", ""), TimesOfDay).ToArray())];

    public List<DateLine> Dates { get; } = [];

    public DateOnly? ValidFrom { get; set; }

    public DateOnly? ValidTo { get; set; }

    public bool ByAppointment { get; set; }

    public bool HoursVary { get; set; }

    /// <summary>Schedules that the form cannot show; kept unless <see cref="DropsOthers"/>.</summary>
    public IReadOnlyList<Schedule> Others { get; private set; } = [];

    public bool DropsOthers { get; set; }

    /// <summary>Monthly rules: the days below do not show them, and leave them alone.</summary>
    public IReadOnlyList<Schedule> Monthly { get; private set; } = [];

    /// <param name="Until">The last day; null or the same = one day.</param>
    /// <param name="From">Empty = closed.</param>
    internal sealed record DateLine(DateOnly Date, DateOnly? Until, string From, string To)
    {
        public bool IsClosed => From.Length == 0 && To.Length == 0;
    }

    /// <summary>The words that a form says when hours vary; also the mark by which it is known again.</summary>
    public const string VaryText = "Hours vary.";

    public static HoursForm Of(IReadOnlyList<Schedule> schedules)
    {
        var form = new HoursForm();
        List<Schedule> plain = [], others = [];
        foreach (var schedule in schedules)
        {
            if (AsDate(schedule) is { } line) form.Dates.Add(line);
            else if (schedule is { AttendingType: Appointment, OpensAt: null, ClosesAt: null, Byday: null }) form.ByAppointment = true;
            else if (schedule is { Description: VaryText, OpensAt: null }) form.HoursVary = true;
            else if (TypedHours.IsPlain(schedule)) plain.Add(schedule);
            else if (TypedHours.IsPlain(WithoutAppointment(schedule)))
            {
                form.ByAppointment = true;
                plain.Add(WithoutAppointment(schedule));
            }
            else others.Add(schedule);
        }

        // One season for all rules can be shown; rules of different seasons stay what they are.
        if (plain.Select(rule => (rule.ValidFrom, rule.ValidTo)).Distinct().Count() > 1)
        {
            others.AddRange(plain.Where(rule => rule.ValidFrom is not null || rule.ValidTo is not null));
            plain.RemoveAll(rule => rule.ValidFrom is not null || rule.ValidTo is not null);
        }

        (form.ValidFrom, form.ValidTo) = plain.Count > 0 ? (plain[0].ValidFrom, plain[0].ValidTo) : (null, null);
        form.Words = TypedHours.Write(plain.Select(WithoutSeason)) ?? "";
        form.Monthly = [.. plain.Where(rule => rule.Freq == "MONTHLY")];
        form.FillDays(plain.Where(rule => rule.Freq != "MONTHLY"), others);
        form.Dates.Sort((a, b) => a.Date.CompareTo(b.Date));
        form.Others = others;
        return form;
    }

    /// <summary>What the words or the days, the dates and the rest say together.</summary>
    /// <param name="byDays">True to read the days and keep the monthly rules; false to read the words.</param>
    /// <returns>Null when something of it cannot be read for certain; <paramref name="fault"/> names the field then.</returns>
    public IReadOnlyList<Schedule>? Read(bool byDays, out string? fault)
    {
        fault = null;
        var rules = byDays ? ReadDays(out fault) : TypedHours.Read(Words);
        if (rules is null)
        {
            fault ??= "words";
            return null;
        }

        if (ValidFrom > ValidTo)
        {
            fault = "until";
            return null;
        }

        List<Schedule> all = [.. rules.Select(Finished)];
        if (ByAppointment && all.Count == 0) all.Add(New(attending: Appointment, description: "By appointment"));
        if (HoursVary) all.Add(New(description: VaryText));
        for (var index = 0; index < Dates.Count; index++)
        {
            if (ReadDate(Dates[index]) is not { } date)
            {
                fault = $"date-{index}";
                return null;
            }

            all.Add(date);
        }

        if (!DropsOthers) all.AddRange(Others);
        return all;
    }

    private List<Schedule>? ReadDays(out string? fault)
    {
        fault = null;
        List<Schedule> rules = [.. Monthly];
        for (var day = 0; day < 7; day++)
        {
            foreach (var (from, to) in Days[day])
            {
                if (from.Length == 0 && to.Length == 0) continue;
                // The same reader, so that "3", "3pm", "15:00" and "noon" mean here what they mean in words.
                if (TypedHours.Read($"{DayNames[day]} {from} - {to}") is not [{ Byday: not null } rule])
                {
                    fault = $"day-{day}";
                    return null;
                }

                rules.Add(rule);
            }
        }

        return Together(rules);
    }

    // Days with the same times are one rule: "Tue, Thu 3-6 pm".
    private static List<Schedule> Together(List<Schedule> rules) =>
    [
        .. rules.Where(rule => rule.Freq == "MONTHLY"),
        .. rules.Where(rule => rule.Freq != "MONTHLY").GroupBy(rule => (rule.OpensAt, rule.ClosesAt)).Select(same => New(
            "WEEKLY", string.Join(',', same.SelectMany(rule => rule.Byday!.Split(',')).Distinct().OrderBy(day => Array.IndexOf(DayKeys, day))), same.Key.OpensAt, same.Key.ClosesAt)),
    ];

    private void FillDays(IEnumerable<Schedule> weekly, List<Schedule> others)
    {
        foreach (var rule in weekly)
        {
            foreach (var key in rule.Byday!.Split(',', StringSplitOptions.TrimEntries))
            {
                var day = Array.IndexOf(DayKeys, key);
                var free = day < 0 ? -1 : Array.FindIndex(Days[day], time => time.From.Length == 0);
                if (free >= 0) Days[day][free] = (TypedHours.Clock(rule.OpensAt!.Value), TypedHours.Clock(rule.ClosesAt!.Value));
                else others.Add(New("WEEKLY", key, rule.OpensAt, rule.ClosesAt)); // a third opening of one day: more than the form has room for
            }
        }
    }

    private static DateLine? AsDate(Schedule schedule)
    {
        if (schedule is not { Freq: null, Byday: null, Bymonthday: null, Byweekno: null, Byyearday: null, AttendingType: null }) return null;
        var (first, last) = schedule.Dtstart is { } date ? (date, (DateOnly?)date) : (schedule.ValidFrom ?? default, schedule.ValidTo);
        if (first == default || last is null || last < first) return null;
        return (schedule.OpensAt, schedule.ClosesAt) switch
        {
            (null, null) when schedule.Dtstart is null => new DateLine(first, last == first ? null : last, "", ""),
            ({ } opens, { } closes) when last.Value.DayNumber - first.DayNumber < 7 => new DateLine(first, last == first ? null : last, TypedHours.Clock(opens), TypedHours.Clock(closes)),
            _ => null,
        };
    }

    private static Schedule? ReadDate(DateLine line)
    {
        var until = line.Until ?? line.Date;
        if (until < line.Date) return null;
        if (line.IsClosed) return New() is var closed ? Bounded(closed, line.Date, until) : null;
        if (until.DayNumber - line.Date.DayNumber > 6) return null;
        // Any day's name will do: only the times are taken.
        return TypedHours.Read($"Monday {line.From} - {line.To}") is [{ OpensAt: { } opens, ClosesAt: { } closes }] ? Bounded(New(opens: opens, closes: closes), line.Date, until) : null;
    }

    private Schedule Finished(Schedule rule)
    {
        if (rule.Byday is null) return Bounded(New(opens: rule.OpensAt, closes: rule.ClosesAt), rule.Dtstart!.Value, rule.Dtstart!.Value);
        var appointment = ByAppointment || rule.AttendingType == Appointment;
        return Bounded(
            New(rule.Freq, rule.Byday, rule.OpensAt, rule.ClosesAt, appointment ? Appointment : null, appointment ? "By appointment: " + (TypedHours.Write([WithoutSeason(WithoutAppointment(rule))]) ?? "") : null), ValidFrom, ValidTo);
    }

    private static Schedule WithoutAppointment(Schedule rule) =>
        rule.AttendingType == Appointment ? Bounded(New(rule.Freq, rule.Byday, rule.OpensAt, rule.ClosesAt), rule.ValidFrom, rule.ValidTo) : rule;

    private static Schedule WithoutSeason(Schedule rule) => New(rule.Freq, rule.Byday, rule.OpensAt, rule.ClosesAt);

    private static Schedule New(
        string? freq = null, string? byday = null, TimeOnly? opens = null, TimeOnly? closes = null, string? attending = null, string? description = null) =>
        new() { Id = new Id<Schedule>(Guid.NewGuid()), Freq = freq, Byday = byday, OpensAt = opens, ClosesAt = closes, AttendingType = attending, Description = description };

    private static Schedule Bounded(Schedule rule, DateOnly? from, DateOnly? to) => new()
    {
        Id = rule.Id, Freq = rule.Freq, Byday = rule.Byday, OpensAt = rule.OpensAt, ClosesAt = rule.ClosesAt, AttendingType = rule.AttendingType, Description = rule.Description, ValidFrom = from, ValidTo = to,
    };

    /// <summary>Fills in what was posted. Fields: words, d0..d6 with a or b and from or to, date-0…, until-0…, from-0…, to-0…, valid-from, valid-to, appointment, vary, drop.</summary>
    public void Take(IFormCollection posted)
    {
        Words = Text("words");
        for (var day = 0; day < 7; day++)
        {
            for (var time = 0; time < TimesOfDay; time++) Days[day][time] = (Text($"d{day}-{time}-from"), Text($"d{day}-{time}-to"));
        }

        Dates.Clear();
        for (var index = 0; index < MostDates; index++)
        {
            if (Date($"date-{index}") is { } date && Text($"remove-{index}").Length == 0) Dates.Add(new DateLine(date, Date($"until-{index}"), Text($"from-{index}"), Text($"to-{index}")));
        }

        (ValidFrom, ValidTo, ByAppointment, HoursVary, DropsOthers) = (Date("valid-from"), Date("valid-to"), Text("appointment").Length > 0, Text("vary").Length > 0, Text("drop").Length > 0);

        string Text(string name) => Domain.Upkeep.FieldReading.Clean(posted[name].LastOrDefault(), keepLines: false) is { Length: <= TypedHours.LengthLimit } text ? text : "";

        DateOnly? Date(string name) => DateOnly.TryParseExact(Text(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is >= 2000 and <= 2100 ? date : null;
    }

    /// <summary>Hours clicked in a week: boxes named w-DAY-HOUR, each an hour.</summary>
    public void TakeWeek(IFormCollection posted)
    {
        for (var day = 0; day < 7; day++)
        {
            List<(string, string)> times = [];
            for (var hour = 0; hour < 24; hour++)
            {
                if (!posted.ContainsKey($"w-{day}-{hour}")) continue;
                var from = hour;
                while (hour + 1 < 24 && posted.ContainsKey($"w-{day}-{hour + 1}")) hour++;
                times.Add((TypedHours.Clock(new TimeOnly(from, 0)), hour == 23 ? "midnight" : TypedHours.Clock(new TimeOnly(hour + 1, 0))));
            }

            for (var time = 0; time < TimesOfDay; time++) Days[day][time] = time < times.Count ? times[time] : ("", "");
        }
    }

    /// <summary>True where the week picture has this hour open.</summary>
    public bool IsOpen(int day, int hour) => Array.Exists(Days[day], time =>
        time.From.Length > 0 && TypedHours.Read($"{DayNames[day]} {time.From} - {time.To}") is [{ OpensAt: { } opens, ClosesAt: { } closes }]
        && opens.Hour <= hour && (closes == TimeOnly.MinValue || closes <= opens || new TimeOnly(hour, 0) < closes));
}
