using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using ResourceMatch.Importers.Hsds;
using ResourceMatch.Transit;

namespace ResourceMatch.Api.Commands;

/// <summary>Writes the rows of all origins, in their order, whatever the number of threads: one for each departure, or one with percentiles over them.</summary>
/// <param name="percentiles">Empty = a row for each departure. Else the time of travel that so many in a hundred departures do not pass (nearest rank; a departure without a way counts as the longest).</param>
internal sealed class TravelTimesTable(TravelTimesRun run, IReadOnlyList<int> percentiles)
{
    private readonly byte[][] ids = [.. run.Destinations.Select(place => Encoding.UTF8.GetBytes(CsvCell.Write(place.Id)))];
    private readonly byte[][] leaves = [.. run.Departures.Select(departure => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $",{departure},")))];

    /// <param name="output">Null = only for the time.</param>
    /// <returns>Mean milliseconds of routing alone, per origin.</returns>
    public double Write(Stream? output, int threads, TimeProvider clock, CancellationToken cancellation)
    {
        output?.Write(Encoding.UTF8.GetBytes(percentiles.Count == 0 ? "origin,destination,departure,arrival\n" : $"origin,destination,{string.Join(',', percentiles.Select(percentile => $"travel_seconds_p{percentile}"))}\n"));
        var spent = new long[run.OriginCount];
        using var workers = new ThreadLocal<Desk>(() => new Desk(run, percentiles, ids, leaves, clock));
        // A batch for each step keeps at most that many origins' rows in memory.
        foreach (var batch in Enumerable.Range(0, run.OriginCount).Chunk(threads * (percentiles.Count == 0 ? 4 : 32)))
        {
            var rows = new ArrayBufferWriter<byte>[batch.Length];
            Parallel.For(0, batch.Length, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, i =>
            {
                if (output is not null) rows[i] = new ArrayBufferWriter<byte>(1 << 16);
                spent[batch[i]] = workers.Value!.Work(batch[i], rows[i]);
            });
            foreach (var part in output is null ? [] : rows) output!.Write(part.WrittenSpan);
        }

        return spent.Sum(ticks => clock.GetElapsedTime(0, ticks).TotalMilliseconds) / run.OriginCount;
    }

    /// <summary>One thread's search and the room for its answers.</summary>
    private sealed class Desk(TravelTimesRun run, IReadOnlyList<int> percentiles, byte[][] ids, byte[][] leaves, TimeProvider clock)
    {
        /// <summary>Destinations whose times are taken at once.</summary>
        private const int Together = 16;

        private readonly TravelTimesRun.Worker worker = new(run, clock);
        private readonly int leastPercentile = percentiles.DefaultIfEmpty().Min();
        private readonly int[] times = new int[run.Departures.Count * Together];
        private int[]? arrivals;

        /// <returns>Ticks of routing alone.</returns>
        public long Work(int origin, ArrayBufferWriter<byte>? rows)
        {
            if (rows is null) return worker.Search(origin, null);
            arrivals ??= new int[run.Departures.Count * run.Destinations.Count];
            var spent = worker.Search(origin, arrivals);
            var from = Encoding.UTF8.GetBytes(CsvCell.Write(run.Origin(origin).Id) + ",");
            if (percentiles.Count == 0) WriteDepartures(rows, from, arrivals);
            else WritePercentiles(rows, from, arrivals);
            return spent;
        }

        private void WriteDepartures(ArrayBufferWriter<byte> rows, byte[] from, int[] all)
        {
            for (var departure = 0; departure < leaves.Length; departure++)
            {
                for (var i = 0; i < ids.Length; i++)
                {
                    var arrival = all[(departure * ids.Length) + i];
                    if (arrival == RaptorSearch.Unreached) continue;
                    rows.Write(from);
                    rows.Write(ids[i]);
                    rows.Write(leaves[departure]);
                    Write(rows, arrival);
                    rows.Write("\n"u8);
                }
            }
        }

        private void WritePercentiles(ArrayBufferWriter<byte> rows, byte[] from, int[] all)
        {
            for (var first = 0; first < ids.Length; first += Together)
            {
                var count = Math.Min(Together, ids.Length - first);
                TakeTimes(all, first, count);
                for (var i = 0; i < count; i++) WritePercentiles(rows, from, ids[first + i], times.AsSpan(i * leaves.Length, leaves.Length));
            }
        }

        private void WritePercentiles(ArrayBufferWriter<byte> rows, byte[] from, byte[] id, ReadOnlySpan<int> travelSeconds)
        {
            // The least percentile is the first to be there: without it none is.
            var least = Percentile.Of(travelSeconds, leastPercentile);
            if (least == RaptorSearch.Unreached) return;
            rows.Write(from);
            rows.Write(id);
            foreach (var percentile in percentiles)
            {
                rows.Write(","u8);
                if ((percentile == leastPercentile ? least : Percentile.Of(travelSeconds, percentile)) is var time and not RaptorSearch.Unreached) Write(rows, time);
            }

            rows.Write("\n"u8);
        }

        /// <summary>Turns the arrivals of some destinations round: so many lie side by side in a row that each row's piece of memory is read once.</summary>
        private void TakeTimes(int[] all, int first, int count)
        {
            for (var departure = 0; departure < leaves.Length; departure++)
            {
                var leave = run.Departures[departure];
                var arrivals = all.AsSpan((departure * ids.Length) + first, count);
                for (var i = 0; i < arrivals.Length; i++)
                {
                    times[(i * leaves.Length) + departure] = arrivals[i] == RaptorSearch.Unreached ? RaptorSearch.Unreached : arrivals[i] - leave;
                }
            }
        }

        private static void Write(ArrayBufferWriter<byte> rows, int number)
        {
            Utf8Formatter.TryFormat(number, rows.GetSpan(12), out var digits);
            rows.Advance(digits);
        }
    }
}
