using System.Text.RegularExpressions;
using ResourceMatch.Domain.Needs;

namespace ResourceMatch.Api.Features.Matching;

/// <summary>What the free words of a listing mean, where HSDS has no field for it: papers, steps, ways of attending, "free".</summary>
/// <remarks>English words only, the language of the listings we know; anything else is unknown, which asks instead of excluding.</remarks>
internal static partial class ListingWords
{
    // The first kind whose words occur wins; "proof of income or insurance" asks for income.
    private static readonly (DocumentKind Kind, string[] Words)[] Papers =
    [
        (DocumentKind.PhotoId, ["photo id", "picture id", "driver's license", "driver’s license", "drivers license", "state id", "passport"]),
        (DocumentKind.ProofOfAddress, ["proof of address", "proof of residence", "proof of residency", "utility bill", "lease"]),
        (DocumentKind.ProofOfIncome, ["proof of income", "pay stub", "income"]),
        (DocumentKind.BirthCertificate, ["birth certificate"]),
        (DocumentKind.SocialSecurityCard, ["social security"]),
        (DocumentKind.ImmunizationRecord, ["immunization", "vaccination", "shot record"]),
        (DocumentKind.InsuranceCard, ["insurance", "medicaid", "medicare"]),
        (DocumentKind.SchoolRecord, ["report card", "school record", "transcript", "iep"]),
        (DocumentKind.ReferralLetter, ["referral"]),
    ];

    private static readonly string[] NoPapers = ["none", "nothing", "no papers", "no documents", "no papers needed", "no documents needed"];
    private static readonly string[] WithSteps = ["not step-free", "not wheelchair", "no wheelchair", "not accessible", "no ramp", "steps only"];
    private static readonly string[] WithoutSteps = ["step-free", "wheelchair", "ramp", "level entrance", "elevator", "accessible"];
    private static readonly string[] Remote = ["virtual", "online", "phone", "video"];
    private static readonly string[] AtHome = ["home visit", "at home", "delivery", "delivered"];
    private static readonly string[] Free = ["free", "no cost", "no charge"];

    public static DocumentKind? FindPaper(string text)
    {
        foreach (var (kind, words) in Papers)
        {
            if (HasAny(text, words)) return kind;
        }

        return null;
    }

    public static bool SaysNoPapers(string text) => NoPapers.Contains(text.Trim().TrimEnd('.'), StringComparer.OrdinalIgnoreCase);

    /// <summary>False wins: a ramp beside four steps still needs a question, but "not step-free" does not.</summary>
    public static bool? IsStepFree(IEnumerable<string?> texts)
    {
        var text = string.Join('\n', texts);
        if (HasAny(text, WithSteps) || CountedSteps().IsMatch(text)) return false;
        return HasAny(text, WithoutSteps) ? true : null;
    }

    public static bool IsRemote(string? attending) => attending is not null && HasAny(attending, Remote);

    public static bool ComesHome(string? attending) => attending is not null && HasAny(attending, AtHome);

    public static bool IsFree(string? fees) => fees is not null && Free.Any(word => fees.TrimStart().StartsWith(word, StringComparison.OrdinalIgnoreCase));

    public static bool SaysYes(string? text) => !string.IsNullOrWhiteSpace(text) && !text.TrimStart().StartsWith("no", StringComparison.OrdinalIgnoreCase);

    /// <summary>ISO code in lower case, or null when neither code nor name is known.</summary>
    public static string? FindLanguage(string? code, string? name)
    {
        if (!string.IsNullOrWhiteSpace(code)) return code.Trim().ToLowerInvariant().Split('-', '_')[0];
        return name?.Trim().ToLowerInvariant() switch
        {
            "english" => "en",
            "spanish" or "español" => "es",
            "haitian creole" or "haitian" or "kreyòl" or "kreyòl ayisyen" => "ht",
            "arabic" or "العربية" => "ar",
            _ => null,
        };
    }

    /// <summary>grades:K-5 → 0 to 5, grades:9 → 9 to 9; null when it is no such key.</summary>
    public static (int First, int Last)? FindGrades(string key)
    {
        if (!key.StartsWith(EligibilityKeys.GradesPrefix, StringComparison.Ordinal)) return null;
        var ends = key[EligibilityKeys.GradesPrefix.Length..].Split('-');
        return Grade(ends[0]) is { } first && Grade(ends[^1]) is { } last && ends.Length <= 2 && first <= last ? (first, last) : null;
    }

    private static int? Grade(string text) => text.Trim().ToUpperInvariant() switch
    {
        "K" => 0,
        var digits when int.TryParse(digits, out var grade) && grade is >= 0 and <= 12 => grade,
        _ => null,
    };

    private static bool HasAny(string text, string[] words) => Array.Exists(words, word => text.Contains(word, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"\d+\s+(steps|stairs)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex CountedSteps();
}
