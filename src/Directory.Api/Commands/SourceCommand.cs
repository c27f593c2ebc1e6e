using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using ResourceMatch.Api.Features.Sources;
using ResourceMatch.Storage;
using ResourceMatch.Storage.Merging;
using ResourceMatch.Storage.Sources;

namespace ResourceMatch.Api.Commands;

/// <summary>source add|list|run|remove: the feeds that are fetched again by the clock.</summary>
internal static class SourceCommand
{
    private static readonly Argument<string> Key = new("KEY") { Description = "The source's key; the same key replaces what it brought before." };

    public static Command Create() => new("source", "Feeds that are fetched and imported again each night.") { Add(), List(), Run(), Remove() };

    private static Command Add()
    {
        var kind = new Option<string>("--kind") { Description = $"What it is: {string.Join(", ", SourceFeed.Kinds)}.", HelpName = "KIND", Required = true };
        var from = new Option<string>("--from") { Description = "A folder or file of this machine, or an https address on a host of ResourceMatch__Sources__Hosts.", HelpName = "PLACE", Required = true };
        var map = new Option<string?>("--map") { Description = "Of a table: the file of its map. Of areas: their kind.", HelpName = "MAP" };
        var every = new Option<string>("--every") { Description = $"When it is fetched: {string.Join(", ", SourceFeed.Rhythms)}.", HelpName = "WHEN", DefaultValueFactory = _ => "night" };
        var command = new Command("add", "Adds a source, or changes where one comes from.") { Key, kind, from, map, every };
        command.SetAction((parsed, cancellation) => WithDatabase(
            async (database, _) =>
            {
                var place = parsed.GetValue(from)!;
                var feed = new SourceFeed(
                    parsed.GetValue(Key)!, parsed.GetValue(kind)!, place.Contains("://", StringComparison.Ordinal) ? place : Path.GetFullPath(place),
                    parsed.GetValue(kind) == "table" && parsed.GetValue(map) is { } file ? Path.GetFullPath(file) : parsed.GetValue(map), parsed.GetValue(every)!);
                if (SourceReading.ListProblems(feed, Options(), isOperator: true) is [var (field, message), ..]) throw new SettingsRefusedException($"{field}: {message}");
                await new SourceTable(database, TimeProvider.System).Save(feed, "operator", cancellation);
                Console.WriteLine($"{feed.Key}: {feed.Kind} from {feed.Place}, every {feed.Every}. Run it now with: source run {feed.Key}");
                return RootVerbs.Done;
            }, cancellation));
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "Says what sources there are and how their last run went.");
        command.SetAction((_, cancellation) => WithDatabase(
            async (database, _) =>
            {
                foreach (var feed in await new SourceTable(database, TimeProvider.System).List(cancellation))
                {
                    var when = feed.CheckedAt is { } at ? at.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture) : "never";
                    Console.WriteLine($"{feed.Key}\t{feed.Kind}\t{feed.Place}\tevery {feed.Every}\t{when}\t{feed.Outcome}\t{feed.Message}");
                }

                return RootVerbs.Done;
            }, cancellation));
        return command;
    }

    private static Command Run()
    {
        var key = new Argument<string?>("KEY") { Description = "One source; without it everything that is due.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("run", "Fetches and imports a source now, or all that are due.") { key };
        command.SetAction((parsed, cancellation) => WithDatabase(
            async (database, settings) =>
            {
                var table = new SourceTable(database, TimeProvider.System);
                var runs = new SourceRuns(
                    table, SourceEndpoints.MakeDownload(Options(), null), database,
                    new SourceSettings(HostSettings.TimeZone(settings), TimeProvider.System, settings.GetSection(DuplicateOptions.Section).Get<DuplicateOptions>() ?? new()), NullLogger<SourceRuns>.Instance);
                if (parsed.GetValue(key) is not { } one)
                {
                    await runs.RunDue(cancellation);
                    return RootVerbs.Done;
                }

                var feed = await table.Find(one, cancellation) ?? throw new SettingsRefusedException($"There is no source '{one}'; see: source list.");
                var outcome = await runs.Run(feed, cancellation);
                Console.WriteLine($"{feed.Key}: {outcome.Outcome}. {outcome.Message}");
                return outcome.Outcome is "done" or "unchanged" ? RootVerbs.Done : RootVerbs.Refused;
            }, cancellation));
        return command;
    }

    private static Command Remove()
    {
        var command = new Command("remove", "Forgets a source; what it brought stays.") { Key };
        command.SetAction((parsed, cancellation) => WithDatabase(
            async (database, _) => await new SourceTable(database, TimeProvider.System).Remove(parsed.GetValue(Key)!, cancellation)
                ? RootVerbs.Done
                : throw new SettingsRefusedException($"There is no source '{parsed.GetValue(Key)}'; see: source list."), cancellation));
        return command;
    }

    private static SourcesOptions Options() => HostSettings.Load().GetSection(SourcesOptions.Section).Get<SourcesOptions>() ?? new();

    private static async Task<int> WithDatabase(Func<DirectoryDatabase, IConfiguration, Task<int>> act, CancellationToken cancellation)
    {
        var settings = HostSettings.Load();
        await using var database = await HostSettings.OpenDatabaseAsync(settings, cancellation);
        return await act(database, settings);
    }
}
