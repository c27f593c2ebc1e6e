namespace ResourceMatch.Importers.Spreadsheets;

/// <summary>Hours as people write them in a spreadsheet → rules, dates, and what must stay words.</summary>
/// <remarks>
/// Reads: days, ranges and lists of days ("Mon-Fri", "M/W/F", "TTh"), ordinals of the month ("1st &amp; 3rd Sat", "last Friday"), dates (2026-11-24; 11/24/2026, month first; November 24, 2026), times before or after the days,
/// several a day, noon, midnight, 24 hours, closed days, lunch breaks, "by appointment", HTML tables. The text is cut at line ends, semicolons and full stops into sentences.
/// A sentence with a word nobody explained stays words: alone when it names its own days, else the whole text, since it may change the rest. Nothing is guessed: what is kept as words is shown as words.
/// No regular expression; time is linear in the text's length. Texts longer than 20,000 characters stay words. Stateless; safe to share.
/// </remarks>
internal static class HoursText
{
    private const int LongestText = 20_000;
    private const int LongestRest = 2_000;

    public static HoursReading Parse(string? written)
    {
        var text = MarkedUpText.ToPlain(written ?? "");
        if (text.Length == 0) return HoursReading.Nothing;
        if (text.Length > LongestText) return Words(text, HoursDoubt.Words);
        var tokens = HoursTokenizer.Cut(text);
        var on24Hours = tokens.Exists(token => token is { Kind: HoursTokenKind.Time, Time: { Half: '\0' } and ({ Hour: > 12 } or { HasSeconds: true }) });
        var carry = new HoursCarry();
        List<HoursSentence> sentences = [];
        List<string> rest = [];
        var doubt = HoursDoubt.None;
        foreach (var (piece, words) in Split(tokens, text))
        {
            var sentence = HoursSentence.Read(piece, carry, on24Hours);
            if (sentence.Doubt != HoursDoubt.None)
            {
                if (doubt == HoursDoubt.None) doubt = sentence.Doubt;
                if (!sentence.IsIndependent) return Words(text, sentence.Doubt);
                rest.Add(words);
            }

            if (sentence.IsIndependent) carry.Spend();
            sentences.Add(sentence);
        }

        var rules = HoursRules.Join(sentences);
        if (rules.Count == 0) return Words(text, doubt == HoursDoubt.None ? HoursDoubt.Words : doubt);
        return new HoursReading(Shorten(text), rules, rest.Count == 0 ? null : Shorten(string.Join("; ", rest)), doubt);
    }

    private static HoursReading Words(string text, HoursDoubt doubt) => new(Shorten(text), [], Shorten(text), doubt);

    private static string Shorten(string text) => text.Length <= LongestRest ? text : text[..LongestRest] + "…";

    private static IEnumerable<(List<HoursToken> Tokens, string Words)> Split(List<HoursToken> tokens, string text)
    {
        var start = 0;
        for (var i = 0; i <= tokens.Count; i++)
        {
            if (i < tokens.Count && (tokens[i].Kind != HoursTokenKind.Break || (i > start && Continues(tokens, start, i)))) continue;
            var piece = tokens[start..i].Where(token => token.Kind != HoursTokenKind.Break).ToList();
            if (piece.Count > 0) yield return (piece, text[piece[0].Start..piece[^1].End].Trim());
            start = i + 1;
        }
    }

    // Days on one line and their times alone on the next are one sentence: "Tuesdays:" / "10:00 AM - 12:00 PM".
    private static bool Continues(List<HoursToken> tokens, int start, int end)
    {
        var next = tokens.FindIndex(end, token => token.Kind != HoursTokenKind.Break);
        if (next < 0) return false;
        var after = tokens.FindIndex(next, token => token.Kind == HoursTokenKind.Break);
        var following = tokens[next..(after < 0 ? tokens.Count : after)];
        return tokens[start..end].Exists(token => token.Kind == HoursTokenKind.Day)
            && tokens[start..end].TrueForAll(token => IsDays(token) || IsTimes(token))
            && following.Exists(token => token.Kind == HoursTokenKind.Time)
            && following.TrueForAll(IsTimes);
    }

    private static bool IsDays(HoursToken token) =>
        token.Kind is HoursTokenKind.Day or HoursTokenKind.Ordinal or HoursTokenKind.Every or HoursTokenKind.Month or HoursTokenKind.Break;

    private static bool IsTimes(HoursToken token) =>
        token.Kind is HoursTokenKind.Time or HoursTokenKind.Dash or HoursTokenKind.And or HoursTokenKind.Comma or HoursTokenKind.Colon or HoursTokenKind.Filler;
}
