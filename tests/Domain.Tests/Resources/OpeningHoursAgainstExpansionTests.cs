using System.Diagnostics;
using System.Globalization;
using ResourceMatch.Domain.Resources;
using Xunit.Abstractions;

namespace ResourceMatch.Domain.Tests.Resources;

/// <summary>Two independent ways: our reader asks single dates with bit sets; the slow one here writes out every period of the rule, as RFC 5545 words it.</summary>
public sealed class OpeningHoursAgainstExpansionTests(ITestOutputHelper output)
{
    private static readonly string[] Names = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
    private static readonly DateOnly From = new(2026, 6, 1);
    private static readonly DateOnly To = new(2027, 7, 31);

    [Fact]
    public void Random_rules_open_on_the_days_that_writing_them_out_gives()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var openings = 0;
        for (var i = 0; i < 3_000; i++)
        {
            var schedule = RandomRule(random);
            var hours = new OpeningHours([schedule]);
            var expected = Expand(schedule).Where(date => date >= From && date <= To).Order().ToList();
            var found = hours.Between(From, To).Select(opening => opening.Date).ToList();
            Assert.True(expected.SequenceEqual(found), $"seed {seed}, rule {i}: {Describe(schedule)}\nexpected {string.Join(' ', expected)}\nfound    {string.Join(' ', found)}");
            openings += found.Count;
            DateOnly? first = expected.Count == 0 ? null : expected[0];
            var next = hours.NextOpening(From.AddDays(-1));
            Assert.Equal(first, next <= To ? next : null);
        }

        output.WriteLine($"{openings} openings equal");
        Assert.True(openings > 20_000);
    }

    [Fact]
    public void Ten_thousand_services_for_a_week_take_milliseconds()
    {
        var random = new Random(7);
        var all = Enumerable.Range(0, 10_000).Select(_ => new OpeningHours([RandomRule(random), RandomRule(random)])).ToList();
        var clock = Stopwatch.StartNew();
        var count = all.Sum(hours => hours.Between(From, From.AddDays(6)).Count);
        output.WriteLine($"{count} openings in {clock.ElapsedMilliseconds} ms");
        Assert.True(count > 1_000);
        // Measured 15 ms; the limit only catches a change of order on a busy machine.
        Assert.True(clock.ElapsedMilliseconds < 500);
    }

    private static IEnumerable<DateOnly> Expand(Schedule schedule)
    {
        var dates = new SortedSet<DateOnly>();
        var begin = schedule.Dtstart ?? new DateOnly(2025, 12, 1);
        var step = schedule.Interval ?? 1;
        var weekStart = schedule.Wkst is null ? 0 : Array.IndexOf(Names, schedule.Wkst);
        if (schedule.Freq == "WEEKLY")
        {
            var week = begin;
            while (MondayFirst(week) != weekStart) week = week.AddDays(-1);
            for (; week < To.AddMonths(2); week = week.AddDays(7 * step))
            {
                for (var day = 0; day < 7; day++) dates.Add(week.AddDays(day));
            }
        }
        else
        {
            for (var month = new DateOnly(begin.Year, begin.Month, 1); month < To.AddMonths(2); month = month.AddMonths(step))
            {
                for (var day = month; day.Month == month.Month; day = day.AddDays(1)) dates.Add(day);
            }
        }

        IEnumerable<DateOnly> kept = dates.Where(date => date >= begin);
        if (schedule.Byday is { } byday) kept = kept.Where(date => byday.Split(',').Any(item => DaysOf(item, date).Contains(date)));
        if (schedule.Bymonthday is { } monthdays) kept = kept.Where(date => Numbers(monthdays).Any(n => (n > 0 ? n : DateTime.DaysInMonth(date.Year, date.Month) + 1 + n) == date.Day));
        if (schedule.Byyearday is { } yeardays) kept = kept.Where(date => Numbers(yeardays).Any(n => (n > 0 ? n : new DateOnly(date.Year, 12, 31).DayOfYear + 1 + n) == date.DayOfYear));
        if (schedule.Byweekno is { } weeks) kept = kept.Where(date => Numbers(weeks).Any(n => WeekHolds(date, n)));
        if (schedule is { Byday: null, Bymonthday: null, Byyearday: null })
        {
            kept = kept.Where(date => schedule.Freq == "WEEKLY" ? date.DayOfWeek == begin.DayOfWeek : date.Day == begin.Day);
        }

        if (schedule.Until is { } until) kept = kept.Where(date => date <= until);
        if (schedule.Count is { } count) kept = kept.Take(count);
        return kept.Where(date => !(date < schedule.ValidFrom) && !(date > schedule.ValidTo));
    }

    // ISO weeks only: the random rules leave wkst at Monday when they name weeks.
    private static bool WeekHolds(DateOnly date, int number)
    {
        var day = date.ToDateTime(default);
        return ISOWeek.GetWeekOfYear(day) == (number > 0 ? number : ISOWeek.GetWeeksInYear(ISOWeek.GetYear(day)) + 1 + number);
    }

    private static IEnumerable<DateOnly> DaysOf(string item, DateOnly date)
    {
        var first = new DateOnly(date.Year, date.Month, 1);
        var all = Enumerable.Range(0, DateTime.DaysInMonth(date.Year, date.Month)).Select(first.AddDays).Where(day => Names[MondayFirst(day)] == item[^2..]).ToList();
        if (item.Length == 2) return all;
        var ordinal = int.Parse(item[..^2]);
        return ordinal > 0 ? all.Skip(ordinal - 1).Take(1) : all.AsEnumerable().Reverse().Skip(-ordinal - 1).Take(1);
    }

    private static int MondayFirst(DateOnly date) => ((int)date.DayOfWeek + 6) % 7;

    private static IEnumerable<int> Numbers(string list) => list.Split(',').Select(int.Parse);

    private static Schedule RandomRule(Random random)
    {
        var monthly = random.Next(2) == 0;
        DateOnly? start = random.Next(3) == 0 ? null : From.AddDays(random.Next(-120, 120));
        var shape = random.Next(6);
        var byday = start is null && shape > 3 || shape < 3 ? Some(random, () => (monthly && random.Next(2) == 0 ? $"{(random.Next(3) == 0 ? -1 : 1) * random.Next(1, 6)}" : "") + Names[random.Next(7)]) : null;
        var byweekno = random.Next(8) == 0 ? Some(random, () => $"{random.Next(1, 54) * (random.Next(3) == 0 ? -1 : 1)}") : null;
        DateOnly? valid = random.Next(3) == 0 ? From.AddDays(random.Next(-30, 200)) : null;
        return new Schedule
        {
            Id = new(Guid.Empty),
            Freq = monthly ? "MONTHLY" : "WEEKLY",
            Dtstart = start,
            Interval = start is not null && random.Next(2) == 0 ? random.Next(1, 5) : null,
            Wkst = byweekno is null && random.Next(2) == 0 ? Names[random.Next(7)] : null,
            Byday = byday,
            Bymonthday = shape == 3 ? Some(random, () => $"{random.Next(1, 32) * (random.Next(3) == 0 ? -1 : 1)}") : null,
            Byyearday = random.Next(12) == 0 ? Some(random, () => $"{random.Next(1, 367) * (random.Next(3) == 0 ? -1 : 1)}") : null,
            Byweekno = byweekno,
            Until = random.Next(4) == 0 ? From.AddDays(random.Next(400)) : null,
            Count = start is not null && random.Next(4) == 0 ? random.Next(1, 30) : null,
            ValidFrom = valid,
            ValidTo = random.Next(3) == 0 ? (valid ?? From).AddDays(random.Next(0, 200)) : null,
            OpensAt = new(9, 0),
            ClosesAt = new(12, 0),
        };
    }

    private static string Some(Random random, Func<string> one) => string.Join(',', Enumerable.Range(0, random.Next(1, 4)).Select(_ => one()));

    private static string Describe(Schedule s) =>
        $"{s.Freq} start {s.Dtstart} interval {s.Interval} wkst {s.Wkst} byday {s.Byday} monthday {s.Bymonthday} yearday {s.Byyearday} weekno {s.Byweekno} until {s.Until} count {s.Count} valid {s.ValidFrom}..{s.ValidTo}";
}
