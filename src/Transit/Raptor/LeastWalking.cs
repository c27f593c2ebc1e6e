namespace ResourceMatch.Transit;

/// <summary>Given the vehicles of a journey, chooses where to board, change and alight so that least is walked and nothing is missed.</summary>
/// <remarks>RAPTOR keeps whichever stop it met first among equals: two lines that run side by side for ten stops would else change at an odd one.</remarks>
internal static class LeastWalking
{
    private const int Impossible = int.MaxValue;

    public static RideChain Choose(
        DayArrays day, IReadOnlyList<StopWalk> access, int leaveSeconds, (int Pattern, int Trip)[] vehicles, IReadOnlyList<StopWalk> egress, int arriveSeconds)
    {
        var steps = new Step[vehicles.Length];
        for (var i = 0; i < vehicles.Length; i++)
        {
            steps[i] = new Step(day, vehicles[i].Pattern, vehicles[i].Trip);
            if (i == 0)
            {
                BoardFirst(steps[0], access, leaveSeconds);
            }
            else
            {
                Change(day, steps[i - 1], steps[i]);
            }

            steps[i].Ride();
        }

        var last = steps[^1];
        var best = (WalkSeconds: Impossible, Position: -1, Egress: -1);
        for (var position = 1; position < last.AlightStops.Length; position++)
        {
            for (var i = 0; i < egress.Count; i++)
            {
                if (egress[i].Stop.Value == last.AlightStops.Span[position] && last.AlightCost[position] != Impossible
                    && last.EventAt(position).ArrivalSeconds + egress[i].WalkSeconds <= arriveSeconds
                    && last.AlightCost[position] + egress[i].WalkSeconds < best.WalkSeconds)
                {
                    best = (last.AlightCost[position] + egress[i].WalkSeconds, position, i);
                }
            }
        }

        var rides = new ChainedRide[vehicles.Length];
        var alight = best.Position;
        for (var i = vehicles.Length - 1; i >= 0; i--)
        {
            var board = steps[i].BoardedAt[alight];
            rides[i] = new ChainedRide(vehicles[i].Pattern, vehicles[i].Trip, board, alight);
            alight = steps[i].BoardCameFrom[board];
        }

        return new RideChain(alight, rides, best.Egress);
    }

    private static void BoardFirst(Step first, IReadOnlyList<StopWalk> access, int leaveSeconds)
    {
        for (var i = 0; i < access.Count; i++)
        {
            foreach (var position in first.PositionsOf(access[i].Stop.Value))
            {
                if (leaveSeconds + access[i].WalkSeconds <= first.EventAt(position).DepartureSeconds)
                {
                    first.Board(position, access[i].WalkSeconds, i);
                }
            }
        }
    }

    private static void Change(DayArrays day, Step from, Step to)
    {
        for (var position = 1; position < from.AlightStops.Length; position++)
        {
            if (from.AlightCost[position] == Impossible)
            {
                continue;
            }

            var (stop, cost, arrival) = (from.AlightStops.Span[position], from.AlightCost[position], from.EventAt(position).ArrivalSeconds);
            Offer(stop, arrival + day.ChangeSeconds[stop], cost);
            for (var i = day.FootBase[stop]; i < day.FootBase[stop + 1]; i++)
            {
                Offer(day.Footpaths[i].ToStop, arrival + day.Footpaths[i].BoardSeconds, cost + day.Footpaths[i].WalkSeconds);
            }

            void Offer(int toStop, int boardableSeconds, int walkSeconds)
            {
                foreach (var there in to.PositionsOf(toStop))
                {
                    if (boardableSeconds <= to.EventAt(there).DepartureSeconds)
                    {
                        to.Board(there, walkSeconds, position);
                    }
                }
            }
        }
    }

    /// <summary>One vehicle: the least walking with which one can board, and have alighted, at each of its positions.</summary>
    private sealed class Step
    {
        private readonly DayArrays day;
        private readonly int pattern;
        private readonly int trip;
        private readonly int[] boardCost;
        private readonly ILookup<int, int> positions;

        public Step(DayArrays day, int pattern, int trip)
        {
            this.day = day;
            this.pattern = pattern;
            this.trip = day.TripBase[pattern] + trip;
            AlightStops = day.AlightStops.AsMemory(day.StopBase[pattern]..day.StopBase[pattern + 1]);
            boardCost = new int[AlightStops.Length];
            Array.Fill(boardCost, Impossible);
            AlightCost = new int[AlightStops.Length];
            Array.Fill(AlightCost, Impossible);
            BoardedAt = new int[AlightStops.Length];
            BoardCameFrom = new int[AlightStops.Length];
            positions = Enumerable.Range(0, AlightStops.Length).ToLookup(position => day.BoardStops[day.StopBase[pattern] + position]);
        }

        public ReadOnlyMemory<int> AlightStops { get; }

        public int[] AlightCost { get; }

        public int[] BoardedAt { get; }

        public int[] BoardCameFrom { get; }

        public IEnumerable<int> PositionsOf(int stop) => positions[stop];

        public StopEvent EventAt(int position) => day.EventAt(pattern, trip, position);

        public void Board(int position, int walkSeconds, int from)
        {
            if (walkSeconds < boardCost[position])
            {
                boardCost[position] = walkSeconds;
                BoardCameFrom[position] = from;
            }
        }

        public void Ride()
        {
            var (least, at) = (Impossible, -1);
            for (var position = 1; position < AlightStops.Length; position++)
            {
                // Of equals the later one: the journey then starts later.
                if (boardCost[position - 1] != Impossible && boardCost[position - 1] <= least)
                {
                    (least, at) = (boardCost[position - 1], position - 1);
                }

                if (EventAt(position).ArrivalSeconds < DayArrays.Unreached)
                {
                    (AlightCost[position], BoardedAt[position]) = (least, at);
                }
            }
        }
    }
}
