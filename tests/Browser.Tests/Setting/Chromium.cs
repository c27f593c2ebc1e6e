using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ResourceMatch.Browser.Tests.Setting;

/// <summary>One host with the sample city and one Chromium for all browser tests.</summary>
public sealed partial class Chromium : IAsyncLifetime
{
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--enable-unsafe-swiftshader",
    ];

    private IPlaywright? playwright;
    private IBrowser? browser;

    public CityApp App { get; } = new();

    public async Task InitializeAsync()
    {
        await App.InitializeAsync();
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = FindProgram(), Args = Flags });
    }

    public async Task DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
        await App.DisposeAsync();
    }

    /// <summary>The first of those that scripts/tools.sh looks for, too.</summary>
    private static string FindProgram()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        string[] names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"];
        return names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException($"No Chromium on the PATH; ./test installs one. Looked for {string.Join(", ", names)}.");
    }

    /// <summary>Opens a page in a fresh context, as one reader has it.</summary>
    /// <param name="state">Where, how wide, light or dark, with script or without.</param>
    /// <param name="bypassPolicy">True only where axe is to be put in; everything else meets the real policy.</param>
    public async Task<Visit> OpenAsync(PageState state, bool bypassPolicy = false)
    {
        var context = await browser!.NewContextAsync(new()
        {
            BaseURL = App.Address.ToString(),
            ViewportSize = new() { Width = state.Width, Height = state.Width > 600 ? 900 : 780 },
            ColorScheme = state.IsDark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = state.HasScript,
            BypassCSP = bypassPolicy,
            ReducedMotion = ReducedMotion.Reduce,
        });
        var visit = new Visit(context, await context.NewPageAsync(), App.Address);
        if (state.Path.Length > 0) await visit.GoAsync(state.Path);
        return visit;
    }

    /// <summary>Opens a page for axe. Without script, axe itself could not run: then the page comes with its scripts taken out and its noscript parts in.</summary>
    public async Task<Visit> OpenForAxeAsync(PageState state)
    {
        if (state.HasScript) return await OpenAsync(state, bypassPolicy: true);
        var visit = await OpenAsync(state with { Path = "", HasScript = true }, bypassPolicy: true);
        await visit.Page.RouteAsync(new Regex(Regex.Escape(App.Address.Authority) + "/(match|\\?|$)"), async route =>
        {
            var answer = await route.FetchAsync();
            var html = ScriptPattern().Replace(await answer.TextAsync(), "");
            await route.FulfillAsync(new() { Response = answer, Body = html });
        });
        await visit.GoAsync(state.Path);
        Assert.Equal(0, await visit.Page.Locator("script").CountAsync());
        return visit;
    }

    [GeneratedRegex("<script[^>]*>.*?</script>|</?noscript>", RegexOptions.Singleline)]
    private static partial Regex ScriptPattern();
}

[CollectionDefinition(Name)]
public sealed class ChromiumCollection : ICollectionFixture<Chromium>
{
    public const string Name = "Chromium";
}

/// <summary>One way in which a page is looked at.</summary>
public sealed record PageState(string Path, int Width = 360, bool IsDark = false, bool HasScript = true);
