using System.Globalization;

namespace ResourceMatch.Api.Pages.Speech;

/// <content>Times of day, dates and lengths of time. Seconds are those of <see cref="Matching.Outings.Outing"/>; past midnight they run on above 86,400.</content>
public sealed partial class Words
{
    private const int DaySeconds = 86_400;
    private const int NoonSeconds = DaySeconds / 2;

    /// <summary>"3:42 pm", "6 pm", "noon", "midnight".</summary>
    public string Time(int seconds)
    {
        var second = Wrapped(seconds);
        return second switch
        {
            0 => this["Time.Midnight"],
            NoonSeconds => this["Time.Noon"],
            _ => Say(second < NoonSeconds ? "Time.Am" : "Time.Pm", ("time", Clock(second))),
        };
    }

    /// <summary>"at 3:42 pm"; in Spanish "a la 1:15", but "a las 2:15".</summary>
    public string At(int seconds) => TimeBy("Time.At", seconds);

    /// <summary>The time as it stands after "until" and "from … to": in Spanish with its article.</summary>
    public string The(int seconds) => TimeBy("Time.The", seconds);

    /// <summary>"3 pm to 6 pm", never with a dash.</summary>
    public string Range(int fromSeconds, int untilSeconds) =>
        untilSeconds - fromSeconds >= DaySeconds
            ? this["Time.AllDay"]
            : Fill((Wrapped(fromSeconds) == NoonSeconds ? Find("Time.Range.noon") : null) ?? this["Time.Range.other"], ("from", The(fromSeconds)), ("to", The(untilSeconds)));

    /// <summary>Local 24-hour time for the machine-readable attribute: 15:42.</summary>
    public static string Attribute(int seconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{Wrapped(seconds) / 3600:00}:{Wrapped(seconds) / 60 % 60:00}");

    /// <summary>"Tue, Nov 24".</summary>
    public string ShortDate(DateOnly date) =>
        Say("Date.Short", ("weekday", this[$"Day.Short.{(int)date.DayOfWeek}"]), ("month", this[$"Month.Short.{date.Month}"]), ("day", date.Day));

    /// <summary>"Tuesday, November 24, 2026".</summary>
    public string LongDate(DateOnly date) =>
        Say("Date.Long", ("weekday", Day(date.DayOfWeek)), ("month", this[$"Month.{date.Month}"]), ("day", date.Day), ("year", date.Year));

    /// <summary>"November 24, 2026".</summary>
    public string PlainDate(DateOnly date) => Say("Date.Day", ("month", this[$"Month.{date.Month}"]), ("day", date.Day), ("year", date.Year));

    /// <summary>"March 2024".</summary>
    public string Month(DateOnly date) => Say("Date.Month", ("month", this[$"Month.{date.Month}"]), ("year", date.Year));

    public string Day(DayOfWeek day) => this[$"Day.{(int)day}"];

    /// <summary>"today", "tomorrow", then the date in short.</summary>
    public string NearDate(DateOnly date, DateOnly today) => (date.DayNumber - today.DayNumber) switch
    {
        0 => this["Date.Today"],
        1 => this["Date.Tomorrow"],
        _ => ShortDate(date),
    };

    /// <summary>"5 minutes", rounded up: never promise less time than it takes.</summary>
    public string Minutes(int seconds) => Count("Minutes.Long", UpToMinutes(seconds));

    /// <summary>"36 min" or "1 h 36 min", for tight places.</summary>
    public string Duration(int seconds)
    {
        var minutes = UpToMinutes(seconds);
        if (minutes < 60) return Say("Minutes.Short", ("count", minutes));
        var hours = Say("Hours.Short", ("count", minutes / 60));
        return minutes % 60 == 0 ? hours : Say("Duration", ("hours", hours), ("minutes", Say("Minutes.Short", ("count", minutes % 60))));
    }

    /// <summary>"0.2 miles"; below a tenth of a mile "300 feet".</summary>
    public string Distance(int meters)
    {
        var miles = meters / 1609.344;
        return miles >= 0.1
            ? Say("Step.Miles", ("miles", miles.ToString("0.0", CultureInfo.InvariantCulture)))
            : Say("Step.Feet", ("feet", Math.Max(50, (int)Math.Round(meters * 3.28084 / 50) * 50)));
    }

    private static int UpToMinutes(int seconds) => (seconds + 59) / 60;

    private static int Wrapped(int seconds) => ((seconds % DaySeconds) + DaySeconds) % DaySeconds;

    private static string Clock(int second)
    {
        var hour = second / 3600 % 12;
        var minute = second / 60 % 60;
        var name = (hour == 0 ? 12 : hour).ToString(CultureInfo.InvariantCulture);
        return minute == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}:{minute:00}");
    }

    private string TimeBy(string key, int seconds)
    {
        var second = Wrapped(seconds);
        var form = second switch
        {
            0 => "midnight",
            NoonSeconds => "noon",
            _ when second / 3600 % 12 == 1 => "one",
            _ => "other",
        };
        return Fill(Find($"{key}.{form}") ?? this[$"{key}.other"], ("time", Time(seconds)));
    }
}
