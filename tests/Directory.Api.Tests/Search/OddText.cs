using System.Text;

namespace ResourceMatch.Api.Tests.Search;

/// <summary>Strings that people, robots and ill will put into a search box; the same row for the same seed.</summary>
internal static class OddText
{
    private static readonly string[] Pieces =
    [
        "'", "\"", "\\", "\\\\'", "';--", "' or 1=1", "& | !", "!", ":*", "<->", "<2>", "()", "((((", "%", "_", "%%%", "*", "?", "\0", "\r\n", "\t", "\uFFFD", "\u202E", "\u200B", "🍎", "👩‍👩‍👧‍👦", "ﷺ", "é", "é", "ß", "ﬁ", "İ", "ſ", "ー",
        "食料", "Ω", "0", "-1", "1e999", "NaN", "999999999999999999999", "8 year old", "de 8 años", "#need:food", "#all", "'#all'", "food", "despensa", "shelter", "<script>alert(1)</script>", "{{7*7}}", "${x}", "../../etc/passwd",
        "and or not", "the", "de la", "a", "ا", "طعام", "manje", "light bill", "NULL", "true", "😀😀", "\u0301\u0301\u0301", "ａｂｃ", "𝖋𝖔𝖔𝖉",
    ];

    public static IEnumerable<string> List(Random random)
    {
        yield return "";
        yield return " ";
        yield return new string('a', 999);
        yield return string.Join(' ', Enumerable.Repeat("food", 190));
        yield return string.Join(' ', Enumerable.Range(0, 180).Select(number => $"w{number}"));
        yield return new string('\'', 900);
        yield return new string('(', 900);
        while (true)
        {
            var text = new StringBuilder();
            for (var count = random.Next(1, 9); count > 0; count--)
            {
                text.Append(random.Next(3) switch
                {
                    0 => Pieces[random.Next(Pieces.Length)],
                    1 => new string([.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => (char)random.Next('a', 'z' + 1))]),
                    _ => new Rune(Valid(random.Next(1, 0x2FFFF))).ToString(),
                });
                if (random.Next(2) == 0) text.Append(' ');
            }

            yield return text.ToString();
        }
    }

    private static int Valid(int value) => Rune.IsValid(value) ? value : 'x';
}
