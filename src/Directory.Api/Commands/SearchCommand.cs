using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Api.Features.Search;
using ResourceMatch.Matching;
using ResourceMatch.Matching.Ranking;
using ResourceMatch.Storage.Search;

namespace ResourceMatch.Api.Commands;

/// <summary>search: services by everyday words, as a table or as JSON.</summary>
internal static class SearchCommand
{
    private static readonly Argument<string?> Words = new("words") { Description = "What is looked for, in plain words; may be missing where filters say it.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string?> In = new("--in") { Description = "The reader's language: en, es, ht or ar.", HelpName = "CODE" };
    private static readonly Option<string[]> Need = new("--need") { Description = "A key of the needs vocabulary. Can be given again; any one is enough.", HelpName = "KEY" };
    private static readonly Option<string?> Language = new("--language") { Description = "Spoken there, as es.", HelpName = "CODE" };
    private static readonly Option<bool> Free = new("--free") { Description = "Only what is known to cost nothing." };
    private static readonly Option<bool> OpenNow = new("--open-now") { Description = "Only what is known to be open now." };
    private static readonly Option<string[]> Day = new("--day") { Description = "Open on this weekday, as Saturday. Can be given again; any one is enough.", HelpName = "DAY" };
    private static readonly Option<int?> Age = new("--age") { Description = "For somebody of this age.", HelpName = "YEARS" };
    private static readonly Option<bool> Accessible = new("--accessible") { Description = "Only with a way in without steps." };
    private static readonly Option<string?> Area = new("--area") { Description = "In this neighborhood, by its key.", HelpName = "KEY" };
    private static readonly Option<string?> Near = new("--near") { Description = "Start at this neighborhood, school or stop: tells minutes without a car.", HelpName = "NAME" };
    private static readonly Option<int?> Within = new("--within") { Description = "Only what can be reached within so many minutes; with --near.", HelpName = "MINUTES" };
    private static readonly Option<bool> ByMinutes = new("--by-minutes") { Description = "The nearest in minutes first; with --near." };
    private static readonly Option<int> Count = new("--count") { Description = "How many (10).", HelpName = "N", DefaultValueFactory = _ => 10 };
    private static readonly Option<bool> Explain = new("--explain") { Description = "Also the parts of each rank." };
    private static readonly Option<bool> Json = new("--json") { Description = "Print the answer as JSON." };

    /// <summary>The verb for the host's root command.</summary>
    /// <param name="loadSettings">Null = as all verbs read them.</param>
    public static Command Create(Func<IConfiguration>? loadSettings = null)
    {
        var command = new Command("search", "Services by everyday words in four languages: the same search as the pages'.")
        {
            Words, In, Need, Language, Free, OpenNow, Day, Age, Accessible, Area, Near, Within, ByMinutes, Count, Explain, Json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(Near) is null && (result.GetResult(Within) is not null || result.GetResult(ByMinutes) is not null)) result.AddError("--within and --by-minutes need --near.");
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
        using var search = new ServiceSearch(database, TimeProvider.System);
        var starts = new Starts(database, new Features.Places.FindPlace(new PlaceFinder(database), null, 0));
        var services = new FindServices(search, new SearchTravel(listings, timetables, TimeProvider.System), starts, database, TimeProvider.System);
        var (view, problems) = await services.Find(RequestOf(parsed), null, cancellation);
        if (view is null) return MatchCommand.Refuse(parsed.InvocationConfiguration.Error, problems);
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(Json)) await output.WriteLineAsync(JsonSerializer.Serialize(view, MatchJson.Options).AsMemory(), cancellation);
        else Print(output, view, parsed.GetValue(Explain));
        return RootVerbs.Done;
    }

    private static SearchRequest RequestOf(ParseResult parsed) => new()
    {
        Q = parsed.GetValue(Words),
        In = parsed.GetValue(In),
        Need = parsed.GetValue(Need),
        Language = parsed.GetValue(Language),
        Free = parsed.GetValue(Free),
        OpenNow = parsed.GetValue(OpenNow),
        Day = parsed.GetValue(Day),
        Age = parsed.GetValue(Age),
        Accessible = parsed.GetValue(Accessible),
        Area = parsed.GetValue(Area),
        Place = parsed.GetValue(Near),
        Minutes = parsed.GetValue(Within),
        Sort = parsed.GetValue(ByMinutes) ? "minutes" : null,
        PerPage = parsed.GetValue(Count),
    };

    private static void Print(TextWriter output, SearchView view, bool explain)
    {
        foreach (var word in view.Understood.Words.Where(word => word.ReadAs is not null)) output.WriteLine($"\"{word.Text}\" was read as \"{word.ReadAs}\".");
        if (view.Understood.Needs.Count > 0) output.WriteLine("Understood as: " + string.Join(", ", view.Understood.Needs.Select(need => need.Key)) + ".");
        if (view.Total == 0) output.WriteLine(view.Loosened.Count > 0 ? $"Nothing fits. The nearest without {string.Join(", ", view.Loosened)}:" : "Nothing fits, and the directory holds nothing near to it.");
        else output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{view.Total} found."));
        var place = 1;
        foreach (var item in view.Total == 0 ? view.Nearest : view.Items)
        {
            var minutes = item.Minutes is { } some ? string.Create(CultureInfo.InvariantCulture, $", {some} min") : "";
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{place++,3}. {item.Name} ({item.Organization}){minutes}  [{item.Rank.Total:0.00}]"));
            if (explain) output.WriteLine("       " + string.Join(", ", item.Rank.Parts.Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Name} {part.Value:0.##} x {part.Weight:0.##}"))));
        }
    }
}
