using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace ResourceMatch.Transit;

/// <summary>A timetable as one binary blob, and back in milliseconds.</summary>
/// <remarks>Layout: magic, format version, CRC-32C of the rest, then every column of <see cref="TimetableArrays"/> in a fixed order, each as a count and its little-endian bytes. A blob of another version is refused: compile the feed again. Thread-safe.</remarks>
public static class TimetableSnapshot
{
    private const uint Magic = 0x54544D52;   // "RMTT"
    private const int FormatVersion = 1;
    private const int HeaderBytes = 12;

    /// <summary>Writes a timetable.</summary>
    public static byte[] Write(Timetable timetable)
    {
        ArgumentNullException.ThrowIfNull(timetable);
        using var stream = new MemoryStream();
        stream.SetLength(HeaderBytes);
        stream.Position = HeaderBytes;
        Columns.Write(new ColumnWriter(stream), timetable.Arrays);
        var blob = stream.ToArray();
        MemoryMarshal.Write(blob, Magic);
        MemoryMarshal.Write(blob.AsSpan(4), FormatVersion);
        MemoryMarshal.Write(blob.AsSpan(8), Checksum(blob.AsSpan(HeaderBytes)));
        return blob;
    }

    /// <summary>Reads a timetable.</summary>
    /// <exception cref="InvalidDataException">The blob is cut, changed, or of another version.</exception>
    public static Timetable Read(ReadOnlySpan<byte> blob)
    {
        if (blob.Length < HeaderBytes || MemoryMarshal.Read<uint>(blob) != Magic)
        {
            throw new InvalidDataException("This is not a timetable snapshot.");
        }

        if (MemoryMarshal.Read<int>(blob[4..]) is var version && version != FormatVersion)
        {
            throw new InvalidDataException($"The timetable snapshot has format {version}, this program reads {FormatVersion}: import the feed again.");
        }

        if (MemoryMarshal.Read<uint>(blob[8..]) != Checksum(blob[HeaderBytes..]))
        {
            throw new InvalidDataException("The timetable snapshot is damaged (its checksum differs): import the feed again.");
        }

        return new Timetable(Columns.Read(new ColumnReader(blob[HeaderBytes..])));
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
        {
            crc = BitOperations.Crc32C(crc, word);
        }

        foreach (var tail in bytes[(words.Length * sizeof(ulong))..])
        {
            crc = BitOperations.Crc32C(crc, tail);
        }

        return ~crc;
    }

    /// <summary>The one list of columns; writing and reading stand side by side so that they cannot drift unseen.</summary>
    private static class Columns
    {
        public static void Write(ColumnWriter to, TimetableArrays from)
        {
            to.Texts(TextColumn.From([from.FeedName, from.FeedVersion, from.TimeZoneId]));
            to.Values([from.FirstDay, from.LastDay, from.WordsPerService]);
            to.Texts(from.StopIds); to.Texts(from.StopNames); to.Texts(from.StopCodes);
            to.Values(from.StopLatitudes); to.Values(from.StopLongitudes); to.Values(from.StopWheelchair);
            to.Texts(from.LineIds); to.Texts(from.LineShortNames); to.Texts(from.LineLongNames);
            to.Texts(from.LineColors); to.Texts(from.LineTextColors); to.Texts(from.LineAgencies); to.Values(from.LineTypes);
            to.Values(from.PatternBase); to.Values(from.PatternStops); to.Values(from.PatternRules);
            to.Texts(from.TripIds); to.Values(from.TripPattern); to.Values(from.TripLine); to.Values(from.TripService);
            to.Values(from.TripHeadsign); to.Values(from.TripShape); to.Values(from.TripDirection); to.Values(from.TripWheelchair);
            to.Values(from.TripStart); to.Values(from.TripProfile); to.Values(from.ProfileTimes); to.Texts(from.Headsigns);
            to.Texts(from.ServiceIds); to.Values(from.ServiceDays);
            to.Values(from.FrequencyTrip); to.Values(from.FrequencyStart); to.Values(from.FrequencyEnd);
            to.Values(from.FrequencyHeadway); to.Values(from.FrequencyIsExact);
            to.Values(from.TransferFrom); to.Values(from.TransferTo); to.Values(from.TransferSeconds); to.Values(from.TransferType);
            to.Values(from.ShapeBase); to.Values(from.ShapePoints); to.Texts(from.ShapeIds);
        }

        public static TimetableArrays Read(ColumnReader from)
        {
            var head = from.Texts();
            var counts = from.Values<int>();
            // Initializers run in the order they are written: the order of Write.
            return new TimetableArrays
            {
                FeedName = head[0], FeedVersion = head[1], TimeZoneId = head[2],
                FirstDay = counts[0], LastDay = counts[1], WordsPerService = counts[2],
                StopIds = from.Texts(), StopNames = from.Texts(), StopCodes = from.Texts(),
                StopLatitudes = from.Values<double>(), StopLongitudes = from.Values<double>(), StopWheelchair = from.Values<byte>(),
                LineIds = from.Texts(), LineShortNames = from.Texts(), LineLongNames = from.Texts(),
                LineColors = from.Texts(), LineTextColors = from.Texts(), LineAgencies = from.Texts(), LineTypes = from.Values<int>(),
                PatternBase = from.Values<int>(), PatternStops = from.Values<int>(), PatternRules = from.Values<byte>(),
                TripIds = from.Texts(), TripPattern = from.Values<int>(), TripLine = from.Values<int>(), TripService = from.Values<int>(),
                TripHeadsign = from.Values<int>(), TripShape = from.Values<int>(), TripDirection = from.Values<byte>(), TripWheelchair = from.Values<byte>(),
                TripStart = from.Values<int>(), TripProfile = from.Values<int>(), ProfileTimes = from.Values<int>(), Headsigns = from.Texts(),
                ServiceIds = from.Texts(), ServiceDays = from.Values<ulong>(),
                FrequencyTrip = from.Values<int>(), FrequencyStart = from.Values<int>(), FrequencyEnd = from.Values<int>(),
                FrequencyHeadway = from.Values<int>(), FrequencyIsExact = from.Values<byte>(),
                TransferFrom = from.Values<int>(), TransferTo = from.Values<int>(), TransferSeconds = from.Values<int>(), TransferType = from.Values<byte>(),
                ShapeBase = from.Values<int>(), ShapePoints = from.Values<int>(), ShapeIds = from.Texts(),
            };
        }
    }

    private readonly struct ColumnWriter(Stream stream)
    {
        public void Values<T>(T[] values)
            where T : unmanaged
        {
            stream.Write(MemoryMarshal.AsBytes([values.Length]));
            stream.Write(MemoryMarshal.AsBytes(values.AsSpan()));
        }

        public void Texts(TextColumn texts)
        {
            Values(texts.Offsets);
            Values(texts.Utf8);
        }
    }

    private ref struct ColumnReader(ReadOnlySpan<byte> rest)
    {
        private ReadOnlySpan<byte> rest = rest;

        public T[] Values<T>()
            where T : unmanaged
        {
            var count = MemoryMarshal.Read<int>(rest);
            var bytes = checked(count * Marshal.SizeOf<T>());
            var values = MemoryMarshal.Cast<byte, T>(rest.Slice(sizeof(int), bytes)).ToArray();
            rest = rest[(sizeof(int) + bytes)..];
            return values;
        }

        public TextColumn Texts()
        {
            var offsets = Values<int>();
            return new TextColumn(Values<byte>(), offsets);
        }
    }
}
