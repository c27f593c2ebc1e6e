using Microsoft.AspNetCore.Html;
using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Api.Pages.Speech;

namespace ResourceMatch.Api.Pages.Shared;

/// <summary>Says a way step by step, one sentence without its full stop a step: what to walk, which bus, where to get off.</summary>
internal static class TripSteps
{
    /// <param name="words">The reader's.</param>
    /// <param name="journey">One way.</param>
    /// <param name="end">What its last walk leads to.</param>
    public static IEnumerable<IHtmlContent> Of(Words words, JourneyView journey, string end)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(journey);
        foreach (var leg in journey.Legs)
        {
            if (leg.Kind == "ride")
            {
                if (leg.MustPhone is true) yield return Phrase.Of(words, "Step.MustPhone", ("line", Phrase.Strong(leg.Line ?? "")));
                yield return Board(words, leg);
                if (leg.HeadwaySeconds is { } headway) yield return Phrase.Of(words, "Step.Often", ("minutes", words.Minutes(headway)), ("half", words.Minutes((headway + 1) / 2)));
                var stop = Phrase.Name(leg.ToName ?? "");
                yield return leg.HeadwaySeconds is null
                    ? Phrase.Of(words, "Step.Off", ("stop", stop), ("at", words.At(TripLines.Clock(leg.Alight!))))
                    : Phrase.Of(words, "Step.OffAt", ("stop", stop));
            }
            else if (leg.Seconds > 0)
            {
                yield return Phrase.Of(
                    words,
                    leg.Kind == "drive" ? "Step.DriveTo" : "Step.WalkTo",
                    ("minutes", words.Minutes(leg.Seconds)),
                    ("distance", words.Distance(leg.Meters ?? 0)),
                    ("place", Phrase.Name(leg.ToName ?? end)));
            }
        }
    }

    // The line's number is a word here, not a badge: a reader of the screen would hear the sentence broken in three.
    private static IHtmlContent Board(Words words, LegView leg)
    {
        var line = Phrase.Strong(leg.Line ?? "");
        var from = Phrase.Name(leg.FromName ?? "");
        var headsign = leg.Headsign is { Length: > 0 } sign ? Phrase.Name(sign) : null;
        // A line that comes "about every 12 minutes" keeps no minute: none is said.
        if (leg.HeadwaySeconds is not null)
        {
            return headsign is null
                ? Phrase.Of(words, "Step.Next", ("line", line), ("stop", from))
                : Phrase.Of(words, "Step.Next.Toward", ("line", line), ("headsign", headsign), ("stop", from));
        }

        var at = words.At(TripLines.Clock(leg.Start));
        return headsign is null
            ? Phrase.Of(words, "Step.Take", ("line", line), ("at", at), ("stop", from))
            : Phrase.Of(words, "Step.Take.Toward", ("line", line), ("headsign", headsign), ("at", at), ("stop", from));
    }
}
