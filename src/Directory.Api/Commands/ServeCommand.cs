using System.CommandLine;
using ResourceMatch.Api.Hosting;
using ResourceMatch.Storage;
using ResourceMatch.Storage.Migrations;

namespace ResourceMatch.Api.Commands;

/// <summary>serve: migrates (with the owner's connection), loads a sample into an empty directory, and answers requests.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var urls = new Option<string>("--urls") { Description = "Where to listen.", HelpName = "URL", DefaultValueFactory = _ => "http://127.0.0.1:5080" };
        var sample = new Option<DirectoryInfo?>("--sample") { Description = "Load this sample city when the directory is empty.", HelpName = "DIR" };
        var command = new Command("serve", "Serves the pages and the API.") { urls, sample };
        command.SetAction(async (parsed, cancellation) =>
        {
            var sampleFolder = parsed.GetValue(sample)?.FullName;
            await using var app = DirectoryHost.Build(
                parsed.GetValue(urls)!, sampleFolder is null ? null : new Dictionary<string, string?> { [Features.Matching.Families.SampleSetting] = sampleFolder });
            var database = app.Services.GetRequiredService<DirectoryDatabase>();
            await PrepareAsync(database, cancellation);
            if (sampleFolder is not null)
            {
                await SampleCity.LoadIfEmptyAsync(database, sampleFolder, HostSettings.TimeZone(app.Configuration), TimeProvider.System, cancellation);
                if (Access.Cast.IsOffered(app.Configuration, app.Environment)) await Access.Cast.EnsureAsync(app.Services, cancellation);
            }

            await app.RunAsync(cancellation);
            return RootVerbs.Done;
        });
        return command;
    }

    internal static async Task PrepareAsync(DirectoryDatabase database, CancellationToken cancellation)
    {
        if (database.Owner is { } owner) await MigrationRunner.MigrateAsync(owner, cancellation);
        else await MigrationRunner.CheckAsync(database.Public, cancellation);
    }
}
