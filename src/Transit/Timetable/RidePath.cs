namespace ResourceMatch.Transit;

/// <summary>Cuts the part of a shape that lies between two stops of a trip.</summary>
/// <remarks>shape_dist_traveled is not needed: stops are projected on the shape in riding order, each at or after the one before, so that a loop is not cut short.</remarks>
internal static class RidePath
{
    private const double DegreesPerUnit = 1e-6;

    /// <summary>A stop farther than this from its trip's shape means the shape is wrong; the map then goes straight from stop to stop.</summary>
    private const double MaxOffsetMeters = 400;

    public static IReadOnlyList<(double Latitude, double Longitude)> Between(Timetable timetable, TripIndex trip, int boardPosition, int alightPosition)
    {
        var stops = timetable.StopsOf(trip);
        ArgumentOutOfRangeException.ThrowIfNegative(boardPosition);
        ArgumentOutOfRangeException.ThrowIfLessThan(alightPosition, boardPosition);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(alightPosition, stops.Length);
        var straight = ListStraight(timetable, stops[boardPosition..(alightPosition + 1)]);
        var shape = timetable.Arrays.TripShape[trip.Value];
        if (shape < 0 || straight.Count < 2)
        {
            return straight;
        }

        return CutShape(ListShapePoints(timetable, shape), ListStraight(timetable, stops[..(boardPosition + 1)]), straight) ?? straight;
    }

    public static IEnumerable<LineShape> ListLineShapes(Timetable timetable)
    {
        var arrays = timetable.Arrays;
        // Trips without a shape are drawn once for each pattern.
        var seen = new HashSet<(int Line, int Direction, int Shape, int Pattern)>();
        for (var trip = 0; trip < timetable.TripCount; trip++)
        {
            var shape = arrays.TripShape[trip];
            if (!seen.Add((arrays.TripLine[trip], arrays.TripDirection[trip], shape, shape < 0 ? arrays.TripPattern[trip] : -1)))
            {
                continue;
            }

            var points = shape < 0 ? ListStraight(timetable, timetable.StopsOf(new TripIndex(trip))) : ListShapePoints(timetable, shape);
            if (points.Count >= 2)
            {
                int? direction = arrays.TripDirection[trip] == 255 ? null : arrays.TripDirection[trip];
                yield return new LineShape(new LineIndex(arrays.TripLine[trip]), direction, timetable.GetHeadsign(new TripIndex(trip)), points);
            }
        }
    }

    private static List<(double Latitude, double Longitude)> ListStraight(Timetable timetable, ReadOnlySpan<int> stops)
    {
        var points = new List<(double, double)>(stops.Length);
        foreach (var stop in stops)
        {
            if (!double.IsNaN(timetable.Arrays.StopLatitudes[stop]))
            {
                points.Add((timetable.Arrays.StopLatitudes[stop], timetable.Arrays.StopLongitudes[stop]));
            }
        }

        return points;
    }

    private static List<(double Latitude, double Longitude)> ListShapePoints(Timetable timetable, int shape)
    {
        var arrays = timetable.Arrays;
        var points = new List<(double, double)>(arrays.ShapeBase[shape + 1] - arrays.ShapeBase[shape]);
        for (var i = arrays.ShapeBase[shape]; i < arrays.ShapeBase[shape + 1]; i++)
        {
            points.Add((arrays.ShapePoints[2 * i] * DegreesPerUnit, arrays.ShapePoints[(2 * i) + 1] * DegreesPerUnit));
        }

        return points;
    }

    private static List<(double Latitude, double Longitude)>? CutShape(
        List<(double Latitude, double Longitude)> shape, List<(double Latitude, double Longitude)> before, List<(double Latitude, double Longitude)> ride)
    {
        var at = (Segment: 0, Share: 0.0, Point: shape[0], OffsetMeters: 0.0);
        foreach (var stop in before)
        {
            at = Project(shape, at.Segment, at.Share, stop);
        }

        var cut = new List<(double, double)> { at.Point };
        if (at.OffsetMeters > MaxOffsetMeters)
        {
            return null;
        }

        foreach (var stop in ride.Skip(1))
        {
            var next = Project(shape, at.Segment, at.Share, stop);
            if (next.OffsetMeters > MaxOffsetMeters)
            {
                return null;
            }

            for (var i = at.Segment + 1; i <= next.Segment; i++)
            {
                cut.Add(shape[i]);
            }

            at = next;
        }

        cut.Add(at.Point);
        return cut;
    }

    /// <summary>The nearest point at or after a place on the shape; stops at the first good minimum, so that the second pass of a loop is not taken for the first.</summary>
    private static (int Segment, double Share, (double Latitude, double Longitude) Point, double OffsetMeters) Project(
        List<(double Latitude, double Longitude)> shape, int fromSegment, double fromShare, (double Latitude, double Longitude) stop)
    {
        const double GoodMeters = 40;
        var best = (Segment: fromSegment, Share: fromShare, Point: shape[fromSegment], OffsetMeters: double.PositiveInfinity);
        var shrink = Math.Cos(double.DegreesToRadians(stop.Latitude));
        for (var i = fromSegment; i + 1 < shape.Count; i++)
        {
            var (a, b) = (shape[i], shape[i + 1]);
            double dx = (b.Longitude - a.Longitude) * shrink, dy = b.Latitude - a.Latitude;
            var length = (dx * dx) + (dy * dy);
            var share = length == 0 ? 0 : Math.Clamp((((stop.Longitude - a.Longitude) * shrink * dx) + ((stop.Latitude - a.Latitude) * dy)) / length, 0, 1);
            share = i == fromSegment ? Math.Max(share, fromShare) : share;
            var point = (Latitude: a.Latitude + (share * (b.Latitude - a.Latitude)), Longitude: a.Longitude + (share * (b.Longitude - a.Longitude)));
            var offset = GreatCircle.DistanceMeters(point.Latitude, point.Longitude, stop.Latitude, stop.Longitude);
            if (offset < best.OffsetMeters)
            {
                best = (i, share, point, offset);
            }
            else if (best.OffsetMeters < GoodMeters && offset > best.OffsetMeters + (4 * GoodMeters))
            {
                break;
            }
        }

        return best;
    }
}
