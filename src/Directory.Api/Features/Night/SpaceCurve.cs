using ResourceMatch.Domain.Places;

namespace ResourceMatch.Api.Features.Night;

/// <summary>Orders points along a Hilbert curve (Hilbert 1891): neighbors on the curve are neighbors on the ground.</summary>
internal static class SpaceCurve
{
    // About 3 m at the equator.
    private const int Bits = 22;

    public static ulong PlaceOf(GeoPoint point)
    {
        var x = (uint)((point.Longitude + 180) / 360 * ((1 << Bits) - 1));
        var y = (uint)((point.Latitude + 90) / 180 * ((1 << Bits) - 1));
        var place = 0UL;
        for (var side = 1u << (Bits - 1); side > 0; side >>= 1)
        {
            var (right, upper) = ((x & side) > 0 ? 1u : 0u, (y & side) > 0 ? 1u : 0u);
            place += (ulong)side * side * ((3 * right) ^ upper);
            if (upper > 0) continue;
            // The lower quarters are turned, so that each begins where the one before ends.
            if (right == 1) (x, y) = (((1u << Bits) - 1) - x, ((1u << Bits) - 1) - y);
            (x, y) = (y, x);
        }

        return place;
    }
}
