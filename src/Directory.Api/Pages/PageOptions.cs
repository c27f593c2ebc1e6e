using System.ComponentModel.DataAnnotations;

namespace ResourceMatch.Api.Pages;

/// <summary>What an installation may change about its pages: section <c>ResourceMatch:Pages</c>.</summary>
public sealed class PageOptions
{
    public const string Section = "ResourceMatch:Pages";

    /// <summary>Number to call in danger. Stands at the foot of every page.</summary>
    [Required]
    public string Danger { get; init; } = "911";

    /// <summary>Number to talk to somebody in a crisis.</summary>
    [Required]
    public string Talk { get; init; } = "988";

    /// <summary>Number of the local information line.</summary>
    [Required]
    public string More { get; init; } = "211";

    /// <summary>Where "Leave this page" goes: a page that says nothing about its reader.</summary>
    [Required, Url]
    public string LeaveTo { get; init; } = "https://www.weather.gov/";

    /// <summary>Where "Directions" goes, with {lat} and {lon} of the place. Whoever presses it leaves this site; the start is never sent.</summary>
    [Required, RegularExpression(@"https://.*\{lat\}.*\{lon\}.*", ErrorMessage = "ResourceMatch__Pages__Directions must be an https address with {lat} and {lon}.")]
    public string Directions { get; init; } = "https://www.google.com/maps/dir/?api=1&destination={lat},{lon}&travelmode=transit";

    /// <summary>Places at first, and more with each "Show 10 more". 1 to 50.</summary>
    [Range(1, 50)]
    public int ListLength { get; init; } = 10;
}
