using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ResourceMatch.Api.Commands;
using ResourceMatch.Storage;
using ResourceMatch.TestKit;

namespace ResourceMatch.Browser.Tests.Setting;

/// <summary>The host with the sample city, on a Monday afternoon at three in the city.</summary>
public sealed class SampleApp : DirectoryApp
{
    public SampleApp() => Environment.SetEnvironmentVariable("ResourceMatch__Sample", Folder);

    private static string Folder => Repository.PathOf("data", "samples");

    protected override TimeProvider Clock { get; } = new SettableClock(new DateTimeOffset(2026, 11, 23, 20, 0, 0, TimeSpan.Zero));

    protected override async Task PrepareAsync(WebApplication host) =>
        await SampleCity.LoadAsync(
            host.Services.GetRequiredService<DirectoryDatabase>(), Folder, TimeZoneInfo.FindSystemTimeZoneById("America/New_York"), Clock, CancellationToken.None);
}
