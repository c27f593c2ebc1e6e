namespace ResourceMatch.Transit;

/// <summary>What came of asking for a date: a day to search in, or the dates that could be asked for.</summary>
public abstract record DayOutcome
{
    private DayOutcome()
    {
    }

    /// <summary>At least one feed's calendar covers the date.</summary>
    /// <param name="Day">The day. It may have no trip at all (a holiday): then everything is out of reach by transit, and rightly so.</param>
    /// <param name="Outside">Feeds whose calendar does not cover the date; their stops are in the day, their trips are not.</param>
    public sealed record Ready(NetworkDay Day, IReadOnlyList<FeedDates> Outside) : DayOutcome;

    /// <summary>No feed's calendar covers the date: nothing can be said about it, least of all "unreachable".</summary>
    /// <param name="Feeds">The dates that each feed covers; empty when there is no feed.</param>
    public sealed record OutsideCalendars(IReadOnlyList<FeedDates> Feeds) : DayOutcome
    {
        /// <summary>The earliest date of any feed; null when there is no feed.</summary>
        public DateOnly? First => Feeds.Count == 0 ? null : Feeds.Min(feed => feed.First);

        /// <summary>The latest date of any feed; null when there is no feed.</summary>
        public DateOnly? Last => Feeds.Count == 0 ? null : Feeds.Max(feed => feed.Last);
    }
}

/// <summary>The dates that one feed's calendar covers.</summary>
/// <param name="Feed">Its place in the list of feeds.</param>
/// <param name="FeedName">For people.</param>
/// <param name="First">First service date.</param>
/// <param name="Last">Last service date.</param>
public sealed record FeedDates(int Feed, string FeedName, DateOnly First, DateOnly Last);
