using ResourceMatch.Domain.Needs;

namespace ResourceMatch.Matching.Plans;

/// <summary>A place that a plan may stop at.</summary>
/// <param name="Mask">Bit i = the i-th need of the plan can be met here.</param>
/// <param name="Dates">Days on which it has an outing of its own.</param>
internal sealed record PlanPlace(Candidate Candidate, int Mask, bool HoursKnown, IReadOnlySet<DateOnly> Dates);

/// <summary>The places among which a plan is exact, out of the answers need by need.</summary>
/// <remarks>
/// For each need the first <see cref="Looked"/> results of its ranking that have a trip and known hours (where it has none: of those to call first with a trip); of these the
/// first <see cref="OfEachNeed"/>, the <see cref="Quickest"/> with the least time away, and <see cref="OfEachNeed"/> more of those that stand so in another need's list too:
/// one place for two needs saves an outing. Immutable.
/// </remarks>
internal sealed class PlanPlaces
{
    public const int OfEachNeed = 8;

    public const int Quickest = 4;

    /// <summary>Results are drawn when looked at: the tail of ten thousand is not.</summary>
    public const int Looked = 100;

    private PlanPlaces(IReadOnlyList<Need> needs, IReadOnlyList<PlanPlace> all, int[] leastAwaySeconds) => (Needs, All, LeastAwaySeconds) = (needs, all, leastAwaySeconds);

    /// <summary>The needs that some place of the plan can meet.</summary>
    public IReadOnlyList<Need> Needs { get; }

    public IReadOnlyList<PlanPlace> All { get; }

    /// <summary>By need: the least time away of its own outings at these places.</summary>
    public int[] LeastAwaySeconds { get; }

    /// <param name="answers">Of one household and window, at most 31 with a trip.</param>
    public static PlanPlaces Choose(IReadOnlyList<MatchAnswer> answers)
    {
        var lists = answers.Select(answer => (answer.Need, Trips: ListTrips(answer))).Where(list => list.Trips.Count > 0).ToList();
        var masks = new Dictionary<Candidate, int>(ReferenceEqualityComparer.Instance);
        for (var need = 0; need < lists.Count; need++)
        {
            foreach (var trip in lists[need].Trips) masks[trip.Candidate] = masks.GetValueOrDefault(trip.Candidate) | (1 << need);
        }

        var chosen = new Dictionary<Candidate, List<MatchResult>>(ReferenceEqualityComparer.Instance);
        foreach (var (_, trips) in lists)
        {
            foreach (var trip in trips.Take(OfEachNeed).Concat(trips.OrderBy(trip => trip.Best!.AwaySeconds).Take(Quickest))
                .Concat(trips.Skip(OfEachNeed).Where(trip => int.PopCount(masks[trip.Candidate]) > 1).Take(OfEachNeed)))
            {
                chosen.TryAdd(trip.Candidate, []);
            }
        }

        var least = lists.Select(_ => int.MaxValue).ToArray();
        for (var need = 0; need < lists.Count; need++)
        {
            foreach (var trip in lists[need].Trips)
            {
                if (!chosen.TryGetValue(trip.Candidate, out var results)) continue;
                results.Add(trip);
                least[need] = Math.Min(least[need], trip.Outings.Min(outing => outing.AwaySeconds));
            }
        }

        return new PlanPlaces(
            [.. lists.Select(list => list.Need)],
            [.. chosen.Select(pair => new PlanPlace(
                pair.Key, masks[pair.Key], !pair.Value[0].CallFirst, pair.Value.SelectMany(result => result.Outings).Select(outing => outing.Date).ToHashSet()))],
            least);
    }

    private static List<MatchResult> ListTrips(MatchAnswer answer)
    {
        // The ranking puts trips with known hours first, then those to call first.
        var trips = answer.Results.TakeWhile(result => result.Outings.Count > 0).Take(Looked).ToList();
        var known = trips.Where(trip => !trip.CallFirst).ToList();
        return known.Count > 0 ? known : trips;
    }
}
