using ResourceMatch.Domain;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Domain.Upkeep;
using ResourceMatch.Storage.Edits;
using ResourceMatch.Storage.Tests.Edits;
using ResourceMatch.Storage.Tests.Imports;
using ResourceMatch.Storage.Upkeep;

namespace ResourceMatch.Storage.Tests.Upkeep;

/// <summary>Random edits and imports, a snapshot after each; then every snapshot is put together again from the record of changes.</summary>
public sealed class ListingHistoryTests : IAsyncLifetime
{
    private readonly EditedDirectory directory = new();

    public async Task InitializeAsync()
    {
        await directory.InitializeAsync();
        await new SmallDirectory().ImportAsync(directory);
    }

    public Task DisposeAsync() => directory.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(20261127)]
    public async Task Any_listing_as_of_any_date_equals_the_snapshot_of_that_date(int seed)
    {
        var random = new Random(seed);
        var small = new SmallDirectory();
        List<(DateTimeOffset At, string Pantry, string House)> snapshots = [];
        for (var round = 0; round < 60; round++)
        {
            directory.Clock.Now = directory.Clock.Now.AddMinutes(random.Next(0, 90)); // now and then two at one instant
            if (round % 10 == 9) await ImportChangedAsync(small, random);
            else await EditAsync(random, round);
            var at = new DateTimeOffset(await directory.ReadAsync<DateTime>("select greatest(max(last_action_date), max(changed_at)) from directory.metadata, directory.service"));
            snapshots.Add((at, await TextAsync(EditedDirectory.Pantry), await TextAsync(EditedDirectory.House)));
        }

        var (pantry, house) = (await LoadAsync(EditedDirectory.Pantry), await LoadAsync(EditedDirectory.House));
        Assert.True(pantry.Entries.Count > 60, $"seed {seed}: only {pantry.Entries.Count} entries");
        foreach (var same in snapshots.GroupBy(snapshot => snapshot.At))
        {
            // Of snapshots at one instant the last is the truth.
            var (at, pantryThen, houseThen) = same.Last();
            Assert.True(pantryThen == Text(pantry.AsOf(at)), $"seed {seed}, pantry at {at:O}\nwas:\n{pantryThen}\ntold:\n{Text(pantry.AsOf(at))}");
            Assert.True(houseThen == Text(house.AsOf(at)), $"seed {seed}, house at {at:O}\nwas:\n{houseThen}\ntold:\n{Text(house.AsOf(at))}");
        }

        Assert.Empty(pantry.AsOf(SmallDirectory.Now.AddDays(-1)));
    }

    [Fact]
    public async Task The_public_history_of_a_hidden_place_tells_nothing_of_where_it_was()
    {
        await directory.SaveAsync(EditedDirectory.Harbor, new FieldChange("address", EditedDirectory.Id<Address>("a2"), "address_1", "2 Elm Street", "22 Elm Street"));
        await directory.SaveAsync(EditedDirectory.Harbor, new FieldChange("location", EditedDirectory.Id<Location>("l2"), EditableFields.Visibility, "public", "hidden"));
        var open = await ListingHistory.LoadAsync(directory.Database.Public, EditedDirectory.House, isPrivate: false, CancellationToken.None);
        var text = Text(open.AsOf(SmallDirectory.Now)) + Text(open.Now) + string.Join(';', open.Entries);
        Assert.DoesNotContain("Elm", text);
        Assert.DoesNotContain("40.2", text);
        Assert.DoesNotContain(EditedDirectory.Account.ToString(), text);
        var closed = await LoadAsync(EditedDirectory.House);
        Assert.Contains("2 Elm Street", Text(closed.AsOf(SmallDirectory.Now)));
        Assert.Contains(closed.Entries, entry => entry.AccountId == EditedDirectory.Account);
    }

    [Fact]
    public async Task A_listing_that_is_gone_can_still_be_read_as_of_before()
    {
        var then = await TextAsync(EditedDirectory.Pantry);
        var small = new SmallDirectory();
        small.Services.RemoveAt(0);
        small.Places.RemoveAt(0);
        small.Schedules.Clear();
        await small.ImportAsync(directory, now: SmallDirectory.Now.AddHours(2));
        var history = await LoadAsync(EditedDirectory.Pantry);
        Assert.Empty(history.Now);
        Assert.Equal(then, Text(history.AsOf(SmallDirectory.Now.AddHours(1))));
    }

    private async Task EditAsync(Random random, int round)
    {
        var pantry = EditedDirectory.Pantry;
        var edit = new ListingEdit();
        switch (random.Next(8))
        {
            case 0: await ChangeAsync("service", pantry, "alert", random.Next(2) == 0 ? null : $"alert {round}"); break;
            case 1: await ChangeAsync("service", pantry, "name", $"Pantry {round}"); break;
            case 2: await ChangeAsync("organization", EditedDirectory.Id<Organization>("o1"), "description", $"Neighbors {round}"); break;
            case 3: await ChangeAsync("location", EditedDirectory.Id<Location>("l1"), "latitude", $"40.{random.Next(1, 9)}"); break;
            case 4: edit.Additions.Add(new RowAddition("phone", "service", pantry, new Dictionary<string, string?> { ["number"] = $"555-01{round:00}" })); break;
            case 5:
                var phones = (await ListingRows.LoadAsync(directory.Database.Staff, pantry, true, CancellationToken.None)).Where(row => row.Entity is "phone").ToList();
                if (phones.Count > 0) edit.Removals.Add(new RowRemoval("phone", phones[random.Next(phones.Count)].Id));
                break;
            case 6:
                var place = new Id<ServiceAtLocation>(EditedDirectory.Id<ServiceAtLocation>("p1"));
                await using (var db = directory.Database.OpenDirectory())
                {
                    var now = db.Schedules.Where(schedule => schedule.ServiceAtLocationId == place).ToList();
                    edit.Hours.Add(new HoursChange("service_at_location", place.Value, HoursMark.Of(now), [new Schedule { Id = new Id<Schedule>(Guid.NewGuid()), Freq = "WEEKLY", Byday = "TU", OpensAt = new TimeOnly(random.Next(8, 12), 0), ClosesAt = new TimeOnly(14, 30) }]));
                }

                break;
            default: edit.Rooms.Add((new Id<Service>(pantry), (Room)random.Next(3))); break;
        }

        Assert.IsType<EditOutcome.Done>(await directory.Editing.ApplyAsync(edit, EditedDirectory.Staff, CancellationToken.None));

        async Task ChangeAsync(string entity, Guid id, string field, string? value)
        {
            var rows = await ListingRows.LoadAsync(directory.Database.Staff, pantry, true, CancellationToken.None);
            edit.Changes.Add(new FieldChange(entity, id, field, rows.Single(row => row.Id == id).Find(field), value));
        }
    }

    private async Task ImportChangedAsync(SmallDirectory small, Random random)
    {
        // An import comes after every edit, as the lock between them has it.
        directory.Clock.Now = directory.Clock.Now.AddMinutes(1);
        var organization = small.Organizations[1];
        small.Organizations[1] = new Organization { Id = organization.Id, Name = organization.Name, Description = $"Light {random.Next(100)}" };
        if (random.Next(2) == 0 && small.Addresses.Count > 1) small.Addresses.RemoveAt(1);
        await small.ImportAsync(directory, now: directory.Clock.Now);
    }

    private Task<ListingHistory> LoadAsync(Guid service) => ListingHistory.LoadAsync(directory.Database.Staff, service, isPrivate: true, CancellationToken.None);

    private async Task<string> TextAsync(Guid service) => Text(await ListingRows.LoadAsync(directory.Database.Staff, service, isPrivate: true, CancellationToken.None));

    private static string Text(IEnumerable<ListingRow> rows) => string.Join(
        '\n', rows.OrderBy(row => row.Entity, StringComparer.Ordinal).ThenBy(row => row.Id).Select(row => $"{row.Entity} {row.Id} {string.Join("; ", row.Fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}={field.Value}"))}"));
}
