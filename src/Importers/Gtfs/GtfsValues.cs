using System.Buffers.Text;

namespace ResourceMatch.Importers.Gtfs;

/// <summary>Reads GTFS's own kinds of value from their bytes.</summary>
internal static class GtfsValues
{
    /// <summary>H:MM:SS with one to three digits for the hours, which may pass 24.</summary>
    public static bool TryTime(ReadOnlySpan<byte> text, out int seconds)
    {
        seconds = 0;
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
