using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ResourceMatch.Storage.Upkeep;
using ResourceMatch.TestKit;

namespace ResourceMatch.Api.Tests.Upkeep;

/// <summary>An agency answers by a link, without an account: one listing, one purpose, nothing by opening it.</summary>
public sealed class LinkTests(UpkeepApp app) : IClassFixture<UpkeepApp>
{
    [Fact]
    public async Task Opening_a_link_changes_nothing_and_pressing_yes_confirms_once()
    {
        var service = await app.NoorsAsync();
        var token = await app.LinkAsync(LinkPurpose.Confirm, service);
        using var phone = app.Visit();
        var version = await app.VersionAsync();
        for (var time = 0; time < 3; time++) Assert.Contains("Is this still right?", (await phone.GetAsync("/a/" + token)).Text);
        Assert.Equal(version, await app.VersionAsync());

        Assert.Equal("/a/thanks", (await phone.SendAsync("/a/" + token, $"/a/{token}?handler=Confirm")).Location);
        Assert.Equal("2026-11-23", await app.FieldAsync(service, "assured_date"));
        Assert.Equal("link", await app.Database.ReadAsync<string>($"select assured_by from directory.assurance where service_id = '{service}'"));
        Assert.Equal(HttpStatusCode.NotFound, (await phone.GetAsync("/a/" + token)).Status);
        Assert.Equal("confirmed,opened", await app.Database.ReadAsStaffAsync<string>($"select string_agg(distinct act, ',' order by act) from directory_private.signed_link_use u join directory_private.signed_link l on l.id = u.link_id where l.service_id = '{service}' and l.purpose = 'confirm'"));
    }

    [Fact]
    public async Task A_link_is_good_for_its_purpose_alone()
    {
        var service = await app.NoorsAsync();
        using var phone = app.Visit();
        var (confirm, capacity) = (await app.LinkAsync(LinkPurpose.Confirm, service), await app.LinkAsync(LinkPurpose.Capacity, service));
        var version = await app.VersionAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await phone.SendAsync("/a/" + confirm, $"/a/{confirm}?handler=Room", ("room", "Full"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await phone.SendAsync("/a/" + confirm, $"/a/{confirm}?handler=Fix", ("fix", "phone"), ($"n.phone.service.{service:N}.0.number", "555-0199"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await phone.SendAsync("/a/" + capacity, $"/a/{capacity}?handler=Confirm")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await phone.SendAsync("/a/" + capacity, $"/a/{capacity}?handler=Room", ("room", "7"))).Status);
        Assert.Equal(version, await app.VersionAsync());
        Assert.Equal("/a/thanks", (await phone.SendAsync("/a/" + capacity, $"/a/{capacity}?handler=Room", ("room", "AFew"))).Location);
    }

    [Fact]
    public async Task One_link_fixes_hours_phone_and_papers_and_then_says_that_all_is_right()
    {
        var (service, foreign) = (await app.ServiceOfAsync("Old Town Open Table"), await app.WrensAsync());
        var token = await app.LinkAsync(LinkPurpose.Correct, service);
        using var phone = app.Visit();
        async Task<Visitor.Answer> FixAsync(string fix, Action<Dictionary<string, string>> change)
        {
            var fields = UpkeepApp.FieldsOf((await phone.GetAsync($"/a/{token}?fix={fix}")).Text);
            change(fields);
            return await phone.PostAsync($"/a/{token}?handler=Fix", [.. fields.Select(field => (field.Key, field.Value))]);
        }

        Assert.Equal($"/a/{token}?done=true", (await FixAsync("hours", fields => fields["words"] = "Mon-Fri 9 am-1 pm")).Location);
        Assert.Equal($"/a/{token}?done=true", (await FixAsync("phone", fields => fields[$"n.phone.service.{service:N}.0.number"] = "(555) 010-0777")).Location);
        Assert.Equal($"/a/{token}?done=true", (await FixAsync("bring", fields => fields[$"n.required_document.service.{service:N}.0.document"] = "A bag")).Location);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await FixAsync("phone", fields => fields[$"n.phone.service.{service:N}.0.number"] = "javascript:alert(1)")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await FixAsync("news", fields => fields[$"v.service.{service:N}.name"] = "Mine")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await FixAsync("news", fields => fields[$"v.service.{foreign:N}.alert"] = "Mine")).Status);
        var page = (await phone.GetAsync($"/a/{token}")).Text;
        Assert.Contains("Monday, Tuesday, Wednesday, Thursday and Friday, 9 am to 1 pm", page);
        Assert.Equal("/a/thanks", (await phone.SendAsync($"/a/{token}", $"/a/{token}?handler=Confirm")).Location);
        Assert.Contains("(555) 010-0777", (await phone.GetAsync($"/services/{service}")).Text);
    }

    [Fact]
    public async Task Unknown_used_revoked_and_expired_links_are_the_page_that_is_not_there()
    {
        var service = await app.NoorsAsync();
        var links = app.Services.GetRequiredService<SignedLinks>();
        var revoked = (await links.MakeAsync(LinkPurpose.Confirm, service, null, null, TimeSpan.FromDays(14), default))!.Value;
        await links.RevokeAsync(revoked.Id, default);
        var expired = (await links.MakeAsync(LinkPurpose.Confirm, service, null, null, TimeSpan.FromTicks(1), default))!.Value;
        app.Time.Now = app.Time.Now.AddSeconds(1);
        using var phone = app.Visit();
        var pages = new List<string>();
        foreach (var token in new[] { revoked.Token, expired.Token, LinkToken.New(), "x", "%00", "..%2f" })
        {
            var answer = await phone.GetAsync("/a/" + token);
            Assert.Equal(HttpStatusCode.NotFound, answer.Status);
            pages.Add(answer.Text.Replace(token, "", StringComparison.Ordinal));
        }

        Assert.Equal(pages[0], pages[1]);
        Assert.Equal(pages[0], pages[2]);
    }

    [Fact]
    public async Task Staff_make_a_link_for_paper_send_one_by_letter_and_stop_it()
    {
        var service = await app.NoorsAsync();
        using var staff = await app.AsAsync("dov");
        var page = $"/admin/listings/{service}";
        var paper = await staff.SendAsync(page, page + "?handler=Paper", ("purpose", "Capacity"));
        var link = System.Text.RegularExpressions.Regex.Match(paper.Text, @"/a/([0-9a-z-]{31})<").Groups[1].Value;
        using var phone = app.Visit();
        Assert.Equal(HttpStatusCode.OK, (await phone.GetAsync("/a/" + link)).Status);
        Assert.DoesNotContain(link, (await staff.GetAsync(page)).Text);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await staff.SendAsync(page, page + "?handler=Send", ("purpose", "Correct"), ("email", "nobody"))).Status);
        Assert.Equal(page, (await staff.SendAsync(page, page + "?handler=Send", ("purpose", "Correct"), ("email", "kitchen@harbor.example"))).Location);
        Assert.Equal(1L, await app.Database.ReadAsStaffAsync<long>("select count(*) from access.outbox where to_address = 'kitchen@harbor.example' and has_secret"));

        var id = await app.Database.ReadAsStaffAsync<Guid>($"select id from directory_private.signed_link where service_id = '{service}' and purpose = 'capacity' order by made_at desc limit 1");
        await staff.SendAsync(page, page + "?handler=Revoke", ("link", id.ToString()));
        Assert.Equal(HttpStatusCode.NotFound, (await phone.GetAsync("/a/" + link)).Status);
    }
}

/// <summary>No log line, at any level, holds a token.</summary>
public sealed class TokenLogTests : IAsyncLifetime
{
    private readonly ListeningApp app = new();

    public Task InitializeAsync() => app.InitializeAsync();

    public Task DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_token_stands_in_no_message_scope_or_value_of_any_level()
    {
        var service = await app.Database.ReadAsync<Guid>("select id from directory.service order by id limit 1");
        var links = app.Services.GetRequiredService<SignedLinks>();
        var token = (await links.MakeAsync(LinkPurpose.Correct, service, null, null, TimeSpan.FromDays(14), default))!.Value.Token;
        using var phone = app.Visit();
        string[] forms = [token, LinkToken.ForPaper(token), token.ToUpperInvariant()];
        foreach (var form in forms)
        {
            await phone.GetAsync("/a/" + form);
            await phone.SendAsync("/a/" + form, $"/a/{form}?handler=Room", ("room", "Yes"));
            await phone.GetAsync($"/a/{form}/nothing");
            await phone.GetAsync("/%61/" + form);
        }

        Assert.True(app.Lines.Count > 200, $"only {app.Lines.Count} lines were logged");
        Assert.Contains(app.Lines, line => line.Contains("/a/…", StringComparison.Ordinal));
        Assert.All(forms, form => Assert.DoesNotContain(app.Lines, line => line.Contains(form, StringComparison.Ordinal)));
    }

    private sealed class ListeningApp : SampleApp
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        protected override Task PrepareAsync(Microsoft.AspNetCore.Builder.WebApplication host)
        {
            host.Services.GetRequiredService<ILoggerFactory>().AddProvider(new Listening(Lines));
            return base.PrepareAsync(host);
        }

        protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>(base.Settings)
        {
            ["Logging:LogLevel:Default"] = "Trace", ["Logging:LogLevel:Microsoft.AspNetCore"] = "Trace", ["Logging:LogLevel:Npgsql"] = "Trace", ["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = "Trace",
        };
    }

    private sealed class Listening(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            Keep(state);
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lines.Enqueue(formatter(state, exception) + exception);
            Keep(state);
        }

        public void Dispose()
        {
        }

        private void Keep(object? state)
        {
            lines.Enqueue(state?.ToString() ?? "");
            if (state is IEnumerable<KeyValuePair<string, object?>> values) lines.Enqueue(string.Join(' ', values.Select(value => value.Value?.ToString())));
        }
    }
}
