using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Api.Pages.Speech;

namespace ResourceMatch.Api.Pages.Shared;

/// <summary>One outing as it is printed and read aloud: what to know of each place, then every step as a sentence.</summary>
internal sealed record OutingSheet(TripLines Trip, IReadOnlyList<SheetPlace> Places)
{
    /// <summary>Sheets with more to say print smaller: one page is one page.</summary>
    public bool IsLong => Trip.Tour.Stops.Sum(stop => stop.There.Legs.Count) + Trip.Tour.Back.Legs.Count > 10 || Places.Count > 1;

    /// <param name="words">The reader's.</param>
    /// <param name="tour">The outing.</param>
    /// <param name="stops">For each of its places the listing and the keys of the needs it answers.</param>
    public static OutingSheet Of(Words words, Tour tour, IReadOnlyList<(ResultView Listing, IReadOnlyList<string> Needs)> stops)
    {
        var trip = new TripLines(words, tour);
        return new OutingSheet(trip, [.. stops.Select((stop, index) => new SheetPlace(words, stop.Listing, stop.Needs, trip.Stops[index]))]);
    }
}
