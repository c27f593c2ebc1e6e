using Microsoft.Extensions.Options;
using ResourceMatch.Storage.Search;

namespace ResourceMatch.Api.Features.Places;

/// <summary>The one way to ask where something is: the pages, POST /api/places and a match all call it.</summary>
/// <remarks>Our own tables first; an outside geocoder only where the settings name one and ours are not sure. Thread-safe.</remarks>
public sealed class FindPlace
{
    private readonly PlaceFinder own;
    private readonly IPlaceFinder? outside;
    private readonly double sureEnough;

    internal FindPlace(PlaceFinder own, IPlaceFinder? outside, double sureEnough) => (this.own, this.outside, this.sureEnough) = (own, outside, sureEnough);

    /// <returns>Best first; empty = nothing like it.</returns>
    public async Task<IReadOnlyList<FoundPlace>> List(string text, int limit, CancellationToken cancellation)
    {
        var found = await own.Find(text, limit, cancellation);
        if (outside is null || (found.Count > 0 && found[0].Confidence >= sureEnough)) return found;
        return [.. found.Concat(await outside.Find(text, limit, cancellation)).OrderByDescending(place => place.Confidence).Take(limit)];
    }

    /// <returns>What was most likely meant, or null where that would be a guess.</returns>
    public async Task<FoundPlace?> Find(string text, CancellationToken cancellation) =>
        await List(text, 1, cancellation) is [{ Confidence: >= LeastConfidence } best] ? best : null;

    /// <summary>Names that what is typed may become; asks nobody outside.</summary>
    public Task<IReadOnlyList<FoundPlace>> Suggest(string text, int limit, CancellationToken cancellation) => own.Suggest(text, limit, cancellation);

    /// <summary>Below this a page asks again instead of sending a family to the wrong end of the town.</summary>
    public const double LeastConfidence = 0.4;
}
