using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using ResourceMatch.Transit;

namespace ResourceMatch.Api.Commands;

/// <summary>Searches from each origin and writes the rows, origins in their order, departures in theirs, whatever the number of threads.</summary>
internal sealed class TravelTimesTable(NetworkDay day, StopIndex[] origins, int[] departures)
{
    private readonly byte[][] ids = [.. Enumerable.Range(0, day.StopCount).Select(stop => Encoding.UTF8.GetBytes(Quote(day.GetStop(new StopIndex(stop)).Id)))];

    /// <returns>Mean milliseconds of routing alone, per origin.</returns>
    public double Write(Stream? output, int threads, TimeProvider clock, CancellationToken cancellation)
    {
        output?.Write("origin,destination,departure,arrival\n"u8);
        var spent = new long[origins.Length];
        var searches = new ThreadLocal<RaptorSearch>(() => new RaptorSearch(day));
        // A batch for each step keeps at most that many origins' rows in memory.
        foreach (var batch in Enumerable.Range(0, origins.Length).Chunk(threads * 4))
        {
            var rows = new ArrayBufferWriter<byte>[departures.Length * batch.Length];
            Parallel.For(0, batch.Length, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, i =>
            {
                var into = output is null ? default : rows.AsMemory(i * departures.Length, departures.Length);
                spent[batch[i]] = Search(searches.Value!, origins[batch[i]], into, clock);
            });
            foreach (var part in output is null ? [] : rows)
            {
                output!.Write(part.WrittenSpan);
            }
        }

        return spent.Sum(ticks => clock.GetElapsedTime(0, ticks).TotalMilliseconds) / origins.Length;
    }

    private long Search(RaptorSearch search, StopIndex origin, Memory<ArrayBufferWriter<byte>> rows, TimeProvider clock)
    {
        var access = day.ListWalksFrom(origin);
        var writing = 0L;
        var next = departures.Length;
        var start = clock.GetTimestamp();
        search.FindArrivals(access, departures.Reverse(), (departure, arrivals) =>
        {
            next--;
            if (!rows.IsEmpty)
            {
                var pause = clock.GetTimestamp();
                rows.Span[next] = new ArrayBufferWriter<byte>(arrivals.Length * 24);
                WriteRows(rows.Span[next], origin, departure, arrivals);
                writing += clock.GetTimestamp() - pause;
            }
        });
        return clock.GetTimestamp() - start - writing;
    }

    private void WriteRows(ArrayBufferWriter<byte> rows, StopIndex origin, int departure, ReadOnlySpan<int> arrivals)
    {
        var tail = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $",{departure},"));
        for (var stop = 0; stop < arrivals.Length; stop++)
        {
            if (arrivals[stop] == RaptorSearch.Unreached)
            {
                continue;
            }

            rows.Write(ids[origin.Value]);
            rows.Write(","u8);
            rows.Write(ids[stop]);
            rows.Write(tail);
            Utf8Formatter.TryFormat(arrivals[stop], rows.GetSpan(12), out var digits);
            rows.Advance(digits);
            rows.Write("\n"u8);
        }
    }

    private static string Quote(string id) => id.AsSpan().IndexOfAny(",\"\r\n") < 0 ? id : $"\"{id.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
