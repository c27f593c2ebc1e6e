using ResourceMatch.Importers.Notices;

namespace ResourceMatch.Importers.Spreadsheets;

/// <summary>Chooses where a row's hours stand: its hours column, that with a day from elsewhere, or its notes; and counts what became of them.</summary>
internal sealed class ListingHours(string file, string? column, TableCounts counts, NoticeLog notices)
{
    public HoursReading Read(TableRow row)
    {
        var written = row.Find(TableFields.Hours);
        return written is null ? FromNotes(row) : FromColumn(row, written);
    }

    private HoursReading FromColumn(TableRow row, string written)
    {
        var reading = HoursText.Parse(written);
        if (reading is { Rules.Count: 0, Doubt: HoursDoubt.NoDay } && row.Find(TableFields.HoursDay) is { } day)
        {
            var together = HoursText.Parse($"{day}: {written}");
            if (together.Rules.Count > 0) reading = together;
        }

        if (reading.Kind == HoursKind.Weekly) counts.HoursWeekly++;
        else if (reading.Kind == HoursKind.Dated) counts.HoursDated++;
        else counts.HoursText++;
        if (reading.Doubt != HoursDoubt.None)
        {
            var kept = reading.Rules.Count > 0 ? "Some hours" : "The hours";
            notices.Add(file, row.Row, column, NoticeSeverity.Info, "hours_stay_words", () => $"{kept} were kept as words ({Word(reading.Doubt)}): {Shorten(reading.Rest ?? reading.Written)}");
        }

        return reading;
    }

    // Notes are prose: only what is certainly about hours may become words of a schedule.
    private HoursReading FromNotes(TableRow row)
    {
        if (row.Find(TableFields.HoursOtherwise) is not { } notes) return HoursReading.Nothing;
        var reading = HoursText.Parse(notes);
        if (reading.Rules.Count > 0) counts.HoursFromNotes++;
        else if (reading.Doubt == HoursDoubt.Words && !reading.Written.Contains("appointment", StringComparison.OrdinalIgnoreCase)) return HoursReading.Nothing;
        return reading;
    }

    private static string Word(HoursDoubt doubt) => doubt switch
    {
        HoursDoubt.NoDay => "no day stands with the times",
        HoursDoubt.NoTime => "no two times stand with the days",
        HoursDoubt.WhichWeeks => "it does not say which weeks",
        HoursDoubt.Season => "months without a year",
        HoursDoubt.Closed => "closed or changed for now",
        HoursDoubt.Times => "the times cannot be meant like this, or a.m. and p.m. are missing",
        _ => "other words could change the meaning",
    };

    private static string Shorten(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= 80 ? line : line[..77] + "…";
    }
}
