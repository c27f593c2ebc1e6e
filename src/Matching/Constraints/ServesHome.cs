using ResourceMatch.Domain.Needs;
using Geometry = NetTopologySuite.Geometries.Geometry;

namespace ResourceMatch.Matching.Constraints;

/// <summary>Keeps what serves the family's address: no area, or one that covers the home (its border included).</summary>
/// <remarks>Without a home the area is told as something to check. An area that came as words alone is told too: it cannot be judged.</remarks>
internal sealed class ServesHome(Household household) : IConstraint
{
    private readonly NetTopologySuite.Geometries.Point? home = household.Home?.ToPoint();

    public Verdict Judge(Candidate candidate)
    {
        if (candidate.ServiceArea is null)
        {
            return candidate.ServiceAreaName is { } words ? Verdict.KeptBut(new Reason.ResidentsOnly(words)) : Verdict.Kept;
        }

        if (home is null) return Verdict.KeptBut(new Reason.ResidentsOnly(candidate.ServiceAreaName));
        return Covers(candidate.ServiceArea) ? Verdict.Kept : Verdict.Excluded(new Reason.ResidentsOnly(candidate.ServiceAreaName));
    }

    private bool Covers(Geometry area) => area.EnvelopeInternal.Covers(home!.Coordinate) && area.Covers(home);
}
