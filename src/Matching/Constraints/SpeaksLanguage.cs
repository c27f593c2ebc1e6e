using ResourceMatch.Domain.Needs;

namespace ResourceMatch.Matching.Constraints;

/// <summary>Keeps what can talk with a family that English does not serve: in a language of theirs, or through an interpreter.</summary>
/// <remarks>A listing without languages is kept with a question. Where English will do, language only ranks.</remarks>
internal sealed class SpeaksLanguage(Household household) : IConstraint
{
    private readonly string[] wanted = household.SpeaksEnglish ? [] : [.. household.Languages.Where(code => code != "en")];

    public Verdict Judge(Candidate candidate)
    {
        if (wanted.Length == 0 || candidate.Interpreter || wanted.Any(candidate.Languages.Contains)) return Verdict.Kept;
        return candidate.Languages.Count == 0
            ? Verdict.KeptBut(new Reason.AskAboutLanguage(wanted))
            : Verdict.Excluded(new Reason.LanguageMissing([.. candidate.Languages.Order(StringComparer.Ordinal)], wanted));
    }
}
