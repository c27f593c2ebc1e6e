using System.Globalization;
using ResourceMatch.Domain.Needs;
using ResourceMatch.Matching;

namespace ResourceMatch.Api.Commands;

/// <summary>A place whose seats are given out.</summary>
/// <param name="Candidate">As listed, but judged as if it had room: who gets the room is what the seats are about.</param>
/// <param name="Needs">The needs that give a claim to a seat.</param>
/// <param name="IsCapacityGiven">False = as listed.</param>
internal sealed record SeatPlace(Candidate Candidate, IReadOnlyList<Need> Needs, int Capacity, bool IsCapacityGiven)
{
    /// <summary>The day on which the listing's number was updated; null = not said.</summary>
    public DateOnly? Updated { get; init; }

    public string Name => Candidate.LocationName is { } place && place != Candidate.ServiceName ? $"{Candidate.ServiceName}, {place}" : Candidate.ServiceName;
}

/// <summary>From --place, --capacity and --need to places with seats, or a sentence that says what to put right.</summary>
internal static class SeatPlaces
{
    public static (IReadOnlyList<SeatPlace> Places, string? Problem) Find(IReadOnlyList<Candidate> candidates, string[] ids, int[] capacities, string? need)
    {
        List<SeatPlace> places = [];
        for (var index = 0; index < ids.Length; index++)
        {
            var (candidate, problem) = FindOne(candidates, ids[index]);
            if (candidate is null) return ([], problem);
            if (places.Exists(place => place.Candidate.ServiceId == candidate.ServiceId && place.Candidate.ServiceAtLocationId == candidate.ServiceAtLocationId)) return ([], $"--place: {ids[index]} is given twice.");
            var needs = (need is null ? candidate.Needs : candidate.Needs.Where(key => key == need)).Order(StringComparer.Ordinal).Select(NeedVocabulary.Default.Find).OfType<Need>().ToList();
            if (needs.Count == 0) return ([], need is null ? $"--place: {candidate.ServiceName} answers no need of the vocabulary." : $"--need: {candidate.ServiceName} does not answer {need}; it answers {string.Join(", ", candidate.Needs.Order(StringComparer.Ordinal))}.");
            int? given = capacities.Length switch { 0 => null, 1 => capacities[0], _ => capacities[index] };
            if ((given ?? candidate.Available) is not { } capacity) return ([], $"--capacity is missing: the listing of {candidate.ServiceName} does not say how many seats are free.");
            places.Add(new SeatPlace(candidate with { Available = null }, needs, Math.Max(0, capacity), given is not null) { Updated = candidate.AvailableUpdated });
        }

        return (places, null);
    }

    private static (Candidate? Candidate, string? Problem) FindOne(IReadOnlyList<Candidate> candidates, string id)
    {
        List<Candidate> found = [.. candidates.Where(candidate => IsSame(candidate.ServiceAtLocationId?.ToString(), id))];
        if (found.Count == 0) found = [.. candidates.Where(candidate => IsSame(candidate.ServiceId.ToString(), id))];
        return found.Count switch
        {
            1 => (found[0], null),
            0 => (null, $"--place: there is no service, nor a service at a place, with the id {id}."),
            _ => (null, string.Create(CultureInfo.InvariantCulture, $"--place: {found[0].ServiceName} is given at {found.Count} places; choose one: {string.Join(", ", found.Select(each => $"{each.ServiceAtLocationId} ({each.LocationName})"))}.")),
        };
    }

    private static bool IsSame(string? known, string asked) => string.Equals(known, asked.Trim(), StringComparison.OrdinalIgnoreCase);
}
