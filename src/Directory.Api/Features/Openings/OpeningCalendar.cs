using System.Globalization;
using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Api.Pages.Speech;
using ResourceMatch.Domain.Resources;

namespace ResourceMatch.Api.Features.Openings;

/// <summary>The openings of some listings as one iCalendar: an event for each opening of the next <see cref="Days"/> days.</summary>
/// <remarks>
/// Openings, not rules: closures, seasons and holidays are worked out by <see cref="OpeningHours"/>, which every calendar program would read in its own way. A UID is made of the
/// listing and the local start, so an opening that stays keeps its UID and one that goes vanishes. A private place is there without its whereabouts.
/// </remarks>
internal static class OpeningCalendar
{
    /// <summary>As far as table directory.opening looks ahead.</summary>
    public const int Days = 60;

    /// <summary>How long a program may keep a copy, as ISO 8601 says it.</summary>
    private const string KeptFor = "PT12H";

    /// <param name="words">Of the language in which the calendar is asked for.</param>
    /// <param name="name">Of the calendar.</param>
    /// <param name="listings">In the order in which they are shown.</param>
    /// <param name="root">Scheme and host of our own addresses.</param>
    /// <param name="now">Decides which day is the first, in each place's own time.</param>
    public static string Write(Words words, string name, IEnumerable<Listing> listings, string root, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(listings);
        var calendar = new CalendarText()
            .Line("BEGIN", "VCALENDAR").Line("VERSION", "2.0").Line("PRODID", "-//ResourceMatch//Openings 1//EN").Line("CALSCALE", "GREGORIAN").Line("METHOD", "PUBLISH")
            .Text("NAME", name).Text("X-WR-CALNAME", name).Line("REFRESH-INTERVAL;VALUE=DURATION", KeptFor).Line("X-PUBLISHED-TTL", KeptFor);
        // Moves once a day, as the days that are listed do: the same day gives the same bytes.
        var written = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        foreach (var listing in listings)
        {
            var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, listing.Zone).DateTime);
            foreach (var opening in listing.Candidate.Hours.Between(today, today.AddDays(Days))) Write(calendar, words, listing, opening, root, written);
        }

        return calendar.Line("END", "VCALENDAR").ToString();
    }

    private static void Write(CalendarText calendar, Words words, Listing listing, Opening opening, string root, DateTimeOffset written)
    {
        var candidate = listing.Candidate;
        calendar.Line("BEGIN", "VEVENT")
            .Line("UID", $"{candidate.ServiceAtLocationId?.ToString() ?? candidate.ServiceId.ToString()}-{opening.Date.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}-{opening.OpensMinute.ToString(CultureInfo.InvariantCulture)}@resourcematch")
            .Instant("DTSTAMP", written)
            .Instant("DTSTART", InstantOf(listing.Zone, opening.Date, opening.OpensMinute))
            .Instant("DTEND", InstantOf(listing.Zone, opening.Date, opening.ClosesMinute))
            .Text("SUMMARY", words.Say("Feed.Open", ("service", candidate.ServiceName), ("place", candidate.LocationName is { Length: > 0 } place && listing.IsPublic ? place : candidate.OrganizationName)))
            .Text("LOCATION", listing.Address);
        if (candidate.Point is { } point) calendar.Line("GEO", string.Create(CultureInfo.InvariantCulture, $"{point.Latitude};{point.Longitude}"));
        calendar.Text("DESCRIPTION", listing.Phone is { } phone ? words.Say("Sheet.Phone", ("phone", phone)) : null)
            .Line("URL", $"{root}/services/{candidate.ServiceId}")
            .Line("TRANSP", "TRANSPARENT") // a shop that is open keeps nobody busy
            .Line("END", "VEVENT");
    }

    /// <summary>A local minute as an instant. One that the clocks skip is an hour later.</summary>
    internal static DateTimeOffset InstantOf(TimeZoneInfo zone, DateOnly date, int minute)
    {
        var local = date.ToDateTime(TimeOnly.MinValue).AddMinutes(minute);
        if (zone.IsInvalidTime(local)) local = local.AddHours(1); // as table directory.opening has it
        return new DateTimeOffset(local, zone.GetUtcOffset(local));
    }
}
