using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using ResourceMatch.Api.Access;
using ResourceMatch.Storage.Access;
using ResourceMatch.TestKit;
using Xunit.Abstractions;

namespace ResourceMatch.Api.Tests.Access;

/// <summary>Whoever guesses gets few tries and learns nothing from them.</summary>
public sealed class GuessingTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Of_a_thousand_tries_from_one_address_at_most_ten_are_looked_at()
    {
        var app = new StrictApp();
        await app.InitializeAsync();
        try
        {
            using var guesser = app.Visit();
            var form = Regex.Match((await guesser.GetAsync("/sign-in")).Text, "__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)").Groups[1].Value;
            var looked = 0;
            string? wait = null;
            for (var tries = 0; tries < 1_000; tries++)
            {
                var answer = await guesser.PostAsync("/sign-in?handler=Password", ("__RequestVerificationToken", form), ("email", $"person{tries % 3}@agency.example"), ("password", $"guess {tries}"));
                if (answer.Status == HttpStatusCode.TooManyRequests) wait = answer.RetryAfter;
                else looked++;
            }

            output.WriteLine($"1,000 tries, {looked} looked at, Retry-After {wait}");
            Assert.InRange(looked, 1, 20); // a minute's window may turn while the test runs
            Assert.InRange(int.Parse(wait!), 1, 60);
            Assert.Equal(HttpStatusCode.OK, (await guesser.GetAsync("/sign-in")).Status);
            Assert.Contains("too often", (await guesser.PostAsync("/sign-in?handler=Password", ("__RequestVerificationToken", form), ("email", "a@agency.example"), ("password", "x"))).Text);
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_known_and_an_unknown_address_answer_the_same_in_the_same_time()
    {
        var app = new SampleApp();
        await app.InitializeAsync();
        try
        {
            for (var i = 0; i < 6; i++) await AddAsync(app, $"known{i}@agency.example");
            using var guesser = app.Visit();
            var form = Regex.Match((await guesser.GetAsync("/sign-in")).Text, "__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)").Groups[1].Value;
            var known = new List<double>();
            var unknown = new List<double>();
            var texts = new HashSet<string>();
            for (var tries = 0; tries < 12; tries++)
            {
                foreach (var (list, email) in new[] { (known, $"known{tries % 6}@agency.example"), (unknown, $"nobody{tries % 6}@agency.example") })
                {
                    var started = Stopwatch.GetTimestamp();
                    var answer = await guesser.PostAsync("/sign-in?handler=Password", ("__RequestVerificationToken", form), ("email", email), ("password", "not the password"));
                    list.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                    Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
                    texts.Add(Regex.Replace(answer.Text, "__RequestVerificationToken[^>]+>|value=\"[a-z0-9]+@agency.example\"", ""));
                }
            }

            var (ours, theirs) = (Median(known), Median(unknown));
            // On a machine that does something else at the same time, two runs of the very same request differ by more than 5 ms.
            var noise = unknown.Order().ElementAt(unknown.Count * 3 / 4) - unknown.Order().ElementAt(unknown.Count / 4);
            output.WriteLine($"known {ours:0.0} ms, unknown {theirs:0.0} ms, {known.Count} each; half of the unknown lie within {noise:0.0} ms");
            Assert.Single(texts);
            Assert.InRange(Math.Abs(ours - theirs), 0, Math.Max(5, noise));
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_link_works_for_as_long_as_it_says()
    {
        var app = new StrictApp();
        await app.InitializeAsync();
        try
        {
            await using var scope = app.Services.CreateAsyncScope();
            var accounts = scope.ServiceProvider.GetRequiredService<Accounts>();
            var account = (await accounts.AddAsync("late@agency.example", "Late", null, null, CancellationToken.None))!;
            var token = Regex.Match(await accounts.LinkAsync(account), "token=([^&]+)").Groups[1].Value;
            await Task.Delay(1_500);
            Assert.Equal("InvalidToken", await accounts.SetPasswordAsync(account.Id, token, "seven grey herons", CancellationToken.None));
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    [Theory]
    [InlineData(121, 0)]
    [InlineData(100, 8)]
    public async Task A_session_ends_when_nobody_uses_it_and_after_half_a_day_in_any_case(int minutes, int times)
    {
        var app = new SampleApp();
        await app.InitializeAsync();
        try
        {
            using var staff = await app.AsAsync("dov");
            Assert.Equal(HttpStatusCode.OK, (await staff.GetAsync("/admin")).Status);
            for (var time = 0; time < times; time++)
            {
                app.Time.Now += TimeSpan.FromMinutes(minutes);
                Assert.Equal(time < 7 ? HttpStatusCode.OK : HttpStatusCode.Redirect, (await staff.GetAsync("/admin")).Status);
            }

            if (times > 0) return;
            app.Time.Now += TimeSpan.FromMinutes(minutes);
            Assert.Equal(HttpStatusCode.Redirect, (await staff.GetAsync("/admin")).Status);
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    private static async Task AddAsync(SampleApp app, string email)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<Accounts>();
        var account = (await accounts.AddAsync(email, "Known", AccessRole.AgencyEditor, null, CancellationToken.None))!;
        var token = Regex.Match(await accounts.LinkAsync(account), "token=([^&]+)").Groups[1].Value;
        Assert.Null(await accounts.SetPasswordAsync(account.Id, token, "seven grey herons by the pier", CancellationToken.None));
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    /// <summary>The limits as they are by themselves, and links of a second.</summary>
    private sealed class StrictApp : DirectoryApp
    {
        protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>(base.Settings) { ["ResourceMatch:Access:LinkSeconds"] = "1" };
    }
}
