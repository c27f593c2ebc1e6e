using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Domain.Needs;

namespace ResourceMatch.Api.Tests.Matching;

/// <summary>What the free words of a listing mean.</summary>
public sealed class ListingWordsTests
{
    [Theory]
    [InlineData("Photo ID", DocumentKind.PhotoId)]
    [InlineData("A driver's license or passport", DocumentKind.PhotoId)]
    [InlineData("Proof of residency", DocumentKind.ProofOfAddress)]
    [InlineData("Last two pay stubs", DocumentKind.ProofOfIncome)]
    [InlineData("Child's birth certificate", DocumentKind.BirthCertificate)]
    [InlineData("Immunization record", DocumentKind.ImmunizationRecord)]
    [InlineData("Referral from the school", DocumentKind.ReferralLetter)]
    [InlineData("Your own bags", null)]
    public void Papers_are_told_by_their_words(string text, DocumentKind? kind) => Assert.Equal(kind, ListingWords.FindPaper(text));

    [Theory]
    [InlineData("None", true)]
    [InlineData("No documents needed.", true)]
    [InlineData("None but a photo ID", false)]
    public void Only_a_plain_no_means_no_papers(string text, bool says) => Assert.Equal(says, ListingWords.SaysNoPapers(text));

    [Theory]
    [InlineData("Step-free entrance", true)]
    [InlineData("Ramp at the side door", true)]
    [InlineData("Not step-free: 4 steps", false)]
    [InlineData("Ramp, then 12 stairs", false)]
    [InlineData("Not wheelchair accessible", false)]
    [InlineData("Parking behind the church", null)]
    [InlineData(null, null)]
    public void Steps_are_told_by_their_words_and_a_no_wins(string? text, bool? stepFree) => Assert.Equal(stepFree, ListingWords.IsStepFree([text]));

    [Theory]
    [InlineData("grades:K-5", 0, 5)]
    [InlineData("grades:9-12", 9, 12)]
    [InlineData("grades:8", 8, 8)]
    [InlineData("grades:12-9", null, null)]
    [InlineData("grades:all", null, null)]
    [InlineData("veteran", null, null)]
    public void Grades_are_read_from_their_key(string key, int? first, int? last) =>
        Assert.Equal(first is null ? null : (first.Value, last!.Value), ListingWords.FindGrades(key));

    [Theory]
    [InlineData("es-MX", null, "es")]
    [InlineData("HT", null, "ht")]
    [InlineData(null, "Haitian Creole", "ht")]
    [InlineData(null, "Klingon", null)]
    public void Languages_are_told_by_code_then_by_name(string? code, string? name, string? expected) => Assert.Equal(expected, ListingWords.FindLanguage(code, name));
}
