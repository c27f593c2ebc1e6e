using System.Globalization;
using ResourceMatch.Transit;

namespace ResourceMatch.Bench;

/// <summary>Holds every arrival of ours against a CSV of somebody else: origin, destination, departure, arrival.</summary>
internal static class Answers
{
    /// <returns>One line: rows, equal ones in a hundred, and what differs.</returns>
    public static string Compare(string csv, NetworkDay day, StopIndex[] origins, int[] departuresLatestFirst)
    {
        var (search, other) = (new RaptorSearch(day), new RaptorSearch(day));
        var ours = new Dictionary<(int Origin, int Departure), int[]>();
        var numbers = Enumerable.Range(0, day.StopCount).ToDictionary(stop => day.GetStop(new StopIndex(stop)).Id, StringComparer.Ordinal);
        var (rows, equal, later, earlier, missing, own, threads) = (0L, 0L, 0L, 0L, 0L, 0L, 0L);
        var current = -1;
        foreach (var line in File.ReadLines(csv).Skip(1))
        {
            var parts = line.Split(',');
            var origin = numbers[parts[0]];
            if (origin != current) Load(current = origin);
            var known = ours[(origin, int.Parse(parts[2], CultureInfo.InvariantCulture))][numbers[parts[1]]];
            var theirs = (int)double.Parse(parts[3], CultureInfo.InvariantCulture);
            rows++;
            if (known == theirs) equal++;
            else if (known == RaptorSearch.Unreached) missing++;
            else if (known > theirs) later++;
            else earlier++;
        }

        return string.Create(CultureInfo.InvariantCulture,
            $"{rows:N0} rows, {(rows == 0 ? 0 : 100.0 * equal / rows):0.000} % equal; later {later:N0}, earlier {earlier:N0}, missing {missing:N0}, extra {own - rows + missing:N0}; two threads differ in {threads:N0}");

        // One origin at a time: a large feed's answers together would fill the memory.
        void Load(int origin)
        {
            ours.Clear();
            if (!origins.Contains(new StopIndex(origin))) throw new InvalidDataException($"{csv} has an origin that was not asked.");
            var walks = day.ListWalksFrom(new StopIndex(origin));
            var twin = Task.Run(() => All(other, walks));
            var all = All(search, walks);
            foreach (var (departure, arrivals) in all)
            {
                ours[(origin, departure)] = arrivals;
                own += arrivals.Count(arrival => arrival != RaptorSearch.Unreached);
            }

            threads += twin.GetAwaiter().GetResult().Zip(all).Count(pair => !pair.First.Arrivals.AsSpan().SequenceEqual(pair.Second.Arrivals));
        }

        List<(int Departure, int[] Arrivals)> All(RaptorSearch with, IReadOnlyList<StopWalk> walks)
        {
            List<(int, int[])> all = [];
            with.FindArrivals(walks, departuresLatestFirst, (departure, arrivals) => all.Add((departure, arrivals.ToArray())));
            return all;
        }
    }
}
