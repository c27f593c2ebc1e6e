using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Api.Pages.Speech;

namespace ResourceMatch.Api.Pages.Shared;

/// <summary>One outing as it is printed and read aloud: what to know of each place, then every step as a sentence.</summary>
internal sealed record OutingSheet(TripLines Trip, IReadOnlyList<SheetPlace> Places)
{
    /// <summary>Class of the sheet: one with more to say prints smaller, so that one outing stays one page.</summary>
    public string Size => (Places.Count, Trip.Tour.Stops.Sum(stop => stop.There.Legs.Count) + Trip.Tour.Back.Legs.Count) switch
    {
        (> 2, _) or (2, > 10) or (_, > 14) => "is-longest",
        (2, _) or (_, > 10) => "is-long",
        _ => "",
    };

    /// <param name="words">The reader's.</param>
    /// <param name="tour">The outing.</param>
    /// <param name="stops">For each of its places the listing and the keys of the needs it answers.</param>
    public static OutingSheet Of(Words words, Tour tour, IReadOnlyList<(ResultView Listing, IReadOnlyList<string> Needs)> stops)
    {
        var trip = new TripLines(words, tour);
        return new OutingSheet(trip, [.. stops.Select((stop, index) => new SheetPlace(words, stop.Listing, stop.Needs, trip.Stops[index]))]);
    }
}
