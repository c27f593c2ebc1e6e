using ResourceMatch.Domain.Needs;
using ResourceMatch.Matching.Outings;

namespace ResourceMatch.Matching.Advice;

/// <summary>One way to loosen one constraint of a household, and the household with it.</summary>
internal sealed record LoosenedHousehold(Loosening Kind, DayOfWeek? Day, int? Amount, DocumentKind? Paper, Household Household);

/// <summary>What could be loosened for a household, the least asked of it first: of two that bring as much, the earlier is told.</summary>
internal static class Loosenings
{
    public const int ShiftMinutes = 60;

    /// <summary>The next of these above their own limit is tried.</summary>
    public static readonly IReadOnlyList<int> WalkMeters = [1_200, 2_000, 3_000, 5_000];

    public const int MoreMinutes = 30;

    /// <summary>A day that becomes possible is free between these minutes.</summary>
    public const int DayFromMinute = 9 * 60;

    /// <inheritdoc cref="DayFromMinute"/>
    public const int DayUntilMinute = 18 * 60;

    // What the request itself allows at most.
    private const int MostMinutes = 240;
    private const int MinutesOfDay = 1_440;

    /// <param name="travel">Of the household as it is.</param>
    /// <param name="answers">Of the needs for which little fits.</param>
    /// <param name="verdicts">Of the same: what took no place away is not tried.</param>
    public static IEnumerable<LoosenedHousehold> List(HouseholdTravel travel, IReadOnlyList<MatchAnswer> answers, IReadOnlyList<PlaceVerdict> verdicts)
    {
        // With more minutes even another region can come into reach.
        var trips = verdicts.Any(verdict => verdict.State is PlaceState.NoOuting or PlaceState.Elsewhere) ? ListOfTrips(travel, answers) : [];
        return ListOfListings(travel.Household, [.. verdicts.Select(verdict => verdict.Reason).OfType<Reason>()]).Concat(trips);
    }

    private static IEnumerable<LoosenedHousehold> ListOfListings(Household household, List<Reason> reasons)
    {
        foreach (var paper in reasons.OfType<Reason.NeedsPapers>().SelectMany(reason => reason.Missing).Distinct().Order())
        {
            yield return new LoosenedHousehold(Loosening.Paper, null, null, paper, household with { MissingDocuments = household.MissingDocuments.Where(kind => kind != paper).ToHashSet() });
        }

        if (reasons.Exists(reason => reason is Reason.LanguageMissing)) yield return Make(Loosening.Interpreter, household with { SpeaksEnglish = true });
        if (reasons.Exists(reason => reason is Reason.Costs)) yield return Make(Loosening.Cost, household with { FreeOnly = false });
    }

    private static IEnumerable<LoosenedHousehold> ListOfTrips(HouseholdTravel travel, IReadOnlyList<MatchAnswer> answers)
    {
        var household = travel.Household;
        var limits = household.Limits;
        if (!household.CanCallAhead && travel.Network.Feeds.Any(feed => feed.Timetable.HasRidesToPhoneFor)) yield return Make(Loosening.CallAhead, household with { CanCallAhead = true });
        if (limits.CarryMeters < limits.WalkMeters && answers.Any(answer => answer.Need.Carries))
        {
            yield return Make(Loosening.Bags, household with { Limits = limits with { CarryMeters = limits.WalkMeters } });
        }

        if (household.FreeTimes.Count > 0)
        {
            yield return Make(
                Loosening.Later, household with { FreeTimes = [.. household.FreeTimes.Select(free => free with { UntilMinute = Math.Min(MinutesOfDay, free.UntilMinute + ShiftMinutes) })] }, ShiftMinutes);
            yield return Make(
                Loosening.Earlier, household with { FreeTimes = [.. household.FreeTimes.Select(free => free with { FromMinute = Math.Max(0, free.FromMinute - ShiftMinutes) })] }, ShiftMinutes);
        }

        if (WalkMeters.FirstOrDefault(more => more > limits.WalkMeters) is > 0 and var meters)
        {
            yield return Make(Loosening.Walk, household with { Limits = limits with { WalkMeters = meters } }, meters);
        }

        if (limits.OneWayMinutes < MostMinutes)
        {
            var minutes = Math.Min(MostMinutes, limits.OneWayMinutes + MoreMinutes);
            yield return Make(Loosening.OneWay, household with { Limits = limits with { OneWayMinutes = minutes } }, minutes);
        }

        foreach (var day in ListDays(household, answers[0]))
        {
            yield return new LoosenedHousehold(Loosening.Day, day, null, null, household with { FreeTimes = [.. household.FreeTimes, new FreeTime(day, DayFromMinute, DayUntilMinute)] });
        }

        if (!household.HasCar) yield return Make(Loosening.Car, household with { HasCar = true });
    }

    /// <summary>Weekdays of the window, in its order, on which they have no time at all.</summary>
    private static IEnumerable<DayOfWeek> ListDays(Household household, MatchAnswer answer) => household.FreeTimes.Count == 0
        ? []
        : Enumerable.Range(0, answer.Days).Select(day => answer.From.AddDays(day).DayOfWeek).Distinct().Where(day => !household.FreeTimes.Any(free => free.Day == day));

    private static LoosenedHousehold Make(Loosening kind, Household household, int? amount = null) => new(kind, null, amount, null, household);
}
