using System.Text.Json;
using Microsoft.Playwright;

namespace ResourceMatch.Browser.Tests.Setting;

/// <summary>axe-core over an open page: every rule of WCAG 2.2 A and AA and its best practices.</summary>
internal static class Axe
{
    private static readonly string Script = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "axe.min.js"));

    /// <returns>One line for each violation: rule, number of places, the first place. Empty = none.</returns>
    public static async Task<IReadOnlyList<string>> ListViolationsAsync(IPage page)
    {
        await page.EvaluateAsync(Script);
        var (passes, violations) = await RunAsync(page, "");
        Assert.True(passes > 10, "axe looked at almost nothing");
        return violations;
    }

    /// <summary>The rules that another set of colors can break, for a page that was looked at as a whole before.</summary>
    /// <inheritdoc cref="ListViolationsAsync"/>
    public static async Task<IReadOnlyList<string>> ListColorViolationsAsync(IPage page)
    {
        var (passes, violations) = await RunAsync(page, ", runOnly: ['color-contrast', 'link-in-text-block']");
        Assert.True(passes > 0, "axe looked at no color");
        return violations;
    }

    private static async Task<(int Passes, IReadOnlyList<string> Violations)> RunAsync(IPage page, string options)
    {
        var found = await page.EvaluateAsync<JsonElement>($"axe.run(document, {{ resultTypes: ['violations']{options} }})" + ".then(r => ({ passes: r.passes.length, violations: r.violations.map(v => `${v.id}: ${v.nodes.length}, ${v.nodes[0].html.slice(0, 160)} [${v.nodes[0].failureSummary.split('\\n')[1] ?? ''}]`) }))");
        return (found.GetProperty("passes").GetInt32(), [.. found.GetProperty("violations").EnumerateArray().Select(each => each.GetString()!)]);
    }
}
