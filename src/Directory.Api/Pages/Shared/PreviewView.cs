using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Api.Pages.Speech;
using ResourceMatch.Domain.Resources;

namespace ResourceMatch.Api.Pages.Shared;

/// <summary>A listing as families will read it, before it is saved: the same facts, by the same reading.</summary>
/// <param name="Level">Of its heading.</param>
internal sealed record PreviewView(Words Words, Service Service, IReadOnlyList<Listing> Places, int Level = 3)
{
    public static bool IsPrivate(Listing place) => place.Candidate.Visibility != LocationVisibility.Public;

    public IReadOnlyList<string> HoursOf(Listing place)
    {
        var lines = HoursLines.Of(Words, place.Candidate.Hours.Schedules);
        return lines.Count > 0 ? lines : [Words["Place.Hours.Unknown"]];
    }

    public string? Bring(Listing place) => place.Candidate.Documents.Count == 0
        ? null
        : Words.Say("Card.Bring", ("things", Words.And([.. place.Candidate.Documents.Select(paper => paper.Kind is { } kind ? Words.Paper(kind) : Words.Name(paper.Text.TrimEnd('.')))])));
}
