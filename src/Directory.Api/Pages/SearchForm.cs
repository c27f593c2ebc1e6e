using System.Globalization;
using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Api.Features.Search;
using ResourceMatch.Api.Pages.Speech;
using ResourceMatch.Domain.Needs;

namespace ResourceMatch.Api.Pages;

/// <summary>What a reader has typed and chosen above the results of a search, as it stands in the address. Null or false = not chosen. Immutable.</summary>
/// <remarks>A value that cannot be read is left out: a link from elsewhere still shows something. The start is kept apart, because a point has no place in an address.</remarks>
internal sealed record SearchForm
{
    public required string Words { get; init; }

    /// <summary>Key of a need, to narrow the kinds down.</summary>
    public string? Kind { get; init; }

    /// <summary>ISO code.</summary>
    public string? Speaks { get; init; }

    public bool IsFree { get; init; }

    public bool IsOpenNow { get; init; }

    public bool IsStepFree { get; init; }

    public DayOfWeek? Day { get; init; }

    /// <summary>Minutes without a car.</summary>
    public int? Within { get; init; }

    /// <summary>Services to show.</summary>
    public int Shown { get; init; }

    /// <param name="asked">A value by its name, or null.</param>
    /// <param name="length">Services at first.</param>
    public static SearchForm Read(Func<string, string?> asked, int length)
    {
        ArgumentNullException.ThrowIfNull(asked);
        int? Whole(string name, int least, int most) => int.TryParse(asked(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;
        return new SearchForm
        {
            Words = asked("q") ?? "",
            Kind = NeedVocabulary.Default.Find(asked("kind"))?.Key,
            Speaks = asked("speaks") is { Length: <= 3 } code && code.All(char.IsAsciiLetterLower) ? code : null,
            IsFree = asked("free") is not null,
            IsOpenNow = asked("now") is not null,
            IsStepFree = asked("steps") is not null,
            Day = Whole("day", 0, 6) is { } day ? (DayOfWeek)day : null,
            Within = Whole("within", 1, 240),
            Shown = Math.Min(Whole("n", 1, 500) ?? length, SearchRequest.MaxPerPage),
        };
    }

    /// <param name="language">The reader's.</param>
    /// <param name="place">Key of a named start; null = a point, or none.</param>
    /// <param name="hasStart">True = minutes can be told, so the list is in their order.</param>
    public SearchRequest ToRequest(ReaderLanguage language, string? place, bool hasStart)
    {
        ArgumentNullException.ThrowIfNull(language);
        return new SearchRequest
        {
            Q = Words.Length > 500 ? Words[..500] : Words,
            In = language.Code,
            Need = Kind is null ? null : [Kind],
            Language = Speaks,
            Free = IsFree,
            OpenNow = IsOpenNow,
            Accessible = IsStepFree,
            Day = Day is { } day ? [day.ToString()] : null,
            Minutes = hasStart ? Within : null,
            Place = place,
            Sort = hasStart ? "minutes" : null,
            Counts = true,
            PerPage = Shown,
        };
    }
}
