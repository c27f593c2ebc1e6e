using ResourceMatch.Domain.Places;

namespace ResourceMatch.Domain.Tests.Places;

/// <summary>What is told without measuring is what measuring tells.</summary>
public sealed class GeoPointTests
{
    [Fact]
    public void Farther_than_so_many_meters_is_what_the_distance_says()
    {
        var random = new Random(20261128);
        var farther = 0;
        const int Pairs = 200_000;
        for (var pair = 0; pair < Pairs; pair++)
        {
            // Anywhere, poles and the date line included; the second near the first, or on its meridian or parallel, or anywhere.
            var reach = Math.Pow(10, random.Next(-6, 3));
            var first = new GeoPoint((random.NextDouble() * 360) - 180, (random.NextDouble() * 180) - 90);
            var second = new GeoPoint(
                Math.Clamp(first.Longitude + (random.Next(3) == 0 ? 0 : (random.NextDouble() - 0.5) * reach), -180, 180),
                Math.Clamp(first.Latitude + (random.Next(3) == 0 ? 0 : (random.NextDouble() - 0.5) * reach), -90, 90));
            var meters = first.MetersTo(second) * (random.Next(3) == 0 ? 1 : 2 * random.NextDouble());
            var isFarther = first.IsFartherThan(meters, second);
            Assert.True(first.MetersTo(second) > meters == isFarther, $"seed 20261128, pair {pair}: {first} to {second}, {meters} m");
            farther += isFarther ? 1 : 0;
        }

        Assert.InRange(farther, Pairs / 10, Pairs * 9 / 10);
    }
}
