using static ResourceMatch.Importers.Spreadsheets.HoursTokenKind;

namespace ResourceMatch.Importers.Spreadsheets;

/// <summary>The words that hours are written with, in lower case; phrases before their parts.</summary>
internal static class HoursWords
{
    /// <summary>Bit 0 Monday to bit 6 Sunday.</summary>
    public const int AllDays = 0b111_1111;

    private const int Workdays = 0b001_1111;
    private const int Weekend = 0b110_0000;

    private static readonly Dictionary<string, int> Days = new(StringComparer.Ordinal)
    {
        ["monday"] = 1, ["mondays"] = 1, ["mon"] = 1, ["mons"] = 1,
        ["tuesday"] = 2, ["tuesdays"] = 2, ["tue"] = 2, ["tues"] = 2, ["tu"] = 2,
        ["wednesday"] = 4, ["wednesdays"] = 4, ["wed"] = 4, ["weds"] = 4,
        ["thursday"] = 8, ["thursdays"] = 8, ["thu"] = 8, ["thur"] = 8, ["thurs"] = 8,
        ["friday"] = 16, ["fridays"] = 16, ["fri"] = 16,
        ["saturday"] = 32, ["saturdays"] = 32, ["sat"] = 32, ["sats"] = 32,
        ["sunday"] = 64, ["sundays"] = 64, ["sun"] = 64, ["suns"] = 64,
        ["weekday"] = Workdays, ["weekdays"] = Workdays, ["weekend"] = Weekend, ["weekends"] = Weekend,
    };

    private static readonly Dictionary<string, int> Ordinals = new(StringComparer.Ordinal)
    {
        ["1st"] = 1, ["first"] = 1, ["2nd"] = 2, ["second"] = 2, ["3rd"] = 3, ["third"] = 3, ["4th"] = 4, ["fourth"] = 4, ["5th"] = 5, ["fifth"] = 5, ["last"] = -1,
    };

    private static readonly string[] MonthNames =
    [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
    ];

    private static readonly (string[] Words, HoursTokenKind Kind)[] Phrases =
    [
        .. Make(Remark, "or by appointment", "or by appt", "or by appoint", "also by appointment", "also by appt", "and by appointment", "or until", "no appointment", "no appointments", "no appt", "if an appointment", "if appointment", "as needed",
            "for lunch", "while supplies last", "except", "excluding", "while", "please", "must", "call", "bring", "walk-in", "walk-ins", "walkins", "first come", "location notes"),
        .. Make(Appointment, "by appointment only", "by appt only", "by appointment", "by appointments", "by appt", "by appts", "by appoint", "appointment only", "appointments only", "appt only", "appts only",
            "appointment required", "appointment", "appointments", "appt", "appts"),
        .. Make(Alternate, "every other", "every two weeks", "every 2 weeks", "biweekly", "bi-weekly", "bimonthly", "bi-monthly", "alternate", "alternating", "fortnightly"),
        .. Make(Frequency, "twice per month", "twice a month", "twice each month", "two times a month", "2x month", "2x per month", "2x a month", "once per month", "once a month", "once each month",
            "once every month", "1x month", "1x per month", "monthly"),
        .. Make(Daily, "7 days a week", "7 days per week", "7 days", "seven days a week", "every day", "everyday"),
        .. Make(AllDay, "24 hours a day", "24 hours", "24 hrs", "24/7"),
        .. Make(Every, "2x week", "3x week", "4x week", "5x week", "every", "weekly"),
        .. Make(Daily, "daily"),
        .. Make(And, "and", "&", "+", "plus"),
        .. Make(Dash, "to", "through", "thru", "until", "till", "til"),
        .. Make(Or, "or"),
        .. Make(Month, "month", "months"),
        .. Make(Week, "week", "weeks"),
        .. Make(Closed, "closed"),
        .. Make(Holiday, "holiday", "holidays"),
        .. Make(Suspended, "temporarily", "suspended", "inactive", "discontinued", "cancelled", "canceled", "permanently"),
        .. Make(Visit, "visit", "visits", "served", "serving", "guest", "guests", "client", "clients", "neighbor", "neighbors", "family", "families", "household", "households"),
        .. Make(Filler, "of", "the", "each", "from", "between", "open", "opens", "hours", "hours of operation", "on", "only", "distribution", "distributions", "distributed", "food distribution", "food distributions", "held", "food pantry", "pantry", "are", "is", "at"),
        .. Make(MonthName, MonthNames),
        .. Make(MonthName, "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "summer", "winter", "spring", "fall", "autumn"),
    ];

    private static readonly ILookup<string, (string[] Words, HoursTokenKind Kind)> ByFirstWord =
        Phrases.OrderByDescending(phrase => phrase.Words.Length).ToLookup(phrase => phrase.Words[0], StringComparer.Ordinal);

    /// <summary>The phrases that begin with this word, longest first.</summary>
    public static IEnumerable<(string[] Words, HoursTokenKind Kind)> StartingWith(string word) => ByFirstWord[word];

    /// <returns>The days of a word as a bit set, or 0: Monday, weds, MWF, TTh, Sa. Single letters count in capitals only, S never: it could be either day.</returns>
    public static int FindDays(string word)
    {
        if (Days.TryGetValue(word.ToLowerInvariant(), out var days)) return days;
        var at = 0;
        while (at < word.Length)
        {
            if (LetterAt(word, at) is not { Day: > 0 } letter) return 0;
            days |= letter.Day;
            at += letter.Length;
        }

        return days;
    }

    public static int FindOrdinal(string word) => Ordinals.GetValueOrDefault(word.ToLowerInvariant());

    /// <returns>1 to 12, or 0.</returns>
    public static int FindMonth(string word) =>
        word.Length < 3 ? 0 : Array.FindIndex(MonthNames, name => name.Equals(word, StringComparison.OrdinalIgnoreCase) || name[..3].Equals(word, StringComparison.OrdinalIgnoreCase) || (name[0] == 's' && word.Equals("sept", StringComparison.OrdinalIgnoreCase))) + 1;

    private static (int Day, int Length) LetterAt(string word, int at) => word.AsSpan(at) switch
    {
        ['T', 'h' or 'H', ..] => (8, 2),
        ['T', 'u' or 'U', ..] => (2, 2),
        ['S', 'a' or 'A', ..] => (32, 2),
        ['S', 'u' or 'U', ..] => (64, 2),
        ['M', ..] => (1, 1),
        ['T', ..] => (2, 1),
        ['W', ..] => (4, 1),
        ['F', ..] => (16, 1),
        _ => (0, 0),
    };

    private static IEnumerable<(string[] Words, HoursTokenKind Kind)> Make(HoursTokenKind kind, params string[] phrases) => phrases.Select(phrase => (phrase.Split(' '), kind));
}
