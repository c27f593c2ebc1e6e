using System.Globalization;
using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Api.Pages.Speech;

namespace ResourceMatch.Api.Pages.Shared;

/// <summary>Which outing a sheet is asked for: of one need, to one place, on one day.</summary>
/// <remarks>Written <c>food~{service at location}~2026-11-24</c>: listing ids only, so that a link tells nothing of a family. Immutable.</remarks>
internal sealed record SheetChoice(string Need, string Place, DateOnly Date)
{
    /// <summary>The form's field.</summary>
    public const string Field = "outing";

    /// <summary>home = the family's page asked; without it the desk.</summary>
    public const string From = "list";

    public static string Write(string need, string place, DateOnly date) => $"{need}~{place}~{date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";

    /// <returns>Null when it cannot be read.</returns>
    public static SheetChoice? Parse(string? text) =>
        text?.Split('~') is [var need, var place, var day] && DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? new SheetChoice(need, place, date)
            : null;

    /// <summary>The desk's request, asking for no more than this outing.</summary>
    public MatchRequest Ask(MatchRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request with { Needs = [Need], IncludeExcluded = false };
    }

    /// <returns>Null when the answer does not have it.</returns>
    public OutingSheet? Find(Words words, MatchView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var result = view.Needs.SelectMany(need => need.Results).FirstOrDefault(result => result.ServiceAtLocationId == Place);
        return result?.Outings.FirstOrDefault(outing => outing.Date == Date) is { } outing
            ? OutingSheet.Of(words, Tour.Of(outing, result.Location ?? result.Name), [(result, [Need])])
            : null;
    }
}
