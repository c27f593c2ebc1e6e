using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Domain.Places;
using ResourceMatch.Matching;
using ResourceMatch.Matching.Ranking;

namespace ResourceMatch.Api.Commands;

/// <summary><c>match</c>: where a family can really go, as text or JSON; or a whole file of families, one JSON answer a line.</summary>
/// <remarks>Asks the same handler as the page and POST /api/matches. Exit 0, or 1 with a sentence for each value that was refused.</remarks>
internal static class MatchCommand
{
    private static readonly Option<string[]> Need = new("--need") { Description = "A key of the needs vocabulary, such as food. Can be given again.", HelpName = "KEY" };
    private static readonly Option<StartPoint?> From = new("--from") { Description = "Where they start, as latitude,longitude.", HelpName = "LAT,LON", CustomParser = ParsePoint };
    private static readonly Option<string?> Place = new("--place") { Description = "Where they start: a neighborhood, school or stop by key or name.", HelpName = "NAME" };
    private static readonly Option<string?> Household = new("--household") { Description = "One of the families of --families.", HelpName = "ID" };
    private static readonly Option<FileInfo?> FamilyList = new("--families") { Description = "The file that --household is looked up in.", HelpName = "FILE" };
    private static readonly Option<bool> Car = new("--car") { Description = "They have a car." };
    private static readonly Option<bool> NoCar = new("--no-car") { Description = "They have no car (as when nothing is said)." };
    private static readonly Option<DateOnly?> Date = new("--date") { Description = "The first day, as 2026-11-23. Today without it.", HelpName = "DATE", CustomParser = ParseDate };
    private static readonly Option<int?> Days = new("--days") { Description = "Days from then on (7).", HelpName = "N" };
    private static readonly Option<string[]> Free = new("--free") { Description = "When they can go, as \"Tue,Thu 15:00-18:00\". Can be given again. All day without it.", HelpName = "TIMES" };
    private static readonly Option<string[]> Language = new("--language") { Description = "A language they speak, as es. Can be given again; without en, English will not do.", HelpName = "CODE" };
    private static readonly Option<int?> WalkMeters = new("--walk-meters") { Description = "Longest single walk (1200).", HelpName = "N" };
    private static readonly Option<int?> CarryMeters = new("--carry-meters") { Description = "Longest single walk home with bags (800).", HelpName = "N" };
    private static readonly Option<int?> OneWay = new("--minutes") { Description = "Longest way, one way (60).", HelpName = "N" };
    private static readonly Option<bool> FreeOnly = new("--free-of-charge") { Description = "Only what costs nothing." };
    private static readonly Option<string[]> Missing = new("--without-paper") { Description = "A paper they do not have, as PhotoId. Can be given again.", HelpName = "KIND" };
    private static readonly Option<bool> StepFree = new("--step-free") { Description = "They need a way in without steps, and buses that say they are accessible." };
    private static readonly Option<bool> Stroller = new("--stroller") { Description = "They come with a stroller." };
    private static readonly Option<string[]> Is = new("--is") { Description = "An eligibility they have, as veteran. Can be given again.", HelpName = "KEY" };
    private static readonly Option<string[]> IsNot = new("--is-not") { Description = "An eligibility they do not have. Can be given again.", HelpName = "KEY" };
    private static readonly Option<int?> Age = new("--age") { Description = "The student's age.", HelpName = "YEARS" };
    private static readonly Option<int?> Grade = new("--grade") { Description = "The student's grade, 0 = kindergarten.", HelpName = "N" };
    private static readonly Option<bool> Plan = new("--plan") { Description = "Also the whole plan for all needs together, what would help, and what to ask next." };
    private static readonly Option<bool> Json = new("--json") { Description = "Print the answer as JSON." };
    private static readonly Option<FileInfo?> Households = new("--households") { Description = "Match every family of this file for all its needs.", HelpName = "FILE" };
    private static readonly Option<FileInfo?> Output = new("--out") { Description = "With --households: where the answers go, one JSON object a line.", HelpName = "FILE" };

    /// <summary>The verb for the host's root command.</summary>
    /// <param name="loadSettings">Null = as all verbs read them.</param>
    public static Command Create(Func<IConfiguration>? loadSettings = null)
    {
        var command = new Command("match", "Where a family can really go for what it needs: there and back, while it is open; and why not elsewhere.")
        {
            Need, From, Place, Household, FamilyList, Car, NoCar, Date, Days, Free, Language, WalkMeters, CarryMeters, OneWay, FreeOnly, Missing, StepFree, Stroller,
            Is, IsNot, Age, Grade, Plan, Json, Households, Output,
        };
        command.Validators.Add(result =>
        {
            var isBatch = result.GetResult(Households) is not null;
            if (isBatch != result.GetResult(Output) is not null) result.AddError("--households and --out go together.");
            if (result.GetResult(Car) is not null && result.GetResult(NoCar) is not null) result.AddError("--car and --no-car: choose one.");
            if (!isBatch && result.GetResult(Need) is null && result.GetResult(Household) is null) result.AddError("--need is missing: say what is needed, as --need food.");
        });
        command.SetAction((parsed, cancellation) => RunAsync((loadSettings ?? HostSettings.Load)(), parsed, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(IConfiguration configuration, ParseResult parsed, CancellationToken cancellation)
    {
        await using var database = await HostSettings.OpenDatabaseAsync(configuration, cancellation);
        var options = new MatchOptions();
        using var listings = new Listings(database, TimeProvider.System, options, new RankingOptions());
        using var timetables = new Timetables(database, options, HostSettings.TimeZone(configuration));
        var families = parsed.GetValue(FamilyList) is { } file ? new Families(file.FullName) : Families.From(configuration);
        var matches = new FindMatches(listings, timetables, new Starts(database, new Features.Places.FindPlace(new Storage.Search.PlaceFinder(database), null, 0)), families, TimeProvider.System);
        if (parsed.GetValue(Households) is { } households) return await MatchBatch.RunAsync(matches, households, parsed, cancellation);
        return Print(parsed, await matches.Find(RequestOf(parsed), cancellation));
    }

    /// <summary>What a batch takes of the command line.</summary>
    internal static (DateOnly? Date, int Days, bool WithPlan, FileInfo Output) BatchOptions(ParseResult parsed) =>
        (parsed.GetValue(Date), parsed.GetValue(Days) ?? FindMatches.DefaultDays, parsed.GetValue(Plan), parsed.GetValue(Output)!);

    internal static int Refuse(TextWriter error, IEnumerable<FieldProblem> problems)
    {
        foreach (var problem in problems) error.WriteLine($"{problem.Field}: {problem.Message}");
        return RootVerbs.Refused;
    }

    private static int Print(ParseResult parsed, MatchOutcome outcome)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        switch (outcome)
        {
            case MatchOutcome.Found found when parsed.GetValue(Json):
                output.WriteLine(JsonSerializer.Serialize(found.View, MatchJson.Options));
                return RootVerbs.Done;
            case MatchOutcome.Found found:
                new MatchText(output).Write(found.View);
                return RootVerbs.Done;
            case MatchOutcome.Refused refused:
                return Refuse(error, refused.Problems);
            default:
                throw new InvalidOperationException("An outcome that nobody handles.");
        }
    }

    private static MatchRequest RequestOf(ParseResult parsed) => new()
    {
        Needs = List(parsed, Need),
        From = parsed.GetValue(From),
        Place = parsed.GetValue(Place),
        HouseholdId = parsed.GetValue(Household),
        Car = parsed.GetValue(Car) ? true : parsed.GetValue(NoCar) ? false : null,
        Date = parsed.GetValue(Date),
        Days = parsed.GetValue(Days),
        FreeTimes = List(parsed, Free)?.SelectMany(FreeTimesOf).ToList(),
        Languages = List(parsed, Language),
        WalkMeters = parsed.GetValue(WalkMeters),
        CarryMeters = parsed.GetValue(CarryMeters),
        OneWayMinutes = parsed.GetValue(OneWay),
        FreeOnly = parsed.GetValue(FreeOnly) ? true : null,
        MissingDocuments = List(parsed, Missing),
        StepFree = parsed.GetValue(StepFree) ? true : null,
        Stroller = parsed.GetValue(Stroller) ? true : null,
        Eligibility = List(parsed, Is) is null && List(parsed, IsNot) is null ? null : EligibilityOf(List(parsed, Is) ?? [], List(parsed, IsNot) ?? []),
        StudentAge = parsed.GetValue(Age),
        StudentGrade = parsed.GetValue(Grade),
        Plan = parsed.GetValue(Plan) ? true : null,
    };

    private static string[]? List(ParseResult parsed, Option<string[]> option) => parsed.GetValue(option) is { Length: > 0 } values ? values : null;

    private static Dictionary<string, bool> EligibilityOf(string[] yes, string[] no)
    {
        var answers = yes.Distinct().ToDictionary(key => key, _ => true);
        foreach (var key in no) answers[key] = false;
        return answers;
    }

    /// <summary>"Tue,Thu 15:00-18:00"; what cannot be read goes through as it is, and the handler names it.</summary>
    private static IEnumerable<FreeTimeRequest> FreeTimesOf(string text)
    {
        var parts = text.Split(' ', 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var times = parts.Length == 2 ? parts[1].Split('-', 2, StringSplitOptions.TrimEntries) : [];
        foreach (var day in (parts.Length > 0 ? parts[0] : text).Split(',', StringSplitOptions.TrimEntries))
        {
            var name = Enum.GetNames<DayOfWeek>().FirstOrDefault(name => day.Length >= 3 && name.StartsWith(day, StringComparison.OrdinalIgnoreCase));
            yield return new FreeTimeRequest(name ?? day, times.ElementAtOrDefault(0), times.ElementAtOrDefault(1));
        }
    }

    private static StartPoint? ParsePoint(ArgumentResult result)
    {
        if (GeoPoint.TryParseLatLon(result.Tokens[0].Value, out var point)) return new StartPoint(point.Latitude, point.Longitude);
        result.AddError($"--from: \"{result.Tokens[0].Value}\" is no point; give latitude,longitude as 37.5630,-122.3255.");
        return null;
    }

    private static DateOnly? ParseDate(ArgumentResult result)
    {
        if (DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
        result.AddError($"--date: \"{result.Tokens[0].Value}\" is no date; give it as 2026-11-23.");
        return null;
    }
}
