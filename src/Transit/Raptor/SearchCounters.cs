namespace ResourceMatch.Transit;

/// <summary>How much work searches did. The same timetable and questions give the same counters on any machine, so they are what comparisons use.</summary>
/// <param name="Departures">Leave times searched.</param>
/// <param name="Rounds">Rounds over all departures; one round is one more ride.</param>
/// <param name="PatternsScanned">Patterns walked along.</param>
/// <param name="StopsScanned">Stops met while walking along patterns.</param>
/// <param name="TripsProbed">Departures looked at to find a trip to board.</param>
/// <param name="ArrivalsImproved">Labels made better by a ride.</param>
/// <param name="FootpathsWalked">Footpaths tried.</param>
public readonly record struct SearchCounters(
    long Departures, long Rounds, long PatternsScanned, long StopsScanned, long TripsProbed, long ArrivalsImproved, long FootpathsWalked);
