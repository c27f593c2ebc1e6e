using System.Buffers.Binary;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using ResourceMatch.Storage.Spatial;

namespace ResourceMatch.Storage.Tests.Spatial;

public sealed class EwkbTests
{
    [Theory]
    [InlineData("POINT (-84.5 41.05)")]
    [InlineData("LINESTRING (0 0, 1 1, 2 0)")]
    [InlineData("POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 2 1, 2 2, 1 1))")]
    [InlineData("MULTIPOINT ((0 0), (1 1))")]
    [InlineData("MULTILINESTRING ((0 0, 1 1), (2 2, 3 3))")]
    [InlineData("MULTIPOLYGON (((0 0, 9 0, 9 9, 0 0)), ((20 20, 29 20, 29 29, 20 20)))")]
    [InlineData("GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (0 0, 1 1))")]
    [InlineData("POINT EMPTY")]
    [InlineData("POLYGON EMPTY")]
    public void What_is_written_is_read_again_with_its_SRID(string text)
    {
        var geometry = new WKTReader().Read(text);
        geometry.SRID = 4326;
        var again = Ewkb.Read(Ewkb.Write(geometry));
        Assert.True(geometry.EqualsExact(again), again.AsText());
        Assert.Equal(4326, again.SRID);
    }

    [Fact]
    public void Nesting_as_deep_as_the_limit_is_read_and_one_more_is_refused_before_parsing()
    {
        Assert.IsType<GeometryCollection>(Ewkb.Read(Nested(EwkbGuard.MaxDepth)));
        var refusal = Assert.Throws<FormatException>(() => Ewkb.Read(Nested(EwkbGuard.MaxDepth + 1)));
        Assert.Contains("deeper than 32", refusal.Message);
        Assert.Throws<FormatException>(() => Ewkb.Read(Nested(1_000_000))); // would end the process if anyone recursed
    }

    [Theory]
    [InlineData(2)] // line string
    [InlineData(3)] // polygon
    [InlineData(4)] // multipoint
    [InlineData(6)] // multipolygon
    [InlineData(7)] // collection
    public void A_count_that_the_bytes_cannot_hold_is_refused_without_allocating(int type)
    {
        var bytes = new byte[9 + 16];
        bytes[0] = 1;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(1), type);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(5), uint.MaxValue);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("elements", Assert.Throws<FormatException>(() => Ewkb.Read(bytes)).Message);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 100_000);
    }

    [Fact]
    public void Every_cut_of_a_good_geometry_is_refused_and_never_crashes()
    {
        var whole = Ewkb.Write(new WKTReader().Read("MULTIPOLYGON (((0 0, 9 0, 9 9, 0 0)), ((20 20, 29 20, 29 29, 20 20)))"));
        for (var length = 0; length < whole.Length; length++)
        {
            Assert.Throws<FormatException>(() => Ewkb.Read(whole[..length]));
        }

        Assert.Throws<FormatException>(() => Ewkb.Read([.. whole, 0]));
    }

    [Theory]
    [InlineData(20261122)]
    public void Random_damage_is_read_or_refused_and_nothing_else(int seed)
    {
        var random = new Random(seed);
        var good = Ewkb.Write(new WKTReader().Read("GEOMETRYCOLLECTION (POLYGON ((0 0, 9 0, 9 9, 0 0)), POINT (1 2), MULTILINESTRING ((0 0, 1 1), (2 2, 3 3)))"));
        var refused = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = (byte[])good.Clone();
            for (var hit = random.Next(1, 4); hit > 0; hit--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            try
            {
                Ewkb.Read(bytes);
            }
            catch (FormatException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 1_000, 20_000);
    }

    // Collections in each other around one point; the point is the last level.
    private static byte[] Nested(int depth)
    {
        var bytes = new byte[((depth - 1) * 9) + 21];
        for (var level = 0; level < depth; level++)
        {
            bytes[level * 9] = 1;
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan((level * 9) + 1), level == depth - 1 ? 1 : 7);
            if (level < depth - 1) BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan((level * 9) + 5), 1);
        }

        return bytes;
    }
}
