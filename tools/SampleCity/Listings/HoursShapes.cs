using ResourceMatch.SampleCity.Buses;

namespace ResourceMatch.SampleCity.Listings;

/// <summary>One row of schedules.csv, before it has an owner.</summary>
internal sealed record ScheduleRow
{
    public DateOnly? ValidFrom { get; init; }
    public DateOnly? ValidTo { get; init; }
    public DateOnly? Start { get; init; }
    public DateOnly? Until { get; init; }
    public string? Freq { get; init; }
    public int? Interval { get; init; }
    public string? Byday { get; init; }
    public string? Bymonthday { get; init; }
    public string? Opens { get; init; }
    public string? Closes { get; init; }
    public string? AttendingType { get; init; }
    public string? Description { get; init; }
}

/// <summary>Hours of every shape that real listings have, by the short names that offers.txt uses.</summary>
internal sealed class HoursShapes(DateOnly today)
{
    private const int SeasonsAhead = 6;

    public List<ScheduleRow> Draw(string shape, Seeded draw)
    {
        var later = 30 * draw.Below(3);
        return shape switch
        {
            "wd" => [Weekly("MO,TU,WE,TH,FR", 540 - later / 2, 1_020 - later / 2), .. Holidays(6)],
            "wd2" => [Weekly("MO,TU,WE,TH,FR", 540, 720), Weekly("MO,TU,WE,TH,FR", 780, 990 + later / 2), .. Holidays(6)],
            "eve" => [Weekly("MO,WE", 1_020 + later / 2, 1_200)],
            "eve5" => [Weekly("MO,TU,WE,TH,FR", 1_020 + later / 2, 1_230), .. Holidays(3)],
            "tt" => [Weekly("TU,TH", 870 + later, 1_080 + later / 2)],
            "mwf" => [Weekly("MO,WE,FR", 570 + later, 840 + later), .. Holidays(3)],
            "mwf3" => [Weekly("MO,WE,FR", 930, 1_110)],
            "fri" => [Weekly("FR", 870 + later / 2, 1_050 + later)],
            "morn" => [Weekly("TU,TH", 555, 705)],
            "sat" => [Weekly("SA", 540 + later, 780 + later / 2)],
            "sat1" => [Monthly("1SA", 540 + later / 2, 720 + later / 2)],
            "sat13" => [Monthly("1SA,3SA", 600, 780)],
            "lastfri" => [Monthly("-1FR", 840, 1_080)],
            "mid" => [new ScheduleRow { Freq = "MONTHLY", Bymonthday = "5,20", Opens = Clock(600), Closes = Clock(960) }],
            "biw" => [new ScheduleRow { Freq = "WEEKLY", Interval = 2, Start = WeekdayFrom(today.AddDays(-14), DayOfWeek.Wednesday), Byday = "WE", Opens = Clock(930), Closes = Clock(1_110) }],
            "sun" => [Weekly("SU", 720 + later / 2, 960)],
            "daily" => [Weekly("MO,TU,WE,TH,FR,SA,SU", 690, 810)],
            "noon" => [Weekly("MO,TU,WE,TH,FR", 690 - later / 2, 810)],
            "feast" => Feast(),
            "late" => [Weekly("TU,TH", 780 - later, 1_200), Weekly("SA", 540, 780)],
            "long" => [Weekly("MO,TU,WE,TH,FR", 405, 1_080), .. Holidays(6)],
            "wk6" => [Weekly("MO,TU,WE,TH,FR", 540, 1_200), Weekly("SA", 600, 1_020), .. Holidays(6)],
            "library" => [Weekly("MO,TU,WE,TH", 600, 1_230), Weekly("FR,SA", 600, 1_050), Weekly("SU", 780, 1_020), .. Holidays(6)],
            "night" => [Weekly("MO,TU,WE,TH,FR,SA,SU", 1_080, 1_560)],
            "h24" => [new ScheduleRow { Freq = "WEEKLY", Byday = "MO,TU,WE,TH,FR,SA,SU", Opens = "00:00", Closes = "23:59", Description = "Open day and night" }],
            "phone24" => [new ScheduleRow { Freq = "WEEKLY", Byday = "MO,TU,WE,TH,FR,SA,SU", Opens = "00:00", Closes = "23:59", AttendingType = "phone" }],
            "phone" => [Weekly("MO,TU,WE,TH,FR", 540, 1_020) with { AttendingType = "phone" }],
            "home" => [Weekly("MO,TU,WE,TH,FR,SA", 480, 1_080) with { AttendingType = "home visit" }],
            "appt" => [new ScheduleRow { AttendingType = "by appointment", Description = "By appointment only. Call to choose a time." }],
            "words" => [new ScheduleRow { Description = "Hours change with the season. Please call." }],
            "unk" => [],
            "dates" => Dates(),
            "as" => SchoolYears("MO,TU,WE,TH", 900, 1_050 + later / 2),
            "as5" => SchoolYears("MO,TU,WE,TH,FR", 885, 1_050),
            "schoolday" => SchoolYears("MO,TU,WE,TH,FR", 480, 900),
            "schoolfri" => SchoolYears("FR", 855, 960),
            "summer" => Season((6, 22), (8, 14), Weekly("MO,TU,WE,TH,FR", 540, 900 + later)),
            "summerlunch" => Season((6, 15), (8, 28), Weekly("MO,TU,WE,TH,FR", 690, 810)),
            "winter" => Season((10, 1), (3, 31), Weekly("TU,SA", 600, 870)),
            "tax" => Season((2, 1), (4, 15), Weekly("TU,TH,SA", 600, 1_020)),
            _ => throw new FormatException($"offers.txt does not know the hours '{shape}'."),
        };
    }

    private static ScheduleRow Weekly(string days, int opens, int closes) => new() { Freq = "WEEKLY", Byday = days, Opens = Clock(opens), Closes = Clock(closes % 1_440) };

    private static ScheduleRow Monthly(string days, int opens, int closes) => new() { Freq = "MONTHLY", Byday = days, Opens = Clock(opens), Closes = Clock(closes) };

    /// <summary>Closed on the next holidays.</summary>
    private IEnumerable<ScheduleRow> Holidays(int count)
    {
        for (var date = today; count > 0; date = date.AddDays(1))
        {
            if (!Calendar.IsHoliday(date)) continue;
            count--;
            yield return new ScheduleRow { ValidFrom = date, ValidTo = date, Description = "Closed for the holiday" };
        }
    }

    /// <summary>A lunch that on the next Thanksgiving is a longer feast: an exception that wins over the rule.</summary>
    private List<ScheduleRow> Feast()
    {
        var date = today;
        while (!(date.Month == 11 && Calendar.IsHoliday(date))) date = date.AddDays(1);
        return
        [
            Weekly("MO,WE,TH,FR", 690, 810),
            new ScheduleRow { ValidFrom = date, ValidTo = date, Start = date, Opens = "11:00", Closes = "16:00", Description = "Thanksgiving meal for everyone" },
        ];
    }

    /// <summary>Two dates a month for fifteen months, as a mobile market announces them.</summary>
    private List<ScheduleRow> Dates()
    {
        var rows = new List<ScheduleRow>();
        var month = new DateOnly(today.Year, today.Month, 1);
        for (var i = 0; i < 15; i++, month = month.AddMonths(1))
        {
            foreach (var day in new[] { 11, 24 })
            {
                var date = month.AddDays(day - 1);
                if (date.DayOfWeek == DayOfWeek.Sunday) date = date.AddDays(1);
                rows.Add(new ScheduleRow { Start = date, Opens = "15:00", Closes = "18:00" });
            }
        }

        return rows;
    }

    /// <summary>From the Tuesday after Labor Day to the second Friday of June, year after year, closed from December 23 to January 1 and on Thanksgiving.</summary>
    private List<ScheduleRow> SchoolYears(string days, int opens, int closes)
    {
        var first = today.Month >= 7 ? today.Year : today.Year - 1;
        var rows = new List<ScheduleRow>();
        for (var year = first; year < first + SeasonsAhead; year++)
        {
            var start = WeekdayFrom(new DateOnly(year, 9, 1), DayOfWeek.Monday).AddDays(1);
            var end = WeekdayFrom(new DateOnly(year + 1, 6, 8), DayOfWeek.Friday);
            rows.Add(Weekly(days, opens, closes) with { Start = start, Until = end });
            var thanksgiving = WeekdayFrom(new DateOnly(year, 11, 22), DayOfWeek.Thursday);
            rows.Add(new ScheduleRow { ValidFrom = thanksgiving, ValidTo = thanksgiving.AddDays(1), Description = "No school" });
            rows.Add(new ScheduleRow { ValidFrom = new DateOnly(year, 12, 23), ValidTo = new DateOnly(year + 1, 1, 1), Description = "Winter break" });
        }

        return rows;
    }

    private List<ScheduleRow> Season((int Month, int Day) from, (int Month, int Day) until, ScheduleRow row)
    {
        var wraps = until.Month < from.Month;
        return
        [
            .. Enumerable.Range(today.Year - 1, SeasonsAhead + 1).Select(year => row with
            {
                ValidFrom = new DateOnly(year, from.Month, from.Day),
                ValidTo = new DateOnly(wraps ? year + 1 : year, until.Month, until.Day),
            }).Where(season => season.ValidTo >= today),
        ];
    }

    private static DateOnly WeekdayFrom(DateOnly date, DayOfWeek weekday) => date.AddDays(((int)weekday - (int)date.DayOfWeek + 7) % 7);

    private static string Clock(int minute) => $"{minute / 60:00}:{minute % 60:00}";
}
