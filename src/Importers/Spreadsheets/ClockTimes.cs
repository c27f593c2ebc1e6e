namespace ResourceMatch.Importers.Spreadsheets;

/// <summary>From two written times to opening and closing, with a.m. and p.m. supplied where only one reading makes sense.</summary>
/// <remarks>
/// What is written decides. A half that is missing is taken from the other time if that keeps them in order ("1-4:30pm" is 1 p.m., "9-12pm" is 9 a.m. to noon).
/// Where none is written: from 8 to 11 is morning, 12 is noon, 1 to 6 is afternoon (or morning when the closing would pass midnight), and the closing is the next such time;
/// "7-9" and "8-9" could be either and stay unread. A text with an hour above 12, or with seconds, is on the 24-hour clock.
/// Refused as slips of the pen: past midnight for more than 12 hours (10 PM to 2 PM), 12 AM to an hour after noon, before 5 in the morning on the 24-hour clock, equal times.
/// </remarks>
internal static class ClockTimes
{
    private const int HalfDay = 720;
    private const int Day = 1440;

    public static bool TryRead(WrittenTime from, WrittenTime to, bool on24Hours, out TimeOnly opens, out TimeOnly closes)
    {
        (opens, closes) = (default, default);
        if (!TryMinutes(from, to, on24Hours, out var start, out var end) || start == end) return false;
        if (end < start) end += Day;
        var pastMidnight = end > Day;
        if (pastMidnight && end - start > HalfDay) return false;
        var allDay = start == 0 && end >= Day - 1;
        if (!allDay && start < 60 && end > HalfDay) return false;
        if (!allDay && start < 300 && (on24Hours || from.Half == '\0')) return false;
        opens = TimeOnly.FromTimeSpan(TimeSpan.FromMinutes(start % Day));
        closes = allDay ? new TimeOnly(23, 59) : TimeOnly.FromTimeSpan(TimeSpan.FromMinutes(end % Day));
        return true;
    }

    private static bool TryMinutes(WrittenTime from, WrittenTime to, bool on24Hours, out int start, out int end)
    {
        (start, end) = (0, 0);
        if (from.Half != '\0' && to.Half != '\0')
        {
            return TryMinutes(from, from.Half, out start) && TryMinutes(to, to.Half, out end);
        }

        if (from.Half == '\0' && to.Half == '\0') return on24Hours ? TryOn24Hours(from, to, out start, out end) : TryGuess(from, to, out start, out end);
        if (from.Hour > 12 || to.Hour > 12) return false;
        return to.Half != '\0' ? TryFromEnd(from, to, out start, out end) : TryFromStart(from, to, out start, out end);
    }

    private static bool TryFromEnd(WrittenTime from, WrittenTime to, out int start, out int end)
    {
        start = 0;
        if (!TryMinutes(to, to.Half, out end) || !TryMinutes(from, to.Half, out start)) return false;
        if (start < end || (end == 0 && start >= HalfDay)) return true;
        return TryMinutes(from, Other(to.Half), out start);
    }

    private static bool TryFromStart(WrittenTime from, WrittenTime to, out int start, out int end)
    {
        end = 0;
        if (!TryMinutes(from, from.Half, out start) || !TryMinutes(to, from.Half, out end)) return false;
        return end > start || TryMinutes(to, Other(from.Half), out end);
    }

    private static bool TryOn24Hours(WrittenTime from, WrittenTime to, out int start, out int end)
    {
        (start, end) = (from.Hour * 60 + from.Minute, to.Hour * 60 + to.Minute);
        return from.Hour < 24 && end <= Day;
    }

    private static bool TryGuess(WrittenTime from, WrittenTime to, out int start, out int end)
    {
        end = 0;
        start = from.Hour % 12 * 60 + from.Minute;
        if (from.Hour is 0 or > 12 || to.Hour is 0 or > 12) return false;
        var lasts = (to.Hour % 12 * 60 + to.Minute - start + HalfDay) % HalfDay;
        if (lasts == 0) return false;
        if (from.Hour is 7 or 8 && lasts <= 180) return false;
        if ((from.HasZero || to.HasZero) && from.Hour < 7) return false;
        var afternoon = from.Hour is 12 or < 7;
        if (afternoon && start + HalfDay + lasts > Day) afternoon = false;
        start += afternoon ? HalfDay : 0;
        end = start + lasts;
        return true;
    }

    private static bool TryMinutes(WrittenTime time, char half, out int minutes)
    {
        minutes = time.Hour % 12 * 60 + time.Minute + (half == 'p' ? HalfDay : 0);
        return time.Hour is >= 1 and <= 12 || (half == 'p' && time.Hour is > 12 and < 24);
    }

    private static char Other(char half) => half == 'a' ? 'p' : 'a';
}
