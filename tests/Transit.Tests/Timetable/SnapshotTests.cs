using ResourceMatch.Transit.Tests.Worlds;

namespace ResourceMatch.Transit.Tests.Timetables;

public sealed class SnapshotTests
{
    [Fact]
    public void A_timetable_comes_back_from_its_snapshot_as_it_was()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            if (TimetableCompiler.Compile(new RandomWorld(seed).Source).Timetable is not { } timetable)
            {
                continue;
            }

            var blob = TimetableSnapshot.Write(timetable);
            var back = TimetableSnapshot.Read(blob);
            Assert.Equal(blob, TimetableSnapshot.Write(back));
            Assert.Equal((timetable.FeedName, timetable.FirstServiceDate, timetable.LastServiceDate), (back.FeedName, back.FirstServiceDate, back.LastServiceDate));
            Assert.Equal(timetable.StopTimeCount, back.StopTimeCount);
            var options = new RandomWorld(seed).Options;
            var (first, second) = (Arrivals(timetable, options), Arrivals(back, options));
            Assert.Equal(first, second);
        }

        static int[] Arrivals(Timetable timetable, DayOptions options)
        {
            var day = ((DayOutcome.Ready)NetworkDay.For([timetable], RandomWorld.Date, options)).Day;
            return new RaptorSearch(day).FindArrivals([new StopWalk(new StopIndex(0), 0)], RandomWorld.FirstSecond).ToArray();
        }
    }

    [Fact]
    public void Names_lines_and_ids_are_kept()
    {
        var town = Sketch.Of("""
            Bus 7  Maple  Pantry
                   08:05  08:20
            """);
        town.Source.FeedVersion = "v1";
        town.Source.TimeZoneId = "America/New_York";
        town.Source.Lines[0] = new TransitLine("route-7", "7", "Côte – Ñandú", 0, "00ff00", "ffffff", "County");
        town.Source.Stops[0] = town.Source.Stops[0] with { Name = "Érable", Code = "12", Wheelchair = Accessibility.Yes };
        var back = TimetableSnapshot.Read(TimetableSnapshot.Write(town.Compile()));
        Assert.Equal(town.Source.Lines[0], back.GetLine(new LineIndex(0)));
        Assert.Equal(new TransitStop("Maple", "Érable", "12", town.Source.Stops[0].Latitude, 20, Accessibility.Yes), back.GetStop(new StopIndex(0)));
        Assert.Equal(("v1", "America/New_York", "Sketch"), (back.FeedVersion, back.TimeZone.Id, back.FeedName));
        Assert.Equal(("Bus 7#1", "Pantry"), (back.GetTripId(new TripIndex(0)), back.GetHeadsign(new TripIndex(0))));
        Assert.Equal(new StopIndex(1), back.FindStop("Pantry"));
        Assert.Null(back.FindStop("Nowhere"));
    }

    [Fact]
    public void A_damaged_a_cut_and_a_foreign_blob_are_refused()
    {
        var blob = TimetableSnapshot.Write(TimetableCompiler.Compile(new RandomWorld(1).Source).Timetable!);
        for (var at = 0; at < blob.Length; at += 7)
        {
            var damaged = blob.ToArray();
            damaged[at] ^= 0x10;
            Assert.Throws<InvalidDataException>(() => TimetableSnapshot.Read(damaged));
        }

        Assert.Throws<InvalidDataException>(() => TimetableSnapshot.Read(blob.AsSpan(..^1)));
        Assert.Throws<InvalidDataException>(() => TimetableSnapshot.Read([]));
        Assert.Throws<InvalidDataException>(() => TimetableSnapshot.Read(new byte[400]));
    }
}
