using System.Globalization;

namespace ResourceMatch.Importers.Spreadsheets;

/// <summary>Cuts hours in words into tokens, by hand: people's spreadsheets hold anything, and no pattern may run long on them.</summary>
internal ref struct HoursTokenizer
{
    private readonly string text;
    private readonly List<HoursToken> tokens = [];
    private int at;

    private HoursTokenizer(string text) => this.text = text;

    public static List<HoursToken> Cut(string text)
    {
        var tokenizer = new HoursTokenizer(text);
        while (tokenizer.at < text.Length) tokenizer.Next();
        return tokenizer.tokens;
    }

    private void Next()
    {
        var c = text[at];
        if (char.IsAsciiDigit(c)) NextNumber();
        else if (char.IsLetter(c)) NextWord();
        else NextMark(c);
    }

    private void NextMark(char c)
    {
        HoursTokenKind? kind = c switch
        {
            '\n' or ';' or '•' or '|' or '!' or '?' => HoursTokenKind.Break,
            '.' => EndsSentence() ? HoursTokenKind.Break : null,
            ',' => HoursTokenKind.Comma,
            ':' => HoursTokenKind.Colon,
            '(' or '[' => HoursTokenKind.Open,
            ')' or ']' => HoursTokenKind.Close,
            '-' or '–' or '—' or '−' or '‒' => HoursTokenKind.Dash,
            '&' or '+' or '/' => HoursTokenKind.And,
            '*' or '"' or '\'' or '’' or '‘' or '“' or '”' or '_' => null,
            // The invisible ones too: a zero-width space stands before a word as if it were part of it.
            _ => char.IsWhiteSpace(c) || char.IsControl(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format ? null : HoursTokenKind.Unknown,
        };
        if (kind is { } known) Add(known, 1);
        else at++;
    }

    private readonly bool EndsSentence() =>
        (at + 1 == text.Length || char.IsWhiteSpace(text[at + 1]))
        && (tokens.Count == 0 || tokens[^1].Kind is not (HoursTokenKind.Day or HoursTokenKind.MonthName) || text[tokens[^1].Start..tokens[^1].End].Length > 5);

    private void NextNumber()
    {
        if (TryPhrase(ReadHyphened(at)) || TryPhrase(ReadRun(at)) || TryIsoDate() || TrySlashDate() || TryTime()) return;
        var run = ReadRun(at);
        var ordinal = HoursWords.FindOrdinal(run);
        Add(ordinal == 0 ? HoursTokenKind.Unknown : HoursTokenKind.Ordinal, run.Length, ordinal);
    }

    private void NextWord()
    {
        var run = ReadRun(at);
        if (TryPhrase(ReadHyphened(at)) || TryPhrase(run)) return;
        if (run.Equals("noon", StringComparison.OrdinalIgnoreCase))
        {
            AddTime(run.Length, new WrittenTime(12, 0, 'p', false, false, false));
        }
        else if (run.Equals("midnight", StringComparison.OrdinalIgnoreCase))
        {
            AddTime(run.Length, new WrittenTime(12, 0, 'a', false, false, false));
        }
        else if (HoursWords.FindDays(run) is > 0 and var days)
        {
            Add(HoursTokenKind.Day, run.Length, days);
        }
        else
        {
            var ordinal = HoursWords.FindOrdinal(run);
            Add(ordinal == 0 ? HoursTokenKind.Unknown : HoursTokenKind.Ordinal, run.Length, ordinal);
        }
    }

    private bool TryPhrase(string first)
    {
        foreach (var (words, kind) in HoursWords.StartingWith(first.ToLowerInvariant()))
        {
            var end = at + first.Length;
            for (var i = 1; i < words.Length && end > 0; i++) end = EndOfNext(end, words[i]);
            if (end < 0) continue;
            if (kind == HoursTokenKind.MonthName) return TryMonth(first, end);
            // "at 10 am" belongs to the time; "at the church" is a remark.
            var remark = first.Equals("at", StringComparison.OrdinalIgnoreCase) && !StartsTime(end);
            Add(remark ? HoursTokenKind.Remark : kind, end - at);
            return true;
        }

        return false;
    }

    private readonly bool StartsTime(int from)
    {
        while (from < text.Length && text[from] == ' ') from++;
        return from < text.Length && (char.IsAsciiDigit(text[from]) || ReadRun(from).Equals("noon", StringComparison.OrdinalIgnoreCase));
    }

    private readonly int EndOfNext(int from, string word)
    {
        while (from < text.Length && text[from] is ' ' or '\u00a0') from++;
        if (from >= text.Length) return -1;
        var run = ReadHyphened(from);
        return run.Equals(word, StringComparison.OrdinalIgnoreCase) ? from + run.Length : -1;
    }

    // "August 12, 2025" is a date; a month alone says "season"; "may" in small letters says nothing.
    private bool TryMonth(string name, int end)
    {
        if (name == "may") return false;
        var month = HoursWords.FindMonth(name);
        var position = end;
        if (month > 0 && TryDigits(ref position, 1, 2, out var day) && TryDigits(ref position, 4, 4, out var year) && TryDate(year, month, day, out var date))
        {
            tokens.Add(new HoursToken(HoursTokenKind.Date, at, position, Date: date));
            at = position;
            return true;
        }

        Add(HoursTokenKind.MonthName, end - at);
        return true;
    }

    private bool TryIsoDate()
    {
        if (at + 10 > text.Length || (at + 10 < text.Length && char.IsAsciiLetterOrDigit(text[at + 10]))) return false;
        if (!DateOnly.TryParseExact(text.AsSpan(at, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return false;
        tokens.Add(new HoursToken(HoursTokenKind.Date, at, at + 10, Date: date));
        at += 10;
        return true;
    }

    // Month first, as in the United States.
    private bool TrySlashDate()
    {
        var position = at;
        if (!TryDigits(ref position, 1, 2, out var month) || !TryChar(ref position, '/')
            || !TryDigits(ref position, 1, 2, out var day) || !TryChar(ref position, '/')
            || !TryDigits(ref position, 4, 4, out var year) || !TryDate(year, month, day, out var date)) return false;
        tokens.Add(new HoursToken(HoursTokenKind.Date, at, position, Date: date));
        at = position;
        return true;
    }

    private bool TryTime()
    {
        var position = at;
        var digits = 0;
        while (position < text.Length && char.IsAsciiDigit(text[position])) (position, digits) = (position + 1, digits + 1);
        if (digits > 4) return false;
        var number = int.Parse(text.AsSpan(at, digits), CultureInfo.InvariantCulture);
        int hour = number, minute = 0;
        bool bare = true, seconds = false;
        if (digits > 2)
        {
            (hour, minute) = (number / 100, number % 100);
        }
        else if (TryMinutes(ref position, ':', ref minute))
        {
            var second = 0;
            (bare, seconds) = (false, TryMinutes(ref position, ':', ref second));
        }
        else
        {
            var dotted = position;
            if (TryMinutes(ref dotted, '.', ref minute) && HalfAt(dotted).Half != '\0') position = dotted;
            else minute = 0;
        }

        var (half, end) = HalfAt(position);
        // 930am is a time; 0930 or 555 alone is anything.
        if ((digits > 2 && half == '\0') || hour > 24 || minute > 59 || (half == '\0' && position < text.Length && char.IsLetter(text[position]))) return false;
        var time = new WrittenTime(hour, minute, half, bare && half == '\0', seconds, digits == 2 && number < 10);
        tokens.Add(new HoursToken(HoursTokenKind.Time, at, end, Time: time));
        at = end;
        if (text[end - 1] == '.' && StartsSentence(end)) tokens.Add(new HoursToken(HoursTokenKind.Break, end, end));
        return true;
    }

    // "9 a.m. Serves Jackson County": the point of a.m. ends the sentence too, unless days follow.
    private readonly bool StartsSentence(int from)
    {
        while (from < text.Length && char.IsWhiteSpace(text[from])) from++;
        if (from >= text.Length || !char.IsUpper(text[from])) return false;
        var run = ReadRun(from);
        return HoursWords.FindDays(run) == 0 && HoursWords.FindOrdinal(run) == 0 && !HoursWords.StartingWith(run.ToLowerInvariant()).Any();
    }

    // a, p, am, pm, a.m., p.m. and noon; the single letters only where they touch the number.
    private readonly (char Half, int End) HalfAt(int position)
    {
        var start = position;
        while (start < text.Length && text[start] is ' ' or '\u00a0') start++;
        if (start == text.Length) return ('\0', position);
        var letter = char.ToLowerInvariant(text[start]);
        if (letter == 'n' && ReadRun(start).Equals("noon", StringComparison.OrdinalIgnoreCase)) return ('p', start + 4);
        if (letter is not ('a' or 'p')) return ('\0', position);
        var end = start + 1;
        if (end < text.Length && text[end] == '.') end++;
        if (end < text.Length && text[end] is 'm' or 'M')
        {
            end++;
            if (end < text.Length && text[end] == '.' && text[start + 1] == '.') end++;
        }
        else if (start > position || end > start + 1)
        {
            return ('\0', position);
        }

        return end < text.Length && char.IsLetter(text[end]) ? ('\0', position) : (letter, end);
    }

    private readonly bool TryMinutes(ref int position, char mark, ref int value)
    {
        if (position + 2 >= text.Length || text[position] != mark || !char.IsAsciiDigit(text[position + 1]) || !char.IsAsciiDigit(text[position + 2])) return false;
        if (position + 3 < text.Length && char.IsAsciiDigit(text[position + 3])) return false;
        value = (text[position + 1] - '0') * 10 + text[position + 2] - '0';
        position += 3;
        return true;
    }

    private readonly bool TryDigits(ref int position, int fewest, int most, out int value)
    {
        value = 0;
        while (position < text.Length && text[position] is ' ' or ',') position++;
        var start = position;
        while (position < text.Length && char.IsAsciiDigit(text[position]) && position - start < most) value = value * 10 + text[position++] - '0';
        return position - start >= fewest && (position == text.Length || !char.IsAsciiDigit(text[position]));
    }

    private readonly bool TryChar(ref int position, char mark)
    {
        if (position >= text.Length || text[position] != mark) return false;
        position++;
        return true;
    }

    private static bool TryDate(int year, int month, int day, out DateOnly date)
    {
        date = default;
        if (year is < 1 or > 9998 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        date = new DateOnly(year, month, day);
        return true;
    }

    private readonly string ReadRun(int from)
    {
        var end = from;
        while (end < text.Length && char.IsLetterOrDigit(text[end])) end++;
        return text[from..end];
    }

    private readonly string ReadHyphened(int from)
    {
        var end = from;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || (text[end] is '-' or '/' && end > from && end + 1 < text.Length && char.IsLetterOrDigit(text[end + 1])))) end++;
        return text[from..Math.Max(end, from)];
    }

    private void Add(HoursTokenKind kind, int length, int value = 0)
    {
        var taken = Math.Max(length, 1);
        tokens.Add(new HoursToken(kind, at, at + taken, value));
        at += taken;
    }

    private void AddTime(int length, WrittenTime time)
    {
        tokens.Add(new HoursToken(HoursTokenKind.Time, at, at + length, Time: time));
        at += length;
    }
}
