using ResourceMatch.Domain;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Domain.Upkeep;

namespace ResourceMatch.Storage.Edits;

/// <summary>Everything that one save changes: all of it is done, or nothing.</summary>
/// <remarks>Empty lists change nothing. For one thread.</remarks>
public sealed class ListingEdit
{
    public List<FieldChange> Changes { get; } = [];
    public List<RowAddition> Additions { get; } = [];
    public List<RowRemoval> Removals { get; } = [];
    public List<HoursChange> Hours { get; } = [];

    /// <summary>Services that the editor has looked through and found right.</summary>
    public List<Id<Service>> Confirmed { get; } = [];

    /// <summary>Room for new people, told in one tap.</summary>
    public List<(Id<Service> Service, Room Room)> Rooms { get; } = [];

    public bool IsEmpty => Changes.Count + Additions.Count + Removals.Count + Hours.Count + Confirmed.Count + Rooms.Count == 0;
}

/// <param name="Seen">What the editor had before them; null = empty. Someone else's change in between is a conflict.</param>
/// <param name="Typed">As typed; null or blank = emptied.</param>
public sealed record FieldChange(string Entity, Guid Id, string Field, string? Seen, string? Typed);

/// <summary>A new row of a listing: a phone of a service, a paper to bring.</summary>
/// <param name="OwnerEntity">service, location, service_at_location or organization.</param>
public sealed record RowAddition(string Entity, string OwnerEntity, Guid OwnerId, IReadOnlyDictionary<string, string?> Fields);

public sealed record RowRemoval(string Entity, Guid Id);

/// <summary>All hours of one owner, in place of those it had.</summary>
/// <param name="OwnerEntity">service, location or service_at_location.</param>
/// <param name="Seen">The <see cref="HoursMark"/> of the schedules that the editor had before them.</param>
/// <param name="Schedules">Ids and owners are given anew; a schedule that says the same as an old one leaves it as it is.</param>
public sealed record HoursChange(string OwnerEntity, Guid OwnerId, string Seen, IReadOnlyList<Schedule> Schedules);

/// <summary>Room for new people.</summary>
public enum Room
{
    Full = 0,
    AFew = 1,
    Yes = 2,
}

/// <summary>What became of a save.</summary>
public abstract record EditOutcome
{
    private EditOutcome()
    {
    }

    /// <param name="Changed">Fields and rows that are different now. 0 = it said so already.</param>
    public sealed record Done(Guid EditId, int Changed) : EditOutcome;

    /// <summary>Something of it does not exist, or is not this editor's: one answer for both.</summary>
    public sealed record NotFound : EditOutcome;

    public sealed record Refused(IReadOnlyList<EditProblem> Problems) : EditOutcome;

    /// <summary>Someone else has changed the same fields in the meantime. Nothing was saved; both values are here.</summary>
    public sealed record Conflict(IReadOnlyList<EditConflict> Conflicts) : EditOutcome;

    /// <summary>An import is being made live; to be tried again in a moment.</summary>
    public sealed record Busy : EditOutcome;
}

/// <param name="Limit">Letters at most, where the fault is TooLong; otherwise 0.</param>
public sealed record EditProblem(string Entity, Guid Id, string Field, FieldFault Fault, int Limit = 0);

/// <param name="Theirs">What it says now; null = empty.</param>
/// <param name="Yours">What was to be saved.</param>
public sealed record EditConflict(string Entity, Guid Id, string Field, string? Theirs, string? Yours);
