using ResourceMatch.Domain;
using ResourceMatch.Domain.Resources;

namespace ResourceMatch.Storage.Search;

/// <summary>Which services a search may answer with; filters add up (AND). Null, false or empty = no such filter. Immutable.</summary>
public sealed record SearchFilters
{
    /// <summary>Keys of the needs vocabulary; any one is enough.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>ISO 639 code of a language that is spoken there.</summary>
    public string? Language { get; init; }

    /// <summary>Only what is known to cost nothing.</summary>
    public bool FreeOnly { get; init; }

    /// <summary>Only what is known to be open at this instant, of the next 60 days.</summary>
    public DateTimeOffset? OpenAt { get; init; }

    /// <summary>Only what is open on any of these weekdays in the next 60 days.</summary>
    public IReadOnlyList<DayOfWeek> Days { get; init; } = [];

    /// <summary>In years: only what does not exclude this age. Listings for that age come first.</summary>
    public int? Age { get; init; }

    /// <summary>Only what is known to have a way in without steps.</summary>
    public bool AccessibleOnly { get; init; }

    /// <summary>Key of a neighborhood (directory.area).</summary>
    public string? Area { get; init; }

    /// <summary>Minutes to services without a car, worked out by the host; a null value = no trip is needed. Services that are missing cannot be reached, or nobody knows where they are.</summary>
    /// <remarks>Narrows nothing down by itself: see <see cref="WithinMinutes"/> and <see cref="SearchPage.ByMinutes"/>.</remarks>
    public IReadOnlyDictionary<Id<Service>, int?>? Minutes { get; init; }

    /// <summary>Only what <see cref="Minutes"/> says to be at most so far, or to need no trip.</summary>
    public int? WithinMinutes { get; init; }

    /// <summary>Only these services: for filters that the caller has answered itself.</summary>
    public IReadOnlyCollection<Id<Service>>? Only { get; init; }

    public Guid? OrganizationId { get; init; }

    /// <summary>Services that have this term.</summary>
    public Guid? TaxonomyTermId { get; init; }

    /// <summary>Services that have any term of this taxonomy.</summary>
    public Guid? TaxonomyId { get; init; }

    /// <summary>Changed at or after this instant, as we saw it.</summary>
    public DateTimeOffset? ModifiedAfter { get; init; }
}

/// <summary>Which part of the answer is wanted.</summary>
/// <param name="Offset">Items to pass over; 0 or more.</param>
/// <param name="Limit">Items at most, 0 to <see cref="MaxLimit"/>; 0 = the total alone.</param>
public sealed record SearchPage(int Offset = 0, int Limit = 20)
{
    public const int MaxLimit = 100_000;

    /// <summary>What one item stands for.</summary>
    public SearchUnit Unit { get; init; } = SearchUnit.Service;

    /// <summary>True = nearest in minutes first, after them what needs no trip or has no way, all those that answer the words before the others; needs <see cref="SearchFilters.Minutes"/>.</summary>
    public bool ByMinutes { get; init; }

    /// <summary>Whether <see cref="SearchAnswer.Counts"/> is wanted; it costs about as much as the search itself.</summary>
    public bool WithCounts { get; init; }
}

/// <summary>What one item of an answer stands for.</summary>
public enum SearchUnit
{
    Service,

    /// <summary>A service at one place; a service without a place has no item.</summary>
    ServiceAtLocation,

    /// <summary>An organization, as high as its best service.</summary>
    Organization,
}

/// <summary>What a search found. Immutable.</summary>
/// <param name="Total">Of all pages.</param>
/// <param name="Items">Best first. Empty beyond the last page, and when nothing fits: then look at <paramref name="Nearest"/>.</param>
/// <param name="Understood">How the words were read.</param>
/// <param name="Counts">Null = not asked for.</param>
/// <param name="Nearest">When nothing fits: the nearest things that do exist; empty otherwise, or in a directory without a service.</param>
/// <param name="Loosened">What was let go to find them, in order: minutes, openAt, days, area, free, language, accessible, age, needs, words, only.</param>
public sealed record SearchAnswer(
    int Total, IReadOnlyList<SearchHit> Items, SearchReading Understood, SearchCounts? Counts, IReadOnlyList<SearchHit> Nearest, IReadOnlyList<string> Loosened);

/// <param name="Id">Of the unit asked for: the service, the service at a location, or the organization.</param>
/// <param name="Service">The service; of an organization its best one.</param>
/// <param name="Minutes">Without a car; null = not asked, no trip is needed, or there is no way.</param>
/// <param name="Rank">Why it stands where it stands.</param>
public sealed record SearchHit(Guid Id, Id<Service> Service, int? Minutes, SearchRank Rank);

/// <summary>Named parts in 0..1, each with its weight: anyone can add the total up again. Immutable.</summary>
public sealed record SearchRank(IReadOnlyList<SearchRankPart> Parts)
{
    /// <summary>The weighted mean of the parts, 0..1.</summary>
    public double Total => Parts.Sum(part => part.Weight) is var weights and > 0 ? Parts.Sum(part => part.Weight * part.Value) / weights : 0;
}

/// <param name="Name">kind, name, words, organization, everyone, fresh, running, age, language, alike: see src/Storage/Search/README.md.</param>
public readonly record struct SearchRankPart(string Name, double Value, double Weight);

/// <summary>How many of the services found have what, for the filters of a page; nothing with 0. Immutable.</summary>
public sealed record SearchCounts(
    IReadOnlyDictionary<string, int> Needs,
    IReadOnlyDictionary<string, int> Languages,
    IReadOnlyDictionary<string, int> Areas,
    IReadOnlyDictionary<DayOfWeek, int> Days,
    int Free,
    int OpenNow,
    int Accessible);

/// <summary>How the words of a search were read. Immutable.</summary>
/// <param name="Words">Word by word, without those that say nothing ("for", "para").</param>
/// <param name="Needs">Keys of the needs vocabulary that the words mean, strongest first; 1 = surely.</param>
/// <param name="Age">In years, when the words tell one.</param>
/// <param name="Days">Weekdays that the words name.</param>
/// <param name="OpenNow">True when the words ask for what is open now.</param>
public sealed record SearchReading(
    IReadOnlyList<SearchWord> Words, IReadOnlyList<(string Need, double Strength)> Needs, int? Age, IReadOnlyList<DayOfWeek> Days, bool OpenNow)
{
    public static SearchReading Nothing { get; } = new([], [], null, [], false);
}

/// <param name="Text">As asked, folded.</param>
/// <param name="ReadAs">The known word that was looked for instead of a typing error; null = as asked.</param>
/// <param name="IsKnown">False = neither the directory nor the vocabulary knows it, and nothing like it.</param>
public readonly record struct SearchWord(string Text, string? ReadAs, bool IsKnown);
