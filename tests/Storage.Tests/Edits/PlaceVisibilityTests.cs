using ResourceMatch.Domain.Resources;
using ResourceMatch.Domain.Upkeep;
using ResourceMatch.Storage.Edits;
using ResourceMatch.Storage.Tests.Imports;

namespace ResourceMatch.Storage.Tests.Edits;

/// <summary>An agency may hide its place at once; only staff show it again.</summary>
public sealed class PlaceVisibilityTests : IAsyncLifetime
{
    private static readonly Guid Place = EditedDirectory.Id<Location>("l2");

    private readonly EditedDirectory directory = new();

    public async Task InitializeAsync()
    {
        await directory.InitializeAsync();
        await new SmallDirectory().ImportAsync(directory);
    }

    public Task DisposeAsync() => directory.DisposeAsync();

    [Fact]
    public async Task A_place_that_is_hidden_leaves_nothing_of_its_whereabouts_in_public_and_comes_back_whole()
    {
        await directory.SaveAsync(EditedDirectory.Harbor, new FieldChange("address", EditedDirectory.Id<Address>("a2"), "address_1", "2 Elm Street", "22 Elm Street"));
        await directory.AsSuperuserAsync($"update directory.location set external_identifier = '10033544614', external_identifier_type = 'UPRN' where id = '{Place}'");
        Assert.Contains("22 Elm", await PublicAsync());
        var whole = await directory.ReadAsync<string>($"select concat_ws('|', l::text, a::text) from directory.location l join directory.address a on a.location_id = l.id where l.id = '{Place}'");

        Assert.IsType<EditOutcome.Done>(await directory.SaveAsync(EditedDirectory.Harbor, Change("public", "hidden")));
        var everything = await PublicAsync();
        string[] traces = ["Elm", ">00002<", "Line 3", "10033544614", .. new[] { -80.2, 40.2 }.Select(degrees => Convert.ToHexString(BitConverter.GetBytes(degrees)))];
        Assert.All(traces, trace => Assert.DoesNotContain(trace, everything));
        Assert.Equal("22 Elm Street", await directory.ReadAsStaffAsync<string>("select address_1 from directory_private.address"));

        var refused = await directory.SaveAsync(EditedDirectory.Harbor, Change("hidden", "area_only"));
        Assert.Equal(FieldFault.OnlyStaffLoosens, Assert.Single(Assert.IsType<EditOutcome.Refused>(refused).Problems).Fault);
        Assert.IsType<EditOutcome.Done>(await directory.SaveAsync(EditedDirectory.Staff, Change("hidden", "area_only")));
        Assert.IsType<EditOutcome.Done>(await directory.SaveAsync(EditedDirectory.Staff, Change("area_only", "public")));
        Assert.Equal(whole, await directory.ReadAsync<string>($"select concat_ws('|', l::text, a::text) from directory.location l join directory.address a on a.location_id = l.id where l.id = '{Place}'"));
        Assert.Equal(0L, await directory.ReadAsStaffAsync<long>("select (select count(*) from directory_private.address) + (select count(*) from directory_private.location_point)"));
    }

    [Fact]
    public async Task What_is_changed_of_a_hidden_place_is_written_and_recorded_in_private()
    {
        await directory.SaveAsync(EditedDirectory.Harbor, Change("public", "hidden"));
        var before = await WithoutVersionsAsync();

        Assert.IsType<EditOutcome.Done>(await directory.SaveAsync(
            EditedDirectory.Harbor, new FieldChange("address", EditedDirectory.Id<Address>("a2"), "address_1", "2 Elm Street", "9 Oak Street"), new FieldChange("location", Place, "transportation", "Line 3 to Elm", "Line 5")));
        Assert.IsType<EditOutcome.Done>(await directory.SaveAsync(EditedDirectory.Staff, new FieldChange("location", Place, "latitude", "40.2", "40.9"), new FieldChange("location", Place, "longitude", "-80.2", "-80.9")));
        Assert.IsType<EditOutcome.Done>(await directory.SaveAsync(EditedDirectory.Harbor, edit => edit.Additions.Add(
            new RowAddition("address", "location", Place, new Dictionary<string, string?> { ["address_1"] = "PO Box 7", ["city"] = "Riverton" }))));

        Assert.Equal(before, await WithoutVersionsAsync());
        Assert.Equal("9 Oak Street,PO Box 7", await directory.ReadAsStaffAsync<string>("select string_agg(address_1, ',' order by address_1) from directory_private.address"));
        Assert.Equal("-80.9 40.9 Line 5", await directory.ReadAsStaffAsync<string>("select concat_ws(' ', st_x(point), st_y(point), transportation) from directory_private.location_point"));
    }

    private static FieldChange Change(string from, string to) => new("location", Place, EditableFields.Visibility, from, to);

    private Task<string> PublicAsync() => PublicAsync("");

    // When a listing was last touched may be known; what of it, not.
    private Task<string> WithoutVersionsAsync() => PublicAsync("and table_name not in ('directory_version', 'service')");

    private Task<string> PublicAsync(string but) => directory.ReadAsync<string>(
        $"select string_agg(query_to_xml(format('select * from directory.%I t order by t::text', table_name), true, false, '')::text, '' order by table_name) from information_schema.tables where table_schema = 'directory' {but}");
}
