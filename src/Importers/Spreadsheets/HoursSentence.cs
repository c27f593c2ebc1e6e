using static ResourceMatch.Importers.Spreadsheets.HoursTokenKind;

namespace ResourceMatch.Importers.Spreadsheets;

/// <summary>Days that share their times: every Monday (no ordinals), the first and third Saturday, or dates.</summary>
internal sealed class HoursGroup
{
    public List<(int[] Ordinals, int Days)> Elements { get; } = [];

    public List<DateOnly> Dates { get; } = [];

    public List<(TimeOnly Opens, TimeOnly Closes)> Times { get; } = [];

    public bool ByAppointment { get; set; }
}

/// <summary>What one sentence of hours says. A sentence is read wholly or not at all: one word that nobody explained may change the rest.</summary>
internal sealed class HoursSentence
{
    private readonly List<HoursToken> tokens;
    private readonly HoursCarry carry;
    private readonly bool on24Hours;
    private int at;
    private bool every;
    private bool frequency;
    private bool alternate;
    private HoursGroup? open;

    private HoursSentence(List<HoursToken> tokens, HoursCarry carry, bool on24Hours) => (this.tokens, this.carry, this.on24Hours) = (tokens, carry, on24Hours);

    public List<HoursGroup> Groups { get; } = [];

    /// <summary>Days said to be closed, as a bit set.</summary>
    public int ClosedDays { get; private set; }

    /// <summary>"Closed on the first Saturday".</summary>
    public List<(int[] Ordinals, int Days)> ClosedOrdinals { get; } = [];

    /// <summary>Times said to be closed on the days just named (lunch).</summary>
    public List<(HoursGroup Group, TimeOnly From, TimeOnly To)> Breaks { get; } = [];

    /// <summary>True for a sentence that is only "by appointment".</summary>
    public bool AllByAppointment { get; private set; }

    /// <summary>Why the sentence, or a part of it, stays words.</summary>
    public HoursDoubt Doubt { get; private set; }

    /// <summary>False when nothing of it may be used.</summary>
    public bool IsRead { get; private set; }

    /// <summary>True when it speaks of its own days, so that it cannot change what other sentences say.</summary>
    public bool IsIndependent { get; private set; }

    public static HoursSentence Read(List<HoursToken> tokens, HoursCarry carry, bool on24Hours)
    {
        var independent = tokens.Exists(token => token.Kind is Day or Date);
        var sentence = new HoursSentence(WithoutParentheses(tokens), carry, on24Hours) { IsIndependent = independent };
        sentence.IsRead = sentence.TryRead();
        return sentence;
    }

    private bool TryRead()
    {
        if (tokens.Exists(token => token.Kind == Suspended)) return Fail(HoursDoubt.Closed, changesAll: true);
        // "Children 18 and younger": a number among words is no time.
        var wordy = tokens.Exists(token => token.Kind is Unknown or Visit);
        if (!tokens.Exists(token => token.Says && !(wordy && token.Time.IsBare))) return TryReadRemark();
        var unknown = tokens.FindIndex(token => token.Kind is Unknown or Visit or Or or Week or MonthName or Open or Close);
        var remark = tokens.FindIndex(token => token.Kind == Remark);
        if (unknown >= 0 && (remark < 0 || unknown < remark))
        {
            var kind = tokens[unknown].Kind;
            return Fail(kind switch { MonthName => HoursDoubt.Season, Week or Or => HoursDoubt.WhichWeeks, _ => HoursDoubt.Words });
        }

        if (carry.TryTake(tokens)) return true;
        // "Walk-ins accepted Tuesday 9-12" says that the other hours are for others.
        return tokens[0].Kind == Remark ? Fail(HoursDoubt.Words, changesAll: true) : TryReadGroups();
    }

    // No day and no time: it only matters when it takes something back.
    private bool TryReadRemark()
    {
        if (carry.TryTake(tokens)) return true;
        var kinds = tokens.Select(token => token.Kind).ToHashSet();
        if (kinds.Contains(Closed)) return kinds.Contains(Holiday) || Fail(HoursDoubt.Closed, changesAll: true);
        if (kinds.Contains(Appointment)) return AllByAppointment = true;
        if (kinds.Contains(Visit) || (kinds.Contains(Remark) && !tokens.Exists(token => token.Narrows))) return true;
        if (kinds.Overlaps([Week, Month, MonthName, Frequency, Alternate])) return Fail(kinds.Contains(MonthName) ? HoursDoubt.Season : HoursDoubt.WhichWeeks, changesAll: true);
        return true;
    }

    private bool TryReadGroups()
    {
        List<(TimeOnly, TimeOnly)>? timesFirst = null;
        bool appointmentFirst = false, appointmentLast = false;
        while (at < tokens.Count)
        {
            switch (tokens[at].Kind)
            {
                case Comma or And or Colon or Month or Dash:
                    at++;
                    break;
                case Remark:
                    if (tokens.Skip(at).Any(token => token.Says || token.Narrows)) return Fail(HoursDoubt.Words);
                    if (tokens.Skip(at).Any(token => token.Kind == Appointment)) appointmentFirst = true;
                    at = tokens.Count;
                    break;
                case Appointment when Groups.Count == 0 && open is null:
                    appointmentFirst = true;
                    at++;
                    break;
                case Appointment when open is not null:
                    at++;
                    if (at < tokens.Count && tokens[at].Kind is Time or AllDay) open.ByAppointment = true;
                    else Dangle();
                    break;
                case Appointment when Groups.Count == 1:
                    appointmentLast = Groups[0].ByAppointment = true;
                    at++;
                    break;
                case Closed:
                    if (!TryReadClosed()) return false;
                    break;
                case Time or AllDay when open is not null:
                    if (!TryReadTimes(open.Times)) return false;
                    Groups.Add(open);
                    open = null;
                    break;
                case Time or AllDay when Groups.Count == 0 && timesFirst is null:
                    if (!TryReadTimes(timesFirst = [])) return false;
                    break;
                case Every or Frequency or Alternate or Ordinal or Day or Daily or Date when !appointmentLast:
                    if (open is not null) Dangle();
                    if (!TryReadDays()) return false;
                    if (timesFirst is null || open is null) break;
                    if (Groups.Count > 0) return Fail(HoursDoubt.Words);
                    open.Times.AddRange(timesFirst);
                    Groups.Add(open);
                    open = null;
                    break;
                default:
                    return Fail(HoursDoubt.Words);
            }
        }

        if (open is not null) Dangle();
        if (timesFirst is not null && Groups.Count == 0 && !TryOpenAlways(timesFirst)) return Fail(HoursDoubt.NoDay);
        if (appointmentFirst) Groups.ForEach(group => group.ByAppointment = true);
        return Groups.Count > 0 || ClosedDays > 0 || ClosedOrdinals.Count > 0 || Fail(HoursDoubt.NoTime);
    }

    // "24/7" needs no day; "24 hours" neither.
    private bool TryOpenAlways(List<(TimeOnly Opens, TimeOnly Closes)> times)
    {
        if (!tokens.Exists(token => token.Kind == AllDay)) return false;
        var group = new HoursGroup();
        group.Elements.Add(([], HoursWords.AllDays));
        group.Times.AddRange(times);
        Groups.Add(group);
        return true;
    }

    private bool TryReadDays()
    {
        var group = new HoursGroup();
        var days = new HoursDays(tokens, at, group, carry.Ordinals);
        if (days.TryRead() is { } doubt) return Fail(doubt);
        at = days.End;
        every |= days.SawEvery;
        frequency |= days.SawFrequency;
        alternate |= days.SawAlternate;
        if (group.Elements.Count == 0 && group.Dates.Count == 0) return true;
        var allOrdinals = group.Elements.TrueForAll(element => element.Ordinals.Length > 0);
        if (alternate || (carry.Alternate && !every)) return Fail(HoursDoubt.WhichWeeks);
        if ((frequency || (carry.Frequency && !every)) && !allOrdinals) return Fail(HoursDoubt.WhichWeeks);
        // "Every 2nd Tuesday" may mean every other one.
        if (every && !days.SawMonth && group.Elements.Exists(element => element.Ordinals is [2])) return Fail(HoursDoubt.WhichWeeks);
        (every, frequency, alternate) = (false, false, false);
        open = group;
        return true;
    }

    private bool TryReadClosed()
    {
        at++;
        if (open is not null)
        {
            foreach (var (ordinals, days) in open.Elements) MarkClosed(ordinals, days);
            open = null;
            return true;
        }

        while (at < tokens.Count && tokens[at].Kind is Holiday or And or Comma) at++;
        if (at == tokens.Count || tokens[at - 1].Kind == Holiday) return true;
        if (tokens[at].Kind == Time)
        {
            List<(TimeOnly From, TimeOnly To)> times = [];
            if (Groups.Count == 0 || !TryReadTimes(times)) return Fail(HoursDoubt.Closed, changesAll: true);
            foreach (var (from, to) in times) Breaks.Add((Groups[^1], from, to));
            return true;
        }

        var group = new HoursGroup();
        var closed = new HoursDays(tokens, at, group, []);
        if (closed.TryRead() is not null || group.Elements.Count == 0) return Fail(HoursDoubt.Closed, changesAll: true);
        at = closed.End;
        if (at < tokens.Count && tokens[at].Kind is Time or AllDay) return Fail(HoursDoubt.Closed, changesAll: true);
        foreach (var (ordinals, days) in group.Elements) MarkClosed(ordinals, days);
        return true;
    }

    private void MarkClosed(int[] ordinals, int days)
    {
        if (ordinals.Length == 0) ClosedDays |= days;
        else ClosedOrdinals.Add((ordinals, days));
    }

    private bool TryReadTimes(List<(TimeOnly, TimeOnly)> times)
    {
        while (true)
        {
            if (tokens[at].Kind == AllDay)
            {
                times.Add((new TimeOnly(0, 0), new TimeOnly(23, 59)));
                at++;
            }
            else
            {
                var to = at + 1 < tokens.Count && tokens[at + 1].Kind == Dash ? at + 2 : at + 1;
                if (to >= tokens.Count || tokens[to].Kind != Time) return Fail(HoursDoubt.NoTime);
                if (!ClockTimes.TryRead(tokens[at].Time, tokens[to].Time, on24Hours, out var opens, out var closes)) return Fail(HoursDoubt.Times);
                times.Add((opens, closes));
                at = to + 1;
            }

            var next = at;
            while (next < tokens.Count && tokens[next].Kind is Comma or And) next++;
            if (next == tokens.Count || tokens[next].Kind is not (Time or AllDay)) return true;
            at = next;
        }
    }

    // Days without times: the words are kept beside whatever else is read.
    private void Dangle()
    {
        open = null;
        Doubt = HoursDoubt.NoTime;
    }

    private bool Fail(HoursDoubt doubt, bool changesAll = false)
    {
        Doubt = doubt;
        if (changesAll) IsIndependent = false;
        Groups.Clear();
        (ClosedDays, AllByAppointment) = (0, false);
        ClosedOrdinals.Clear();
        Breaks.Clear();
        return false;
    }

    // "(except holidays)" and "(must be in line by 12:30)" go; "(closed 1st Saturday)" and "(by appointment only)" are read as if they stood without; others leave a mark that nobody explains.
    private static List<HoursToken> WithoutParentheses(List<HoursToken> tokens)
    {
        List<HoursToken> kept = [];
        // Looked up once: a text of nothing but opening parentheses must not be searched again from each.
        var lastClose = tokens.FindLastIndex(token => token.Kind == Close);
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Kind == Filler) continue;
            var close = tokens[i].Kind == Open && i < lastClose ? tokens.FindIndex(i, token => token.Kind == Close) : -1;
            if (close < 0)
            {
                kept.Add(tokens[i]);
                continue;
            }

            var inner = tokens.GetRange(i + 1, close - i - 1).Where(token => token.Kind != Filler).ToList();
            var matters = inner.Exists(token => token.Says || token.Narrows || token.Kind == Appointment);
            if (matters && inner[0].Kind is Closed or Appointment && !inner.Exists(token => token.Kind == Unknown)) kept.AddRange(inner);
            else if (matters && (inner[0].Kind != Remark || inner.Exists(token => token.Narrows || token.Kind == Appointment))) kept.Add(tokens[i] with { Kind = Unknown });
            i = close;
        }

        return kept;
    }
}
