using ResourceMatch.Transit.Tests.Worlds;

namespace ResourceMatch.Transit.Tests.Timetables;

public sealed class RidePathTests
{
    /// <summary>East along a street for 2 km, with a detour north between the second and the third stop, and back over the same street.</summary>
    private static Timetable OutAndBack(bool withShape)
    {
        var town = Sketch.Of("""
            Bus 7  West   Middle  East   Middle  West
                   08:00  08:05   08:10  08:15   08:20
            """).Place("West", 0, 0).Place("Middle", 1_000, 0).Place("East", 2_000, 0);
        if (withShape)
        {
            (double East, double North)[] way = [(-100, 0), (0, 0), (1_000, 0), (1_500, 300), (2_000, 0), (1_000, 0), (0, 0)];
            town.Source.Shapes.Add(new SourceShape("way", [.. way.Select(point => Sketch.PointAt(point.East, point.North))]));
            town.Source.Trips[0] = town.Source.Trips[0] with { Shape = 0 };
        }

        return town.Compile();
    }

    [Fact]
    public void A_ride_follows_its_shape_between_its_two_stops() =>
        Assert.Equal([(0, 0), (1_000, 0), (1_500, 300), (2_000, 0)], InMeters(OutAndBack(withShape: true).GetRidePath(new TripIndex(0), 0, 2)));

    [Fact]
    public void The_second_pass_of_a_street_is_not_taken_for_the_first() =>
        Assert.Equal([(1_000, 0), (0, 0)], InMeters(OutAndBack(withShape: true).GetRidePath(new TripIndex(0), 3, 4)));

    [Fact]
    public void A_ride_round_the_end_of_a_street_goes_to_its_end()
    {
        var town = Sketch.Of("""
            Bus 7  North side  South side
                   08:00       08:10
            """).Place("North side", 1_500, 0).Place("South side", 500, 0);
        town.Source.Shapes.Add(new SourceShape("dead end", [Sketch.PointAt(0, 0), Sketch.PointAt(2_000, 0), Sketch.PointAt(0, 0)]));
        town.Source.Trips[0] = town.Source.Trips[0] with { Shape = 0 };
        Assert.Equal([(1_500, 0), (2_000, 0), (500, 0)], InMeters(town.Compile().GetRidePath(new TripIndex(0), 0, 1)));
    }

    [Fact]
    public void Without_a_shape_a_ride_goes_straight_from_stop_to_stop() =>
        Assert.Equal([(1_000, 0), (2_000, 0), (1_000, 0)], InMeters(OutAndBack(withShape: false).GetRidePath(new TripIndex(0), 1, 3)));

    [Fact]
    public void A_shape_that_passes_far_from_the_stops_is_not_believed()
    {
        var town = Sketch.Of("""
            Bus 7  West   East
                   08:00  08:10
            """).Place("West", 0, 0).Place("East", 2_000, 0);
        town.Source.Shapes.Add(new SourceShape("elsewhere", [Sketch.PointAt(0, 900), Sketch.PointAt(2_000, 900)]));
        town.Source.Trips[0] = town.Source.Trips[0] with { Shape = 0 };
        Assert.Equal([(0, 0), (2_000, 0)], InMeters(town.Compile().GetRidePath(new TripIndex(0), 0, 1)));
    }

    [Fact]
    public void A_line_is_listed_once_for_each_way_it_takes()
    {
        var shape = Assert.Single(OutAndBack(withShape: true).ListLineShapes());
        Assert.Equal((new LineIndex(0), 7), (shape.Line, shape.Points.Count));
        Assert.Equal(5, Assert.Single(OutAndBack(withShape: false).ListLineShapes()).Points.Count);
    }

    private static List<(int East, int North)> InMeters(IEnumerable<(double Latitude, double Longitude)> points)
    {
        var origin = Sketch.PointAt(0, 0);
        var unit = Sketch.PointAt(1, 1);
        var meters = points.Select(point => (
            (int)Math.Round((point.Longitude - origin.Longitude) / (unit.Longitude - origin.Longitude)), (int)Math.Round((point.Latitude - origin.Latitude) / (unit.Latitude - origin.Latitude))));
        // A stop that lies on a corner of the shape gives the corner twice.
        return meters.Aggregate(new List<(int East, int North)>(), (kept, point) =>
        {
            if (kept.Count == 0 || kept[^1] != point)
            {
                kept.Add(point);
            }

            return kept;
        });
    }
}
