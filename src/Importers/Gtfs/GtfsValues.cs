using System.Buffers.Text;

namespace ResourceMatch.Importers.Gtfs;

/// <summary>Reads GTFS's own kinds of value from their bytes.</summary>
internal static class GtfsValues
{
    private static readonly double[] PowersOfTen = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    /// <summary>H:MM:SS with one to three digits for the hours, which may pass 24.</summary>
    public static bool TryTime(ReadOnlySpan<byte> text, out int seconds)
    {
        seconds = 0;
        if (text.Length == 8 && text[2] == ':' && text[5] == ':')
        {
            // The usual form, a million times a feed.
            var (h, m, s) = (Two(text), Two(text[3..]), Two(text[6..]));
            seconds = (h * 3600) + (m * 60) + s;
            return h < 100 && m < 60 && s < 60;
        }

        var colon = text.IndexOf((byte)':');
        if (colon is < 1 or > 3 || text.Length != colon + 6 || text[colon + 3] != ':')
        {
            return false;
        }

        if (!TryDigits(text[..colon], out var hours) || !TryDigits(text.Slice(colon + 1, 2), out var minutes) || !TryDigits(text[(colon + 4)..], out var rest)
            || minutes > 59 || rest > 59)
        {
            return false;
        }

        seconds = (hours * 3600) + (minutes * 60) + rest;
        return true;
    }

    /// <summary>YYYYMMDD between 1970 and 9999.</summary>
    public static bool TryDate(ReadOnlySpan<byte> text, out DateOnly date)
    {
        date = default;
        if (text.Length != 8 || !TryDigits(text, out var digits))
        {
            return false;
        }

        var (year, month, day) = (digits / 10_000, digits / 100 % 100, digits % 100);
        if (year < 1970 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        date = new DateOnly(year, month, day);
        return true;
    }

    /// <summary>A decimal number as feeds write them: digits, a point, digits.</summary>
    /// <remarks>Up to fifteen digits the quotient of two exact numbers is the nearest one (Clinger 1990); whatever is longer or has an exponent goes the long way.</remarks>
    public static bool TryDecimal(ReadOnlySpan<byte> text, out double value)
    {
        var isNegative = text.Length > 0 && text[0] == '-';
        var (digits, count, point) = (0L, 0, -1);
        for (var i = isNegative ? 1 : 0; i < text.Length; i++)
        {
            if (text[i] is >= (byte)'0' and <= (byte)'9')
            {
                digits = (digits * 10) + text[i] - '0';
                count++;
            }
            else if (text[i] == '.' && point < 0)
            {
                point = count;
            }
            else
            {
                count = int.MaxValue;
                break;
            }
        }

        if (count is > 0 and <= 15)
        {
            value = point < 0 ? digits : digits / PowersOfTen[count - point];
            value = isNegative ? -value : value;
            return true;
        }

        return Utf8Parser.TryParse(text, out value, out var used) && used == text.Length && double.IsFinite(value);
    }

    /// <summary>A whole number.</summary>
    public static bool TryNumber(ReadOnlySpan<byte> text, out int value)
    {
        if (text.Length == 1 && text[0] is >= (byte)'0' and <= (byte)'9')
        {
            value = text[0] - '0';
            return true;
        }

        return Utf8Parser.TryParse(text, out value, out var used) && used == text.Length;
    }

    /// <returns>100 or more when the two are no digits.</returns>
    private static int Two(ReadOnlySpan<byte> text)
    {
        var (tens, ones) = ((uint)(text[0] - '0'), (uint)(text[1] - '0'));
        return tens > 9 || ones > 9 ? 100 : (int)((tens * 10) + ones);
    }

    private static bool TryDigits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            value = (value * 10) + digit - '0';
        }

        return true;
    }
}
