using Microsoft.Extensions.DependencyInjection;
using ResourceMatch.Browser.Tests.Pages;
using ResourceMatch.Browser.Tests.Setting;
using ResourceMatch.Domain;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Domain.Upkeep;
using ResourceMatch.Storage;
using ResourceMatch.Storage.Edits;
using ResourceMatch.Storage.Upkeep;
using ResourceMatch.TestKit;
using Xunit.Abstractions;

namespace ResourceMatch.Browser.Tests.Upkeep;

/// <summary>Every hostile text in every field that an agency can write, shown to a family by a real browser: nothing runs, and no link is anything but http(s), tel or mailto.</summary>
[Collection(ChromiumCollection.Name)]
public sealed class HostileTextTests(Chromium chromium, ITestOutputHelper output)
{
    private const int Together = 3;

    private static readonly FieldKind[] WordKinds = [FieldKind.Line, FieldKind.Text];

    [Fact]
    public async Task Nothing_that_an_agency_writes_runs_and_no_link_deceives()
    {
        var editing = chromium.App.Services.GetRequiredService<ListingEditing>();
        var database = chromium.App.Services.GetRequiredService<DirectoryDatabase>();
        var service = await chromium.App.Database.ReadAsync<Guid>("select v.id from directory.service v join directory.organization o on o.id = v.organization_id where o.name = 'Southside Youth Center' order by v.name limit 1");
        var organization = new Id<Organization>(await chromium.App.Database.ReadAsync<Guid>($"select organization_id from directory.service where id = '{service}'"));
        var agency = new Editor(EditorKind.Agency, EditScope.Of([organization]), Guid.NewGuid());
        var before = await ListingRows.LoadAsync(database.Staff, service, true, CancellationToken.None);
        await using var visit = await chromium.OpenAsync(new(""));
        List<string> faults = [];
        visit.Page.Dialog += (_, dialog) =>
        {
            faults.Add($"a dialog: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
        var words = HostileTexts.Words.Concat(HostileWords.FromFile).ToList();
        var (shown, fields) = (0, 0);
        // Each round gives every field the next texts; in the end every field of 300 letters or more has had all of them, and the short ones have shared them.
        for (var first = 0; first < words.Count; first += Together)
        {
            var rows = await ListingRows.LoadAsync(database.Staff, service, true, CancellationToken.None);
            var edit = new ListingEdit();
            var offset = first / Together;
            foreach (var (row, field) in rows.SelectMany(row => EditableFields.All.Where(field => field.Entity == row.Entity && WordKinds.Contains(field.Kind)).Select(field => (row, field))))
            {
                var text = TextFor(field, words, offset++);
                if (FieldReading.Of(field, text).Fault == FieldFault.None) edit.Changes.Add(new FieldChange(row.Entity, row.Id, field.Field, row.Find(field.Field), text));
                fields++;
            }

            Assert.IsType<EditOutcome.Done>(await editing.ApplyAsync(edit, agency, CancellationToken.None));
            foreach (var path in new[] { $"/services/{service}", $"/services/{service}/suggest" })
            {
                await visit.GoAsync(path);
                shown++;
                faults.AddRange(await FaultsOfAsync(visit, path));
            }
        }

        foreach (var link in HostileTexts.Links)
        {
            foreach (var (entity, id, field) in new[] { ("service", service, "url"), ("organization", organization.Value, "website") })
            {
                Assert.IsType<EditOutcome.Refused>(await editing.ApplyAsync(Edit(new FieldChange(entity, id, field, null, link)), agency, CancellationToken.None));
            }
        }

        output.WriteLine($"{words.Count} texts, {fields} fields filled, {shown} pages shown, {faults.Count} faults, {visit.Complaints.Count} complaints of the browser");
        foreach (var fault in faults.Concat(visit.Complaints).Take(20)) output.WriteLine(fault);
        Assert.Empty(faults);
        Assert.Empty(visit.Complaints);
        Assert.Empty(visit.Strangers);
        await RestoreAsync(editing, database, service, before);
    }

    private static async Task<List<string>> FaultsOfAsync(Visit visit, string path)
    {
        var found = await visit.Page.EvaluateAsync<string[]>(
            """
            () => [
              ...[...document.querySelectorAll('a[href]')].filter(a => !/^(https?|tel|mailto|sms):/.test(a.protocol + '')).map(a => 'link ' + a.outerHTML),
              ...[...document.querySelectorAll('script:not([src]):not([type="application/ld+json"]), iframe, object, embed, base, meta[http-equiv], form[action^="javascript"], main style, main link, main img, main [style]')].map(e => 'element ' + e.outerHTML.slice(0, 200)),
              ...[...document.querySelectorAll('*')].flatMap(e => [...e.attributes].filter(a => /^(on|hx-on)/i.test(a.name)).map(a => 'attribute ' + a.name + '=' + a.value)),
              ...(document.querySelectorAll('h1').length === 1 ? [] : ['not one h1']),
            ]
            """);
        return [.. found.Select(fault => $"{path}: {fault}")];
    }

    private static string TextFor(EditableField field, List<string> words, int offset)
    {
        if (field.Length < 300) return words[((offset * Together) + (offset % Together)) % words.Count];
        var next = Enumerable.Range(offset * Together, Together).Select(index => words[index % words.Count]).ToList();
        while (next.Count > 1 && next.Sum(text => text.Length + 1) > field.Length) next.RemoveAt(next.Count - 1);
        return string.Join(' ', next);
    }

    private static ListingEdit Edit(FieldChange change)
    {
        var edit = new ListingEdit();
        edit.Changes.Add(change);
        return edit;
    }

    // The city is shared with other tests.
    private static async Task RestoreAsync(ListingEditing editing, DirectoryDatabase database, Guid service, IReadOnlyList<ListingRow> before)
    {
        var now = await ListingRows.LoadAsync(database.Staff, service, true, CancellationToken.None);
        var edit = new ListingEdit();
        foreach (var row in now)
        {
            var old = before.Single(each => each.Id == row.Id);
            foreach (var field in EditableFields.All.Where(field => field.Entity == row.Entity && WordKinds.Contains(field.Kind)))
            {
                edit.Changes.Add(new FieldChange(row.Entity, row.Id, field.Field, row.Find(field.Field), old.Find(field.Field)));
            }
        }

        Assert.IsType<EditOutcome.Done>(await editing.ApplyAsync(edit, new Editor(EditorKind.Staff, EditScope.Everything, Guid.NewGuid()), CancellationToken.None));
    }
}
