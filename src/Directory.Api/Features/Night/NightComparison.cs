using System.Globalization;
using System.Numerics;

namespace ResourceMatch.Api.Features.Night;

/// <summary>One night's list of places, and the window that their days count from.</summary>
internal sealed class NightWindow(DateOnly from, int days, IReadOnlyList<NightPlace> places)
{
    private readonly Dictionary<int, NightPlace> byNumber = places.ToDictionary(place => place.Number);
    private readonly Dictionary<Guid, NightPlace> byKey = places.ToDictionary(place => place.Key);

    public DateOnly From { get; } = from;

    public int Days { get; } = days;

    public NightPlace Get(int number) => byNumber[number];

    public NightPlace? Find(Guid key) => byKey.GetValueOrDefault(key);
}

/// <summary>Compares what households can use tonight with what they could use the night before.</summary>
/// <remarks>
/// Only dates that lie in both windows are compared: that a week moves on is no change. Windows without a common date are compared as a whole, without dates.
/// A household whose own facts changed is named once and not compared. Not thread-safe: one for each chunk.
/// </remarks>
internal sealed class NightComparison(NightWindow before, NightWindow now)
{
    /// <summary>Shorter differences of the time away are no change that anybody would act on.</summary>
    public const int LeastMinutes = 10;

    private readonly Dictionary<(NightChangeKind Kind, string Need, Guid? Place, DateOnly? Date, string? Detail), (string Name, List<string> Households)> found = [];

    /// <summary>Bits of tonight's window that the window before has too.</summary>
    private int CommonDays { get; } = Enumerable.Range(0, now.Days)
        .Where(day => now.From.AddDays(day) >= before.From && now.From.AddDays(day) < before.From.AddDays(before.Days))
        .Aggregate(0, (bits, day) => bits | (1 << day));

    public IReadOnlyList<NightChange> Changes =>
    [
        .. found.Select(pair => new NightChange(
            pair.Key.Kind, pair.Key.Need, pair.Key.Place, pair.Value.Name, pair.Key.Date, pair.Key.Detail, pair.Value.Households)),
    ];

    /// <param name="householdId">Whose.</param>
    /// <param name="earlier">Null = the household was not in the night before.</param>
    /// <param name="tonight">What it can use now.</param>
    /// <param name="whyRuledOut">The kind of reason against a place for a need, by its key; null = its terms are no obstacle.</param>
    public void Add(string householdId, NightOutcome? earlier, NightOutcome tonight, Func<string, Guid, string?> whyRuledOut)
    {
        if (earlier is null || earlier.Mark != tonight.Mark)
        {
            Note(householdId, earlier is null ? NightChangeKind.HouseholdNew : NightChangeKind.HouseholdChanged, "", null);
            return;
        }

        foreach (var (need, places) in tonight.Needs)
        {
            var old = earlier.Needs.FirstOrDefault(each => each.Need == need).Places ?? [];
            var oldByKey = old.ToDictionary(place => before.Get(place.Place).Key);
            foreach (var place in places)
            {
                var listed = now.Get(place.Place);
                if (oldByKey.Remove(listed.Key, out var known)) Compare(householdId, need, listed, known, place);
                else if (IsUsableInBoth(place.Days)) Note(householdId, before.Find(listed.Key) is null ? NightChangeKind.NewlyListed : NightChangeKind.NowUsable, need, listed);
            }

            foreach (var (key, known) in oldByKey) Lost(householdId, need, before.Get(known.Place), known, whyRuledOut);
        }
    }

    /// <summary>A place that only dates of one window speak for came or went with the week.</summary>
    private bool IsUsableInBoth(int days) => days == 0 || CommonDays == 0 || (days & CommonDays) != 0;

    private void Lost(string householdId, string need, NightPlace place, UsablePlace known, Func<string, Guid, string?> whyRuledOut)
    {
        var days = Shift(known.Days);
        if (!IsUsableInBoth(known.Days == 0 ? 0 : days)) return;
        if (now.Find(place.Key) is not { } listed) Note(householdId, NightChangeKind.NotListed, need, place);
        else if (whyRuledOut(need, place.Key) is { } reason) Note(householdId, NightChangeKind.RuledOut, need, listed, detail: reason);
        else if (known.Days != 0 && (days & CommonDays) is var lost and not 0 && (lost & listed.OpenDays) == 0) NoteDays(householdId, need, listed, lost, NightChangeKind.ClosedThatDay);
        else Note(householdId, NightChangeKind.NoWay, need, listed);
    }

    private void Compare(string householdId, string need, NightPlace place, UsablePlace known, UsablePlace tonight)
    {
        if (known.CallFirst != tonight.CallFirst)
        {
            Note(householdId, tonight.CallFirst ? NightChangeKind.CallFirst : NightChangeKind.HoursKnown, need, place);
            return;
        }

        var earlier = Shift(known.Days) & CommonDays;
        var later = tonight.Days & CommonDays;
        var openedBefore = Shift(before.Find(place.Key)!.OpenDays);
        var (lost, won) = (earlier & ~later, later & ~earlier);
        // Supposed hours are ours, not the place's: their days say nothing about it.
        NoteDays(householdId, need, place, tonight.CallFirst ? 0 : lost & ~place.OpenDays, NightChangeKind.ClosedThatDay);
        NoteDays(householdId, need, place, tonight.CallFirst ? lost : lost & place.OpenDays, NightChangeKind.NoWayThatDay);
        NoteDays(householdId, need, place, tonight.CallFirst ? 0 : won & ~openedBefore, NightChangeKind.OpensThatDay);
        NoteDays(householdId, need, place, tonight.CallFirst ? won : won & openedBefore, NightChangeKind.WayThatDay);
        if (lost != 0 || won != 0 || known.AwayMinutes == 0 || tonight.AwayMinutes == 0 || Shift(known.Days) != tonight.Days) return;
        var more = tonight.AwayMinutes - known.AwayMinutes;
        if (Math.Abs(more) >= LeastMinutes)
        {
            // In steps, so that neighbors fall into one sentence.
            Note(householdId, more > 0 ? NightChangeKind.Slower : NightChangeKind.Quicker, need, place,
                detail: (Math.Abs(more) / LeastMinutes * LeastMinutes).ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Days of the window before as bits of tonight's.</summary>
    private int Shift(int days)
    {
        var by = now.From.DayNumber - before.From.DayNumber;
        return by is > 7 or < -7 ? 0 : by >= 0 ? days >> by : (days << -by) & 0x7F;
    }

    private void NoteDays(string householdId, string need, NightPlace place, int days, NightChangeKind kind)
    {
        for (; days != 0; days &= days - 1) Note(householdId, kind, need, place, now.From.AddDays(BitOperations.TrailingZeroCount(days)));
    }

    private void Note(string householdId, NightChangeKind kind, string need, NightPlace? place, DateOnly? date = null, string? detail = null)
    {
        var key = (kind, need, place?.Key, date, detail);
        if (!found.TryGetValue(key, out var known)) found[key] = known = (place?.Name ?? "", []);
        known.Households.Add(householdId);
    }
}
