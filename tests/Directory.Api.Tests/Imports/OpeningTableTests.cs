using ResourceMatch.Domain.Resources;
using ResourceMatch.Storage.Imports;
using ResourceMatch.Storage.Queries;
using ResourceMatch.TestKit;

namespace ResourceMatch.Api.Tests.Imports;

public sealed class OpeningTableTests(SampleDatabase database) : IClassFixture<SampleDatabase>
{
    [Fact]
    public async Task The_table_says_of_every_place_of_the_sample_what_the_reader_of_schedules_says()
    {
        var first = DateOnly.FromDateTime(SampleApp.Morning.DateTime);
        await using var db = database.Database.OpenDirectory();
        var expected = new List<string>();
        foreach (var place in (await ServiceGraphs.LoadAllAsync(db, default)).Services.SelectMany(service => service.ServiceAtLocations))
        {
            foreach (var opening in OpeningHours.For(place, place.Service!, place.Location, HolidayCalendar.UnitedStates).Between(first, first.AddDays(OpeningTable.Days - 1)))
            {
                var midnight = opening.Date.ToDateTime(TimeOnly.MinValue);
                expected.Add($"{place.Id} {midnight.AddMinutes(opening.OpensMinute):yyyy-MM-dd HH:mm} {midnight.AddMinutes(opening.ClosesMinute):yyyy-MM-dd HH:mm}");
            }
        }

        // PostgreSQL turns the instants back into the city's time by its own rules of time zones.
        var stored = await database.ReadAsync<string[]>(
            "select array_agg(concat_ws(' ', service_at_location_id, to_char(lower(during) at time zone 'America/New_York', 'YYYY-MM-DD HH24:MI'), to_char(upper(during) at time zone 'America/New_York', 'YYYY-MM-DD HH24:MI'))) from directory.opening");
        Assert.True(stored.Length > 5_000, $"only {stored.Length} openings");
        Assert.Equal(expected.Order(StringComparer.Ordinal), stored.Order(StringComparer.Ordinal));
    }
}
