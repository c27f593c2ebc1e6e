using System.Diagnostics;
using System.Globalization;
using ResourceMatch.Api.Commands;

namespace ResourceMatch.Bench;

/// <summary>The case of r5r's paper: two feeds of Porto Alegre and its streets, 1,227 hexagons to each other, 120 departures, by the verb travel-times as one types it.</summary>
internal static class PortoAlegre
{
    public static void Run(string data, string work, Report report)
    {
        string[] files = [.. new[] { "gtfs/poa_eptc.zip", "gtfs/poa_trensurb.zip", "osm/poa_osm.pbf", "areas/poa_hexgrid.csv" }.Select(name => Path.Combine(data, name))];
        if (!Array.TrueForAll(files, File.Exists)) return;
        report.Begin("Porto Alegre, 2019-05-13, 14:00–16:00: 1,227 hexagons to each other, 120 departures, two feeds, streets, two threads");
        var output = Path.Combine(work, "poa.csv");
        List<(double Wall, double Cpu)> runs = [];
        for (var run = 0; run < 3; run++)
        {
            var (cpu, start) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
            var code = TravelTimesCommand.Create().Parse(
                ["--gtfs", files[0], "--gtfs", files[1], "--osm", files[2], "--date", "2019-05-13", "--origins", files[3], "--destinations", files[3], "--depart", "14:00", "--until", "16:00", "--percentiles", "50", "--threads", "2", "--out", output]).Invoke();
            if (code != 0) throw new InvalidOperationException("travel-times refused the Porto Alegre case.");
            runs.Add((Stopwatch.GetElapsedTime(start).TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds));
        }

        report.Add("read, compile, search and write", string.Create(CultureInfo.InvariantCulture,
            $"{Meter.Median(runs.Select(run => run.Wall)):0.0} s ({string.Join(", ", runs.Select(run => run.Wall.ToString("0.0", CultureInfo.InvariantCulture)))}), processor {Meter.Median(runs.Select(run => run.Cpu)):0.0} s, at the pace of the goals {Meter.Median(runs.Select(run => run.Wall)) / report.Pace:0.0} s, {File.ReadLines(output).Count() - 1:N0} rows"), "≤ 8 s");
        File.Delete(output);
        report.Memory();
    }
}
