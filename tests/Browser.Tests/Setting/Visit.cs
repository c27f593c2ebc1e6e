using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ResourceMatch.Browser.Tests.Setting;

/// <summary>One reader's page, and everything that went wrong or went out while it was open.</summary>
public sealed partial class Visit : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly List<string> complaints = [];
    private readonly List<string> strangers = [];
    private readonly List<IRequest> requests = [];

    public Visit(IBrowserContext context, IPage page, Uri host)
    {
        this.context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type == "error") complaints.Add($"{message.Text} {message.Location}");
        };
        page.PageError += (_, error) => complaints.Add(error);
        page.Request += (_, request) =>
        {
            requests.Add(request);
            var address = new Uri(request.Url);
            if (address.Scheme is "http" or "https" && address.Authority != host.Authority) strangers.Add(request.Url);
        };
    }

    public IPage Page { get; }

    /// <summary>Errors of scripts and of the content policy.</summary>
    public IReadOnlyList<string> Complaints => complaints;

    /// <summary>Requests that left our host. Must stay empty.</summary>
    public IReadOnlyList<string> Strangers => strangers;

    /// <summary>Requests over the net, in order.</summary>
    public IReadOnlyList<IRequest> Requests => [.. requests.Where(request => request.Url.StartsWith("http", StringComparison.Ordinal))];

    public async Task<IResponse> GoAsync(string path) => (await Page.GotoAsync(path))!;

    /// <summary>True when nothing sticks out sideways.</summary>
    public async Task<bool> FitsAsync() => await Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth");

    /// <summary>Looks at the open page, every part folded out, in light and in dark: axe's violations, and whether anything sticks out sideways.</summary>
    /// <remarks>With RM_SHOTS=FOLDER both are pictures too, to be looked at.</remarks>
    /// <param name="name">Of the page and its state; begins each line, and is the picture's name.</param>
    /// <returns>One line for each fault. Empty = none.</returns>
    public async Task<IReadOnlyList<string>> ListFaultsAsync(string name)
    {
        List<string> faults = [];
        await UnfoldAsync();
        faults.AddRange(await Axe.ListViolationsAsync(Page));
        if (!await FitsAsync()) faults.Add("scrolls sideways");
        await ShootAsync(name);
        await Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        faults.AddRange((await Axe.ListColorViolationsAsync(Page)).Select(violation => "dark: " + violation));
        await ShootAsync(name + " dark");
        await Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        return [.. faults.Select(fault => $"{name}: {fault}")];
    }

    /// <summary>With RM_SHOTS=FOLDER a picture of the whole page.</summary>
    public async Task ShootAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("RM_SHOTS") is { Length: > 0 } folder) await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, NamePattern().Replace(name, "-").Trim('-') + ".png"), FullPage = true });
    }

    /// <summary>Opens every part that can be folded out, one level inside another.</summary>
    public Task UnfoldAsync() => Page.EvaluateAsync("document.querySelectorAll('main details').forEach(part => part.open = true)");

    public async Task WaitForMapAsync() => await Page.WaitForSelectorAsync("#map[data-drawn]", new() { Timeout = 20_000 });

    /// <summary>Waits until an expression is true, at most 30 s. The library's own waiting evaluates strings within the page, which its content security policy forbids.</summary>
    public async Task WaitUntilAsync(string expression, object? argument = null)
    {
        for (var tries = 0; !await Page.EvaluateAsync<bool>(expression, argument); tries++)
        {
            Assert.True(tries < 300, $"never true: {expression}");
            await Task.Delay(100);
        }
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();

    [GeneratedRegex("[^\\w.]+")]
    private static partial Regex NamePattern();
}
