using ResourceMatch.Domain;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Importers.Spreadsheets;

namespace ResourceMatch.Importers.Tests.Spreadsheets;

public sealed class HoursTextTests
{
    [Theory]
    [InlineData("Monday: 9:00:00-11:30:00, 13:00:00-15:00:00, 13:00:00-15:00:00; Tuesday: 13:00:00-15:00:00", "MO 09:00-11:30 | MO,TU 13:00-15:00")]
    [InlineData("Mon-Fri 9am-5pm", "MO,TU,WE,TH,FR 09:00-17:00")]
    [InlineData("M/W/F 10-2", "MO,WE,FR 10:00-14:00")]
    [InlineData("MWF 10-12pm", "MO,WE,FR 10:00-12:00")]
    [InlineData("TTh 1-4:30", "TU,TH 13:00-16:30")]
    [InlineData("Fri - Mon 8 AM - noon", "MO,FR,SA,SU 08:00-12:00")]
    [InlineData("1st & 3rd Sat 10-12", "1SA,3SA 10:00-12:00")]
    [InlineData("2nd Tuesday of the month 10am - noon", "2TU 10:00-12:00")]
    [InlineData("Last Monday of the month: 5:00 p.m. - 6:00 p.m.", "-1MO 17:00-18:00")]
    [InlineData("1st and 3rd Wednesdays and Fridays, 3pm to 5pm", "1WE,1FR,3WE,3FR 15:00-17:00")]
    [InlineData("Monday: 3rd Monday of the month, 10am-11am (except holidays)", "3MO 10:00-11:00")]
    [InlineData("2nd &amp; 4th Fridays Friday 6:00 PM 8:00 PM", "2FR,4FR 18:00-20:00")]
    [InlineData("Monthly; 2nd; 4th Saturday 8:30 AM 10:30AM", "2SA,4SA 08:30-10:30")]
    [InlineData("Monday through Friday and the 3rd Saturday of each month: 9:00 am until 10:00 am", "MO,TU,WE,TH,FR 09:00-10:00 | 3SA 09:00-10:00")]
    [InlineData("Saturdays from 9 a.m. to 11 a.m.", "SA 09:00-11:00")]
    [InlineData("1PM-3pm Last Saturday of Month", "-1SA 13:00-15:00")]
    [InlineData("Weekly\\n Tuesday 5:30pm - 7:00pm\\n Friday 9:00am - 11:00am", "TU 17:30-19:00 | FR 09:00-11:00")]
    [InlineData("Tuesdays:\n\n10:00 AM - 12:00 PM\n\n1 PM - 3 PM", "TU 10:00-12:00 | TU 13:00-15:00")]
    [InlineData("Monday: Closed Tuesday: 11:00 AM - 02:00 PM Wednesday: Closed Saturday: 12:30 PM - 01:45PM", "TU 11:00-14:00 | SA 12:30-13:45")]
    [InlineData("Daily 9-5, closed Sundays", "MO,TU,WE,TH,FR,SA 09:00-17:00")]
    [InlineData("Saturday, 10:00am-12:00pm, (closed 1st Saturday of each month)", "2SA,3SA,4SA,5SA 10:00-12:00")]
    [InlineData("M-F 9:00-4:30 Closed 12:30-1:30 for lunch", "MO,TU,WE,TH,FR 09:00-12:30 | MO,TU,WE,TH,FR 13:30-16:30")]
    [InlineData("Open 24 hours", "MO,TU,WE,TH,FR,SA,SU 00:00-23:59")]
    [InlineData("Monday - Sunday 24/7", "MO,TU,WE,TH,FR,SA,SU 00:00-23:59")]
    [InlineData("Fri 10pm-2am", "FR 22:00-02:00")]
    [InlineData("Tue 6 PM - midnight", "TU 18:00-00:00")]
    [InlineData("4th Wednesday, 5:00-6:30pm or until supplies run out", "4WE 17:00-18:30")]
    [InlineData("Tuesday and Thursday 4-6pm No appointment necessary", "TU,TH 16:00-18:00")]
    [InlineData("Weekly Tuesday 930am 10:15am", "TU 09:30-10:15")]
    [InlineData("Every Wednesday 3:00PM 5:00P", "WE 15:00-17:00")]
    [InlineData("Mon. - Sat. 8 a.m. - 5 p.m. Serves the county only.", "MO,TU,WE,TH,FR,SA 08:00-17:00")]
    [InlineData("Monday - Friday: 8:30 AM - 2:30 PM\n\nNeighbors are served once per month", "MO,TU,WE,TH,FR 08:30-14:30")]
    [InlineData("Free meals for children, 18 and younger. Monday-Friday: 11 AM - 12 PM", "MO,TU,WE,TH,FR 11:00-12:00")]
    [InlineData("\u200bMonday 9:00 \u2014\u00a011:00 AM", "MO 09:00-11:00")]
    public void Weekly_and_monthly_hours_become_rules(string written, string expected)
    {
        var reading = HoursText.Parse(written);
        Assert.Equal(expected, Show(reading));
        Assert.Null(reading.Rest);
        Assert.Equal(HoursKind.Weekly, reading.Kind);
    }

    [Theory]
    [InlineData("2025-08-12 5:30 PM-7 PM; 2025-08-26 5:30 PM-7 PM", "2025-08-12 17:30-19:00 | 2025-08-26 17:30-19:00")]
    [InlineData("8/12/2025 and 8/26/2025 10-12", "2025-08-12 10:00-12:00 | 2025-08-26 10:00-12:00")]
    [InlineData("August 12, 2025 10am - noon", "2025-08-12 10:00-12:00")]
    public void Lists_of_dates_become_dated_openings(string written, string expected)
    {
        var reading = HoursText.Parse(written);
        Assert.Equal(expected, Show(reading));
        Assert.Equal(HoursKind.Dated, reading.Kind);
    }

    [Fact]
    public void A_table_of_a_web_page_is_read_row_by_row()
    {
        const string Table = """<table class="x"><tr><td>Monday</td><td><time>8:00 AM - 9:00 AM</time><time>12:00 PM - 1:00 PM</time></td></tr><tr><td>Tuesday</td><td>Closed</td></tr><tr><td>2<sup>nd</sup> Saturday</td><td>10-11 AM</td></tr></table>""";
        Assert.Equal("MO 08:00-09:00 | MO 12:00-13:00 | 2SA 10:00-11:00", Show(HoursText.Parse(Table)));
    }

    [Theory]
    [InlineData("By Appointment, Monday - Friday 10:00am - 5:00pm", "MO,TU,WE,TH,FR 10:00-17:00 by appointment")]
    [InlineData("7 days a week, 8am-9pm, by appointment only", "MO,TU,WE,TH,FR,SA,SU 08:00-21:00 by appointment")]
    [InlineData("Monday-Friday, 8:00am-11:00am (appointment only)", "MO,TU,WE,TH,FR 08:00-11:00 by appointment")]
    [InlineData("Thursdays: 9 am - Noon\n\nPlease call for an appointment.", "TH 09:00-12:00 by appointment")]
    [InlineData("every Wednesday 4:00 PM 6:00 PM \\n By Appt Only Saturday 10:00 AM 12:00 PM", "WE 16:00-18:00 | SA 10:00-12:00 by appointment")]
    [InlineData("Tues 9:30-11:30am, 5-7pm or by appt", "TU 09:30-11:30 | TU 17:00-19:00")]
    public void An_appointment_is_kept_where_it_belongs(string written, string expected) => Assert.Equal(expected, Show(HoursText.Parse(written)));

    [Theory]
    [InlineData("Weekly Friday 10:00AM 11:30AM \\n Twice per Month Saturday 10:00AM 12:00PM", "FR 10:00-11:30", "Twice per Month Saturday 10:00AM 12:00PM")]
    [InlineData("Every Sunday 10:00 AM 1:00 PM \\n Every Thursday 5:00 PM 1:00 PM", "SU 10:00-13:00", "Every Thursday 5:00 PM 1:00 PM")]
    [InlineData("TUES 10-2 \\n EVERY WED 9:00 AM 12:00 PM EMERGENCY", "TU 10:00-14:00", "EVERY WED 9:00 AM 12:00 PM EMERGENCY")]
    [InlineData("Mondays 9-12. Fridays 12:30 PM", "MO 09:00-12:00", "Fridays 12:30 PM")]
    [InlineData("Wed 10-12, Friday by appointment", "WE 10:00-12:00", "Wed 10-12, Friday by appointment")]
    public void What_cannot_be_read_stays_beside_what_can(string written, string expected, string rest)
    {
        var reading = HoursText.Parse(written);
        Assert.Equal(expected, Show(reading));
        Assert.Equal(rest, reading.Rest);
    }

    [Theory]
    [InlineData("10:45 am - 12:00 pm", nameof(HoursDoubt.NoDay))]
    [InlineData("(610) 555-0139", nameof(HoursDoubt.Words))]
    [InlineData("610-555-0139", nameof(HoursDoubt.Words))]
    [InlineData("Call for hours", nameof(HoursDoubt.Words))]
    [InlineData("By Appointment Only", nameof(HoursDoubt.Words))]
    [InlineData("1st and 3rd Saturday of the month", nameof(HoursDoubt.NoTime))]
    [InlineData("Thursdays at 6pm", nameof(HoursDoubt.NoTime))]
    [InlineData("Every other Monday 12:00 PM 2:00 PM", nameof(HoursDoubt.WhichWeeks))]
    [InlineData("Twice per Month Saturday 3:00PM 4:30PM", nameof(HoursDoubt.WhichWeeks))]
    [InlineData("biweekly Tuesday 4:00pm 6:00pm", nameof(HoursDoubt.WhichWeeks))]
    [InlineData("Every 2nd Tuesday 4-6pm", nameof(HoursDoubt.WhichWeeks))]
    [InlineData("2nd OR 3rd Tuesday of the month 8:30-10:30am", nameof(HoursDoubt.WhichWeeks))]
    [InlineData("Third Week of Month Saturday 9:00 AM 12:00 PM", nameof(HoursDoubt.WhichWeeks))]
    [InlineData("Monthly\\n Tuesday 9-11am", nameof(HoursDoubt.WhichWeeks))]
    [InlineData("May - September\\n Weekly\\n Wednesday 4:40 pm - 6:00 pm", nameof(HoursDoubt.Season))]
    [InlineData("Temporarily closed. \\n Every Monday 9:00 AM 2:00 PM", nameof(HoursDoubt.Closed))]
    [InlineData("Monday-Friday 9:00am-4:00pm. Closed Wednesdays 10:30am-1:00pm", nameof(HoursDoubt.Closed))]
    [InlineData("Saturday: 10:00 PM - 02:00 PM", nameof(HoursDoubt.Times))]
    [InlineData("Thursday: 12:00 AM - 03:00 PM", nameof(HoursDoubt.Times))]
    [InlineData("Thursday: 15:00:00-6:00:00", nameof(HoursDoubt.Times))]
    [InlineData("Tuesday 7-9", nameof(HoursDoubt.Times))]
    [InlineData("M-S 9-12pm", nameof(HoursDoubt.Words))]
    [InlineData("Mon-Wed 9am-4pm. Walk-ins 8:30am-11:45am, afternoons by appointment", nameof(HoursDoubt.Words))]
    [InlineData("Wednesdays (except 5th Wednesday of the month): 10 AM - 1 PM", nameof(HoursDoubt.Words))]
    [InlineData("Deliveries only Tues-Friday, calls are taken Monday-Friday 9am-4pm", nameof(HoursDoubt.Words))]
    public void Nothing_is_guessed(string written, string doubt)
    {
        var reading = HoursText.Parse(written);
        Assert.Empty(reading.Rules);
        Assert.Equal(HoursKind.Text, reading.Kind);
        Assert.Equal(written.Replace(" \\n ", "\n").Replace("\\n ", "\n"), reading.Rest);
        Assert.Equal(doubt, reading.Doubt.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \n ")]
    [InlineData("<table></table>")]
    public void Nothing_written_is_nothing(string? written) => Assert.Equal(HoursKind.None, HoursText.Parse(written).Kind);

    [Fact]
    public void The_reader_of_schedules_understands_what_was_written()
    {
        var reading = HoursText.Parse("Mon, Wed 9-12; 1st Sat 10-11; Friday by appointment 1-2pm");
        var owner = new Id<ServiceAtLocation>(Guid.NewGuid());
        var schedules = reading.ToSchedules(n => new Id<Schedule>(new Guid(n, 0, 0, new byte[8])), owner);
        var hours = new OpeningHours([.. schedules]);
        var openings = hours.Between(new DateOnly(2026, 11, 30), new DateOnly(2026, 12, 6));
        Assert.Equal(
            [new Opening(new(2026, 11, 30), 540, 720), new Opening(new(2026, 12, 2), 540, 720), new Opening(new(2026, 12, 5), 600, 660)],
            openings);
        Assert.Equal(["Mon, Wed 9-12; 1st Sat 10-11; Friday by appointment 1-2pm"], hours.Texts);
        Assert.All(schedules, schedule => Assert.Equal(owner, schedule.ServiceAtLocationId));
        Assert.Equal(schedules.Count, schedules.Select(schedule => schedule.Id).Distinct().Count());
    }

    [Fact]
    public void No_text_makes_the_reader_fail_or_slow()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        string[] parts = ["Mon", "-", "to", "9", "am", ":", "30", "1st", "&", ",", "(", ")", "closed", "every", "other", ";", "\n", "<td>", "</", "&amp;", "24/7", "2025-02-30", "13/45/2025", "٣", "noon", "\\n", "99:99", "by appointment", "monthly", "𝟡", "\0", "é", "month"];
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Join(random.Next(2) == 0 ? " " : "", Enumerable.Range(0, random.Next(1, 14)).Select(_ => parts[random.Next(parts.Length)]));
            var reading = HoursText.Parse(text);
            Assert.True(reading.Rules.Count > 0 || reading.Rest is not null || reading.Kind == HoursKind.None, $"seed {seed}: {text}");
        }

        var longText = string.Concat(Enumerable.Repeat("Mon 9-5 (", 2_000));
        var clock = System.Diagnostics.Stopwatch.StartNew();
        HoursText.Parse(longText);
        Assert.True(clock.ElapsedMilliseconds < 2_000, $"{clock.ElapsedMilliseconds} ms for {longText.Length} characters");
    }

    private static string Show(HoursReading reading) =>
        string.Join(" | ", reading.Rules.Select(rule => $"{rule.Byday ?? $"{rule.Date:yyyy-MM-dd}"} {rule.Opens:HH:mm}-{rule.Closes:HH:mm}{(rule.ByAppointment ? " by appointment" : "")}"));
}
