using ResourceMatch.Domain;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Domain.Upkeep;
using ResourceMatch.Storage.Edits;
using ResourceMatch.Storage.Tests.Imports;

namespace ResourceMatch.Storage.Tests.Edits;

public sealed class ListingEditTests : IAsyncLifetime
{
    private readonly EditedDirectory directory = new();

    public async Task InitializeAsync()
    {
        await directory.InitializeAsync();
        await new SmallDirectory().ImportAsync(directory);
    }

    public Task DisposeAsync() => directory.DisposeAsync();

    [Fact]
    public async Task A_field_changes_with_its_record_its_author_its_mark_and_a_new_version()
    {
        var version = await directory.ReadAsync<long>("select version from directory.directory_version where part = 'listings'");

        var outcome = await directory.SaveAsync(EditedDirectory.Mill, new FieldChange("service", EditedDirectory.Pantry, "name", "Food pantry", "Food shelf"));

        var done = Assert.IsType<EditOutcome.Done>(outcome);
        Assert.Equal(1, done.Changed);
        Assert.Equal("Food shelf", await directory.ReadAsync<string>($"select name from directory.service where id = '{EditedDirectory.Pantry}'"));
        Assert.Equal(
            "service UPDATE name: Food pantry > Food shelf by agency editor at 2026-11-02 13:00:00+00",
            await directory.ReadAsync<string>("select concat(resource_type, ' ', last_action_type, ' ', field_name, ': ', previous_value, ' > ', replacement_value, ' by ', updated_by, ' at ', last_action_date at time zone 'UTC', '+00') from directory.metadata where last_action_type = 'UPDATE'"));
        Assert.Equal(EditedDirectory.Account, await directory.ReadAsStaffAsync<Guid>("select e.account_id from directory_private.edit e join directory_private.edit_change c on c.edit_id = e.id join directory.metadata m on m.id = c.metadata_id"));
        Assert.Equal("service name Food shelf agency", await directory.ReadAsStaffAsync<string>("select concat_ws(' ', entity, field, value, editor) from directory_private.local_value"));
        Assert.Equal(version + 1, await directory.ReadAsync<long>("select version from directory.directory_version where part = 'listings'"));
        Assert.Equal(directory.Clock.Now.UtcDateTime, await directory.ReadAsync<DateTime>($"select changed_at from directory.service where id = '{EditedDirectory.Pantry}'"));
    }

    [Fact]
    public async Task Saying_the_same_again_changes_nothing_at_all()
    {
        var before = await directory.EverythingAsync();
        Assert.Equal(0, Assert.IsType<EditOutcome.Done>(await directory.SaveAsync(EditedDirectory.Mill, new FieldChange("service", EditedDirectory.Pantry, "name", "Food pantry", " Food pantry "))).Changed);
        Assert.Equal(before, await directory.EverythingAsync());
    }

    [Fact]
    public async Task Two_editors_of_one_field_see_both_values_and_two_of_different_fields_both_succeed()
    {
        var first = await directory.SaveAsync(EditedDirectory.Mill, new FieldChange("service", EditedDirectory.Pantry, "name", "Food pantry", "Food shelf"));
        Assert.IsType<EditOutcome.Done>(first);
        var before = await directory.EverythingAsync();

        var second = await directory.SaveAsync(
            EditedDirectory.Mill, new FieldChange("service", EditedDirectory.Pantry, "alert", null, "Closed on Friday"), new FieldChange("service", EditedDirectory.Pantry, "name", "Food pantry", "Pantry"));

        var conflict = Assert.Single(Assert.IsType<EditOutcome.Conflict>(second).Conflicts);
        Assert.Equal(("name", "Food shelf", "Pantry"), (conflict.Field, conflict.Theirs, conflict.Yours));
        Assert.Equal(before, await directory.EverythingAsync()); // not even the alert

        Assert.IsType<EditOutcome.Done>(await directory.SaveAsync(EditedDirectory.Mill, new FieldChange("service", EditedDirectory.Pantry, "alert", null, "Closed on Friday")));
        Assert.IsType<EditOutcome.Done>(await directory.SaveAsync(EditedDirectory.Mill, new FieldChange("service", EditedDirectory.Pantry, "name", conflict.Theirs, "Pantry")));
    }

    [Fact]
    public async Task Sixteen_editors_at_once_lose_nothing()
    {
        Assert.IsType<EditOutcome.Done>(await directory.SaveAsync(EditedDirectory.Mill, new FieldChange("service", EditedDirectory.Pantry, "alert", null, "0")));
        var saved = 0;
        await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            for (var left = 5; left > 0;)
            {
                var seen = await directory.ReadAsync<string>($"select alert from directory.service where id = '{EditedDirectory.Pantry}'");
                var next = (int.Parse(seen) + 1).ToString();
                if (await directory.SaveAsync(EditedDirectory.Mill, new FieldChange("service", EditedDirectory.Pantry, "alert", seen, next)) is not EditOutcome.Done { Changed: 1 }) continue;
                Interlocked.Increment(ref saved);
                left--;
            }
        }));
        Assert.Equal(80, saved);
        Assert.Equal("80", await directory.ReadAsync<string>($"select alert from directory.service where id = '{EditedDirectory.Pantry}'"));
        Assert.Equal(81L, await directory.ReadAsync<long>("select count(distinct last_action_date) from directory.metadata where field_name = 'alert'"));
    }

    [Fact]
    public async Task Another_agencys_rows_and_rows_that_are_not_there_answer_alike_and_nothing_changes()
    {
        var before = await directory.EverythingAsync();
        FieldChange[][] attempts =
        [
            [new("service", EditedDirectory.House, "name", "A quiet house", "Mine")],
            [new("service", Guid.NewGuid(), "name", "x", "Mine")],
            [new("organization", EditedDirectory.Id<Organization>("o2"), "name", "Harbor Light", "Mine")],
            [new("location", EditedDirectory.Id<Location>("l2"), "name", "The house", "Mine")],
            [new("location", EditedDirectory.Id<Location>("l2"), EditableFields.Visibility, "public", "hidden")],
            [new("address", EditedDirectory.Id<Address>("a2"), "address_1", "2 Elm Street", "1 Mine")],
            [new("service_at_location", EditedDirectory.Id<ServiceAtLocation>("p2"), "description", null, "Mine")],
            [new("service", EditedDirectory.Pantry, "name", "Food pantry", "Mine"), new("service", EditedDirectory.House, "alert", null, "Mine")],
        ];
        foreach (var changes in attempts) Assert.IsType<EditOutcome.NotFound>(await directory.SaveAsync(EditedDirectory.Mill, changes));
        Assert.IsType<EditOutcome.NotFound>(await directory.SaveAsync(EditedDirectory.Mill, edit => edit.Confirmed.Add(new Id<Service>(EditedDirectory.House))));
        Assert.IsType<EditOutcome.NotFound>(await directory.SaveAsync(EditedDirectory.Mill, edit => edit.Rooms.Add((new Id<Service>(EditedDirectory.House), Room.Full))));
        Assert.IsType<EditOutcome.NotFound>(await directory.SaveAsync(EditedDirectory.Mill, edit => edit.Hours.Add(new HoursChange("service_at_location", EditedDirectory.Id<ServiceAtLocation>("p2"), "", []))));
        Assert.IsType<EditOutcome.NotFound>(await directory.SaveAsync(EditedDirectory.Mill, edit => edit.Additions.Add(new RowAddition("phone", "service", EditedDirectory.House, new Dictionary<string, string?> { ["number"] = "555-0100" }))));
        Assert.Equal(before, await directory.EverythingAsync());
    }

    [Fact]
    public async Task Every_column_that_is_on_no_list_is_refused_whoever_sets_it()
    {
        var before = await directory.EverythingAsync();
        var tried = 0;
        foreach (var table in ResourceMatch.Storage.Imports.TableShape.All)
        {
            foreach (var column in table.Columns.Concat(["source", "changed_at", "id", "nonsense"]))
            {
                if (EditableFields.Find(table.Name, column) is not null) continue;
                var refused = await directory.SaveAsync(EditedDirectory.Staff, new FieldChange(table.Name, EditedDirectory.Pantry, column, null, "1"));
                Assert.Equal(FieldFault.NotAllowed, Assert.Single(Assert.IsType<EditOutcome.Refused>(refused).Problems).Fault);
                tried++;
            }
        }

        Assert.True(tried > 150, $"only {tried} columns were tried");
        Assert.IsType<EditOutcome.Refused>(await directory.SaveAsync(EditedDirectory.Mill, new FieldChange("location", EditedDirectory.Id<Location>("l1"), "latitude", "40.1", "41")));
        Assert.IsType<EditOutcome.Refused>(await directory.SaveAsync(EditedDirectory.Mill, edit => edit.Removals.Add(new RowRemoval("service", EditedDirectory.Pantry))));
        Assert.IsType<EditOutcome.Refused>(await directory.SaveAsync(EditedDirectory.Mill, edit => edit.Additions.Add(
            new RowAddition("phone", "service", EditedDirectory.Pantry, new Dictionary<string, string?> { ["number"] = "555-0100", ["organization_id"] = EditedDirectory.Id<Organization>("o2").ToString() }))));
        Assert.IsType<EditOutcome.Refused>(await directory.SaveAsync(EditedDirectory.Mill, edit => edit.Additions.Add(
            new RowAddition("service", "organization", EditedDirectory.Id<Organization>("o1"), new Dictionary<string, string?> { ["name"] = "New" }))));
        Assert.Equal(before, await directory.EverythingAsync());
    }

    [Fact]
    public async Task Ages_that_cross_are_refused_and_two_that_move_together_are_not()
    {
        var refused = await directory.SaveAsync(EditedDirectory.Mill, new FieldChange("service", EditedDirectory.Pantry, "minimum_age", null, "18"), new FieldChange("service", EditedDirectory.Pantry, "maximum_age", null, "5"));
        Assert.Equal(FieldFault.AgesCross, Assert.Single(Assert.IsType<EditOutcome.Refused>(refused).Problems).Fault);
        Assert.IsType<EditOutcome.Done>(await directory.SaveAsync(EditedDirectory.Mill, new FieldChange("service", EditedDirectory.Pantry, "maximum_age", null, "18"), new FieldChange("service", EditedDirectory.Pantry, "minimum_age", null, "5")));
    }

    [Fact]
    public async Task Rows_come_and_go_with_their_record_and_an_import_is_told_not_to_bring_them_back()
    {
        await directory.SaveAsync(EditedDirectory.Mill, edit => edit.Additions.Add(new RowAddition("phone", "service", EditedDirectory.Pantry, new Dictionary<string, string?> { ["number"] = "555-0100", ["extension"] = "7" })));
        var phone = await directory.ReadAsync<Guid>("select id from directory.phone where number = '555-0100' and extension = '7' and source = 'local'");
        await directory.SaveAsync(EditedDirectory.Mill, edit => edit.Removals.Add(new RowRemoval("phone", phone)));
        Assert.Equal(0L, await directory.ReadAsync<long>("select count(*) from directory.phone"));
        Assert.Equal("CREATE:,DELETE:,DELETE:extension,DELETE:number,DELETE:service_id", await directory.ReadAsync<string>($"select string_agg(last_action_type || ':' || field_name, ',' order by last_action_type, field_name) from directory.metadata where resource_id = '{phone}'"));

        await directory.SaveAsync(EditedDirectory.Mill, edit => edit.Removals.Add(new RowRemoval("address", EditedDirectory.Id<Address>("a1"))));
        Assert.Equal("address", await directory.ReadAsStaffAsync<string>("select string_agg(entity, ',') from directory_private.local_value where field = ''")); // our own phone needs no mark
    }

    [Fact]
    public async Task Hours_are_replaced_whole_openings_follow_and_a_second_editor_sees_that_they_changed()
    {
        var place = EditedDirectory.Id<ServiceAtLocation>("p1");
        Schedule Weekly(string day) => new() { Id = new Id<Schedule>(Guid.NewGuid()), Freq = "WEEKLY", Byday = day, OpensAt = new TimeOnly(9, 0), ClosesAt = new TimeOnly(12, 0) };
        var seen = HoursMark.Of([Weekly("MO")]);

        Assert.IsType<EditOutcome.Done>(await directory.SaveAsync(EditedDirectory.Mill, edit => edit.Hours.Add(new HoursChange("service_at_location", place, seen, [Weekly("MO"), Weekly("SA")]))));

        Assert.Equal("MO:small,SA:local", await directory.ReadAsync<string>("select string_agg(byday || ':' || source, ',' order by byday) from directory.schedule"));
        Assert.Equal("1,6", await directory.ReadAsync<string>("select string_agg(distinct extract(dow from lower(during) at time zone 'America/New_York')::text, ',') from directory.opening"));
        Assert.IsType<EditOutcome.Conflict>(await directory.SaveAsync(EditedDirectory.Mill, edit => edit.Hours.Add(new HoursChange("service_at_location", place, seen, []))));
        Assert.IsType<EditOutcome.Done>(await directory.SaveAsync(EditedDirectory.Mill, edit => edit.Hours.Add(new HoursChange("service_at_location", place, HoursMark.Of([Weekly("SA"), Weekly("MO")]), []))));
        Assert.Equal(0L, await directory.ReadAsync<long>("select count(*) from directory.opening"));
    }

    [Fact]
    public async Task Confirming_says_the_day_and_the_kind_of_person_and_clears_earlier_reports()
    {
        await Storage.Upkeep.Doubts.ReportAsync(directory.Database, EditedDirectory.Pantry, ReportKind.DeadPhone, EditorKind.Staff, "rang twice", directory.Clock.Now, CancellationToken.None);
        Assert.Equal("DeadPhone", await directory.ReadAsync<string>("select kind from directory.listing_doubt"));
        directory.Clock.Now = directory.Clock.Now.AddDays(1);

        await directory.SaveAsync(EditedDirectory.Mill, edit => edit.Confirmed.Add(new Id<Service>(EditedDirectory.Pantry)));

        Assert.Equal("2026-11-03 agency", await directory.ReadAsync<string>("select concat(v.assured_date, ' ', a.assured_by) from directory.service v join directory.assurance a on a.service_id = v.id"));
        Assert.Equal(0L, await directory.ReadAsync<long>("select count(*) from directory.listing_doubt"));
        Assert.DoesNotContain(EditedDirectory.Account.ToString(), await directory.ReadAsync<string>("select string_agg(query_to_xml(format('select * from directory.%I', table_name), true, false, '')::text, '') from information_schema.tables where table_schema = 'directory'"));
    }

    [Fact]
    public async Task Room_is_told_in_one_tap_and_twice_full_is_a_doubt()
    {
        var pantry = new Id<Service>(EditedDirectory.Pantry);
        foreach (var (room, available, doubts) in new[] { (Room.Full, 0, 0L), (Room.Full, 0, 1L), (Room.AFew, 1, 0L), (Room.Yes, 2, 0L) })
        {
            directory.Clock.Now = directory.Clock.Now.AddDays(1);
            await directory.SaveAsync(EditedDirectory.Mill, edit => edit.Rooms.Add((pantry, room)));
            Assert.Equal(available, await directory.ReadAsync<int>("select available from directory.service_capacity"));
            Assert.Equal(doubts, await directory.ReadAsync<long>("select count(*) from directory.listing_doubt where kind = 'FullTwice'"));
        }
    }

    [Fact]
    public async Task A_link_reaches_its_service_and_not_what_it_shares_with_others()
    {
        var link = new Editor(EditorKind.Link, EditScope.Of(new Id<Service>(EditedDirectory.Pantry)), LinkId: Guid.NewGuid());
        Assert.IsType<EditOutcome.Done>(await directory.SaveAsync(link, edit => edit.Additions.Add(new RowAddition("phone", "service", EditedDirectory.Pantry, new Dictionary<string, string?> { ["number"] = "555-0100" }))));
        Assert.IsType<EditOutcome.Refused>(await directory.SaveAsync(link, new FieldChange("service", EditedDirectory.Pantry, "name", "Food pantry", "Mine")));
        Assert.IsType<EditOutcome.NotFound>(await directory.SaveAsync(link, new FieldChange("service", EditedDirectory.House, "alert", null, "Mine")));
        Assert.IsType<EditOutcome.NotFound>(await directory.SaveAsync(link, edit => edit.Additions.Add(new RowAddition("phone", "organization", EditedDirectory.Id<Organization>("o1"), new Dictionary<string, string?> { ["number"] = "555-0100" }))));
        Assert.IsType<EditOutcome.NotFound>(await directory.SaveAsync(link, edit => edit.Hours.Add(new HoursChange("location", EditedDirectory.Id<Location>("l1"), "", []))));
    }

    [Fact]
    public async Task An_edit_waits_for_an_import_and_says_so_when_it_takes_too_long()
    {
        await using var connection = await directory.Database.Staff.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var held = new Npgsql.NpgsqlCommand($"select pg_advisory_xact_lock({0x52_4D_53_57})", connection, transaction)) await held.ExecuteNonQueryAsync();
        Assert.IsType<EditOutcome.Busy>(await directory.SaveAsync(EditedDirectory.Mill, new FieldChange("service", EditedDirectory.Pantry, "alert", null, "x")));
        await transaction.RollbackAsync();
        Assert.IsType<EditOutcome.Done>(await directory.SaveAsync(EditedDirectory.Mill, new FieldChange("service", EditedDirectory.Pantry, "alert", null, "x")));
    }
}
