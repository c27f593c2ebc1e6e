using ResourceMatch.Domain.Needs;
using ResourceMatch.Matching.Outings;

namespace ResourceMatch.Matching.Ranking;

/// <summary>The ranking formula: seven named parts in 0..1, higher is better; their weighted mean is the score.</summary>
/// <remarks>Without an outing the parts that need one (time, soon, ease) are left out, so such results compare only with their like. Immutable; safe to share.</remarks>
internal sealed class Scoring(Household household, Need need, DateOnly from, int days, RankingOptions weights)
{
    private const int FreshDays = 730;
    private const double ChangeMinutes = 10;
    private const double FullWalkMinutes = 60;

    private readonly string[] wanted = [.. household.Languages.Where(code => code != "en")];

    public Score ScoreOf(Candidate candidate, Outing? outing)
    {
        List<ScorePart> parts = [];
        if (outing is not null)
        {
            parts.Add(new("time", TimeOf(outing), weights.Time));
            parts.Add(new("soon", Clamp(1 - ((double)(outing.Date.DayNumber - from.DayNumber) / days)), weights.Soon));
            parts.Add(new("ease", EaseOf(outing), weights.Ease));
        }

        parts.Add(new("language", LanguageOf(candidate), weights.Language));
        parts.Add(new("cost", candidate.Cost switch { 0 => 1, null => 0.5, > 0 and <= 20 => 0.25, _ => 0 }, weights.Cost));
        parts.Add(new("papers", 1.0 / (1 + candidate.Documents.Count), weights.Papers));
        parts.Add(new("freshness", FreshnessOf(candidate), weights.Freshness));
        return new Score(parts);
    }

    /// <summary>1 = no time at all, 0 = both ways at the limit.</summary>
    private double TimeOf(Outing outing) =>
        Clamp(1 - (outing.AwaySeconds / 60.0 / ((2.0 * household.Limits.OneWayMinutes) + need.StayMinutes)));

    /// <summary>A change counts as ten minutes on foot; an hour on foot is 0.</summary>
    private static double EaseOf(Outing outing)
    {
        var walkMinutes = (outing.There.WalkSeconds + outing.Back.WalkSeconds) / 60.0;
        return Clamp(1 - ((walkMinutes + (ChangeMinutes * (outing.There.Changes + outing.Back.Changes))) / FullWalkMinutes));
    }

    /// <summary>1 = spoken, or no other language is wanted; 0.7 = interpreter; 0.4 = not known; 0.2 = English, which will do; 0 = not spoken.</summary>
    private double LanguageOf(Candidate candidate)
    {
        if (wanted.Length == 0 || wanted.Any(candidate.Languages.Contains)) return 1;
        if (candidate.Interpreter) return 0.7;
        if (candidate.Languages.Count == 0) return 0.4;
        return household.SpeaksEnglish ? 0.2 : 0;
    }

    /// <summary>Falls from 1 (confirmed today) to 0 (two years ago, or never).</summary>
    private double FreshnessOf(Candidate candidate) =>
        candidate.AssuredDate is { } assured ? Clamp(1 - ((double)(from.DayNumber - assured.DayNumber) / FreshDays)) : 0;

    private static double Clamp(double value) => Math.Round(Math.Clamp(value, 0, 1), 4);
}
