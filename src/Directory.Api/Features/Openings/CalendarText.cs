using System.Text;

namespace ResourceMatch.Api.Features.Openings;

/// <summary>Writes iCalendar text (RFC 5545): lines end in CR LF and are folded at 75 octets, texts are escaped, instants are UTC.</summary>
/// <remarks>Not supported: parameters, time zones, alarms, recurrence; nothing here needs them. Not thread-safe.</remarks>
internal sealed class CalendarText
{
    /// <summary>Octets in a line, without its end (RFC 5545, 3.1).</summary>
    public const int MostOctets = 75;

    private readonly StringBuilder text = new();

    /// <summary>A line whose value is of our own making: a date, an id, a component's name.</summary>
    public CalendarText Line(string name, string value)
    {
        Fold($"{name}:{value}");
        return this;
    }

    /// <summary>A line whose value somebody wrote. Empty = no line.</summary>
    public CalendarText Text(string name, string? value) => string.IsNullOrWhiteSpace(value) ? this : Line(name, Escape(value.Trim()));

    /// <summary>An instant: 20261124T150000Z.</summary>
    public CalendarText Instant(string name, DateTimeOffset instant) => Line(name, instant.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", System.Globalization.CultureInfo.InvariantCulture));

    public override string ToString() => text.ToString();

    /// <summary>The type TEXT of RFC 5545, 3.3.11; signs that no calendar may hold become blanks.</summary>
    internal static string Escape(string value)
    {
        var escaped = new StringBuilder(value.Length);
        foreach (var sign in value.ReplaceLineEndings("\n"))
        {
            _ = sign switch
            {
                '\\' or ';' or ',' => escaped.Append('\\').Append(sign),
                '\n' => escaped.Append("\\n"),
                _ when char.IsControl(sign) => escaped.Append(' '),
                _ => escaped.Append(sign),
            };
        }

        return escaped.ToString();
    }

    // A fold never parts the bytes of one sign; each line that goes on begins with a blank, which counts.
    private void Fold(string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > MostOctets)
            {
                text.Append("\r\n ");
                octets = 1;
            }

            text.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        text.Append("\r\n");
    }
}
