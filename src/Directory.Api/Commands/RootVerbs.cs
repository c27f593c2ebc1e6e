using System.CommandLine;
using System.CommandLine.Parsing;
using Npgsql;
using ResourceMatch.Importers.Notices;
using ResourceMatch.Storage;
using ResourceMatch.Storage.Migrations;

namespace ResourceMatch.Api.Commands;

/// <summary>The verbs of the one executable. Only what works stands here, so that --help never promises.</summary>
/// <remarks>Exit codes: 0 done; 1 a value or data is refused; 2 an unknown verb or option, a missing argument. The message names it.</remarks>
internal static class RootVerbs
{
    public const int Done = 0, Refused = 1, Misused = 2;

    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = Create().Parse(args);
        if (parsed.Errors.Count > 0) return Report(parsed.Errors);
        try
        {
            // Time for requests in flight to end after SIGTERM; the default of two seconds would cut an import short.
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
        }
        catch (Exception error) when (Sentence(error) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return Refused;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped before the end. An import keeps nothing of it; a file in writing is not whole.");
            return Refused;
        }
    }

    private static RootCommand Create()
    {
        var serve = ServeCommand.Create();
        var root = new RootCommand("ResourceMatch: community services that a family can really use. Without a verb it serves.")
        {
            serve,
            TravelTimesCommand.Create(),
            MatchCommand.Create(),
            NightCommand.Create(),
            AssignCommand.Create(),
            SourceCommand.Create(),
            AdminCommand.Create(),
            SearchCommand.Create(),
            new Command("import", "Reads somebody's data into the directory.")
            {
                ImportHsdsCommand.Create(),
                ImportGtfsCommand.Create(),
                ImportTableCommand.Create(),
                ImportOsmCommand.Create(),
                ImportAreasCommand.Create(),
            },
            new Command("export", "Writes the directory for others.") { ExportHsdsCommand.Create() },
        };
        root.SetAction((_, cancellation) => serve.Parse([]).InvokeAsync(cancellationToken: cancellation));
        return root;
    }

    // A value that is there but cannot be used is refused; anything else about the words of the command line is misuse.
    private static int Report(IReadOnlyList<ParseError> errors)
    {
        foreach (var error in errors) Console.Error.WriteLine(error.Message);
        Console.Error.WriteLine("See --help.");
        return errors.All(error => error.SymbolResult is OptionResult { Tokens.Count: > 0 } or ArgumentResult { Tokens.Count: > 0 }) ? Refused : Misused;
    }

    private static string? Sentence(Exception error) => error switch
    {
        SchemaRefusedException or SettingsRefusedException or ImportRefusedException or Features.Matching.FamilyFileException => error.Message,
        PostgresException { SqlState: "28P01" or "28000" or "3D000" } refused => $"PostgreSQL refuses the connection: {refused.MessageText}.",
        PostgresException => null,
        NpgsqlException when error.InnerException is System.Net.Sockets.SocketException or TimeoutException or IOException =>
            $"PostgreSQL does not answer ({error.Message}). Start it, or look at the settings ResourceMatch__Database__….",
        FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException => error.Message,
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } inUse => $"{inUse.Message} Choose another with --urls or PORT.",
        _ => null,
    };
}
