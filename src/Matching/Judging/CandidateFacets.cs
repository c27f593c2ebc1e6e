using ResourceMatch.Domain.Resources;

namespace ResourceMatch.Matching.Judging;

/// <summary>What each constraint looks at, numbered: candidates that are alike to a constraint share a number, so that it is asked once for all of them.</summary>
/// <remarks>Ten thousand listings have some dozen different age limits and languages. Immutable; safe to share.</remarks>
internal sealed class CandidateFacets
{
    /// <summary>How many constraints look at the listing alone, in the order in which the engine asks them.</summary>
    public const int Count = 10;

    private static readonly Func<Candidate, object>[] Keys =
    [
        candidate => candidate.Status,
        candidate => (candidate.MinimumAge, candidate.MaximumAge),
        candidate => (candidate.MinimumGrade, candidate.MaximumGrade),
        candidate => Text(candidate.Audience),
        candidate => (candidate.ServiceArea, candidate.ServiceAreaName),
        candidate => (candidate.Interpreter, Text(candidate.Languages)),
        candidate => (object?)candidate.Cost ?? "unknown",
        candidate => string.Join('\u001f', candidate.Documents.Select(paper => $"{paper.Kind}\u001e{paper.Text}")),
        candidate => (candidate.Delivery == Delivery.AtPlace, candidate.StepFree),
        candidate => (candidate.Available is <= 0, candidate.AvailableUpdated),
    ];

    private readonly int[] numbers;
    private readonly Candidate[][] examples;

    public CandidateFacets(IReadOnlyList<Candidate> candidates)
    {
        numbers = new int[candidates.Count * Count];
        examples = new Candidate[Count][];
        for (var facet = 0; facet < Count; facet++)
        {
            Dictionary<object, int> known = [];
            List<Candidate> first = [];
            for (var index = 0; index < candidates.Count; index++)
            {
                var key = Keys[facet](candidates[index]);
                if (!known.TryGetValue(key, out var number))
                {
                    known.Add(key, number = first.Count);
                    first.Add(candidates[index]);
                }

                numbers[(index * Count) + facet] = number;
            }

            examples[facet] = [.. first];
        }
    }

    /// <summary>The numbers of one candidate, one for each constraint.</summary>
    public ReadOnlySpan<int> Of(int candidate) => numbers.AsSpan(candidate * Count, Count);

    /// <summary>One candidate for each number of a constraint.</summary>
    public Candidate[] ExamplesOf(int facet) => examples[facet];

    private static string Text(IReadOnlySet<string> keys) => string.Join('\u001f', keys.Order(StringComparer.Ordinal));
}
