using System.Collections.Frozen;
using System.Globalization;

namespace ResourceMatch.Storage.Search;

/// <summary>What a question says besides what is looked for: an age, weekdays, "open now". In four languages, over folded words.</summary>
/// <remarks>Pure. "Tonight" is no weekday and no opening: a shelter is asked for in the morning.</remarks>
internal static class QuestionWords
{
    private const int OldestAge = 120;

    private static readonly FrozenDictionary<string, DayOfWeek> Days = new Dictionary<string, DayOfWeek>(StringComparer.Ordinal)
    {
        ["sunday"] = DayOfWeek.Sunday, ["sundays"] = DayOfWeek.Sunday, ["domingo"] = DayOfWeek.Sunday, ["domingos"] = DayOfWeek.Sunday, ["dimanch"] = DayOfWeek.Sunday, ["الاحد"] = DayOfWeek.Sunday,
        ["monday"] = DayOfWeek.Monday, ["mondays"] = DayOfWeek.Monday, ["lunes"] = DayOfWeek.Monday, ["lendi"] = DayOfWeek.Monday, ["الاثنين"] = DayOfWeek.Monday,
        ["tuesday"] = DayOfWeek.Tuesday, ["tuesdays"] = DayOfWeek.Tuesday, ["martes"] = DayOfWeek.Tuesday, ["madi"] = DayOfWeek.Tuesday, ["الثلاثاء"] = DayOfWeek.Tuesday,
        ["wednesday"] = DayOfWeek.Wednesday, ["wednesdays"] = DayOfWeek.Wednesday, ["miercoles"] = DayOfWeek.Wednesday, ["mekredi"] = DayOfWeek.Wednesday, ["الاربعاء"] = DayOfWeek.Wednesday,
        ["thursday"] = DayOfWeek.Thursday, ["thursdays"] = DayOfWeek.Thursday, ["jueves"] = DayOfWeek.Thursday, ["jedi"] = DayOfWeek.Thursday, ["الخميس"] = DayOfWeek.Thursday,
        ["friday"] = DayOfWeek.Friday, ["fridays"] = DayOfWeek.Friday, ["viernes"] = DayOfWeek.Friday, ["vandredi"] = DayOfWeek.Friday, ["الجمعه"] = DayOfWeek.Friday,
        ["saturday"] = DayOfWeek.Saturday, ["saturdays"] = DayOfWeek.Saturday, ["sabado"] = DayOfWeek.Saturday, ["sabados"] = DayOfWeek.Saturday, ["samdi"] = DayOfWeek.Saturday, ["السبت"] = DayOfWeek.Saturday,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly string[][] Weekends = [["weekend"], ["weekends"], ["fin", "de", "semana"], ["fines", "de", "semana"], ["wikenn"], ["نهايه", "الاسبوع"]];
    private static readonly string[][] OpenNow = [["open", "now"], ["open", "right", "now"], ["abierto", "ahora"], ["abiertos", "ahora"], ["abierta", "ahora"], ["louvri", "kounye", "a"], ["مفتوح", "الان"]];

    private static readonly FrozenSet<string> Years = FrozenSet.Create(
        StringComparer.Ordinal, "year", "years", "yr", "yrs", "yo", "ano", "anos", "anito", "anitos", "an", "lane", "سنه", "سنوات", "سنين", "عام", "اعوام");

    private static readonly FrozenSet<string> AgeBefore = FrozenSet.Create(StringComparer.Ordinal, "age", "aged", "ages", "edad", "laj", "عمره", "عمرها", "عمر");

    private static readonly FrozenSet<string> AgeAfter = FrozenSet.Create(StringComparer.Ordinal, "old", "olds", "edad", "de");

    // Where one is and that one asks: it narrows nothing down.
    private static readonly FrozenSet<string> Near = FrozenSet.Create(
        StringComparer.Ordinal, "near", "nearby", "close", "around", "here", "us", "cerca", "aqui", "nosotros", "pre", "isit", "bo", "قريب", "هنا", "please", "favor", "hay", "find", "want", "looking", "look",
        "need", "help", "necesito", "busco", "quiero", "ayuda", "donde", "chache", "bezwen", "ede", "اريد", "احتاج", "مساعده", "ابحث", "go", "get", "can", "kid", "kids", "son", "daughter", "child", "hijo", "hija", "hijos",
        "nino", "nina", "ninos", "timoun", "pitit", "طفل", "اطفال", "ابني", "family", "familia", "fanmi", "free", "gratis", "program", "programs", "service", "services", "activities", "actividades", "activity", "things", "place", "lugar");

    /// <summary>Whether a word is so general that a listing need not hold it.</summary>
    public static bool IsGeneral(string word) => Near.Contains(word);

    /// <summary>Whether a word is one of a question's own, and so no typing error of another.</summary>
    public static bool IsOwn(string word) => Near.Contains(word) || Days.ContainsKey(word) || Years.Contains(word) || AgeBefore.Contains(word) || AgeAfter.Contains(word)
        || Array.Exists(Weekends, phrase => phrase.Contains(word)) || Array.Exists(OpenNow, phrase => phrase.Contains(word));

    /// <param name="tokens">Folded.</param>
    /// <param name="taken">Words that a need's own phrase holds: "food for Saturday and Sunday" names no day.</param>
    /// <returns>What was read, and which words it was read from.</returns>
    public static (int? Age, IReadOnlyList<DayOfWeek> Days, bool OpenNow, bool[] Read) Read(IReadOnlyList<string> tokens, bool[] taken)
    {
        var read = new bool[tokens.Count];
        int? age = null;
        SortedSet<DayOfWeek> days = [];
        for (var at = 0; at < tokens.Count; at++)
        {
            if (FindAge(tokens, at, read) is { } years) age ??= years;
            if (!taken[at] && Days.TryGetValue(tokens[at], out var day))
            {
                days.Add(day);
                read[at] = true;
            }

            if (!taken[at] && TakeAny(Weekends, tokens, at, read))
            {
                days.Add(DayOfWeek.Saturday);
                days.Add(DayOfWeek.Sunday);
            }
        }

        var openNow = Enumerable.Range(0, tokens.Count).Any(at => TakeAny(OpenNow, tokens, at, read));
        return (age, [.. days], openNow, read);
    }

    // "8 year old", "8yo", "de 8 años", "age 8".
    private static int? FindAge(IReadOnlyList<string> tokens, int at, bool[] read)
    {
        var text = tokens[at];
        var digits = text.TakeWhile(char.IsAsciiDigit).Count();
        if (digits is 0 or > 3 || !int.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var years) || years > OldestAge) return null;
        var unit = text[digits..];
        var isAge = Years.Contains(unit);
        if (unit.Length == 0 && at + 1 < tokens.Count && Years.Contains(tokens[at + 1]))
        {
            isAge = true;
            read[at + 1] = true;
            if (at + 2 < tokens.Count && AgeAfter.Contains(tokens[at + 2])) read[at + 2] = true;
        }

        if (unit.Length == 0 && at > 0 && AgeBefore.Contains(tokens[at - 1]))
        {
            isAge = true;
            read[at - 1] = true;
        }

        if (!isAge) return null;
        read[at] = true;
        return years;
    }

    private static bool TakeAny(string[][] phrases, IReadOnlyList<string> tokens, int at, bool[] read)
    {
        foreach (var phrase in phrases)
        {
            if (at + phrase.Length > tokens.Count || !phrase.Select((word, index) => tokens[at + index] == word).All(same => same)) continue;
            Array.Fill(read, true, at, phrase.Length);
            return true;
        }

        return false;
    }
}
