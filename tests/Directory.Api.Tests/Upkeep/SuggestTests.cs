using System.Net;
using System.Text.Json;

namespace ResourceMatch.Api.Tests.Upkeep;

/// <summary>Anyone proposes, staff decide field by field; nothing changes before.</summary>
public sealed class SuggestTests(UpkeepApp app) : IClassFixture<UpkeepApp>
{
    [Fact]
    public async Task A_suggestion_changes_nothing_until_staff_use_it_and_each_field_is_decided_alone()
    {
        var service = await app.NoorsAsync();
        using var family = app.Visit();
        var page = $"/services/{service}/suggest";
        var fields = UpkeepApp.FieldsOf((await family.GetAsync(page)).Text);
        var (name, description) = (await app.FieldAsync(service, "name"), await app.FieldAsync(service, "description"));
        fields[$"v.service.{service:N}.name"] = "Harbor kitchen";
        fields[$"v.service.{service:N}.description"] = "Bad words";
        fields[fields.Keys.First(key => key.StartsWith("h.", StringComparison.Ordinal))] = "Wed 4-7 pm";
        Assert.Equal($"{page}?sent=true", (await family.PostAsync(page, [.. fields.Select(field => (field.Key, field.Value))])).Location);
        Assert.Equal((name, description), (await app.FieldAsync(service, "name"), await app.FieldAsync(service, "description")));

        using var staff = await app.AsAsync("mireille");
        var list = (await staff.GetAsync("/admin/suggestions")).Text;
        foreach (var value in new[] { name, "Harbor kitchen", "Bad words", "Wed 4-7 pm" }) Assert.Contains(value, list);
        foreach (var (field, handler) in new[] { ("name", "Approve"), ("description", "Reject"), ("hours", "Approve") })
        {
            var id = await app.Database.ReadAsStaffAsync<Guid>($"select c.id from directory_private.suggested_change c join directory_private.suggestion s on s.id = c.suggestion_id where s.service_id = '{service}' and c.field = '{field}'");
            var mark = System.Text.RegularExpressions.Regex.Match(list, $"value=\"{id}\".*?name=\"mark\" value=\"([^\"]*)\"", System.Text.RegularExpressions.RegexOptions.Singleline).Groups[1].Value;
            Assert.Equal("/admin/suggestions", (await staff.SendAsync("/admin/suggestions", $"/admin/suggestions?handler={handler}", ("change", id.ToString()), ("now", field == "name" ? name : description), ("mark", mark))).Location);
            Assert.Equal(HttpStatusCode.NotFound, (await staff.SendAsync("/admin/suggestions", $"/admin/suggestions?handler={handler}", ("change", id.ToString()))).Status);
        }

        Assert.Equal(("Harbor kitchen", description), (await app.FieldAsync(service, "name"), await app.FieldAsync(service, "description")));
        Assert.Contains("Wednesday", (await family.GetAsync(page)).Text);
        Assert.NotEqual("", await app.Database.ReadAsStaffAsync<string>($"select coalesce(closed_at::text, '') from directory_private.suggestion where service_id = '{service}'"));
        using var history = JsonDocument.Parse(await app.Client.GetStringAsync($"/api/listings/{service}/history?as_of=2026-11-01T00:00:00Z"));
        Assert.Contains(history.RootElement.GetProperty("changes").EnumerateArray(), change => change.TryGetProperty("field", out var field) && field.GetString() == "name" && change.GetProperty("by").GetString() == "directory staff");
    }

    [Fact]
    public async Task What_cannot_be_used_is_refused_at_its_field_and_a_machine_is_thanked_for_nothing()
    {
        var service = await app.WrensAsync();
        using var family = app.Visit();
        var page = $"/services/{service}/suggest";
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await family.SendAsync(page, null)).Status);
        var fields = UpkeepApp.FieldsOf((await family.GetAsync(page)).Text);
        fields[$"v.service.{service:N}.url"] = "javascript:alert(1)";
        var refused = await family.PostAsync(page, [.. fields.Select(field => (field.Key, field.Value))]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("Enter a web address that begins with http", refused.Text);

        Assert.EndsWith("sent=true", (await family.SendAsync(page, null, ("note", "Buy now"), ("homepage", "https://spam.example"))).Location);
        Assert.Equal(0L, await app.Database.ReadAsStaffAsync<long>($"select count(*) from directory_private.suggestion where service_id = '{service}'"));
    }

    [Fact]
    public async Task Reports_of_two_days_make_a_doubt_that_families_read_and_a_confirmation_takes_it_away()
    {
        var service = await app.ServiceOfAsync("Old Town Open Table");
        using var family = app.Visit();
        var page = $"/services/{service}/suggest";
        await family.SendAsync(page, null, ("said", "DeadPhone"));
        Assert.DoesNotContain("the phone does not work", (await family.GetAsync($"/services/{service}")).Text);
        app.Time.Now = app.Time.Now.AddDays(1);
        await family.SendAsync(page, null, ("said", "DeadPhone"));
        Assert.Contains("People say since November 23, 2026 that the phone does not work", (await family.GetAsync($"/services/{service}")).Text);
        using var staff = await app.AsAsync("dov");
        Assert.Contains("Phone may not work", (await staff.GetAsync("/admin/worklist")).Text);
        using var tomas = await app.AsAsync("tomas");
        await tomas.SendAsync("/agency", "/agency?handler=Confirm", ("service", service.ToString()));
        Assert.DoesNotContain("the phone does not work", (await family.GetAsync($"/services/{service}")).Text);
    }

    [Fact]
    public async Task Of_a_private_place_there_is_no_address_to_propose_and_none_in_its_history()
    {
        var service = await app.Database.ReadAsync<Guid>("select p.service_id from directory.service_at_location p join directory.location l on l.id = p.location_id where l.location_visibility <> 'public' order by 1 limit 1");
        var address = await app.Database.ReadAsStaffAsync<string>($"select a.address_1 from directory_private.address a join directory.service_at_location p on p.location_id = a.location_id where p.service_id = '{service}' limit 1");
        using var family = app.Visit();
        var page = (await family.GetAsync($"/services/{service}/suggest")).Text;
        Assert.DoesNotContain(address, page);
        Assert.DoesNotContain("v.address.", page);
        Assert.DoesNotContain(address, await app.Client.GetStringAsync($"/api/listings/{service}/history?as_of=2027-01-01T00:00:00Z"));
    }

    [Fact]
    public async Task Views_are_counted_by_week_and_lead_the_worklist()
    {
        var service = await app.Database.ReadAsync<Guid>("select id from directory.service where status = 'active' and assured_date is null or assured_date < '2026-01-01' order by assured_date desc nulls first, id limit 1");
        using var family = app.Visit();
        for (var time = 0; time < 300; time++) await family.GetAsync($"/services/{service}");
        using var staff = await app.AsAsync("dov");
        var list = (await staff.GetAsync("/admin/worklist")).Text;
        Assert.Equal($"/admin/listings/{service}", System.Text.RegularExpressions.Regex.Match(list, "/admin/listings/[0-9a-f-]{36}").Value);
        Assert.Contains("seen 300 times in 4 weeks", list);
        Assert.Equal(300, await app.Database.ReadAsStaffAsync<int>($"select views from directory_private.listing_view where service_id = '{service}' and week in ('2026-11-23', '2026-11-16')"));
    }
}
