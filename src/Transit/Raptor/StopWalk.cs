namespace ResourceMatch.Transit;

/// <summary>A stop and the walk between it and a place: from a home to its access stops, or from the last stop to the door.</summary>
/// <param name="Stop">The stop, as the <see cref="NetworkDay"/> counts.</param>
/// <param name="WalkSeconds">Whole seconds, 0 or more.</param>
/// <param name="WalkMeters">Walked meters, for showing only; 0 when unknown.</param>
public readonly record struct StopWalk(StopIndex Stop, int WalkSeconds, int WalkMeters = 0);
