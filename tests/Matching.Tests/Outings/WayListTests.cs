using ResourceMatch.Matching.Outings;

namespace ResourceMatch.Matching.Tests.Outings;

public sealed class WayListTests
{
    [Fact]
    public void What_is_kept_is_exactly_what_no_other_way_beats()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            var all = Enumerable.Range(0, random.Next(0, 40)).Select(_ => new Way(random.Next(30), random.Next(30, 60), random.Next(1, 4))).ToList();
            var expected = all
                .Where(way => !all.Exists(other =>
                    other.LeaveSeconds >= way.LeaveSeconds && other.ArriveSeconds <= way.ArriveSeconds
                    && (other.LeaveSeconds, other.ArriveSeconds) != (way.LeaveSeconds, way.ArriveSeconds)))
                .GroupBy(way => (way.LeaveSeconds, way.ArriveSeconds))
                .Select(group => group.MinBy(way => way.Rides))
                .OrderBy(way => way.LeaveSeconds);

            Assert.Equal(expected, WayList.KeepUndominated([.. all]));
        }
    }
}
