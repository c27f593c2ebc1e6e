using System.Text;

namespace ResourceMatch.Api.Features.Night;

/// <summary>A place that a household can use for a need.</summary>
/// <param name="Place">Its number in the night's list of places.</param>
/// <param name="Days">One bit for each date of the night's window that has an outing; 0 = no trip is needed, or none can be planned.</param>
/// <param name="CallFirst">The hours are not known.</param>
/// <param name="AwayMinutes">Of the best outing, rounded up; 0 without one.</param>
internal readonly record struct UsablePlace(int Place, byte Days, bool CallFirst, int AwayMinutes);

/// <summary>What a household can use, need by need, places by number; and the fingerprint of the household that was judged.</summary>
internal sealed record NightOutcome(ulong Mark, IReadOnlyList<(string Need, IReadOnlyList<UsablePlace> Places)> Needs);

/// <summary>Outcomes as bytes: a night keeps those of a hundred thousand households until the next, in about three bytes a place.</summary>
internal static class NightPacking
{
    private const byte CallFirstBit = 0x80;

    public static byte[] Pack(NightOutcome outcome)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write(outcome.Mark);
        writer.Write7BitEncodedInt(outcome.Needs.Count);
        foreach (var (need, places) in outcome.Needs)
        {
            writer.Write(need);
            writer.Write7BitEncodedInt(places.Count);
            var before = 0;
            foreach (var place in places)
            {
                writer.Write7BitEncodedInt(place.Place - before);
                writer.Write((byte)(place.Days | (place.CallFirst ? CallFirstBit : 0)));
                writer.Write7BitEncodedInt(place.AwayMinutes);
                before = place.Place;
            }
        }

        return bytes.ToArray();
    }

    public static NightOutcome Unpack(byte[] packed)
    {
        using var reader = new BinaryReader(new MemoryStream(packed), Encoding.UTF8);
        var mark = reader.ReadUInt64();
        var needs = new (string, IReadOnlyList<UsablePlace>)[reader.Read7BitEncodedInt()];
        for (var need = 0; need < needs.Length; need++)
        {
            var key = reader.ReadString();
            var places = new UsablePlace[reader.Read7BitEncodedInt()];
            var before = 0;
            for (var index = 0; index < places.Length; index++)
            {
                before += reader.Read7BitEncodedInt();
                var days = reader.ReadByte();
                places[index] = new UsablePlace(before, (byte)(days & ~CallFirstBit), (days & CallFirstBit) != 0, reader.Read7BitEncodedInt());
            }

            needs[need] = (key, places);
        }

        return new NightOutcome(mark, needs);
    }
}
