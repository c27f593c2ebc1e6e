using System.Collections.Concurrent;
using ResourceMatch.Domain.Resources;

namespace ResourceMatch.Matching.Judging;

/// <summary>When each candidate is open, date by date: read from the schedules once and shared by all households.</summary>
/// <remarks>Keeps at most <see cref="MaxDates"/> dates. Thread-safe.</remarks>
internal sealed class OpeningCalendar(IReadOnlyList<Candidate> candidates)
{
    public const int MaxDates = 64;

    private readonly ConcurrentDictionary<DateOnly, DayOpenings> days = new();
    private readonly ConcurrentDictionary<DateOnly, HoursKnowledge[]> knowledge = new();

    public DayOpenings On(DateOnly date) => Get(days, date, Read);

    /// <summary>What is known of each candidate's hours from a date on.</summary>
    public HoursKnowledge[] KnowledgeFrom(DateOnly date) =>
        Get(knowledge, date, from => [.. candidates.Select(candidate => candidate.Hours.Knowledge(from))]);

    private static T Get<T>(ConcurrentDictionary<DateOnly, T> kept, DateOnly date, Func<DateOnly, T> make)
    {
        if (kept.TryGetValue(date, out var known)) return known;
        // Dates are asked for in order: the earliest is the one that nobody asks for again.
        while (kept.Count >= MaxDates && kept.TryRemove(kept.Keys.Min(), out _))
        {
        }

        return kept[date] = make(date);
    }

    private DayOpenings Read(DateOnly date)
    {
        var first = new int[candidates.Count + 1];
        List<Opening> all = [];
        for (var index = 0; index < candidates.Count; index++)
        {
            all.AddRange(candidates[index].Hours.Between(date, date));
            first[index + 1] = all.Count;
        }

        return new DayOpenings(first, [.. all]);
    }
}

/// <summary>All openings of one date, candidate by candidate.</summary>
/// <remarks>Immutable; safe to share.</remarks>
internal sealed class DayOpenings(int[] first, Opening[] openings)
{
    public ReadOnlySpan<Opening> Of(int candidate) => openings.AsSpan(first[candidate]..first[candidate + 1]);
}
