namespace ResourceMatch.Transit;

/// <summary>A stop's place in the arrays of a <see cref="Timetable"/>, or in those of a <see cref="NetworkDay"/>, which puts its feeds' stops one after the other.</summary>
/// <remarks>For a day over one feed both numbers are the same. Valid only with the object (or the same list of feeds) it came from; never store it, store the stop id.</remarks>
public readonly record struct StopIndex(int Value);

/// <summary>A pattern's place: a sequence of stops that vehicles serve in the same order. What RAPTOR's paper calls a route.</summary>
public readonly record struct PatternIndex(int Value);

/// <summary>A line's place in a <see cref="Timetable"/>: what GTFS calls a route and riders call "bus 7".</summary>
public readonly record struct LineIndex(int Value);

/// <summary>A trip's place in a <see cref="Timetable"/>: one row of trips.txt that can be ridden.</summary>
public readonly record struct TripIndex(int Value);
