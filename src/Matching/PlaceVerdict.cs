namespace ResourceMatch.Matching;

/// <summary>What the engine found of one candidate, without words or journeys: for batches that compare thousands of households.</summary>
/// <param name="Candidate">Its place in <see cref="MatchEngine.Candidates"/>.</param>
/// <param name="State">Kept, or what decided against it.</param>
/// <param name="Reason">Of <see cref="PlaceState.Excluded"/>: the constraint's reason. Null otherwise: <see cref="MatchEngine.WhyNot"/> works it out when somebody asks.</param>
/// <param name="Date">Of the best outing; null = none.</param>
/// <param name="LeaveSeconds">Of the best outing, after the service-day zero of its date.</param>
/// <param name="AwaySeconds">Of the best outing; 0 = none.</param>
/// <param name="Days">One bit for each date of the window that has an outing; where not every day was asked for, of the best one's date alone.</param>
public readonly record struct PlaceVerdict(int Candidate, PlaceState State, Reason? Reason, DateOnly? Date, int LeaveSeconds, int AwaySeconds, int Days);

/// <summary>How far a candidate came.</summary>
public enum PlaceState
{
    /// <summary>On the list, with an outing unless it needs none, is private, or only our supposition closes it.</summary>
    Kept,

    /// <summary>Of another region; in no list.</summary>
    Elsewhere,

    /// <summary>A constraint on the listing itself.</summary>
    Excluded,

    /// <summary>Hours known, and no opening in the window (or one that falls on a holiday).</summary>
    OutOfSeason,

    /// <summary>Open, but no outing fits.</summary>
    NoOuting,
}

/// <summary>The work of one match, in units that do not depend on the machine.</summary>
/// <param name="PlacesJudged">Candidates that answer the need.</param>
/// <param name="ExcludedByConstraint">Out before any way was looked at.</param>
/// <param name="PlacesSearched">Places for which outings were looked for.</param>
/// <param name="WaysTried">Ways to places that were tried as the way there of an outing, or as the way back of one that walks or drives there.</param>
/// <param name="OutingsTried">Dates on which a place had a better outing than on all dates before.</param>
public readonly record struct MatchCounters(long PlacesJudged, long ExcludedByConstraint, long PlacesSearched, long WaysTried, long OutingsTried);
