using System.Text.Json;
using Microsoft.Playwright;
using ResourceMatch.Browser.Tests.Setting;
using ResourceMatch.Domain.Resources;
using ResourceMatch.TestKit;
using Xunit.Abstractions;

namespace ResourceMatch.Browser.Tests.Pages;

/// <summary>Whatever somebody writes into a listing, shown to a family in a real browser: nothing of it runs, and nothing of it becomes a link but web, mail and phone.</summary>
[Collection(ChromiumCollection.Name)]
public sealed class HostileTextTests(Chromium chromium, ITestOutputHelper output)
{
    private const int Services = 48;

    // Every text that a page for families can show. The words of a vocabulary (types, codes of languages) are checked when they are written.
    private static readonly (string Table, string[] Columns)[] Fields =
    [
        ("organization", ["name", "alternate_name", "description", "email", "website"]),
        ("service", ["name", "alternate_name", "description", "url", "email", "interpretation_services", "application_process", "fees_description", "eligibility_description", "alert"]),
        ("location", ["name", "alternate_name", "description", "url"]),
        ("address", ["attention", "address_1", "address_2", "city", "state_province"]),
        ("phone", ["number", "description"]),
        ("schedule", ["description", "notes"]),
        ("language", ["name", "note"]),
        ("accessibility", ["description", "details"]),
        ("required_document", ["document"]),
        ("cost_option", ["option", "amount_description"]),
        ("service_area", ["name", "description"]),
        ("translation", ["text"]),
    ];

    private static readonly string[] Schemes = ["http", "https", "tel", "mailto", "sms"];

    [Fact]
    public async Task Nothing_that_somebody_wrote_runs_or_leads_elsewhere()
    {
        var app = new CityApp();
        await app.InitializeAsync();
        try
        {
            var fields = await PlantAsync(app);
            await using var visit = await chromium.OpenAsync(new(""));
            List<string> dialogs = [];
            visit.Page.Dialog += (_, dialog) =>
            {
                dialogs.Add(dialog.Message);
                _ = dialog.DismissAsync();
            };
            var pages = await PagesAsync(app);
            var (links, faults) = (0, new List<string>());
            foreach (var path in pages)
            {
                await visit.Page.GotoAsync(new Uri(app.Address, path).ToString());
                await visit.UnfoldAsync();
                var found = await visit.Page.EvaluateAsync<JsonElement>(
                    """
                    () => ({
                      hit: window.hit ?? null,
                      links: [...document.querySelectorAll('a[href],area[href],form[action],button[formaction]')].map(e => e.href ?? (e.hasAttribute('formaction') ? e.formAction : e.action)),
                      handlers: [...document.querySelectorAll('*')].filter(e => [...e.attributes].some(a => a.name.startsWith('on'))).length,
                      strangers: document.querySelectorAll('iframe,object,embed,base,meta[http-equiv],style,img,video,math,animate').length,
                      scripts: [...document.scripts].filter(s => s.type !== 'application/ld+json' && !s.src.startsWith(location.origin)).length,
                      data: [...document.querySelectorAll('script[type="application/ld+json"]')].every(s => { JSON.parse(s.textContent); return true; }),
                      fits: document.documentElement.scrollWidth <= innerWidth
                    })
                    """);
                links += found.GetProperty("links").GetArrayLength();
                if (found.GetProperty("hit").ValueKind != JsonValueKind.Null) faults.Add($"{path}: ran {found.GetProperty("hit")}");
                if (found.GetProperty("handlers").GetInt32() + found.GetProperty("strangers").GetInt32() + found.GetProperty("scripts").GetInt32() > 0) faults.Add($"{path}: {found}"[..200]);
                if (!found.GetProperty("data").GetBoolean()) faults.Add($"{path}: data that is no JSON");
                faults.AddRange(found.GetProperty("links").EnumerateArray().Select(link => link.GetString()!).Where(link => !Schemes.Contains(new Uri(link).Scheme)).Select(link => $"{path}: {link}"));
            }

            output.WriteLine($"{Texts.Count} texts in {fields} fields, {pages.Count} pages, {links} links: {faults.Count} faults, {dialogs.Count} dialogs, {visit.Complaints.Count} complaints of the content policy");
            Assert.Empty(faults);
            Assert.Empty(dialogs);
            Assert.Empty(visit.Complaints);
            Assert.DoesNotContain(visit.Requests, request => new Uri(request.Url).Authority != app.Address.Authority);
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    private static IReadOnlyList<string> Texts { get; } = [.. HostileWords.All, .. HostileWords.FromFile];

    /// <summary>Gives each field of each row another of the texts.</summary>
    /// <returns>How many fields were written.</returns>
    private static async Task<int> PlantAsync(CityApp app)
    {
        var texts = string.Join(", ", Texts.Select(text => $"E'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal)}'"));
        var number = 0;
        foreach (var (table, columns) in Fields)
        {
            var key = table == "translation" ? "ctid" : "id";
            var set = string.Join(", ", columns.Select(column => $"{column} = left((array[{texts}])[1 + (n.row + {number++ * 7}) % {Texts.Count}], {Organization.NameLength})"));
            await app.Database.AsSuperuserAsync($"update directory.{table} t set {set} from (select {key} as k, row_number() over (order by {key}) as row from directory.{table}) n where n.k = t.{key}");
        }

        await app.Database.AsSuperuserAsync("update directory.directory_version set version = version + 1");
        return number;
    }

    private static async Task<IReadOnlyList<string>> PagesAsync(CityApp app)
    {
        var services = await app.Database.ReadAsync<string[]>("select array_agg(id::text order by id) from directory.service");
        return
        [
            "/", "/?need=food&at=market-square&n=500", "/?need=domestic-violence&at=market-square&n=500", "/?q=food&kind=food&n=100&at=market-square", "/?q=%3Cscript%3Ewindow.hit%3D1%3C/script%3E", "/match?need=food&at=market-square&n=500",
            $"/saved?saved={string.Join('.', services.Take(40))}",
            .. services.Where((_, index) => index % (services.Length / Services) == 0).Select((id, index) => $"/services/{id}?lang={(index % 2 == 0 ? "en" : "es")}"),
        ];
    }
}
