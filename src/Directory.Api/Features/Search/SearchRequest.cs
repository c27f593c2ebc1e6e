using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using ResourceMatch.Api.Features.Matching;

namespace ResourceMatch.Api.Features.Search;

/// <summary>What a search asks, by GET. Missing = no such filter. A start point has no place in an address: only a named place does.</summary>
/// <remarks>Immutable.</remarks>
public record SearchRequest
{
    public const int MaxPerPage = 100;

    [FromQuery(Name = "q")]
    [Description("Words as people say them, in English, Spanish, Haitian Creole or Arabic. An age, weekdays and \"open now\" in them count as filters.")]
    [StringLength(1_000, ErrorMessage = "Give at most 1000 characters.")]
    public string? Q { get; init; }

    [FromQuery(Name = "in")]
    [Description("The reader's language: en, es, ht or ar.")]
    [StringLength(10, ErrorMessage = "Give a language code such as es.")]
    public string? In { get; init; }

    [FromQuery(Name = "need")]
    [Description("Keys of the needs vocabulary; any one is enough.")]
    [MaxLength(20, ErrorMessage = "Give at most 20 needs.")]
    public string[]? Need { get; init; }

    [FromQuery(Name = "language")]
    [Description("A language that is spoken there, ISO 639.")]
    [StringLength(10, ErrorMessage = "Give a language code such as es.")]
    public string? Language { get; init; }

    [FromQuery(Name = "free")]
    public bool? Free { get; init; }

    [FromQuery(Name = "openNow")]
    public bool? OpenNow { get; init; }

    [FromQuery(Name = "openAt")]
    [Description("An instant of the next 60 days, as 2026-11-28T10:00:00-05:00.")]
    public DateTimeOffset? OpenAt { get; init; }

    [FromQuery(Name = "day")]
    [Description("Sunday to Saturday; any one is enough.")]
    [MaxLength(7, ErrorMessage = "Give at most 7 days.")]
    public string[]? Day { get; init; }

    [FromQuery(Name = "age")]
    [Range(0, 120, ErrorMessage = "Give an age of 0 to 120 years.")]
    public int? Age { get; init; }

    [FromQuery(Name = "accessible")]
    public bool? Accessible { get; init; }

    [FromQuery(Name = "area")]
    [Description("Key of a neighborhood in which it lies.")]
    [StringLength(200, ErrorMessage = "Give at most 200 characters.")]
    public string? Area { get; init; }

    [FromQuery(Name = "place")]
    [Description("Where one starts: a neighborhood, school or stop by its key or name. Each answer then tells its minutes without a car.")]
    [StringLength(200, ErrorMessage = "Give at most 200 characters.")]
    public string? Place { get; init; }

    [FromQuery(Name = "minutes")]
    [Description("Only what can be reached within so many minutes without a car; needs a start.")]
    [Range(1, 240, ErrorMessage = "Give 1 to 240 minutes.")]
    public int? Minutes { get; init; }

    [FromQuery(Name = "sort")]
    [Description("relevance, or minutes (needs a start).")]
    [RegularExpression("relevance|minutes", ErrorMessage = "Sort by relevance or by minutes.")]
    public string? Sort { get; init; }

    [FromQuery(Name = "counts")]
    [Description("Whether the answer counts needs, languages, neighborhoods and days of all that was found.")]
    public bool? Counts { get; init; }

    [FromQuery(Name = "page")]
    [Range(1, 10_000, ErrorMessage = "Give 1 to 10000.")]
    public int? Page { get; init; }

    [FromQuery(Name = "perPage")]
    [Range(1, MaxPerPage, ErrorMessage = "Give 1 to 100.")]
    public int? PerPage { get; init; }
}

/// <summary>The same by POST, with a start point that must not stand in an address.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)] // a mistyped filter must not pass as "no filter"
public sealed record PostedSearch : SearchRequest
{
    /// <summary>Where one starts, lat and lon; instead of place.</summary>
    public StartPoint? From { get; init; }
}
