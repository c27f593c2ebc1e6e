using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using ResourceMatch.Importers.Gtfs;
using ResourceMatch.Importers.Notices;

namespace ResourceMatch.Importers.Tests.Gtfs;

public sealed class GtfsRefusalTests : IDisposable
{
    private readonly FeedKit kit = new();

    public void Dispose() => kit.Dispose();

    [Theory]
    [InlineData("stop_times.txt")]
    [InlineData("stops.txt")]
    [InlineData("trips.txt")]
    [InlineData("routes.txt")]
    public void A_feed_without_a_file_it_cannot_do_without_is_refused_by_that_name(string file)
    {
        var notice = kit.Without(file).Refusal();
        Assert.Equal((file, "missing_required_file", NoticeSeverity.Refusal), (notice.File, notice.Kind, notice.Severity));
        Assert.Contains(file, notice.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_feed_without_any_calendar_is_refused() =>
        Assert.Equal("missing_calendar_and_calendar_date_files", kit.Without("calendar.txt").Refusal().Kind);

    [Fact]
    public void A_missing_column_is_named() =>
        Assert.Contains("stop_sequence", kit.Change("stop_times.txt", "stop_sequence", "order").Refusal().Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("stop_times.txt", "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n")]
    [InlineData("stop_times.txt", "")]
    [InlineData("calendar.txt", "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\nWK,0,0,0,0,0,0,0,20300101,20301231\n")]
    public void A_feed_in_which_nothing_can_be_ridden_is_refused_with_the_file_to_look_at(string file, string text)
    {
        var notice = kit.With(file, text).Refusal();
        Assert.Equal((file, NoticeSeverity.Refusal), (notice.File, notice.Severity));
    }

    [Fact]
    public void A_quote_that_is_never_closed_does_not_swallow_the_file()
    {
        var rows = new StringBuilder("trip_id,arrival_time,departure_time,stop_id,stop_sequence\n\"t1,08:00:00,08:00:00,m,1\n");
        for (var i = 0; i < 200_000; i++)
        {
            rows.Append("t1,08:20:00,08:20:00,p,3\n");
        }

        var notice = kit.With("stop_times.txt", rows.ToString()).Refusal();
        Assert.Equal(("stop_times.txt", "csv_parsing_failed"), (notice.File, notice.Kind));
    }

    [Fact]
    public void A_zip_is_read_from_a_subfolder_past_the_junk_beside_it()
    {
        var junk = Encoding.UTF8.GetBytes("junk");
        var zip = kit.Zip("my feed/", ("__MACOSX/my feed/._stops.txt", junk), ("my feed/.DS_Store", junk), ("desktop.ini", junk), ("my feed/._stops.txt", junk), ("../../etc/stops.txt", junk), ("my feed/old/stops.txt", junk));
        var feed = kit.LoadZip(zip);
        Assert.Equal(2, feed.Timetable.TripCount);
        Assert.Equal(1, FeedKit.Notice(feed, "invalid_input_files_in_subfolder").Count);
        Assert.Equal("stops.txt", FeedKit.Notice(feed, "duplicated_file").File);
    }

    [Fact]
    public void What_is_no_zip_is_refused() =>
        Assert.Equal("broken_zip", kit.RefusalOf(Encoding.UTF8.GetBytes("<html>404</html>")).Kind);

    [Fact]
    public void An_empty_file_is_refused() => Assert.Equal("broken_zip", kit.RefusalOf([]).Kind);

    [Fact]
    public void Wherever_a_zip_is_cut_off_it_is_refused()
    {
        var zip = kit.Zip();
        for (var length = 1; length < zip.Length; length += 13)
        {
            Assert.Equal(NoticeSeverity.Refusal, kit.RefusalOf(zip[..length]).Severity);
        }
    }

    [Fact]
    public void A_zip_with_one_bit_turned_is_read_alike_or_refused_but_never_misread()
    {
        var zip = kit.Zip();
        var good = Describe(kit.LoadZip(zip));
        var refused = 0;
        for (var at = 0; at < zip.Length; at += 5)
        {
            var turned = zip.ToArray();
            turned[at] ^= 0x04;
            try
            {
                // Names, dates and attributes of entries may differ without harm; a renamed optional file is only missed.
                Assert.Equal(good, Describe(kit.LoadZip(turned)));
            }
            catch (ImportRefusedException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, zip.Length / 20, zip.Length);

        static (int, int, int, int) Describe(GtfsFeed feed) => (feed.Timetable.StopCount, feed.Timetable.LineCount, feed.Timetable.TripCount, feed.Timetable.StopTimeCount);
    }

    [Fact]
    public void A_wrong_checksum_is_refused()
    {
        var zip = kit.Zip();
        ForEachCentralEntry(zip, at => zip[at + 16] ^= 0xFF);
        Assert.Equal("wrong_checksum", kit.RefusalOf(zip).Kind);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void A_lie_about_the_size_is_refused(int by)
    {
        var zip = kit.Zip();
        ForEachCentralEntry(zip, at =>
        {
            var size = zip.AsSpan(at + 24, 4);
            BinaryPrimitives.WriteUInt32LittleEndian(size, (uint)(BinaryPrimitives.ReadUInt32LittleEndian(size) + by));
        });
        Assert.Equal(NoticeSeverity.Refusal, kit.RefusalOf(zip).Severity);
    }

    [Fact]
    public void A_bomb_is_refused_before_it_has_grown()
    {
        // Empty lines pack a thousandfold.
        var bomb = new byte[20 << 20];
        Array.Fill(bomb, (byte)'\n');
        "trip_id,arrival_time,departure_time,stop_id,stop_sequence"u8.CopyTo(bomb);
        Assert.Equal("zip_bomb", kit.RefusalOf(kit.Without("stop_times.txt").Zip("", ("stop_times.txt", bomb))).Kind);
    }

    [Fact]
    public void More_bytes_entries_or_rows_than_the_limits_are_refused()
    {
        var zip = kit.Zip();
        Assert.Equal("too_many_bytes", kit.RefusalOf(zip, new GtfsReadOptions { MaxInflatedBytes = 300 }).Kind);
        Assert.Equal("too_many_entries", kit.RefusalOf(zip, new GtfsReadOptions { MaxEntries = 5 }).Kind);
        Assert.Equal("too_many_rows", kit.RefusalOf(zip, new GtfsReadOptions { MaxRows = 4 }).Kind);
    }

    [Fact]
    public void Twenty_thousand_entries_are_refused_from_the_directory_alone()
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (var i = 0; i < 20_000; i++)
            {
                zip.CreateEntry($"{i}.txt", CompressionLevel.NoCompression);
            }
        }

        Assert.Equal("too_many_entries", kit.RefusalOf(memory.ToArray()).Kind);
    }

    [Fact]
    public void A_path_that_is_not_there_is_named() =>
        Assert.Contains("no-such-feed.zip", Assert.Throws<ImportRefusedException>(() => GtfsFeed.Load(Path.Combine(kit.Folder, "no-such-feed.zip"))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_checksum_of_known_bytes_is_the_known_one() => Assert.Equal(0xCBF43926u, Crc32.Append(0, "123456789"u8));

    [Fact]
    public void A_stopped_import_stops()
    {
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        kit.Load();
        Assert.Throws<OperationCanceledException>(() => GtfsFeed.Load(kit.Folder, cancellation: stopped.Token));
    }

    private static void ForEachCentralEntry(byte[] zip, Action<int> change)
    {
        for (var at = 0; at + 4 < zip.Length; at++)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(zip.AsSpan(at)) == 0x02014B50)
            {
                change(at);
            }
        }
    }
}
