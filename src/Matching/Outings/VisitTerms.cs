namespace ResourceMatch.Matching.Outings;

/// <summary>What a visit asks of the day, in seconds.</summary>
/// <param name="MaxWaitSeconds">Longest wait before the opening, and longest stay beyond the visit.</param>
internal readonly record struct VisitTerms(int StaySeconds, int OneWaySeconds, int MaxWaitSeconds);

/// <summary>The links of an outing's chain, in order; the engine names the one that broke on the day that got furthest.</summary>
internal enum Link
{
    /// <summary>Never open long enough while the family is free.</summary>
    Hours,

    /// <summary>No timetable for the days on which it would be open.</summary>
    Calendar,

    /// <summary>No stop near enough at one end, and too far to walk.</summary>
    Stops,

    /// <summary>Nothing arrives while it is open and they are free.</summary>
    Arrival,

    /// <summary>Everything that arrives in time takes too long.</summary>
    WayThere,

    /// <summary>Nothing gets them home in time.</summary>
    Return,

    /// <summary>No stop near enough for the way home with bags.</summary>
    StopsBack,

    /// <summary>Everything that gets them home in time takes too long.</summary>
    WayBack,
}

/// <summary>How far the chain held over all that was tried: the furthest link that broke, and the least seconds that still were too many there.</summary>
internal sealed class Breakage
{
    public Link Link { get; private set; } = Link.Hours;

    /// <summary>Of <see cref="Link.WayThere"/> and <see cref="Link.WayBack"/>; 0 elsewhere.</summary>
    public int Seconds { get; private set; }

    public void Note(Link link, int seconds = 0)
    {
        if (link < Link) return;
        Seconds = link > Link ? seconds : Math.Min(Seconds, seconds);
        Link = link;
    }
}
