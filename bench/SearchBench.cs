using System.Diagnostics;
using System.Globalization;

namespace ResourceMatch.Bench;

/// <summary>Searches through HTTP against a host that runs (--host): families' questions, filters, counts on every fifth, typing errors on every tenth.</summary>
/// <remarks>For the goals the host's directory holds 50,000 services: SampleCity --services 50000, ./run import hsds. The clients run on the same processors as the host.</remarks>
internal static class SearchBench
{
    private const int Seconds = 15, WarmSearches = 200, OddStrings = 10_000;

    private static readonly string[] Questions =
    [
        "food pantry", "light bill", "place to stay tonight", "free eye glasses", "someone to talk to", "despensa", "ayuda con la renta", "tutoring", "dentist for kids", "english classes", "job training",
        "diapers", "winter coats", "abogado de inmigración", "ride to the doctor", "after school", "soccer", "preschool", "vacunas", "money for college", "manje pou fanmi mwen", "طبيب أسنان", "help with homework", "my landlord wants us out",
    ];

    private static readonly string[] Misspelt = ["fod pantry", "tutering", "dentits", "electrc bill", "imigration lawyer", "vacine", "laundery", "despenza"];

    private static readonly string[] Filters = ["", "", "&free=true", "&language=es", "&day=Saturday", "&age=8", "&openNow=true", "&accessible=true"];

    public static async Task Run(Uri host, Report report)
    {
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64 }) { BaseAddress = host };
        report.Begin($"Search at {host}");
        var total = await client.GetStringAsync(new Uri("/api/search?perPage=1", UriKind.Relative));
        report.Add("the directory", string.Concat(total.Skip(1).TakeWhile(letter => letter != ',')));
        for (var number = 0; number < WarmSearches; number++) await Ask(client, number);
        foreach (var (clients, goal) in new[] { (4, "p95 60 ms"), (8, "150 a second") })
        {
            var milliseconds = await Measure(client, clients);
            report.Add($"{clients} clients", Tell(milliseconds, milliseconds.Count / (double)Seconds), goal);
        }

        var random = new Random(20261127);
        List<double> odd = [];
        var broken = 0;
        for (var number = 0; number < OddStrings; number++)
        {
            var start = Stopwatch.GetTimestamp();
            using var response = await client.GetAsync(new Uri("/api/search?perPage=5&q=" + Uri.EscapeDataString(OddText(random)), UriKind.Relative));
            odd.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            if ((int)response.StatusCode >= 500) broken++;
        }

        odd.Sort();
        report.Add($"{OddStrings:N0} odd strings, {broken} broke", Tell(odd, OddStrings / (odd.Sum() / 1_000)), "0 broke, p99 100 ms");
    }

    private static async Task<List<double>> Measure(HttpClient client, int clients)
    {
        var until = Stopwatch.GetTimestamp() + (Seconds * Stopwatch.Frequency);
        var next = 0;
        var all = await Task.WhenAll(Enumerable.Range(0, clients).Select(async _ =>
        {
            List<double> own = [];
            while (Stopwatch.GetTimestamp() < until)
            {
                var start = Stopwatch.GetTimestamp();
                await Ask(client, Interlocked.Increment(ref next));
                own.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            return own;
        }));
        return [.. all.SelectMany(own => own).Order()];
    }

    private static async Task Ask(HttpClient client, int number)
    {
        var words = number % 10 == 9 ? Misspelt[number / 10 % Misspelt.Length] : Questions[number % Questions.Length];
        var path = $"/api/search?q={Uri.EscapeDataString(words)}{Filters[number * 7 % Filters.Length]}{(number % 5 == 0 ? "&counts=true" : "")}";
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
        response.EnsureSuccessStatusCode();
        await response.Content.ReadAsByteArrayAsync();
    }

    private static string OddText(Random random) => string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => random.Next(4) switch
    {
        0 => ((char)random.Next('a', 'z' + 1)).ToString(),
        1 => " '\"\\&|!():*<>%_;-"[random.Next(17)].ToString(),
        2 => char.ConvertFromUtf32(random.Next(0x20, 0xD7FF)),
        _ => Questions[random.Next(Questions.Length)][..3],
    }));

    private static string Tell(List<double> sorted, double aSecond) => string.Create(
        CultureInfo.InvariantCulture, $"p50 {sorted[sorted.Count / 2]:0.0} ms, p95 {sorted[sorted.Count * 95 / 100]:0.0} ms, p99 {sorted[sorted.Count * 99 / 100]:0.0} ms, {aSecond:0} a second");
}
