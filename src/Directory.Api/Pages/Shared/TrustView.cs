using ResourceMatch.Api.Pages.Speech;
using ResourceMatch.Domain.Upkeep;
using ResourceMatch.Matching;

namespace ResourceMatch.Api.Pages.Shared;

/// <summary>When a listing was last confirmed and by whom, and every reason not to believe it without a call.</summary>
internal sealed record TrustView(Words Words, Candidate Candidate, DateOnly Today)
{
    public Guid Service => Candidate.ServiceId.Value;

    public string Checked => Candidate.AssuredDate is not { } date
        ? Words["Place.Checked.Never"]
        : Words.Say($"Place.Checked.By.{(Candidate.AssuredBy is { } by ? by.ToString().ToLowerInvariant() : "source")}", ("date", Words.PlainDate(date)));

    public IReadOnlyList<string> Reasons =>
        [.. Staleness.Judge(Candidate.AssuredDate, Candidate.Hours, Candidate.Doubts, Today, new MatchOptions().StaleDays).Select(stale => Words.Reason(StaleReasons.Of(stale)))];
}
