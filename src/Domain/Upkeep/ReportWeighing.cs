namespace ResourceMatch.Domain.Upkeep;

/// <summary>What somebody says of a listing.</summary>
public enum ReportKind
{
    DeadPhone,
    DeadLink,

    /// <summary>There was no room.</summary>
    Full,

    /// <summary>There was room: takes "full" back.</summary>
    HasRoom,

    /// <summary>Another source gives another value.</summary>
    SourcesDisagree,

    /// <summary>It is closed for good, or somewhere else.</summary>
    Gone,

    /// <summary>The address was changed by its agency; the point on the map may be the old one. For staff; no doubt in public.</summary>
    AddressMoved,
}

/// <summary>One report that nobody has dealt with yet.</summary>
/// <param name="By">Who reports: anyone counts half, everyone else whole.</param>
public readonly record struct ListingReport(ReportKind Kind, EditorKind By, DateTimeOffset At);

/// <summary>From reports to doubts.</summary>
/// <remarks>
/// One report of an agency, a link or staff is enough; of people unknown to us it takes two on different days (UTC), so that no one can spoil a listing alone in one sitting.
/// Full: the last two words on room both say no; the doubt begins with the first of them. Reports are forgotten after <see cref="ReportDays"/> days, and all of them once the listing is confirmed later. Pure.
/// </remarks>
public static class ReportWeighing
{
    public const int ReportDays = 180;

    /// <param name="reports">Of one listing, those not dealt with.</param>
    /// <param name="confirmedAt">When the listing was last confirmed by us; null = not yet.</param>
    public static IReadOnlyList<ListingDoubt> Weigh(IEnumerable<ListingReport> reports, DateTimeOffset? confirmedAt, DateTimeOffset now)
    {
        var counted = reports
            .Where(report => (confirmedAt is null || report.At > confirmedAt) && now - report.At <= TimeSpan.FromDays(ReportDays))
            .OrderBy(report => report.At)
            .ToList();
        List<ListingDoubt> doubts = [];
        AddIfBelieved(DoubtKind.DeadPhone, ReportKind.DeadPhone);
        AddIfBelieved(DoubtKind.DeadLink, ReportKind.DeadLink);
        var room = counted.Where(report => report.Kind is ReportKind.Full or ReportKind.HasRoom).TakeLast(2).ToList();
        if (room is [{ Kind: ReportKind.Full } first, { Kind: ReportKind.Full }]) doubts.Add(new ListingDoubt(DoubtKind.FullTwice, Day(first)));
        AddIfBelieved(DoubtKind.SourcesDisagree, ReportKind.SourcesDisagree);
        AddIfBelieved(DoubtKind.SaidGone, ReportKind.Gone);
        return doubts;

        void AddIfBelieved(DoubtKind doubt, ReportKind kind)
        {
            var said = counted.Where(report => report.Kind == kind).ToList();
            if (said.Exists(report => report.By > EditorKind.Anyone) || said.Select(Day).Distinct().Count() >= 2) doubts.Add(new ListingDoubt(doubt, Day(said[0])));
        }
    }

    private static DateOnly Day(ListingReport report) => DateOnly.FromDateTime(report.At.UtcDateTime);
}
