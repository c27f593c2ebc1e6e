using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ResourceMatch.Api.Access;
using ResourceMatch.Api.Commands;
using ResourceMatch.Api.Hosting;
using ResourceMatch.Api.Mail;
using ResourceMatch.Storage;
using ResourceMatch.TestKit;

namespace ResourceMatch.Api.Tests.Access;

/// <summary>Cookies, host headers, the content policy, Production, and what reaches the logs.</summary>
public sealed partial class HardenedTests(HardenedTests.LoggedApp app) : IClassFixture<HardenedTests.LoggedApp>
{
    [Theory]
    [InlineData("http://127.0.0.1:5080", null, false)]
    [InlineData("http://localhost:5080;http://[::1]:5080", null, false)]
    [InlineData("http://0.0.0.0:5080", null, true)]
    [InlineData("https://127.0.0.1:5443", null, true)]
    [InlineData("http://127.0.0.1:5080", "https://directory.example", true)]
    [InlineData("http://0.0.0.0:5080", "http://127.0.0.1:5080", false)]
    public void Only_plain_http_on_ones_own_machine_gets_cookies_without_the_prefix(string urls, string? address, bool isSecure) =>
        Assert.Equal(isSecure, PublicAddress.IsSecure(address is null ? null : new Uri(address), urls));

    [Fact]
    public async Task Behind_https_every_cookie_of_ours_is_bound_to_this_host_and_hidden_from_script()
    {
        var secure = new SecureApp();
        await secure.InitializeAsync();
        try
        {
            // The container of cookies sends no Secure cookie over http, so the form's own pair is carried by hand.
            using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = secure.Address };
            using var form = await client.GetAsync("/sign-in");
            var formCookie = form.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("__Host-rm-form", StringComparison.Ordinal));
            var token = TokenPattern().Match(await form.Content.ReadAsStringAsync()).Groups[1].Value;
            using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in?handler=Cast")
            {
                Content = new FormUrlEncodedContent([new("who", "dov"), new("__RequestVerificationToken", token)]), Headers = { { "Cookie", formCookie.Split(';')[0] } },
            };
            using var entered = await client.SendAsync(request);
            var session = entered.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("__Host-rm=", StringComparison.Ordinal));
            foreach (var cookie in new[] { formCookie, session })
            {
                var parts = cookie.ToLowerInvariant().Split("; ").Skip(1).ToHashSet();
                Assert.Superset(new HashSet<string> { "path=/", "secure", "httponly", "samesite=lax" }, parts);
                Assert.DoesNotContain(parts, part => part.StartsWith("domain", StringComparison.Ordinal));
            }

            using var admin = new HttpRequestMessage(HttpMethod.Get, "/admin") { Headers = { { "Cookie", session.Split(';')[0] } } };
            using var answer = await client.SendAsync(admin);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("no-store", answer.Headers.CacheControl!.ToString().Replace("no-cache, ", "").Replace(", no-cache", ""));
        }
        finally
        {
            await secure.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_link_in_a_letter_leads_to_our_own_address_whatever_the_request_calls_us()
    {
        using var administrator = await app.AsAsync("ines");
        await administrator.SendAsync("/admin/people", "/admin/people?handler=Add", ("email", "host@agency.example"), ("name", "Host Header"), ("role", ""));
        using var person = app.Visit();
        var token = TokenPattern().Match((await person.GetAsync("/sign-in/forgot")).Text).Groups[1].Value;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in/forgot")
        {
            Content = new FormUrlEncodedContent([new("email", "host@agency.example"), new("__RequestVerificationToken", token)]),
            Headers = { Host = "evil.example" },
        };
        request.Headers.Add("X-Forwarded-Host", "evil.example");
        request.Headers.Add("Cookie", string.Join("; ", person.Cookies.GetAllCookies().Select(cookie => $"{cookie.Name}={cookie.Value}")));
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = app.Address };
        using var sent = await client.SendAsync(request);
        Assert.Contains("on its way", await sent.Content.ReadAsStringAsync());
        await app.Services.GetRequiredService<OutboxDelivery>().SendDueAsync(CancellationToken.None);
        var letters = Directory.GetFiles(app.Letters, "*.eml").Select(file => EmlText.Read(File.ReadAllText(file))).Where(text => text.Contains("Host Header", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, letters.Count);
        Assert.All(letters, letter => Assert.Contains(app.Address.GetLeftPart(UriPartial.Authority) + "/sign-in/password", letter));
        Assert.All(letters, letter => Assert.DoesNotContain("evil", letter));
    }

    [Fact]
    public async Task An_address_without_an_account_gets_the_same_answer_and_no_letter()
    {
        using var person = app.Visit();
        var answer = await person.SendAsync("/sign-in/forgot", null, ("email", "nobody-at-all@agency.example"));
        Assert.Contains("on its way", answer.Text);
        Assert.Equal(0L, await app.Database.ReadAsStaffAsync<long>("select count(*) from access.outbox where to_address = 'nobody-at-all@agency.example'"));
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/sign-in/forgot")]
    [InlineData("/account")]
    [InlineData("/admin")]
    [InlineData("/admin/people")]
    [InlineData("/admin/mail")]
    [InlineData("/admin/jobs")]
    public async Task No_page_of_ours_needs_script_or_style_inside_it(string path)
    {
        using var administrator = await app.AsAsync("ines");
        using var answer = await administrator.Client.GetAsync(path);
        var html = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotMatch("<script(?![^>]* src=)|<style|\\sstyle=|\\son[a-z]+=|javascript:", html);
        Assert.DoesNotContain("unsafe", string.Join(' ', answer.Headers.GetValues("Content-Security-Policy")));
    }

    [Fact]
    public async Task A_Production_host_does_not_start_beside_invented_people_until_they_are_locked_out()
    {
        var production = new Dictionary<string, string?>(app.Database.Configuration) { ["environment"] = "Production" };
        await using (var host = DirectoryHost.Build("http://127.0.0.1:0", production, services => services.AddLogging(logging => logging.ClearProviders())))
        {
            Assert.Contains("admin dismiss-cast", (await Assert.ThrowsAsync<SettingsRefusedException>(() => host.StartAsync())).Message);
        }

        await using var own = await TestDatabase.MakeAsync();
        await own.AsSuperuserAsync("insert into access.account (id, name, user_name, normalized_user_name, email, normalized_email, email_confirmed, security_stamp, concurrency_stamp, two_factor_enabled, lockout_enabled, access_failed_count, role, is_disabled, is_cast, created_at) values (gen_random_uuid(), 'X', 'x@cast.invalid', 'X@CAST.INVALID', 'x@cast.invalid', 'X@CAST.INVALID', false, 's', 'c', false, true, 0, 'administrator', false, true, now())");
        var (code, said) = await AdminAsync(own, "dismiss-cast");
        Assert.Equal((0, "1 invented people may not sign in any more."), (code, said));
        await using var started = DirectoryHost.Build(
            "http://127.0.0.1:0", new Dictionary<string, string?>(own.Configuration) { ["environment"] = "Production" }, services => services.AddLogging(logging => logging.ClearProviders()));
        await started.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(started.Urls.First()) };
        Assert.DoesNotContain("Who would you like to be?", await client.GetStringAsync("/sign-in"));
    }

    [Fact]
    public async Task The_first_administrator_comes_from_the_command_line_with_a_link_that_sets_the_password()
    {
        await using var own = await TestDatabase.MakeAsync();
        Assert.Equal((1, "\"nobody\" is no e-mail address; give one like name@example.org."), await AdminAsync(own, "add", "nobody"));
        var (code, said) = await AdminAsync(own, "add", "first@agency.example", "--name", "First Person");
        Assert.Equal(0, code);
        Assert.Matches(@"http://127\.0\.0\.1:5080/sign-in/password\?who=[0-9a-f]{32}&token=\S+$", said);
        Assert.Equal(1, (await AdminAsync(own, "add", "first@agency.example")).Code);
        Assert.Equal((0, "first@agency.example\tAdministrator\tFirst Person\tno password yet"), await AdminAsync(own, "list"));
        Assert.Equal(1, (await AdminAsync(own, "disable", "first@agency.example")).Code);
        await AdminAsync(own, "add", "second@agency.example");
        Assert.Equal((0, "first@agency.example may not sign in any more."), await AdminAsync(own, "disable", "first@agency.example"));
        Assert.Equal(0, (await AdminAsync(own, "link", "second@agency.example")).Code);
    }

    [Fact]
    public async Task No_password_link_code_key_name_or_address_reaches_the_logs()
    {
        const string email = "canary-7f3a@agency.example", password = "canary password 51e9";
        using var administrator = await app.AsAsync("ines");
        await administrator.SendAsync("/admin/people", "/admin/people?handler=Add", ("email", email), ("name", "Canary Quillfeather"), ("role", "DirectoryStaff"));
        await app.Services.GetRequiredService<OutboxDelivery>().SendDueAsync(CancellationToken.None);
        var link = LinkPattern().Match(Directory.GetFiles(app.Letters, "*.eml").Select(file => EmlText.Read(File.ReadAllText(file))).Single(text => text.Contains("Canary", StringComparison.Ordinal))).Value;
        var token = Regex.Match(link, "token=(\\S+)").Groups[1].Value;
        using var person = app.Visit();
        await person.GetAsync(new Uri(link).PathAndQuery);
        await person.SendAsync(new Uri(link).PathAndQuery, "/sign-in/password", ("who", Regex.Match(link, "who=([0-9a-f]+)").Groups[1].Value), ("token", token), ("password", password), ("again", password));
        await person.SignInAsync(email, "canary wrong 8c21");
        await person.SignInAsync(email, password);
        await person.SendAsync("/account/second", "/account/second?handler=Begin");
        var key = Regex.Match((await person.GetAsync("/account/second")).Text, "second-key\">([^<]+)<").Groups[1].Value;
        await person.SendAsync("/account/second", "/account/second?handler=On", ("code", "918273"));
        // Our own failure, too: an exception must not carry what was sent.
        await app.Database.AsSuperuserAsync("alter table access.account_event rename to account_event_away");
        try
        {
            Assert.Equal(HttpStatusCode.InternalServerError, (await person.SignInAsync(email, password)).Status);
        }
        finally
        {
            await app.Database.AsSuperuserAsync("alter table access.account_event_away rename to account_event");
        }

        var log = string.Join('\n', app.Lines);
        Assert.Contains("letter", log, StringComparison.OrdinalIgnoreCase);
        var cookie = person.Cookies.GetAllCookies().FirstOrDefault(each => each.Name == "rm")?.Value ?? "no cookie";
        foreach (var canary in new[] { email, password, "canary wrong 8c21", token, token[..40], key, key.Replace(" ", ""), "918273", "Quillfeather", cookie })
        {
            Assert.DoesNotContain(canary, log, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static async Task<(int Code, string Said)> AdminAsync(TestDatabase database, params string[] words)
    {
        var configuration = new Microsoft.Extensions.Configuration.ConfigurationBuilder();
        Microsoft.Extensions.Configuration.MemoryConfigurationBuilderExtensions.AddInMemoryCollection(configuration, database.Configuration);
        var settings = configuration.Build();
        using var output = new StringWriter();
        var code = await AdminCommand.Create(() => settings).Parse(words).InvokeAsync(new System.CommandLine.InvocationConfiguration { Output = output, Error = output });
        return (code, output.ToString().Trim());
    }

    [GeneratedRegex("__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)")]
    private static partial Regex TokenPattern();

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/sign-in/password\S+")]
    private static partial Regex LinkPattern();

    /// <summary>The sample city at an address with https, as behind a proxy.</summary>
    private sealed class SecureApp : SampleApp
    {
        protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>(base.Settings) { [PublicAddress.Setting] = "https://directory.example" };
    }

    /// <summary>The sample city whose log is kept, as the settings filter it.</summary>
    public sealed class LoggedApp : SampleApp, ILoggerProvider, ILogger
    {
        private readonly List<string> lines = [];

        public IReadOnlyList<string> Lines
        {
            get
            {
                lock (lines) return [.. lines];
            }
        }

        protected override void Configure(IServiceCollection services) => services.AddLogging(logging => logging.AddProvider(this));

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (lines) lines.Add($"{eventId.Name}: {formatter(state, exception)} {exception}");
        }

        public void Dispose()
        {
        }
    }
}
