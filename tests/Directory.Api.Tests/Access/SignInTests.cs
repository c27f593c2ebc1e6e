using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using ResourceMatch.Api.Access;
using ResourceMatch.Api.Mail;
using ResourceMatch.Api.Pages.Speech;
using ResourceMatch.Storage.Access;
using ResourceMatch.TestKit;

namespace ResourceMatch.Api.Tests.Access;

/// <summary>Who gets in, by what, and what ends it.</summary>
public sealed partial class SignInTests(SampleApp app) : IClassFixture<SampleApp>
{
    private const string Password = "seven grey herons by the pier";

    [Fact]
    public async Task The_invented_people_sign_in_without_a_password_and_the_header_says_who_is_there()
    {
        using var visitor = app.Visit();
        Assert.Contains("Who would you like to be?", (await visitor.GetAsync("/sign-in")).Text);
        await visitor.SignInAsync("mireille");
        var page = (await visitor.GetAsync("/")).Text;
        Assert.Contains("Mireille Osterlund", page);
        Assert.Contains("directory staff", page);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/admin/mail")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/admin/people")).Status);
    }

    [Fact]
    public async Task A_page_that_needs_a_sign_in_asks_for_it_and_goes_on_to_what_was_asked()
    {
        using var visitor = app.Visit();
        var asked = await visitor.GetAsync("/admin/people?x=1");
        Assert.Equal(HttpStatusCode.Redirect, asked.Status);
        Assert.Equal("/sign-in?next=%2Fadmin%2Fpeople%3Fx%3D1", asked.Location);
        var entered = await visitor.SendAsync(asked.Location!, "/sign-in?handler=Cast", ("who", "ines"), ("next", "/admin/people?x=1"));
        Assert.Equal("/admin/people?x=1", entered.Location);
        var abroad = await visitor.SendAsync("/sign-in", "/sign-in?handler=Cast", ("who", "ines"), ("next", "https://elsewhere.example/"));
        Assert.Equal("/", abroad.Location);
    }

    [Fact]
    public async Task Leaving_ends_the_session_on_the_server_so_that_a_copied_cookie_is_worth_nothing()
    {
        using var visitor = await app.AsAsync("ines");
        using var thief = app.Visit();
        thief.Cookies.Add(visitor.Cookies.GetAllCookies());
        Assert.Equal(HttpStatusCode.OK, (await thief.GetAsync("/admin")).Status);
        Assert.Equal("/", (await visitor.SendAsync("/sign-out", null)).Location);
        Assert.Equal(HttpStatusCode.Redirect, (await thief.GetAsync("/admin")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.GetAsync("/admin")).Status);
    }

    [Fact]
    public async Task Signing_in_again_gives_another_key_and_the_old_one_opens_nothing()
    {
        using var visitor = await app.AsAsync("dov");
        using var thief = app.Visit();
        thief.Cookies.Add(visitor.Cookies.GetAllCookies());
        await visitor.SignInAsync("dov");
        Assert.NotEqual(KeyOf(thief), KeyOf(visitor));
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/admin")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await thief.GetAsync("/admin")).Status);
    }

    [Fact]
    public async Task A_person_is_invited_by_letter_sets_a_password_by_the_link_once_and_signs_in()
    {
        const string email = "ada@agency.example";
        using var administrator = await app.AsAsync("ines");
        var added = await administrator.SendAsync("/admin/people", "/admin/people?handler=Add", ("email", email), ("name", "Ada Lindgren"), ("role", "DirectoryStaff"));
        Assert.Equal(HttpStatusCode.Redirect, added.Status);
        var link = await LinkToAsync(email);

        using var person = app.Visit();
        Assert.Equal(HttpStatusCode.OK, (await person.GetAsync(link)).Status);
        Assert.Contains("At least 12 letters", (await SetPasswordAsync(person, link, "short", "short")).Text);
        Assert.Equal("/sign-in", (await SetPasswordAsync(person, link, Password, Password)).Location);
        Assert.Contains("does not work any more", (await SetPasswordAsync(person, link, Password + "2", Password + "2")).Text);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await person.SignInAsync(email, "not the password")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await person.SignInAsync(email, Password)).Status);
        Assert.Equal(HttpStatusCode.OK, (await person.GetAsync("/admin")).Status);
    }

    [Theory]
    [InlineData("role")]
    [InlineData("disable")]
    [InlineData("password")]
    public async Task A_change_of_the_account_ends_its_sessions_at_the_next_request(string change)
    {
        var email = $"{change}@agency.example";
        var account = await AddAsync(email, AccessRole.DirectoryStaff);
        using var person = app.Visit();
        await person.SignInAsync(email, Password);
        Assert.Equal(HttpStatusCode.OK, (await person.GetAsync("/admin")).Status);
        await using var scope = app.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<Accounts>();
        var same = await accounts.FindAsync(account.Id);
        if (change == "role") await accounts.SetRoleAsync(same!, AccessRole.Administrator, null, CancellationToken.None);
        else if (change == "disable") await accounts.SetDisabledAsync(same!, true, null, CancellationToken.None);
        else Assert.Null(await accounts.ChangePasswordAsync(same!, Password, Password + "!", CancellationToken.None));
        Assert.Equal("/sign-in?next=%2Fadmin", (await person.GetAsync("/admin")).Location);
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_for_the_right_one_too()
    {
        const string email = "locked@agency.example";
        await AddAsync(email, AccessRole.DirectoryStaff);
        using var person = app.Visit();
        for (var tries = 0; tries < 5; tries++) Assert.Equal(HttpStatusCode.UnprocessableEntity, (await person.SignInAsync(email, "wrong")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await person.SignInAsync(email, Password)).Status);
        await app.Database.AsSuperuserAsync($"update access.account set lockout_end = now() - interval '1 second' where email = '{email}'");
        Assert.Equal(HttpStatusCode.Redirect, (await person.SignInAsync(email, Password)).Status);
    }

    [Fact]
    public async Task The_last_administrator_can_neither_be_locked_out_nor_lose_the_role()
    {
        await using var database = await TestDatabase.MakeAsync();
        await using var scope = app.Services.CreateAsyncScope();
        await using var db = database.Database.OpenAccess();
        var accounts = new Accounts(
            db, ActivatorUtilities.CreateInstance<UserManager<Account>>(scope.ServiceProvider, (IUserStore<Account>)ActivatorUtilities.CreateInstance<AccountStore>(scope.ServiceProvider, db)),
            scope.ServiceProvider.GetRequiredService<Outbox>(), scope.ServiceProvider.GetRequiredService<PublicAddress>(), TimeProvider.System);
        var only = (await accounts.AddAsync("one@agency.example", "One", AccessRole.Administrator, null, CancellationToken.None))!;
        Assert.False(await accounts.SetDisabledAsync(only, true, null, CancellationToken.None));
        Assert.False(await accounts.SetRoleAsync(only, null, null, CancellationToken.None));
        await accounts.AddAsync("two@agency.example", "Two", AccessRole.Administrator, null, CancellationToken.None);
        Assert.True(await accounts.SetDisabledAsync(only, true, null, CancellationToken.None));
    }

    private static string KeyOf(Visitor visitor) => visitor.Cookies.GetAllCookies().Single(cookie => cookie.Name == "rm").Value;

    private async Task<Account> AddAsync(string email, AccessRole? role)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<Accounts>();
        var account = (await accounts.AddAsync(email, "Somebody", role, null, CancellationToken.None))!;
        var link = await accounts.LinkAsync(account);
        Assert.Null(await accounts.SetPasswordAsync(account.Id, TokenPattern().Match(link).Groups[1].Value, Password, CancellationToken.None));
        return account;
    }

    private static Task<Visitor.Answer> SetPasswordAsync(Visitor person, string link, string password, string again) =>
        person.SendAsync(link, "/sign-in/password", ("who", WhoPattern().Match(link).Groups[1].Value), ("token", TokenPattern().Match(link).Groups[1].Value), ("password", password), ("again", again));

    private async Task<string> LinkToAsync(string email)
    {
        await app.Services.GetRequiredService<OutboxDelivery>().SendDueAsync(CancellationToken.None);
        var id = await app.Database.ReadAsStaffAsync<Guid>($"select id from access.outbox where to_address = '{email}' order by created_at desc limit 1");
        var text = EmlText.Read(await File.ReadAllTextAsync(Path.Combine(app.Letters, $"{id:N}.eml")));
        return new Uri(LinkPattern().Match(text).Value).PathAndQuery;
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/sign-in/password\S+")]
    private static partial Regex LinkPattern();

    [GeneratedRegex("token=([^&\\s]+)")]
    private static partial Regex TokenPattern();

    [GeneratedRegex("who=([0-9a-f]{32})")]
    private static partial Regex WhoPattern();
}
