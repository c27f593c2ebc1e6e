using ResourceMatch.Domain.Needs;

namespace ResourceMatch.Matching.Constraints;

/// <summary>Keeps what asks for no paper that the family lacks. Papers of no known kind become a question, for a family that lacks some.</summary>
internal sealed class HasPapers(Household household) : IConstraint
{
    public Verdict Judge(Candidate candidate)
    {
        if (household.MissingDocuments.Count == 0 || candidate.Documents.Count == 0) return Verdict.Kept;
        DocumentKind[] missing =
            [.. candidate.Documents.Select(paper => paper.Kind).OfType<DocumentKind>().Distinct().Where(household.MissingDocuments.Contains).Order()];
        if (missing.Length > 0) return Verdict.Excluded(new Reason.NeedsPapers(missing));
        string[] unclear = [.. candidate.Documents.Where(paper => paper.Kind is null).Select(paper => paper.Text)];
        return unclear.Length > 0 ? Verdict.KeptBut(new Reason.AskAboutPapers(unclear)) : Verdict.Kept;
    }
}
