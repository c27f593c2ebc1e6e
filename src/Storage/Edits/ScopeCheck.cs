using Npgsql;

namespace ResourceMatch.Storage.Edits;

/// <summary>Whether everything that a save names is there, and this editor's.</summary>
internal static class ScopeCheck
{
    /// <returns>Whose each row is; null when one is missing or foreign: one answer for both.</returns>
    public static async Task<Dictionary<(string Entity, Guid Id), RowOwner>?> FindOwnersAsync(NpgsqlConnection connection, ListingEdit edit, EditScope scope, CancellationToken cancellation)
    {
        Dictionary<(string, Guid), RowOwner> owners = [];
        foreach (var key in Targets(edit).Distinct())
        {
            if (await RowOwner.FindAsync(connection, key.Entity, key.Id, cancellation) is not { } owner || !scope.Covers(owner)) return null;
            owners[key] = owner;
        }

        return owners;
    }

    private static IEnumerable<(string Entity, Guid Id)> Targets(ListingEdit edit) =>
    [
        .. edit.Changes.Select(change => (change.Entity, change.Id)),
        .. edit.Additions.Select(addition => (addition.OwnerEntity, addition.OwnerId)),
        .. edit.Removals.Select(removal => (removal.Entity, removal.Id)),
        .. edit.Hours.Select(hours => (hours.OwnerEntity, hours.OwnerId)),
        .. edit.Confirmed.Select(service => ("service", service.Value)),
        .. edit.Rooms.Select(room => ("service", room.Service.Value)),
    ];
}
