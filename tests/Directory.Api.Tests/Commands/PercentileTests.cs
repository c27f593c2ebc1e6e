using ResourceMatch.Api.Commands;
using Xunit;

namespace ResourceMatch.Api.Tests.Commands;

public sealed class PercentileTests
{
    [Fact]
    public void A_percentile_is_the_value_at_its_rank_when_all_are_put_in_order()
    {
        var random = new Random(20261122);
        for (var round = 0; round < 2_000; round++)
        {
            var values = new int[random.Next(1, 140)];
            for (var i = 0; i < values.Length; i++) values[i] = random.Next(8) == 0 ? 1 << 30 : random.Next(random.Next(1, 20_000));
            int[] sorted = [.. values.Order()];
            foreach (var percentile in new[] { 0, 1, 5, 25, 50, 75, 95, 99, 100 })
            {
                var rank = Math.Max(0, (((percentile * values.Length) + 99) / 100) - 1);
                Assert.Equal(sorted[rank], Percentile.Of(values, percentile));
            }
        }
    }
}
