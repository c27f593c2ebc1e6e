using ResourceMatch.Domain.Needs;

namespace ResourceMatch.Matching.Ranking;

/// <summary>What the score looks at of an outing.</summary>
/// <param name="FootSeconds">On foot between the place and its stops, or all the way where they walk it.</param>
internal readonly record struct TripEase(int AwaySeconds, DateOnly Date, int Changes, int FootSeconds);

/// <summary>The ranking formula: seven named parts in 0..1, higher is better; their weighted mean is the score.</summary>
/// <remarks>Without an outing the parts that need one (time, soon, ease) are left out, so such results compare only with their like. Immutable; safe to share.</remarks>
internal sealed class Scoring(Household household, Need need, DateOnly from, int days, RankingOptions weights)
{
    private const int PartCount = 7;
    private const int TripParts = 3;
    private const int FreshDays = 730;
    private const double ChangeMinutes = 10;
    private const double FullWalkMinutes = 60;

    private static readonly string[] Names = ["time", "soon", "ease", "language", "cost", "papers", "freshness"];

    private readonly double[] weightOf = [weights.Time, weights.Soon, weights.Ease, weights.Language, weights.Cost, weights.Papers, weights.Freshness];
    private readonly string[] wanted = [.. household.Languages.Where(code => code != "en")];

    /// <summary>The total alone, as <see cref="Score.Total"/> adds it up.</summary>
    public double TotalOf(Candidate candidate, TripEase? trip)
    {
        Span<double> values = stackalloc double[PartCount];
        Fill(candidate, trip, values);
        var (sum, weight) = (0.0, 0.0);
        for (var part = trip is null ? TripParts : 0; part < PartCount; part++)
        {
            sum += weightOf[part] * values[part];
            weight += weightOf[part];
        }

        return weight > 0 ? sum / weight : 0;
    }

    public Score ScoreOf(Candidate candidate, TripEase? trip)
    {
        var values = new double[PartCount];
        Fill(candidate, trip, values);
        var first = trip is null ? TripParts : 0;
        return new Score([.. Enumerable.Range(first, PartCount - first).Select(part => new ScorePart(Names[part], values[part], weightOf[part]))]);
    }

    private void Fill(Candidate candidate, TripEase? trip, Span<double> values)
    {
        if (trip is { } made)
        {
            // 1 = no time at all, 0 = both ways at the limit.
            values[0] = Clamp(1 - (made.AwaySeconds / 60.0 / ((2.0 * household.Limits.OneWayMinutes) + need.StayMinutes)));
            values[1] = Clamp(1 - ((double)(made.Date.DayNumber - from.DayNumber) / days));
            // A change counts as ten minutes on foot; an hour on foot is 0.
            values[2] = Clamp(1 - (((made.FootSeconds / 60.0) + (ChangeMinutes * made.Changes)) / FullWalkMinutes));
        }

        values[3] = LanguageOf(candidate);
        values[4] = candidate.Cost switch { 0 => 1, null => 0.5, > 0 and <= 20 => 0.25, _ => 0 };
        values[5] = 1.0 / (1 + candidate.Documents.Count);
        // Falls from 1 (confirmed today) to 0 (two years ago, or never); a doubt takes it all.
        values[6] = candidate is { AssuredDate: { } assured, Doubts.Count: 0 } ? Clamp(1 - ((double)(from.DayNumber - assured.DayNumber) / FreshDays)) : 0;
    }

    /// <summary>1 = spoken, or no other language is wanted; 0.7 = interpreter; 0.4 = not known; 0.2 = English, which will do; 0 = not spoken.</summary>
    private double LanguageOf(Candidate candidate)
    {
        if (wanted.Length == 0 || Array.Exists(wanted, candidate.Languages.Contains)) return 1;
        if (candidate.Interpreter) return 0.7;
        if (candidate.Languages.Count == 0) return 0.4;
        return household.SpeaksEnglish ? 0.2 : 0;
    }

    private static double Clamp(double value) => Math.Round(Math.Clamp(value, 0, 1), 4);
}
