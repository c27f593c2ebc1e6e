using System.Globalization;
using ResourceMatch.Checker;
using ResourceMatch.Checker.Answers;
using ResourceMatch.Checker.Raw;
using ResourceMatch.Checker.Search;

// dotnet run -c Release --project tests/Checker -- --gtfs PATH --hsds DIR --families FILE --answers FILE [--osm FILE] [--needs FILE] [--exhaustive N] [--seed S]; README.md tells more.
var options = new Dictionary<string, string> { ["--needs"] = "src/Domain/Needs/needs.json", ["--exhaustive"] = "0", ["--seed"] = "1", ["--osm"] = "" };
string[] known = ["--gtfs", "--hsds", "--families", "--answers", .. options.Keys];
for (var i = 0; i < args.Length; i += 2)
{
    if (!known.Contains(args[i]) || i + 1 == args.Length)
    {
        Console.Error.WriteLine(known.Contains(args[i]) ? $"{args[i]} needs a value." : $"Unknown option {args[i]}. There are {string.Join(", ", known)}.");
        return 2;
    }

    options[args[i]] = args[i + 1];
}

if (known.FirstOrDefault(name => !options.ContainsKey(name)) is { } missing)
{
    Console.Error.WriteLine($"{missing} is missing.");
    return 2;
}

var city = new City(
    new RawFeed(RawFiles.Open(options["--gtfs"])), RawDirectory.Read(RawFiles.Open(options["--hsds"])), RawDirectory.ReadNeeds(File.ReadAllText(options["--needs"])),
    options["--osm"].Length == 0 ? null : Ground.Read(options["--osm"]));
var families = RawFamily.ReadAll(File.ReadAllText(options["--families"]));
var answers = File.ReadLines(options["--answers"]).Where(line => line.Length > 0).Select(line => (Func<PrintedAnswer>)(() => PrintedAnswer.Parse(line)));
var report = CheckRun.Check(city, families, answers, int.Parse(options["--exhaustive"], CultureInfo.InvariantCulture), int.Parse(options["--seed"], CultureInfo.InvariantCulture));
foreach (var violation in report.Violations.GroupBy(violation => violation.Fault).SelectMany(kind => kind.Take(12))) Console.WriteLine(violation);
foreach (var kind in report.Violations.GroupBy(violation => violation.Fault).OrderByDescending(group => group.Count())) Console.WriteLine($"{kind.Count(),7} {kind.Key}");
Console.WriteLine(report);
return report.Violations.Count == 0 ? 0 : 1;
