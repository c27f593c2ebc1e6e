using System.Globalization;
using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Api.Pages.Speech;

namespace ResourceMatch.Api.Pages.Shared;

/// <summary>Which outing a sheet is asked for: of one need to one place on one day, or one of the whole plan.</summary>
/// <remarks>Written <c>food~{service at location}~2026-11-24</c>, or <c>plan~0~2026-11-24</c>: listing ids only, so that a link tells nothing of a family. Immutable.</remarks>
internal sealed record SheetChoice(string Need, string Place, DateOnly Date)
{
    /// <summary>The form's field.</summary>
    public const string Field = "outing";

    /// <summary>home = the family's page asked; without it the desk.</summary>
    public const string From = "list";

    private const string WholePlan = "plan";

    public static string Write(string need, string place, DateOnly date) => $"{need}~{place}~{date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";

    /// <param name="index">From 0, in the order of the plan.</param>
    /// <param name="date">Its day: when the plan has changed meanwhile, another outing does not pass for it.</param>
    public static string WritePlan(int index, DateOnly date) => Write(WholePlan, index.ToString(CultureInfo.InvariantCulture), date);

    /// <returns>Null when it cannot be read.</returns>
    public static SheetChoice? Parse(string? text) =>
        text?.Split('~') is [var need, var place, var day] && DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? new SheetChoice(need, place, date)
            : null;

    /// <summary>The desk's request, asking for no more than this outing.</summary>
    public MatchRequest Ask(MatchRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Need == WholePlan ? request with { IncludeExcluded = false } : request with { Needs = [Need], Plan = null, IncludeExcluded = false };
    }

    /// <returns>Null when the answer does not have it.</returns>
    public OutingSheet? Find(Words words, MatchView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (Need == WholePlan) return FindPlanned(words, view);
        var result = view.Needs.SelectMany(need => need.Results).FirstOrDefault(result => result.ServiceAtLocationId == Place);
        return result?.Outings.FirstOrDefault(outing => outing.Date == Date) is { } outing
            ? OutingSheet.Of(words, Tour.Of(outing, result.Location ?? result.Name), [(result, [Need])])
            : null;
    }

    private OutingSheet? FindPlanned(Words words, MatchView view)
    {
        if (view.Plan is not { } plan || !int.TryParse(Place, NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index >= plan.Outings.Count) return null;
        var outing = plan.Outings[index];
        var stops = outing.Stops.Select(stop => (Listing: PlanCard.ResultOf(view, stop), stop.Needs)).ToList();
        return outing.Date != Date || stops.Exists(stop => stop.Listing is null)
            ? null
            : OutingSheet.Of(words, Tour.Of(words, outing, stop => $"/services/{stop.ServiceId}"), [.. stops.Select(stop => (stop.Listing!, stop.Needs))]);
    }
}
