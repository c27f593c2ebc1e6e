namespace ResourceMatch.Matching.Assignment;

/// <summary>Who sits where while seats are given out, with the prices that make every shortest path search one without negative costs.</summary>
/// <remarks>Applicants are known by their rank, 0 first. Work of one search: places² + seats of the places reached x places. Not thread-safe.</remarks>
internal sealed class Seating
{
    private const long Far = long.MaxValue;

    private readonly int[][] seconds;
    private readonly int?[] placeOf;
    private readonly IReadOnlyList<int> capacities;
    private readonly List<int>[] seated;
    private readonly long[] prices;
    private readonly long[] distance;
    private readonly bool[] isDone;

    // Who would move to reach a place cheapest: an applicant seated at another place, or the one who looks for a seat.
    private readonly int[] mover;

    public Seating(IReadOnlyList<Applicant> byRank, IReadOnlyList<int> capacities)
    {
        this.capacities = capacities;
        seconds = new int[byRank.Count][];
        for (var rank = 0; rank < byRank.Count; rank++)
        {
            var row = new int[capacities.Count];
            Array.Fill(row, -1);
            foreach (var option in byRank[rank].Options) row[option.Place] = option.AwaySeconds;
            seconds[rank] = row;
        }

        placeOf = new int?[byRank.Count];
        seated = [.. capacities.Select(_ => new List<int>())];
        (prices, distance, isDone, mover) = (new long[capacities.Count], new long[capacities.Count], new bool[capacities.Count], new int[capacities.Count]);
    }

    public IReadOnlyList<long> Prices => prices;

    public int? PlaceOf(int rank) => placeOf[rank];

    /// <returns>Null = they cannot use it.</returns>
    public int? SecondsTo(int rank, int place) => seconds[rank][place] is >= 0 and var known ? known : null;

    /// <summary>Gives a seat, moving others to places they can use as well where that is needed or cheaper.</summary>
    /// <returns>False = there is no way to seat them beside all who were seated before.</returns>
    public bool TrySeat(int rank)
    {
        var end = Search(rank);
        if (end < 0) return false;
        var total = distance[end];
        for (var place = 0; place < prices.Length; place++)
        {
            if (distance[place] < total) prices[place] += total - distance[place];
        }

        for (var place = end; ;)
        {
            var who = mover[place];
            var before = placeOf[who];
            placeOf[who] = place;
            seated[place].Add(who);
            if (before is not { } left) return true;
            seated[left].Remove(who);
            place = left;
        }
    }

    /// <summary>After a seat was refused: everyone who sits in a place that moving people could have freed.</summary>
    public IReadOnlyList<int> ListReached() => [.. Enumerable.Range(0, prices.Length).Where(place => distance[place] != Far).SelectMany(place => seated[place])];

    /// <returns>The place with a free seat that is reached at least cost; -1 = none.</returns>
    private int Search(int rank)
    {
        Array.Fill(distance, Far);
        Array.Clear(isDone);
        Reach(rank, 0, origin: null);
        while (true)
        {
            var nearest = -1;
            for (var place = 0; place < distance.Length; place++)
            {
                if (!isDone[place] && distance[place] != Far && (nearest < 0 || distance[place] < distance[nearest])) nearest = place;
            }

            if (nearest < 0 || seated[nearest].Count < capacities[nearest]) return nearest;
            isDone[nearest] = true;
            foreach (var who in seated[nearest]) Reach(who, distance[nearest], nearest);
        }
    }

    /// <summary>Lets somebody go to each place they can use, from the place where they sit (null: from nowhere).</summary>
    private void Reach(int who, long soFar, int? origin)
    {
        var leaving = origin is { } from ? seconds[who][from] + prices[from] : 0;
        for (var place = 0; place < prices.Length; place++)
        {
            if (isDone[place] || seconds[who][place] is not (>= 0 and var cost)) continue;
            var reached = soFar + cost + prices[place] - leaving;
            if (reached >= distance[place]) continue;
            distance[place] = reached;
            mover[place] = who;
        }
    }
}
