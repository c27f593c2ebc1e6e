namespace ResourceMatch.Importers.Spreadsheets;

/// <summary>Sorts free notes sentence by sentence: who may come and how often, what to bring, and the rest.</summary>
/// <param name="Eligibility">Sentences about who may come and how often; null = none.</param>
/// <param name="Rest">All other sentences; null = none.</param>
/// <param name="Documents">Papers that a sentence clearly asks for. The sentence stays in one of the texts too.</param>
internal sealed record ListingNotes(string? Eligibility, string? Rest, IReadOnlyList<string> Documents)
{
    private static readonly string[] WhoWords =
    [
        "resident", "serving only", "only serv", "serves ", "serving ", "must live", "eligib", "low-income", "low income", "school district", "students only", "seniors only", "zip code", "zipcode", "accepts everyone", "open to all",
    ];

    private static readonly string[] HowOftenWords =
    [
        "once a month", "once per month", "twice a month", "twice per month", "once a week", "once per week", "once every", "times a month", "times per month", "2x per month", "2x/month", "every 30 days", "every 14 days", "every 21 days",
        "once/month", "visit once", "visit twice", "1-2 times", "every other week",
    ];

    private static readonly string[] AskingWords = ["bring", "must show", "must provide", "must present", "required", "requires", "must have", "need id", "need proof"];

    private static readonly string[] TakingBackWords = ["not required", "no id", "not exclude", "don't", "do not", "isn't", "not need", "without", "if you have", "preferred", "encouraged", "appointment is required", "recommended"];

    // The first that fits hides those below it that it contains.
    private static readonly (string Words, string Document)[] Papers =
    [
        ("photo id", "Photo ID"), ("picture id", "Photo ID"), ("photo i.d", "Photo ID"), ("picture i.d", "Photo ID"), ("photo identification", "Photo ID"), ("forms of id", "Photo ID"), ("driver's license", "Photo ID"),
        ("proof of address", "Proof of address"), ("proof of residence", "Proof of address"), ("proof of residency", "Proof of address"), ("current address", "Proof of address"), ("utility bill", "Proof of address"),
        ("proof of income", "Proof of income"), ("social security card", "Social security card"), ("birth certificate", "Birth certificate"), ("referral", "Referral"),
    ];

    public static ListingNotes Sort(string? notes)
    {
        List<string> who = [], rest = [], documents = [];
        foreach (var sentence in Sentences(notes ?? ""))
        {
            var isWho = Has(sentence, WhoWords) || Has(sentence, HowOftenWords);
            (isWho ? who : rest).Add(sentence);
            if (!Has(sentence, AskingWords) || Has(sentence, TakingBackWords)) continue;
            documents.AddRange(DocumentsIn(sentence).Where(document => !documents.Contains(document)));
        }

        return new ListingNotes(Join(who), Join(rest), documents);
    }

    private static List<string> DocumentsIn(string sentence)
    {
        var found = Papers.Where(paper => sentence.Contains(paper.Words, StringComparison.OrdinalIgnoreCase)).Select(paper => paper.Document).Distinct().ToList();
        if (!found.Contains("Photo ID") && HasIdWord(sentence)) found.Insert(0, "ID");
        return found;
    }

    private static bool HasIdWord(string sentence)
    {
        for (var at = sentence.IndexOf("id", StringComparison.OrdinalIgnoreCase); at >= 0; at = sentence.IndexOf("id", at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var before = at == 0 || !char.IsLetter(sentence[at - 1]);
            var after = at + 2 == sentence.Length || !char.IsLetter(sentence[at + 2]);
            if (before && after) return true;
        }

        return sentence.Contains("I.D.", StringComparison.Ordinal) || sentence.Contains("identification", StringComparison.OrdinalIgnoreCase);
    }

    // At line ends and at a point before a space and a capital; "a.m." and "St." cost a wrong cut at worst, and no word is lost.
    private static IEnumerable<string> Sentences(string notes)
    {
        foreach (var line in MarkedUpText.ToPlain(notes).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var start = 0;
            for (var i = 1; i + 2 < line.Length; i++)
            {
                if (line[i] is not ('.' or '!' or '?') || line[i + 1] != ' ' || !char.IsUpper(line[i + 2]) || line[i - 1] == '.' || (i > 1 && line[i - 2] is '.' or ' ')) continue;
                yield return line[start..(i + 1)].Trim();
                start = i + 1;
            }

            yield return line[start..].Trim();
        }
    }

    private static string? Join(List<string> sentences) => sentences.Count == 0 ? null : string.Join(" ", sentences.Select(sentence => sentence[^1] is '.' or '!' or '?' or ':' or ';' or ',' ? sentence : sentence + "."));

    private static bool Has(string sentence, string[] words) => Array.Exists(words, word => sentence.Contains(word, StringComparison.OrdinalIgnoreCase));
}
