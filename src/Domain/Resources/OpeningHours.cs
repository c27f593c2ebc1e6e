namespace ResourceMatch.Domain.Resources;

/// <summary>What is known of a place's hours.</summary>
public enum HoursKnowledge
{
    /// <summary>No schedule, only words nobody could parse, or rules that are out of date: "Call first: we don't know the hours".</summary>
    Unknown,

    /// <summary>Rules or dates that can be read.</summary>
    Known,

    /// <summary>Only by appointment: call first.</summary>
    ByAppointment,
}

/// <summary>One opening in the place's local time: from OpensMinute (inclusive) to ClosesMinute.</summary>
/// <remarks>Minutes are minutes after the local midnight of <paramref name="Date"/>; closing past midnight is above 1,440; all day is 0 to 1,440.</remarks>
public readonly record struct Opening(DateOnly Date, int OpensMinute, int ClosesMinute);

/// <summary>The one reader of HSDS schedules: from rules to openings. Whoever re-implements it needs only these lines.</summary>
/// <remarks>
/// Every date is a local date of the place; <c>timezone</c> is never used. All bounds are inclusive. Texts are compared without case and outer blanks; lists are split at commas, empty items are skipped.
/// Each schedule is exactly one of these, the first that fits:
/// <list type="number">
/// <item><b>By appointment</b>: <c>attending_type</c> contains "appointment", or <c>description</c> contains one of "by appointment", "by appt", "appointment only", "appointments only", "appointment required",
/// "appointment is required", "appointments required", "appointments are required", "appointment needed", "appointment necessary"; unless either contains one of "no appointment", "not by appointment", "without appointment",
/// "without an appointment", "or by appointment", "and by appointment", "walk-in", "walk in". Its times never become openings.</item>
/// <item><b>Closure</b>: valid_from and valid_to are set (valid_from not later), opens_at, closes_at, freq, dtstart and the four by-lists are empty. Closed on every date from valid_from to valid_to.</item>
/// <item><b>Text</b> (never guessed): opens_at or closes_at is missing; both are equal and not 00:00; or valid_from is later than valid_to.</item>
/// <item><b>Dated opening</b>: freq is empty and dtstart is set: open on dtstart alone, if valid_from and valid_to allow it. By-lists, until, count, interval and wkst are not read.</item>
/// <item><b>Rule</b>: freq is not empty, or byday or bymonthday is not. An empty freq counts as MONTHLY when bymonthday is set or any byday item has an ordinal, else as WEEKLY.
/// It is text instead when freq is anything but WEEKLY and MONTHLY; interval or count is below 1; interval is above 1, or count is set, without dtstart;
/// wkst or an item of a by-list is no valid value (byday: MO … SU, 1MO … 5SU, -5MO … -1SU, a plus sign allowed; byweekno ±1..53; bymonthday ±1..31; byyearday ±1..366); byday has an ordinal and freq is WEEKLY;
/// or it names no day (see below).</item>
/// <item><b>Few days</b>: valid_from to valid_to is 7 dates or fewer: open on each of them.</item>
/// <item><b>Text</b>: everything else.</item>
/// </list>
/// <b>Days of a rule.</b> A date belongs to the rule when all of these hold: it is not before dtstart, not after until; byday contains it (plain: that weekday; 2MO: the second Monday of its month; -1FR: the last Friday of its month);
/// bymonthday contains it (negative: from the end of its month, -1 the last day); byyearday contains it (negative: from the end of its year); byweekno contains its week; and its period fits interval. An empty list allows every date;
/// but where byday, bymonthday and byyearday are all empty, WEEKLY means the weekday of dtstart, MONTHLY the day of the month of dtstart (months without it have none), and without dtstart it is text.
/// Weeks begin at wkst (default MO); week 1 of a year is the first with at least four days in it; the week's year is the year that has four or more of its days; a negative byweekno counts from that year's last week.
/// Interval n takes every n-th week (as begun by wkst) or calendar month, the one that holds dtstart being the first. Dtstart itself is an opening only if it belongs to the rule by the lists.
/// Count keeps the first n such dates from dtstart on, before valid_from, valid_to and closures take any away; a count not reached within 20,000 days after dtstart has no effect.
/// Valid_from and valid_to then bound the dates on which an opening begins.
/// <para><b>Times.</b> Seconds are dropped. 00:00 to 23:59 and 00:00 to 00:00 are all day (0 to 1,440). Closing earlier than opening is past midnight: 1,440 is added, so a closing at 00:00 is 1,440.
/// Past midnight belongs wholly to the date on which it opened.</para>
/// <para><b>Together.</b> On a closure's dates nothing opens, whatever other schedules say (an opening of the day before still runs past midnight).
/// A schedule whose valid_from to valid_to is 7 dates or fewer is an exception: on a date on which it opens, only exceptions open. Longer ones are seasons: they add. Openings of one date that overlap or touch are one;
/// those of two dates never are.</para>
/// <para><b>Holidays.</b> On a listed holiday (<see cref="HolidayCalendar"/>) only what was dated for those very days opens: dated openings, few days, and rules whose valid_from to valid_to is 7 dates or fewer.
/// Everything else stays shut on that date; an opening of the day before still runs past midnight.</para>
/// Immutable; safe to share. Rules are parsed once, in the constructor.
/// </remarks>
public sealed partial class OpeningHours
{
    private const int SearchDays = 731;

    private readonly OpeningRule[] rules;
    private readonly (int First, int Last)[] closures;
    private readonly bool hasExceptions;
    private readonly bool hasAppointments;

    /// <param name="schedules">As the listing gives them.</param>
    /// <param name="holidays">Of the place; null = none.</param>
    public OpeningHours(IReadOnlyList<Schedule> schedules, HolidayCalendar? holidays = null)
    {
        ArgumentNullException.ThrowIfNull(schedules);
        Holidays = holidays ?? HolidayCalendar.None;
        Schedules = [.. schedules];
        List<OpeningRule> readable = [];
        List<(int First, int Last)> closed = [];
        List<string> texts = [];
        foreach (var schedule in Schedules)
        {
            var byAppointment = IsByAppointment(schedule);
            if (!byAppointment && OpeningRule.IsClosure(schedule))
            {
                closed.Add((schedule.ValidFrom!.Value.DayNumber, schedule.ValidTo!.Value.DayNumber));
                continue;
            }

            if (!byAppointment && OpeningRule.Find(schedule) is { } rule)
            {
                readable.Add(rule);
                continue;
            }

            hasAppointments |= byAppointment;
            var text = string.IsNullOrWhiteSpace(schedule.Description) ? schedule.AttendingType : schedule.Description;
            if (!string.IsNullOrWhiteSpace(text)) texts.Add(text.Trim());
        }

        rules = [.. readable];
        closures = [.. closed];
        hasExceptions = rules.Any(rule => rule.IsException);
        Texts = [.. texts.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Nothing is known.</summary>
    public static OpeningHours None { get; } = new([]);

    /// <summary>As they came, in their order.</summary>
    public IReadOnlyList<Schedule> Schedules { get; }

    /// <summary>The holidays on which these hours are not believed.</summary>
    public HolidayCalendar Holidays { get; }

    /// <summary>The words of schedules that could not be read or need an appointment, for people to read. Empty = none.</summary>
    public IReadOnlyList<string> Texts { get; }

    /// <summary>The hours of a service at a place: the most specific of the three lists that says anything besides closures; closures count from all three.</summary>
    /// <param name="at">Null when the service has no place.</param>
    /// <param name="service">Its schedules hold where the place's own do not say otherwise.</param>
    /// <param name="location">Null when the service has no place; its schedules come last.</param>
    /// <param name="holidays">Of the place; null = none.</param>
    public static OpeningHours For(ServiceAtLocation? at, Service service, Location? location, HolidayCalendar? holidays = null)
    {
        ArgumentNullException.ThrowIfNull(service);
        IReadOnlyList<Schedule>[] lists = [at?.Schedules ?? [], service.Schedules, location?.Schedules ?? []];
        var winner = Array.FindIndex(lists, list => list.Any(schedule => !IsPlainClosure(schedule)));
        return new OpeningHours([.. lists.SelectMany((list, index) => list.Where(schedule => index == winner || IsPlainClosure(schedule)))], holidays);
    }

    /// <summary>What is known of the hours on the dates from <paramref name="from"/> on.</summary>
    /// <remarks>
    /// Known when any rule or date may still open on or after <paramref name="from"/> (also in a season yet to come).
    /// Otherwise by appointment when a schedule says so. Otherwise known, and over, when there are rules and each of them was ended by its until or count;
    /// otherwise unknown: a valid_to that has passed, or dates that have all gone by, mean "find out", not "ended". Exceptions of the past say nothing.
    /// </remarks>
    public HoursKnowledge Knowledge(DateOnly from)
    {
        if (rules.Any(rule => rule.LastDay >= from.DayNumber)) return HoursKnowledge.Known;
        if (hasAppointments) return HoursKnowledge.ByAppointment;
        var regular = rules.Where(rule => !rule.IsException).ToList();
        return regular.Count > 0 && regular.All(rule => rule.Ended) ? HoursKnowledge.Known : HoursKnowledge.Unknown;
    }

    /// <returns>The openings whose date is from <paramref name="from"/> to <paramref name="to"/>, both inclusive, sorted, overlapping ones merged. Empty when unknown, closed or out of season.</returns>
    public IReadOnlyList<Opening> Between(DateOnly from, DateOnly to)
    {
        List<Opening> openings = [];
        for (var day = from.DayNumber; day <= to.DayNumber; day++)
        {
            AddOpenings(day, openings);
        }

        return openings;
    }

    /// <returns>The first listed holiday from <paramref name="from"/> to <paramref name="to"/> that took away all openings of its date, or null.</returns>
    public Holiday? FindClosedHoliday(DateOnly from, DateOnly to)
    {
        List<Opening> found = [];
        for (var day = from.DayNumber; day <= to.DayNumber; day++)
        {
            if (rules.Length == 0 || IsClosed(day) || Holidays.Find(DateOnly.FromDayNumber(day)) is not { } holiday) continue;
            AddOpenings(day, found);
            if (found.Count == 0 && rules.Any(rule => rule.OpensOn(holiday.Date))) return holiday;
            found.Clear();
        }

        return null;
    }

    /// <returns>True when closures cover every date from <paramref name="from"/> to <paramref name="to"/>, whatever else is known.</returns>
    public bool IsClosedAllOf(DateOnly from, DateOnly to)
    {
        for (var day = from.DayNumber; day <= to.DayNumber; day++)
        {
            if (!IsClosed(day)) return false;
        }

        return from <= to;
    }

    /// <returns>The first date later than <paramref name="after"/> with an opening, or null when the following 731 days have none.</returns>
    public DateOnly? NextOpening(DateOnly after)
    {
        List<Opening> found = [];
        var last = Math.Min(DateOnly.MaxValue.DayNumber, Math.Min(after.DayNumber + SearchDays, LastDayOfAny()));
        for (var day = after.DayNumber + 1; day <= last && found.Count == 0; day++)
        {
            AddOpenings(day, found);
        }

        return found.Count == 0 ? null : found[0].Date;
    }

    /// <summary>Tells "out of season" from "closed when you are free".</summary>
    /// <returns>
    /// The first date after <paramref name="to"/> on which any rule becomes valid, when every rule that is not over before <paramref name="from"/> begins (valid_from, dtstart) after <paramref name="to"/>;
    /// null when a rule is valid within the two dates, or none comes.
    /// </returns>
    public DateOnly? SeasonOpens(DateOnly from, DateOnly to)
    {
        int? first = null;
        foreach (var rule in rules)
        {
            if (rule.LastDay < from.DayNumber || rule.LastDay < rule.FirstDay) continue;
            if (rule.FirstDay <= to.DayNumber) return null;
            first = Math.Min(first ?? int.MaxValue, rule.FirstDay);
        }

        return first is { } day ? DateOnly.FromDayNumber(day) : null;
    }

    private int LastDayOfAny() => rules.Length == 0 ? -1 : rules.Max(rule => rule.LastDay);

    private bool IsClosed(int day) => Array.Exists(closures, closure => closure.First <= day && day <= closure.Last);

    private void AddOpenings(int day, List<Opening> openings)
    {
        if (rules.Length == 0 || IsClosed(day)) return;
        var date = DateOnly.FromDayNumber(day);
        var start = openings.Count;
        if (hasExceptions) AddOpenings(date, exceptions: true, openings);
        if (openings.Count == start) AddOpenings(date, exceptions: false, openings);
        if (openings.Count - start > 1) MergeFrom(start, openings);
    }

    private void AddOpenings(DateOnly date, bool exceptions, List<Opening> openings)
    {
        var isHoliday = Holidays.Find(date) is not null;
        foreach (var rule in rules)
        {
            if (rule.IsException == exceptions && rule.OpensOn(date) && (!isHoliday || rule.IsDated)) openings.Add(new Opening(date, rule.OpensMinute, rule.ClosesMinute));
        }
    }

    private static void MergeFrom(int start, List<Opening> openings)
    {
        openings.Sort(start, openings.Count - start, Comparer<Opening>.Create((a, b) => (a.OpensMinute, a.ClosesMinute).CompareTo((b.OpensMinute, b.ClosesMinute))));
        var kept = start;
        for (var i = start + 1; i < openings.Count; i++)
        {
            if (openings[i].OpensMinute <= openings[kept].ClosesMinute)
            {
                openings[kept] = openings[kept] with { ClosesMinute = Math.Max(openings[kept].ClosesMinute, openings[i].ClosesMinute) };
            }
            else
            {
                openings[++kept] = openings[i];
            }
        }

        openings.RemoveRange(kept + 1, openings.Count - kept - 1);
    }

    private static bool IsPlainClosure(Schedule schedule) => OpeningRule.IsClosure(schedule) && !IsByAppointment(schedule);
}
