using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Api.Pages.Speech;
using ResourceMatch.Domain.Needs;
using ResourceMatch.Matching.Outings;

namespace ResourceMatch.Api.Pages.Shared;

/// <summary>A whole plan as the desk shows it: its outings as cards, what going together saves, and what no outing covers.</summary>
/// <param name="Cards">Lettered A, B, … on card and map.</param>
/// <param name="Uncovered">Needs without a trip, each with the most frequent reason or null.</param>
internal sealed record PlanLines(Words Words, PlanView Plan, IReadOnlyList<PlanCard> Cards, IReadOnlyList<(Need Need, string? Why)> Uncovered)
{
    /// <param name="words">The reader's.</param>
    /// <param name="answer">With its plan and all its results.</param>
    /// <param name="plan">Its plan.</param>
    /// <param name="today">Where the buses run.</param>
    public static PlanLines Of(Words words, AnswerView answer, PlanView plan, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(plan);
        return new PlanLines(
            words, plan, [.. plan.Outings.Select((outing, index) => PlanCard.Of(words, answer, outing, index, today))],
            [.. answer.Sections.Where(section => plan.Uncovered.Contains(section.Need.Key)).Select(section => (section.Need, Why(words, section)))]);
    }

    /// <summary>True = the page also says what would help.</summary>
    public bool HasAdvice { get; init; }

    /// <summary>"2 trips for 3 of 4 needs".</summary>
    public string Title
    {
        get
        {
            var covered = Plan.Outings.SelectMany(outing => outing.Stops).SelectMany(stop => stop.Needs).Distinct().Count();
            var all = covered + Plan.WithoutTrip.Count + Plan.Uncovered.Count;
            if (Cards.Count == 0) return Words["Plan.Title.None"];
            var trips = Words.Count("Plan.Trips", Cards.Count);
            return covered == all ? Words.Count("Plan.Title.All", all, ("trips", trips)) : Words.Count("Plan.Title.Some", all, ("trips", trips), ("covered", Words.Number(covered)));
        }
    }

    /// <summary>"Instead of 4 trips, 1 h 50 min less away from home". Null when nothing is saved.</summary>
    public string? Gain
    {
        get
        {
            List<string> parts = [];
            if (Plan.SeparateOutings > Cards.Count) parts.Add(Words.Count("Plan.Instead", Plan.SeparateOutings));
            if (Plan.MinutesSaved > 0) parts.Add(Words.Say("Plan.Saved", ("time", Words.Duration(Plan.MinutesSaved * 60))));
            return parts.Count == 0 || Cards.Count == 0 ? null : Phrase.Sentence(Words.Capital(Words.Comma(parts)));
        }
    }

    private static string? Why(Words words, NeedSection section) => section switch
    {
        { CallFirstCount: > 0 } => words.Count("Plan.Uncovered.Call", section.CallFirstCount),
        { ReachableCount: > 0 } => words["Plan.Uncovered.Apart"],
        _ when section.ExcludedByKind.FirstOrDefault() is { } first => words.Say("Match.None.First", ("reason", words.Heading(first.Key)), ("count", first.Count())),
        _ => null,
    };
}

/// <summary>One outing of a plan.</summary>
/// <param name="Stops">For each place its result in the answer, as far as it has one.</param>
/// <param name="Map">See <see cref="MapOuting"/>; null = a place without a point.</param>
internal sealed record PlanCard(Words Words, int Index, TripLines Trip, PlanOutingView Outing, IReadOnlyList<ResultView?> Stops, string? Map, DateOnly Today)
{
    public string Id => $"plan-{Letter.ToLowerInvariant()}";

    public string Letter => ((char)('A' + (Index % 26))).ToString();

    public string Sheet => SheetChoice.WritePlan(Index, Outing.Date);

    /// <summary>"Food and clothes".</summary>
    public string Title => NeedWords.Of(Words, Outing.Stops.SelectMany(stop => stop.Needs).Distinct());

    public bool MustCall => Outing.Stops.Any(stop => !stop.HoursKnown);

    /// <summary>What to ask or know first, place by place.</summary>
    public IEnumerable<(string Icon, string Place, string Text)> Caveats =>
        Stops.SelectMany((result, index) => result is null ? [] : Card.CaveatsOf(Words, result).Select(caveat => (caveat.Icon, Outing.Stops[index].Location ?? Outing.Stops[index].Name, caveat.Text)));

    /// <summary>The papers for all its places.</summary>
    public string? Bring => Stops.OfType<ResultView>().SelectMany(result => result.Documents).ToList() is { Count: > 0 } documents
        ? Words.Say("Card.Bring", ("things", Words.And([.. documents.Select(document => Card.PaperOf(Words, document)).Distinct()])))
        : null;

    public static PlanCard Of(Words words, AnswerView answer, PlanOutingView outing, int index, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(outing);
        string Link(PlanStopView stop) => $"/services/{stop.ServiceId}";
        var places = outing.Stops.Where(stop => stop.Lat is not null && stop.Lon is not null).Select(stop => (stop.Lat!.Value, stop.Lon!.Value)).ToList();
        var map = places.Count < outing.Stops.Count
            ? null
            : MapOuting.Of(((char)('A' + (index % 26))).ToString(), places, [.. outing.Stops.Select(stop => stop.There)], outing.Home,
                (MapOuting.EndOf(answer.Household, outing.StartsAt), MapOuting.EndOf(answer.Household, outing.EndsAt)));
        return new PlanCard(words, index, new TripLines(words, Tour.Of(words, outing, Link)), outing, [.. outing.Stops.Select(stop => ResultOf(answer.View, stop))], map, today);
    }

    /// <summary>The result that a stop was taken from.</summary>
    internal static ResultView? ResultOf(MatchView view, PlanStopView stop) =>
        view.Needs.Where(need => need.Need == stop.Needs[0]).SelectMany(need => need.Results).FirstOrDefault(result => result.ServiceId == stop.ServiceId && result.ServiceAtLocationId == stop.ServiceAtLocationId);
}
