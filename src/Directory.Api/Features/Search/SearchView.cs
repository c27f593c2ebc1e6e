namespace ResourceMatch.Api.Features.Search;

/// <summary>An answer as JSON shows it.</summary>
/// <param name="Nearest">When nothing fits: the nearest things that do exist.</param>
/// <param name="Loosened">What was let go to find them.</param>
/// <param name="Start">Name of the place one starts from; null = none, or a point, which is not repeated.</param>
public sealed record SearchView(
    int Total, int Page, int PerPage, IReadOnlyList<SearchItemView> Items, SearchReadingView Understood, SearchCountsView? Counts, IReadOnlyList<SearchItemView> Nearest, IReadOnlyList<string> Loosened, string? Start);

/// <param name="Name">In the reader's language where there is a translation.</param>
/// <param name="OriginalName">As the listing has it; null = the same.</param>
/// <param name="IsFree">Null = unknown.</param>
/// <param name="Minutes">Without a car; null = no start was given, no trip is needed, or there is no way.</param>
public sealed record SearchItemView(
    Guid Id, string Name, string? OriginalName, string? Description, string Organization, string Status, IReadOnlyList<string> Needs, IReadOnlyList<string> Languages, bool? IsFree, int? MinimumAge, int? MaximumAge,
    bool IsAccessible, IReadOnlyList<string> Areas, bool IsOpenNow, DateTimeOffset? OpensAt, DateTimeOffset? ClosesAt, DateOnly? AssuredDate, int? Minutes, SearchRankView Rank);

/// <param name="Total">The weighted mean of the parts, 0..1.</param>
public sealed record SearchRankView(double Total, IReadOnlyList<SearchPartView> Parts);

public sealed record SearchPartView(string Name, double Value, double Weight);

public sealed record SearchReadingView(IReadOnlyList<SearchWordView> Words, IReadOnlyList<SearchNeedView> Needs, int? Age, IReadOnlyList<string> Days, bool OpenNow);

/// <param name="ReadAs">The known word looked for instead of a typing error; null = as typed.</param>
public sealed record SearchWordView(string Text, string? ReadAs, bool IsKnown);

public sealed record SearchNeedView(string Key, double Strength);

public sealed record SearchCountsView(
    IReadOnlyDictionary<string, int> Needs, IReadOnlyDictionary<string, int> Languages, IReadOnlyDictionary<string, int> Areas, IReadOnlyDictionary<string, int> Days, int Free, int OpenNow, int Accessible);
