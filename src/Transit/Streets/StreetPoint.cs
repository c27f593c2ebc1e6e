namespace ResourceMatch.Transit;

/// <summary>A place on a street: where somebody who stands beside it steps onto it. Means something on the network that gave it, for the walker it was asked for.</summary>
/// <param name="Edge">The network's number of the street between two junctions.</param>
/// <param name="AlongCentimeters">From the edge's first junction.</param>
/// <param name="OffCentimeters">Straight from the street to where one really is.</param>
public readonly record struct StreetPoint(int Edge, int AlongCentimeters, int OffCentimeters)
{
    /// <summary>As above, for reading.</summary>
    public double OffMeters => OffCentimeters / 100.0;
}

/// <summary>The work of a search, in units that do not depend on the machine.</summary>
/// <param name="Searches">Bounded searches.</param>
/// <param name="NodesSettled">Junctions whose shortest distance was found.</param>
/// <param name="EdgesRelaxed">Streets looked along from them.</param>
public readonly record struct StreetCounters(long Searches, long NodesSettled, long EdgesRelaxed);
