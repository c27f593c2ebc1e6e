using System.Globalization;
using System.Net;
using System.Text;
using ResourceMatch.Api.Features.Openings;
using ResourceMatch.TestKit;

namespace ResourceMatch.Api.Tests.Openings;

/// <summary>The openings of a service as a calendar: RFC 5545 to the octet, the same openings as the table, alike each time it is asked.</summary>
public sealed class CalendarFeedTests(SampleApp app) : IClassFixture<SampleApp>
{
    // One whose place has hours, and no sensitive need.
    private const string Usual =
        "select min(s.id::text) from directory.service s join directory.service_at_location p on p.service_id = s.id join directory.opening o on o.service_at_location_id = p.id where s.status = 'active' and not exists (select from directory.service_need n where n.service_id = s.id and n.need in ('domestic-violence', 'shelter', 'mental-health'))";

    [Fact]
    public async Task Every_opening_of_the_table_is_an_event_and_nothing_else_is()
    {
        var service = await app.Database.ReadAsync<string>(Usual);
        var events = Events(await app.Client.GetStringAsync($"/services/{service}/openings.ics"));
        Assert.NotEmpty(events);
        // The table begins at midnight and ends after 60 days, the calendar a day later.
        var wanted = await app.Database.ReadAsync<string[]>(
            $"select array_agg(to_char(lower(o.during) at time zone 'UTC', 'YYYYMMDD\"T\"HH24MISS\"Z\"') || '/' || to_char(upper(o.during) at time zone 'UTC', 'YYYYMMDD\"T\"HH24MISS\"Z\"')) from directory.opening o join directory.service_at_location p on p.id = o.service_at_location_id where p.service_id = '{service}'");
        var last = wanted.Max(StringComparer.Ordinal)!;
        var written = events.Select(each => $"{each["DTSTART"]}/{each["DTEND"]}").Where(each => string.CompareOrdinal(each, last) <= 0).ToList();
        Assert.Equal(wanted.Order(StringComparer.Ordinal), written.Order(StringComparer.Ordinal));
        Assert.Equal(events.Count, events.Select(each => each["UID"]).Distinct().Count());
        Assert.All(events, each => Assert.EndsWith($"/services/{service}", each["URL"]));
    }

    [Fact]
    public async Task No_line_is_longer_than_75_octets_and_each_ends_as_the_standard_says()
    {
        var ids = await app.Database.ReadAsync<string>("select string_agg(id::text, '.') from (select id from directory.service order by length(name) desc limit 30) longest");
        var text = await app.Client.GetStringAsync($"/saved/openings.ics?lang=ar&saved={ids}");
        var lines = text.Split("\r\n");
        Assert.Equal("", lines[^1]);
        Assert.True(lines.Length > 100);
        Assert.All(lines, line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, CalendarText.MostOctets));
        Assert.DoesNotContain('\n', text.Replace("\r\n", "", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith(' '));
    }

    [Fact]
    public async Task A_calendar_that_has_not_changed_is_not_sent_again_and_keeps_its_ids_the_next_day()
    {
        var path = $"/services/{await app.Database.ReadAsync<string>(Usual)}/openings.ics";
        using var first = await app.Client.GetAsync(path);
        Assert.Equal("text/calendar; charset=utf-8", first.Content.Headers.ContentType!.ToString());
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await app.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);

        var today = Events(await first.Content.ReadAsStringAsync()).Select(each => each["UID"]).ToHashSet();
        app.Time.Now = SampleApp.Morning.AddDays(1);
        try
        {
            var tomorrow = Events(await app.Client.GetStringAsync(path)).Select(each => each["UID"]).ToList();
            Assert.True(tomorrow.Count(today.Contains) >= tomorrow.Count - 2, "openings lost their ids overnight");
        }
        finally
        {
            app.Time.Now = SampleApp.Morning;
        }
    }

    [Fact]
    public async Task Help_that_it_may_hurt_to_be_seen_with_is_in_no_calendar()
    {
        var service = await app.Database.ReadAsync<string>("select min(service_id::text) from directory.service_need where need = 'domestic-violence'");
        using var answer = await app.Client.GetAsync($"/services/{service}/openings.ics");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.DoesNotContain("VEVENT", await app.Client.GetStringAsync($"/saved/openings.ics?saved={service}"));
    }

    [Theory]
    [InlineData("2026-03-08", 150, "2026-03-08T07:30:00Z")] // 2:30 does not exist that night: 3:30 daylight time
    [InlineData("2026-03-08", 60, "2026-03-08T06:00:00Z")]
    [InlineData("2026-11-01", 600, "2026-11-01T15:00:00Z")]
    [InlineData("2026-10-31", 1500, "2026-11-01T06:00:00Z")] // 1 am happens twice that night: the second, as the table has it
    public void Local_minutes_become_instants_also_when_the_clocks_change(string date, int minute, string instant) =>
        Assert.Equal(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture), OpeningCalendar.InstantOf(TimeZoneInfo.FindSystemTimeZoneById("America/New_York"), DateOnly.Parse(date, CultureInfo.InvariantCulture), minute));

    [Fact]
    public void What_somebody_wrote_cannot_begin_a_line_of_its_own()
    {
        var text = new CalendarText().Text("SUMMARY", "a;b,c\\d\r\nEND:VEVENT\u0007\nX").ToString();
        Assert.Equal("SUMMARY:a\\;b\\,c\\\\d\\nEND:VEVENT \\nX\r\n", text);
        Assert.Equal("", new CalendarText().Text("SUMMARY", "  ").ToString());
    }

    [Fact]
    public void A_fold_never_parts_a_sign()
    {
        var name = string.Concat(Enumerable.Repeat("سماء🌧", 40));
        var text = new CalendarText().Text("SUMMARY", name).ToString();
        Assert.Equal($"SUMMARY:{name}\r\n", text.Replace("\r\n ", "", StringComparison.Ordinal));
        Assert.All(text.Split("\r\n"), line => Assert.DoesNotContain('\uFFFD', Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(line))));
        Assert.All(text.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
    }

    private static List<Dictionary<string, string>> Events(string text)
    {
        List<Dictionary<string, string>> events = [];
        foreach (var line in text.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n"))
        {
            if (line == "BEGIN:VEVENT") events.Add([]);
            else if (events.Count > 0 && line.Split(':', 2) is [var name, var value] && name != "END") events[^1].TryAdd(name, value);
        }

        return events;
    }
}
