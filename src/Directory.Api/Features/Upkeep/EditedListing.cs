using Npgsql;
using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Domain;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Domain.Upkeep;
using ResourceMatch.Storage;
using ResourceMatch.Storage.Edits;
using ResourceMatch.Storage.Queries;
using ResourceMatch.Storage.Upkeep;

namespace ResourceMatch.Api.Features.Upkeep;

/// <summary>One service as its editors need it: as rows to edit, and as the public sees it.</summary>
/// <param name="Rows">What a form shows; with private whereabouts for those who may write them.</param>
internal sealed record EditedListing(Service Service, IReadOnlyList<Listing> Places, IReadOnlyList<ListingRow> Rows, string? AssuredBy)
{
    public Guid Id => Service.Id.Value;

    /// <param name="isPrivate">True for those who may write the private whereabouts.</param>
    /// <returns>Null when there is no such service.</returns>
    public static async Task<EditedListing?> FindAsync(DirectoryDatabase database, Guid id, bool isPrivate, DateOnly today, HolidayCalendar calendar, CancellationToken cancellation)
    {
        await using var db = database.OpenDirectory();
        var graphs = await ServiceGraphs.LoadAsync(db, [new Id<Service>(id)], cancellation);
        if (graphs.Services.Count == 0) return null;
        var rows = await ListingRows.LoadAsync(isPrivate ? database.Staff : database.Public, id, isPrivate, cancellation);
        await using var command = database.Public.CreateCommand("select assured_by from directory.assurance where service_id = $1");
        command.Parameters.Add(new NpgsqlParameter { Value = id });
        var by = await command.ExecuteScalarAsync(cancellation) as string;
        return new EditedListing(graphs.Services[0], [.. ListingLoading.ReadOne(graphs, graphs.Services[0], today, calendar)], rows, by);
    }

    /// <summary>The places of the service, in the order of the page.</summary>
    public IReadOnlyList<ServiceAtLocation> At => [.. Service.ServiceAtLocations.OrderBy(at => at.Location?.Name, StringComparer.Ordinal).ThenBy(at => at.Id)];

    /// <summary>Which schedules an editor writes for a place: its own; the service's where that is what counts and there is no other place. A location's hours are others' too, so the place gets its own instead.</summary>
    /// <param name="at">Null = the service without a place.</param>
    public HoursOwner HoursOf(ServiceAtLocation? at)
    {
        var shown = OpeningHours.For(at, Service, at?.Location).Schedules;
        if (at is null || (at.Schedules.Count == 0 && Service.Schedules.Count > 0 && Service.ServiceAtLocations.Count == 1))
        {
            return new HoursOwner("service", Service.Id.Value, HoursMark.Of(Service.Schedules), at is null ? Service.Schedules : shown);
        }

        return new HoursOwner("service_at_location", at.Id.Value, HoursMark.Of(at.Schedules), shown);
    }
}

/// <param name="Mark">Of the schedules that the owner has itself, to notice others' changes.</param>
/// <param name="Shown">What counts now.</param>
internal sealed record HoursOwner(string Entity, Guid Id, string Mark, IReadOnlyList<Schedule> Shown);
