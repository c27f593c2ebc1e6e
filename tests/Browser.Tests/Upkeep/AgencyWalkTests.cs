using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using ResourceMatch.Browser.Tests.Setting;
using ResourceMatch.Storage.Upkeep;
using Xunit.Abstractions;

namespace ResourceMatch.Browser.Tests.Upkeep;

/// <summary>An agency claims, edits and confirms by link; staff approve a suggestion; all at a phone's width, in a real browser.</summary>
[Collection(ChromiumCollection.Name)]
public sealed class AgencyWalkTests(Chromium chromium, ITestOutputHelper output)
{
    [Fact]
    public async Task An_agency_claims_its_listings_edits_one_and_confirms_another_by_link()
    {
        await using var visit = await chromium.OpenAsync(new("/agency/claim"));
        var page = visit.Page;
        await page.GetByLabel("Name of your organization").FillAsync("harvest kitchen");
        await page.GetByRole(AriaRole.Button, new() { Name = "Find" }).ClickAsync();
        await page.Locator("li", new() { HasText = "Harbor Harvest Kitchen" }).GetByText("This is ours").ClickAsync();
        await page.GetByLabel("Your name").FillAsync("Ola Brandt");
        await page.GetByLabel("Email address").FillAsync("ola@kitchen.example");
        await page.GetByLabel("How do you belong to it?").FillAsync("I run the kitchen.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send the request" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Your request is on its way");

        await using (var staff = await SignedInAsync("mireille", "/admin/claims"))
        {
            await staff.Page.Locator("li", new() { HasText = "Ola Brandt" }).GetByText("Let this person edit").ClickAsync();
            await Assertions.Expect(staff.Page.Locator("h1")).ToHaveTextAsync("Who says a listing is theirs");
            await Assertions.Expect(staff.Page.GetByText("Ola Brandt")).ToHaveCountAsync(0);
        }

        // The invented Noor edits the same organization: several editors.
        await using var editor = await SignedInAsync("noor", "/agency");
        await editor.Page.Locator("li h2 a").First.ClickAsync();
        await editor.Page.GetByLabel("News for a short time").FillAsync("New door on Pier Street");
        await editor.Page.GetByRole(AriaRole.Button, new() { Name = "Look at it first" }).ClickAsync();
        await Assertions.Expect(editor.Page.GetByRole(AriaRole.Heading, new() { Name = "As families will see it" })).ToBeVisibleAsync();
        await Assertions.Expect(editor.Page.Locator("article").GetByText("New door on Pier Street").First).ToBeVisibleAsync();
        await editor.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(editor.Page.GetByText("Saved")).ToBeVisibleAsync();
        await editor.Page.GetByRole(AriaRole.Link, new() { Name = "Hours", Exact = true }).First.ClickAsync();
        await editor.Page.GetByLabel("In words").FillAsync("Tue, Thu 3-6 pm; 1st Sat 9 am-noon");
        await editor.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(editor.Page.GetByText("Tuesday and Thursday, 3 pm to 6 pm").First).ToBeVisibleAsync();
        Assert.True(await editor.FitsAsync());

        var links = chromium.App.Services.GetRequiredService<SignedLinks>();
        var service = await chromium.App.Database.ReadAsync<Guid>("select v.id from directory.service v join directory.organization o on o.id = v.organization_id where o.name = 'Old Town Open Table' order by v.name limit 1");
        var token = (await links.MakeAsync(LinkPurpose.Correct, service, null, null, TimeSpan.FromDays(14), default))!.Value.Token;
        await using var phone = await chromium.OpenAsync(new($"/a/{LinkToken.ForPaper(token)}", HasScript: false));
        await phone.Page.Locator("a[href$='fix=phone']").ClickAsync();
        await phone.Page.GetByLabel("Phone number").Last.FillAsync("(555) 010-0808");
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "A few" }).ClickAsync();
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "Yes, all of it is right" }).ClickAsync();
        await Assertions.Expect(phone.Page.Locator("h1")).ToHaveTextAsync("Thank you");
        Assert.Equal(404, (await phone.GoAsync($"/a/{token}")).Status);
        await phone.GoAsync($"/services/{service}");
        await Assertions.Expect(phone.Page.GetByText("by the people who run it")).ToBeVisibleAsync();
        Assert.Empty(editor.Complaints.Concat(visit.Complaints));
    }

    [Fact]
    public async Task Staff_approve_a_suggestion_with_both_values_side_by_side()
    {
        var service = await chromium.App.Database.ReadAsync<Guid>("select v.id from directory.service v join directory.organization o on o.id = v.organization_id where o.name = 'Southside Youth Center' order by v.name desc limit 1");
        await using var family = await chromium.OpenAsync(new($"/services/{service}/suggest"));
        await family.Page.GetByText("Change what it says").ClickAsync();
        await family.Page.GetByLabel("What it costs, in words").FillAsync("Free for children");
        await family.Page.GetByRole(AriaRole.Button, new() { Name = "Send it" }).ClickAsync();
        await Assertions.Expect(family.Page.Locator("h1")).ToHaveTextAsync("Thank you");

        await using var staff = await SignedInAsync("dov", "/admin/suggestions");
        await Assertions.Expect(staff.Page.GetByText("Free for children")).ToBeVisibleAsync();
        await staff.Page.Locator("article", new() { HasText = "Free for children" }).GetByText("Use the suggestion").ClickAsync();
        await Assertions.Expect(staff.Page.GetByText("Free for children")).ToHaveCountAsync(0);
        Assert.Equal("Free for children", await chromium.App.Database.ReadAsync<string>($"select fees_description from directory.service where id = '{service}'"));
        Assert.True(await staff.FitsAsync());
    }

    [Fact]
    public async Task The_pages_of_upkeep_have_no_violation_and_nothing_sticks_out()
    {
        var service = await chromium.App.Database.ReadAsync<Guid>("select v.id from directory.service v join directory.organization o on o.id = v.organization_id where o.name = 'Harbor Harvest Kitchen' order by v.name limit 1");
        var token = (await chromium.App.Services.GetRequiredService<SignedLinks>().MakeAsync(LinkPurpose.Correct, service, null, null, TimeSpan.FromDays(14), default))!.Value.Token;
        var suggestions = chromium.App.Services.GetRequiredService<Suggestions>();
        await suggestions.AddAsync(service, [new ProposedChange("service", service, "alert", null, "Closed for the summer")], "I went there on Monday.", "es", default);
        (string Path, string? As)[] pages =
        [
            ($"/services/{service}/suggest", null), ("/agency/claim?q=harbor", null), ($"/a/{token}", null), ($"/a/{token}?fix=hours", null), ($"/a/{token}?fix=phone", null), ("/a/thanks", null),
            ("/agency", "noor"), ($"/agency/{service}", "noor"), ($"/agency/{service}/hours", "noor"),
            ("/admin", "dov"), ("/admin/worklist", "dov"), ("/admin/suggestions", "dov"), ("/admin/claims", "dov"), ($"/admin/listings/{service}?day=2026-11-23", "dov"),
        ];
        List<string> faults = [];
        var looked = 0;
        foreach (var (language, width) in new[] { ("en", 1280), ("es", 360), ("ht", 1280), ("ar", 360) })
        {
            // What only staff see in all but the first and the last language is left to the eye: it is made of the same parts.
            foreach (var theirs in pages.GroupBy(page => page.As).Where(theirs => theirs.Key != "dov" || language is "en" or "ar"))
            {
                await using var visit = await chromium.OpenAsync(new("", width), bypassPolicy: true);
                if (theirs.Key is { } who) await SignInAsync(visit, who);
                foreach (var (path, _) in theirs)
                {
                    await visit.GoAsync($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}lang={language}");
                    faults.AddRange(await visit.ListFaultsAsync($"{path.Replace(service.ToString(), "id", StringComparison.Ordinal).Replace(token, "token", StringComparison.Ordinal)} {language} {width}"));
                    looked++;
                }
            }
        }

        output.WriteLine($"{looked} page states, each light and dark, {faults.Count} faults");
        foreach (var fault in faults) output.WriteLine(fault);
        Assert.Empty(faults);
    }

    private async Task<Visit> SignedInAsync(string who, string path)
    {
        var visit = await chromium.OpenAsync(new(""));
        await SignInAsync(visit, who);
        await visit.GoAsync(path);
        return visit;
    }

    private static async Task SignInAsync(Visit visit, string who)
    {
        await visit.GoAsync("/sign-in");
        await visit.Page.Locator($"form:has(input[value={who}]) button, button[value={who}]").First.ClickAsync();
    }
}
