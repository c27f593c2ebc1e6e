using System.Buffers.Binary;
using System.IO.Compression;
using ResourceMatch.Importers.Gtfs;
using ResourceMatch.Importers.Notices;

namespace ResourceMatch.Importers.Tests.Gtfs;

/// <summary>Zips that are made to do harm: each is refused at once and in little memory.</summary>
public sealed class HostileZipTests : IDisposable
{
    private const long MostAllocatedBytes = 100L << 20;
    private const long MostReadBytes = 20L << 20;

    private readonly FeedKit kit = new();

    public void Dispose() => kit.Dispose();

    [Fact]
    public void A_bomb_that_says_its_size_is_refused_unread() =>
        Assert.Equal("zip_bomb", RefusalOf(kit.Without("stop_times.txt").Zip("", ("stop_times.txt", new byte[300 << 20]))));

    [Fact]
    public void A_bomb_that_lies_about_its_size_is_refused_where_the_lie_ends()
    {
        var zip = kit.Without("stop_times.txt").Zip("", ("stop_times.txt", new byte[300 << 20]));
        ForEachCentralEntry(zip, at => BinaryPrimitives.WriteUInt32LittleEndian(zip.AsSpan(at + 24), Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(zip.AsSpan(at + 24)), 1_000)));
        Assert.Contains(RefusalOf(zip), new[] { "wrong_size", "wrong_checksum", "broken_zip" });
    }

    [Fact]
    public void A_bomb_that_lies_about_its_packed_size_too_is_refused()
    {
        var zip = kit.Without("stop_times.txt").Zip("", ("stop_times.txt", new byte[300 << 20]));
        ForEachCentralEntry(zip, at =>
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(zip.AsSpan(at + 24)) > 1 << 20) BinaryPrimitives.WriteUInt32LittleEndian(zip.AsSpan(at + 20), 200 << 20);
        });
        Assert.Contains(RefusalOf(zip), new[] { "zip_bomb", "broken_zip" });
    }

    [Fact]
    public void Files_that_share_their_bytes_are_refused()
    {
        // As in overlapping bombs: every entry of the directory points at the same packed megabyte.
        var zip = kit.Zip("", [.. Enumerable.Range(0, 60).Select(number => ($"shared{number:00}.txt", new byte[900_000]))]);
        ForEachCentralEntry(zip, at => BinaryPrimitives.WriteUInt32LittleEndian(zip.AsSpan(at + 20), (uint)zip.Length / 2));
        Assert.Equal("zip_bomb", RefusalOf(zip));
    }

    [Fact]
    public void More_than_the_limit_in_many_files_is_refused_from_the_directory_alone()
    {
        var zip = kit.Zip("", [.. Enumerable.Range(0, 40).Select(number => ($"extra{number:00}.txt", new byte[10 << 20]))]);
        Assert.Equal("too_many_bytes", RefusalOf(zip, new GtfsReadOptions { MaxInflatedBytes = 100 << 20 }));
    }

    [Theory]
    [InlineData(60_000, false)]
    [InlineData(60_000, true)]
    public void Sixty_thousand_entries_are_refused(int entries, bool lies)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (var i = 0; i < entries; i++) zip.CreateEntry($"{i}.txt", CompressionLevel.NoCompression);
        }

        var bytes = memory.ToArray();
        if (lies)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(bytes.Length - 14), 12);
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(bytes.Length - 12), 12);
        }

        Assert.Contains(RefusalOf(bytes), new[] { "too_many_entries", "broken_zip" });
    }

    [Fact]
    public void Paths_that_climb_out_are_passed_over_and_nothing_is_written()
    {
        var outside = Path.Combine(Path.GetDirectoryName(kit.Folder)!, "stops.txt");
        var before = File.GetLastWriteTimeUtc(outside); // whatever other programs keep there
        RefusalOf(kit.Zip("../"));
        RefusalOf(kit.Zip("/../../"));
        Assert.Equal(3, kit.LoadZip(kit.Zip("", ("../stops.txt", "stop_id\nevil\n"u8.ToArray()), ("..\\stops.txt", "stop_id\nevil\n"u8.ToArray()))).Timetable.StopCount);

        Assert.Equal(before, File.GetLastWriteTimeUtc(outside));
        Assert.All(Directory.EnumerateFileSystemEntries(kit.Folder), path => Assert.EndsWith(".zip", path, StringComparison.Ordinal));
    }

    /// <summary>The kind of refusal; the reading thread allocates little on the way, and no file is read far.</summary>
    private string RefusalOf(byte[] zip, GtfsReadOptions? options = null)
    {
        var path = Path.Combine(kit.Folder, "hostile.zip");
        File.WriteAllBytes(path, zip);
        var progress = new Furthest();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var refused = Assert.Throws<ImportRefusedException>(() => GtfsFeed.Load(path, options, progress));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostAllocatedBytes);
        Assert.InRange(progress.BytesRead, 0, MostReadBytes);
        return refused.Notice.Kind;
    }

    private static void ForEachCentralEntry(byte[] zip, Action<int> change)
    {
        var last = zip.Length - 22;
        var at = (int)BinaryPrimitives.ReadUInt32LittleEndian(zip.AsSpan(last + 16));
        while (at < last)
        {
            change(at);
            at += 46 + BinaryPrimitives.ReadUInt16LittleEndian(zip.AsSpan(at + 28)) + BinaryPrimitives.ReadUInt16LittleEndian(zip.AsSpan(at + 30)) + BinaryPrimitives.ReadUInt16LittleEndian(zip.AsSpan(at + 32));
        }
    }

    private sealed class Furthest : IProgress<GtfsProgress>
    {
        public long BytesRead { get; private set; }

        public void Report(GtfsProgress value) => BytesRead = value.BytesRead;
    }
}
