using ResourceMatch.Matching.Assignment;

namespace ResourceMatch.Matching.Tests.Assignment;

/// <summary>Tries every seating there is, and keeps the best by the rules' own words.</summary>
internal static class ExhaustiveSeats
{
    public static IEnumerable<Applicant> Order(IEnumerable<Applicant> applicants, long seed) => applicants
        .OrderByDescending(applicant => applicant.Tier)
        .ThenBy(applicant => applicant.WaitingSince ?? DateOnly.MaxValue)
        .ThenBy(applicant => Precedence.LotteryNumber(seed, applicant.Id));

    /// <returns>Who is seated, in order of precedence, the least time away of all seatings of just these, and how many any seating seats at most.</returns>
    public static (bool[] IsSeated, long AwaySeconds, int MostSeated) Find(IReadOnlyList<Applicant> applicants, int[] capacities, long seed)
    {
        Applicant[] ordered = [.. Order(applicants, seed)];
        var (best, least, most) = (new bool[ordered.Length], long.MaxValue, 0);
        Try(0, new bool[ordered.Length], (int[])capacities.Clone(), 0);
        return (best, least, most);

        void Try(int rank, bool[] isSeated, int[] left, long away)
        {
            if (rank == ordered.Length)
            {
                most = Math.Max(most, isSeated.Count(seated => seated));
                var order = Compare(isSeated, best);
                if (order < 0 || (order == 0 && away >= least)) return;
                (best, least) = ((bool[])isSeated.Clone(), away);
                return;
            }

            Try(rank + 1, isSeated, left, away);
            foreach (var option in ordered[rank].Options.Where(option => left[option.Place] > 0))
            {
                left[option.Place]--;
                isSeated[rank] = true;
                Try(rank + 1, isSeated, left, away + option.AwaySeconds);
                isSeated[rank] = false;
                left[option.Place]++;
            }
        }
    }

    private static int Compare(bool[] one, bool[] other)
    {
        for (var rank = 0; rank < one.Length; rank++)
        {
            if (one[rank] != other[rank]) return one[rank] ? 1 : -1;
        }

        return 0;
    }
}
