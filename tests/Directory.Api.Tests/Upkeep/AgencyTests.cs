using System.Net;
using ResourceMatch.TestKit;

namespace ResourceMatch.Api.Tests.Upkeep;

/// <summary>An editor keeps the agency's own listings, and reaches no other.</summary>
public sealed class AgencyTests(UpkeepApp app) : IClassFixture<UpkeepApp>
{
    [Fact]
    public async Task What_is_anothers_and_what_is_not_there_answer_with_the_same_page()
    {
        var (own, foreign) = (await app.NoorsAsync(), await app.WrensAsync());
        using var noor = await app.AsAsync("noor");
        Assert.Equal(HttpStatusCode.OK, (await noor.GetAsync($"/agency/{own}")).Status);
        foreach (var page in new[] { "", "/hours" })
        {
            var (theirs, nobodys) = (await noor.GetAsync($"/agency/{foreign}{page}"), await noor.GetAsync($"/agency/{Guid.NewGuid()}{page}"));
            Assert.Equal(HttpStatusCode.NotFound, theirs.Status);
            Assert.Equal(HttpStatusCode.NotFound, nobodys.Status);
            Assert.Equal(Plain(nobodys.Text), Plain(theirs.Text));
        }

        using var anyone = app.Visit();
        Assert.StartsWith("/sign-in", (await anyone.GetAsync($"/agency/{own}")).Location);
        foreach (var page in new[] { "/admin/claims", "/admin/suggestions", "/admin/worklist", $"/admin/listings/{own}" }) Assert.Equal(HttpStatusCode.NotFound, (await noor.GetAsync(page)).Status);
    }

    [Fact]
    public async Task A_preview_shows_what_families_would_read_and_saves_nothing()
    {
        var own = await app.NoorsAsync();
        using var noor = await app.AsAsync("noor");
        var (name, version) = (await app.FieldAsync(own, "name"), await app.VersionAsync());
        var fields = UpkeepApp.FieldsOf((await noor.GetAsync($"/agency/{own}")).Text);
        fields[$"v.service.{own:N}.name"] = "Kitchen by the pier <b>";

        var preview = await noor.PostAsync($"/agency/{own}?handler=Preview", [.. fields.Select(field => (field.Key, field.Value))]);

        Assert.Equal(HttpStatusCode.OK, preview.Status);
        Assert.Contains("As families will see it", preview.Text);
        Assert.Contains("<bdi>Kitchen by the pier <b></bdi>", preview.Text);
        Assert.Equal((name, version), (await app.FieldAsync(own, "name"), await app.VersionAsync()));
    }

    [Fact]
    public async Task A_save_reaches_families_and_a_second_editor_sees_both_values()
    {
        var own = await app.NoorsAsync();
        using var noor = await app.AsAsync("noor");
        using var tomas = await app.AsAsync("tomas");
        var tomasSaw = UpkeepApp.FieldsOf((await tomas.GetAsync($"/agency/{own}")).Text);
        var fields = UpkeepApp.FieldsOf((await noor.GetAsync($"/agency/{own}")).Text);
        fields[$"v.service.{own:N}.alert"] = "Closed this Friday";
        fields["confirm"] = "1";
        var saved = await noor.PostAsync($"/agency/{own}?handler=Save", [.. fields.Select(field => (field.Key, field.Value))]);
        Assert.Equal($"/agency/{own}?saved=true", saved.Location);
        Assert.Equal("Closed this Friday", await app.FieldAsync(own, "alert"));
        Assert.Equal("2026-11-23", await app.FieldAsync(own, "assured_date"));
        Assert.Contains("Checked November 23, 2026 by the people who run it", (await noor.GetAsync($"/services/{own}")).Text);

        tomasSaw[$"v.service.{own:N}.alert"] = "Closed this Saturday";
        var conflict = await tomas.PostAsync($"/agency/{own}?handler=Save", [.. tomasSaw.Select(field => (field.Key, field.Value))]);
        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        Assert.Contains("Closed this Friday", conflict.Text);
        Assert.Contains("Closed this Saturday", conflict.Text);
        Assert.Equal("Closed this Friday", await app.FieldAsync(own, "alert"));
        // Having seen the other's, saving again means it.
        var again = await tomas.PostAsync($"/agency/{own}?handler=Save", [.. UpkeepApp.FieldsOf(conflict.Text).Select(field => (field.Key, field.Value))]);
        Assert.Equal(HttpStatusCode.Redirect, again.Status);
        Assert.Equal("Closed this Saturday", await app.FieldAsync(own, "alert"));
    }

    [Fact]
    public async Task Fields_that_may_not_be_set_and_ids_of_others_are_refused_and_nothing_changes()
    {
        var (own, foreign) = (await app.NoorsAsync(), await app.WrensAsync());
        using var noor = await app.AsAsync("noor");
        var before = await EverythingAsync();
        string[] names =
        [
            $"v.service.{own:N}.organization_id", $"v.service.{own:N}.id", $"v.service.{own:N}.source", $"v.service.{own:N}.assured_date", $"v.service.{own:N}.assurer_email", $"v.service.{own:N}.changed_at",
            $"v.service.{own:N}.name; drop table directory.service", $"v.service.{foreign:N}.name", $"v.service.{Guid.NewGuid():N}.name", $"v.metadata.{own:N}.updated_by", "v.service.x.name", "v.service",
            $"n.service.organization.{own:N}.0.name", $"n.phone.service.{foreign:N}.0.number", $"n.phone.organization.{own:N}.0.number", $"n.phone.service.{own:N}.0.organization_id", $"r.service.{own:N}", $"r.organization.{own:N}", "r.x",
            $"v.location.{own:N}.latitude", $"v.account.{own:N}.role",
        ];
        foreach (var name in names)
        {
            var fields = UpkeepApp.FieldsOf((await noor.GetAsync($"/agency/{own}")).Text);
            fields[name] = "5550100";
            var answer = await noor.PostAsync($"/agency/{own}?handler=Save", [.. fields.Select(field => (field.Key, field.Value))]);
            Assert.True(answer.Status is HttpStatusCode.NotFound or HttpStatusCode.UnprocessableEntity or HttpStatusCode.BadRequest, $"{name}: {answer.Status}");
        }

        Assert.Equal(HttpStatusCode.NotFound, (await noor.SendAsync($"/agency/{own}", $"/agency/{foreign}?handler=Save", ($"v.service.{foreign:N}.name", "Mine"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await noor.SendAsync("/agency", "/agency?handler=Room", ("service", foreign.ToString()), ("room", "Full"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await noor.SendAsync("/agency", "/agency?handler=Confirm", ("service", foreign.ToString()))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await noor.PostAsync($"/agency/{own}?handler=Save", ($"v.service.{own:N}.name", "Without a token"))).Status);
        Assert.Equal(before, await EverythingAsync());
    }

    [Fact]
    public async Task Hours_in_words_by_day_and_by_date_are_one_thing()
    {
        var own = await app.ServiceOfAsync("Old Town Open Table");
        var place = "";
        using var tomas = await app.AsAsync("tomas");
        async Task<Visitor.Answer> SendAsync(string handler, Action<Dictionary<string, string>> change)
        {
            var fields = UpkeepApp.FieldsOf((await tomas.GetAsync($"/agency/{own}/hours")).Text);
            place = fields["place"];
            foreach (var box in fields.Keys.Where(name => name.StartsWith("w-", StringComparison.Ordinal) || name == "week").ToList()) fields.Remove(box);
            change(fields);
            return await tomas.PostAsync($"/agency/{own}/hours?handler={handler}", [.. fields.Select(field => (field.Key, field.Value))]);
        }

        var preview = (await SendAsync("Preview", fields => fields["words"] = "Tue, Thu 3-6pm; 1st Sat 9-noon")).Text.Replace('\u00a0', ' ');
        Assert.Contains("Tuesday and Thursday, 3 pm to 6 pm", preview);
        Assert.Contains("The first Saturday of the month, 9 am to noon", preview);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync("Save", fields => fields["words"] = "when the moon is full")).Status);

        Assert.Equal(HttpStatusCode.Redirect, (await SendAsync("Save", fields => (fields["words"], fields["drop"]) = ("Tue, Thu 3-6pm; 1st Sat 9-noon", "1"))).Status); // seasons that the form cannot show go too
        Assert.Equal(HttpStatusCode.Redirect, (await SendAsync("Save", fields => (fields["d0-0-from"], fields["d0-0-to"]) = ("10am", "12:30"))).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await SendAsync("Save", fields => fields["date-0"] = "2026-12-24")).Status);
        var page = (await tomas.GetAsync($"/agency/{own}/hours")).Text.Replace('\u00a0', ' ');
        foreach (var line in new[] { "Monday, 10 am to 12:30 pm", "Tuesday and Thursday, 3 pm to 6 pm", "The first Saturday of the month, 9 am to noon", "Closed Thursday, December 24, 2026" }) Assert.Contains(line, page);

        var openings = await app.Database.ReadAsync<string>(
            $"select string_agg(distinct to_char(lower(during) at time zone 'America/New_York', 'Dy HH24:MI'), ',') from directory.opening n where n.service_at_location_id = '{place}' and lower(during) < '2026-12-24'");
        Assert.Equal("Mon 10:00,Sat 09:00,Thu 15:00,Tue 15:00", openings.Replace(" ,", ",", StringComparison.Ordinal));
        Assert.Equal(0L, await app.Database.ReadAsync<long>($"select count(*) from directory.opening n where n.service_at_location_id = '{place}' and (lower(during) at time zone 'America/New_York')::date = '2026-12-24'"));
    }

    /// <summary>Our pages say no-referrer, and with that browsers send the origin of a form as "null".</summary>
    [Fact]
    public async Task A_browser_that_does_not_tell_its_origin_is_believed_by_the_forms_token_alone()
    {
        var own = await app.NoorsAsync();
        using var noor = await app.AsAsync("noor");
        noor.Client.DefaultRequestHeaders.Add("Origin", "null");
        Assert.Equal(HttpStatusCode.Redirect, (await noor.SendAsync("/agency", "/agency?handler=Room", ("service", own.ToString()), ("room", "Yes"))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await noor.PostAsync("/agency?handler=Room", ("service", own.ToString()), ("room", "Full"))).Status);
    }

    [Fact]
    public async Task Room_is_one_tap()
    {
        var own = await app.NoorsAsync();
        using var noor = await app.AsAsync("noor");
        Assert.Equal(HttpStatusCode.Redirect, (await noor.SendAsync("/agency", "/agency?handler=Room", ("service", own.ToString()), ("room", "Full"))).Status);
        Assert.Contains("Full now", (await noor.GetAsync($"/services/{own}")).Text);
        Assert.Equal(HttpStatusCode.Redirect, (await noor.SendAsync("/agency", "/agency?handler=Room", ("service", own.ToString()), ("room", "Yes"))).Status);
        Assert.DoesNotContain("Full now", (await noor.GetAsync($"/services/{own}")).Text);
    }

    [Fact]
    public async Task A_claim_makes_an_account_that_may_do_nothing_until_a_person_says_yes()
    {
        var organization = await app.Database.ReadAsync<Guid>("select id from directory.organization where name = 'Southside Youth Center'");
        using var anyone = app.Visit();
        Assert.Contains("Southside Youth Center", (await anyone.GetAsync("/agency/claim?q=southside")).Text);
        var page = $"/agency/claim?organization={organization}";
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await anyone.SendAsync(page, null, ("organization", organization.ToString()), ("name", "Ola Brandt"), ("email", "nonsense"), ("reason", ""))).Status);
        var sent = await anyone.SendAsync(page, null, ("organization", organization.ToString()), ("name", "Ola Brandt"), ("email", "ola@southside.example"), ("reason", "I run the homework room <script>"));
        Assert.Equal("/agency/claim?sent=true", sent.Location);
        // Whoever asks with an address that is known gets the same answer, and no second claim.
        Assert.Equal(sent.Location, (await anyone.SendAsync(page, null, ("organization", organization.ToString()), ("name", "X"), ("email", "ola@southside.example"), ("reason", "me"))).Location);
        Assert.Equal(1L, await app.Database.ReadAsStaffAsync<long>("select count(*) from directory_private.claim"));
        Assert.Equal("", await app.Database.ReadAsStaffAsync<string>("select coalesce(role, '') from access.account where email = 'ola@southside.example'"));

        using var staff = await app.AsAsync("mireille");
        var list = await staff.GetAsync("/admin/claims");
        Assert.Contains("I run the homework room", list.Text);
        var claim = await app.Database.ReadAsStaffAsync<Guid>("select id from directory_private.claim");
        Assert.Equal("/admin/claims", (await staff.SendAsync("/admin/claims", "/admin/claims?handler=Approve", ("claim", claim.ToString()))).Location);
        Assert.Equal(HttpStatusCode.NotFound, (await staff.SendAsync("/admin/claims", "/admin/claims?handler=Approve", ("claim", claim.ToString()))).Status);
        Assert.Equal("agency_editor", await app.Database.ReadAsStaffAsync<string>("select a.role from access.account a join access.organization_editor e on e.account_id = a.id where a.email = 'ola@southside.example'"));
    }

    private static string Plain(string page) => System.Text.RegularExpressions.Regex.Replace(page, "__RequestVerificationToken\"[^>]*>|[0-9a-f]{8}-[0-9a-f-]{27}", "");

    private Task<string> EverythingAsync() => app.Database.ReadAsStaffAsync<string>(
        "select string_agg(md5(query_to_xml(format('select * from directory.%I t order by t::text', table_name), true, false, '')::text), ',' order by table_name) from information_schema.tables where table_schema = 'directory' and table_name in ('service', 'organization', 'location', 'phone', 'schedule', 'metadata', 'service_capacity', 'assurance', 'address', 'required_document', 'directory_version')");
}
