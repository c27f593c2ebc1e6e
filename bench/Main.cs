using System.CommandLine;
using ResourceMatch.Bench;

var data = new Option<DirectoryInfo?>("--data") { Description = "A folder with real feeds: gtfs/carta_chattanooga.zip, gtfs/cdmx.zip, gtfs/poa_eptc.zip … Without it, the sample city alone.", HelpName = "DIR" };
var yardstick = new Option<DirectoryInfo?>("--yardstick") { Description = "A folder with bound.cpp, oracle.py, normalise.py, origins.py and peer-minotor.mjs to compare with; needs --data, Python, g++ and npm.", HelpName = "DIR" };
var work = new Option<string>("--work") { Description = "Where prepared feeds and compiled programs are kept for the next run.", HelpName = "DIR", DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), "resourcematch-bench") };
var only = new Option<string[]>("--only") { Description = "routing, match, yardstick, portoalegre, night or search; or a feed's name. Can be given again. All without it.", HelpName = "PART" };
var night = new Option<int>("--night") { Description = "Households of the night (2,000; the goal speaks of 100,000).", HelpName = "N", DefaultValueFactory = _ => 2_000 };
var host = new Option<string?>("--host") { Description = "The search part: measure this running host, whose directory should hold 50,000 services.", HelpName = "URL" };
var update = new Option<bool>("--update-counters") { Description = "Write bench/counters.json anew, after a change that changes the work; say in the commit why." };
var root = new RootCommand("Measures ResourceMatch: loading, routing, matching, the night; and beside other programs where they are there.") { data, yardstick, work, only, night, host, update };
root.SetAction(parsed =>
{
    var clone = FindClone();
    var samples = Path.Combine(clone, "data", "samples");
    if (parsed.GetValue(update))
    {
        SampleCounters.Write(clone, SampleCounters.Compute(samples));
        Console.WriteLine($"{SampleCounters.FileOf(clone)} is written.");
        return 0;
    }

    var report = new Report(Console.Out);
    var scratch = Directory.CreateDirectory(parsed.GetRequiredValue(work)).FullName;
    var parts = parsed.GetValue(only) ?? [];
    FeedCase[] feeds = [FeedCase.Sample(samples), .. parsed.GetValue(data) is { Exists: true } real ? FeedCase.Real(real.FullName) : []];
    string[] names = [.. parts.Where(part => feeds.Any(feed => feed.Name == part))];
    feeds = [.. feeds.Where(feed => names.Length == 0 || names.Contains(feed.Name))];
    Console.WriteLine($"{Environment.ProcessorCount} processors, {Environment.OSVersion.VersionString}, .NET {Environment.Version}; a figure marked ! misses its goal by processor time at the pace of the goals.");
    var others = parsed.GetValue(yardstick) is { Exists: true } named ? named.FullName : null;
    var bound = others is null ? null : new Bound(others, scratch);
    if (Wants("routing")) Each(feeds, feed => RoutingBench.Run(feed, report));
    if (Wants("match")) Each(feeds.Where(feed => feed.Name != "poa_eptc"), feed => MatchingBench.Run(feed, report));
    if (Wants("night")) Each(feeds.Where(feed => feed.Name is "carta" or "cdmx" || feeds.Length == 1), feed => NightBench.Run(feed, parsed.GetValue(night), report));
    if (Wants("portoalegre") && parsed.GetValue(data) is { Exists: true } folder) Each(feeds.Where(feed => feed.Name == "poa_eptc"), _ => PortoAlegre.Run(folder.FullName, scratch, report));
    if (Wants("yardstick") && bound is not null)
    {
        foreach (var feed in feeds.Where(feed => feed.Name != "sample")) new Yardstick(bound, others!, scratch, report).Run(feed);
    }

    if (Wants("search") && parsed.GetValue(host) is { } running) SearchBench.Run(new Uri(running), report).GetAwaiter().GetResult();
    return 0;

    // The pace just before and just after: a machine shared with others has faster and slower hours.
    void Each(IEnumerable<FeedCase> some, Action<FeedCase> measure)
    {
        foreach (var feed in some)
        {
            if (bound is not null) Machine.Measure(bound, feed, report);
            measure(feed);
            if (bound is not null) Machine.Measure(bound, feed, report);
            report.Pace = 1;
        }
    }

    bool Wants(string part) => parts.Except(names).ToList() is { Count: 0 } || parts.Contains(part);
});
return root.Parse(args).Invoke();

static string FindClone()
{
    for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
    {
        if (File.Exists(Path.Combine(folder.FullName, "ResourceMatch.sln"))) return folder.FullName;
    }

    throw new InvalidOperationException("The bench does not lie in a clone of ResourceMatch.");
}
