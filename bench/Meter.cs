using System.Diagnostics;

namespace ResourceMatch.Bench;

/// <summary>Times of one piece of work, milliseconds: wall clock, and processor time of the whole process, which other programs on the machine do not lengthen.</summary>
internal sealed record Times(double MedianWall, double LeastWall, double HighWall, double MedianCpu, int Count)
{
    public string Spread => FormattableString.Invariant($"{Meter.Text(LeastWall)}–{Meter.Text(HighWall)}");
}

/// <summary>Repeats work until it is warm and then often enough to say what is usual.</summary>
internal static class Meter
{
    /// <param name="work">Done again and again; what it returns is thrown away, but keeps it from being left out.</param>
    /// <param name="least">Least number of measured runs.</param>
    /// <param name="seconds">Measured for about so long, half of it before for warming up.</param>
    public static Times Measure(Func<object?> work, int least = 5, double seconds = 2)
    {
        var clock = Stopwatch.StartNew();
        // The runtime compiles hot code twice, the second time in the background: at least two runs, and some time.
        for (var run = 0; run < 2 || clock.Elapsed.TotalSeconds < seconds / 2; run++) GC.KeepAlive(work());
        GC.Collect();
        List<double> wall = [];
        List<double> cpu = [];
        clock.Restart();
        while (wall.Count < least || (clock.Elapsed.TotalSeconds < seconds && wall.Count < 5_000))
        {
            var (cpuBefore, before) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
            GC.KeepAlive(work());
            wall.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
            cpu.Add((Environment.CpuUsage.TotalTime - cpuBefore).TotalMilliseconds);
        }

        wall.Sort();
        return new Times(Median(wall), wall[0], wall[wall.Count * 9 / 10], Median(cpu), wall.Count);
    }

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }

    public static string Text(double milliseconds) => milliseconds switch
    {
        >= 100 => FormattableString.Invariant($"{milliseconds:N0}"),
        >= 10 => FormattableString.Invariant($"{milliseconds:0.0}"),
        >= 1 => FormattableString.Invariant($"{milliseconds:0.00}"),
        _ => FormattableString.Invariant($"{milliseconds:0.000}"),
    };
}
