using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using ResourceMatch.Api.Jobs;
using ResourceMatch.Api.Mail;
using ResourceMatch.Storage.Upkeep;

namespace ResourceMatch.Api.Tests.Upkeep;

/// <summary>Letters come in the language of whoever reads them, as far as anybody has said it.</summary>
public sealed class LetterLanguageTests(UpkeepApp app) : IClassFixture<UpkeepApp>
{
    [Fact]
    public async Task Reminders_come_in_the_language_that_was_chosen_or_said_else_the_only_one_spoken_else_English()
    {
        var (said, answered, spoken, _) = (await TakeAsync(0, "said@letters.example"), await TakeAsync(1, "answered@letters.example"), await TakeAsync(2, "spoken@letters.example"), await TakeAsync(3, "unknown@letters.example"));
        using var staff = await app.AsAsync("dov");
        var page = $"/admin/listings/{said}";
        await staff.SendAsync(page, page + "?handler=Send", ("purpose", "Correct"), ("email", "Said@letters.example"), ("language", "es"));
        var (subject, body) = await LastLetterAsync("Said@letters.example");
        Assert.StartsWith("¿Todavía está bien ", subject);
        Assert.Matches("/a/[0-9a-z]{26}\\?lang=es\n", body);
        Assert.Contains("value=\"es\" lang=\"es\" selected=\"selected\"", (await staff.GetAsync(page)).Text);

        var token = (await app.Services.GetRequiredService<SignedLinks>().MakeAsync(LinkPurpose.Capacity, answered, null, "answered@letters.example", TimeSpan.FromDays(14), default))!.Value.Token;
        using (var phone = app.Visit())
        {
            Assert.Contains("lang=\"ar\"", (await phone.GetAsync($"/a/{token}?lang=ar")).Text);
            Assert.Equal(0L, await app.Database.ReadAsStaffAsync<long>("select count(*) from directory_private.letter_language where email = 'answered@letters.example'"));
            Assert.Equal("/a/thanks", (await phone.SendAsync($"/a/{token}", $"/a/{token}?handler=Room", ("room", "Yes"))).Location);
        }

        await app.Database.AsSuperuserAsync($"update directory.search_document set languages = '{{ht}}' where service_id = '{spoken}'");
        app.Time.Now = app.Time.Now.AddDays(31);
        await app.Services.GetRequiredService<ReminderJob>().RunAsync(CancellationToken.None);

        Assert.StartsWith("¿Todavía está bien ", (await LastLetterAsync("said@letters.example")).Subject);
        Assert.StartsWith("هل ", (await LastLetterAsync("answered@letters.example")).Subject);
        Assert.StartsWith("Èske ", (await LastLetterAsync("spoken@letters.example")).Subject);
        Assert.StartsWith("Is ", (await LastLetterAsync("unknown@letters.example")).Subject);
        Assert.DoesNotContain("lang=", (await LastLetterAsync("unknown@letters.example")).Body);
    }

    [Fact]
    public async Task Who_sets_a_password_on_a_Spanish_page_is_told_in_Spanish_that_a_claim_was_approved()
    {
        var organization = await app.Database.ReadAsync<Guid>("select id from directory.organization where name = 'Southside Youth Center'");
        using var person = app.Visit();
        await person.SendAsync($"/agency/claim?organization={organization}", null, ("organization", organization.ToString()), ("name", "Ola Brandt"), ("email", "ola@letters.example"), ("reason", "I run it."));
        var link = Regex.Match((await LastLetterAsync("ola@letters.example")).Body, @"/sign-in/password\?who=([0-9a-f]+)&token=(\S+)");
        await person.GetAsync("/?lang=es");
        const string Password = "nine blue ferries at noon";
        Assert.Equal("/sign-in", (await person.SendAsync(link.Value, "/sign-in/password", ("who", link.Groups[1].Value), ("token", link.Groups[2].Value), ("password", Password), ("again", Password))).Location);

        app.Time.Now = app.Time.Now.AddSeconds(1);
        using var staff = await app.AsAsync("dov");
        var claim = await app.Database.ReadAsStaffAsync<Guid>("select id from directory_private.claim");
        Assert.Equal(HttpStatusCode.Redirect, (await staff.SendAsync("/admin/claims", "/admin/claims?handler=Approve", ("claim", claim.ToString()))).Status);
        Assert.Equal("Ya puede editar sus servicios", (await LastLetterAsync("ola@letters.example")).Subject);
    }

    /// <summary>Makes a listing one that is asked about first, by this address.</summary>
    private async Task<Guid> TakeAsync(int place, string email)
    {
        var service = await app.Database.ReadAsync<Guid>($"select id from directory.service where status = 'active' order by id offset {place} limit 1");
        await app.Database.AsSuperuserAsync($"""
            update directory.service set email = '{email}', assured_date = null where id = '{service}';
            insert into directory_private.listing_view (service_id, week, views) values ('{service}', '2026-12-21', 1000);
            """);
        return service;
    }

    /// <summary>From the table, or from the file when the letter has gone and its secret is forgotten.</summary>
    private async Task<(string Subject, string Body)> LastLetterAsync(string to)
    {
        var last = $"from access.outbox where to_address = '{to}' order by created_at desc limit 1";
        var (id, body) = (await app.Database.ReadAsStaffAsync<Guid>($"select id {last}"), await app.Database.ReadAsStaffAsync<byte[]>($"select coalesce(body, '') {last}"));
        var text = body.Length > 0 ? app.Services.GetRequiredService<Outbox>().Open(body) : EmlText.Read(await File.ReadAllTextAsync(Path.Combine(app.Letters, $"{id:N}.eml")));
        return (await app.Database.ReadAsStaffAsync<string>($"select subject {last}"), text);
    }
}
