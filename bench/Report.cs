using System.Globalization;

namespace ResourceMatch.Bench;

/// <summary>The table: one line for each figure, printed as soon as it is known.</summary>
internal sealed class Report(TextWriter output)
{
    private const int WhatWidth = 46;

    /// <summary>How many times as long this machine takes as the one that the goals were set on; 1 where it was not measured. See <see cref="Machine"/>.</summary>
    public double Pace { get; set; } = 1;

    public void Begin(string heading)
    {
        output.WriteLine();
        output.WriteLine(heading);
        output.WriteLine($"  {"what",-WhatWidth} {"median ms",10} {"least–p90",17} {"CPU ms",9} {"at pace",9} {"goal",10}  counters");
    }

    /// <param name="goalMs">Null = none is set.</param>
    public void Add(string what, Times times, double? goalMs = null, string counters = "")
    {
        var goal = goalMs is { } most ? $"≤ {Meter.Text(most)}{(times.MedianCpu / Pace <= most ? "" : " !")}" : "";
        output.WriteLine($"  {what,-WhatWidth} {Meter.Text(times.MedianWall),10} {times.Spread,17} {Meter.Text(times.MedianCpu),9} {Meter.Text(times.MedianCpu / Pace),9} {goal,10}  {counters}");
    }

    public void Add(string what, string figure, string goal = "") => output.WriteLine($"  {what,-WhatWidth} {figure}{(goal.Length > 0 ? $"  (goal {goal})" : "")}");

    public void Memory()
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        Add("memory", string.Create(CultureInfo.InvariantCulture, $"{GC.GetTotalMemory(true) / 1048576.0:0} MiB alive after this part, {process.PeakWorkingSet64 / 1048576.0:0} MiB at most in this process so far"));
    }
}
