using ResourceMatch.Importers.Notices;

namespace ResourceMatch.Importers.Tests.Gtfs;

public sealed class NoticeLogTests
{
    [Fact]
    public void Counts_are_exact_examples_are_few_and_messages_beyond_them_are_never_made()
    {
        var log = new NoticeLog(2);
        var made = 0;
        for (var row = 2; row < 12; row++)
        {
            log.Add("stops.txt", row, "stop_lat", NoticeSeverity.Warning, "number_out_of_range", () => $"No place on earth {++made}.");
        }

        log.Add(new Notice("", null, null, NoticeSeverity.Info, "note", "All is well."));
        var summary = log.Summarize();
        Assert.Equal([("stops.txt", "number_out_of_range", 10, 2), ("", "note", 1, 1)], summary.Select(count => (count.File, count.Kind, count.Count, count.Examples.Count)));
        Assert.Equal((2, 11), (made, log.Total));
        Assert.Equal("stops.txt row 2, stop_lat: No place on earth 1.", summary[0].Examples[0].ToString());
        Assert.Equal("All is well.", summary[1].Examples[0].ToString());
        Assert.Null(log.Refusal);
    }

    [Fact]
    public void A_refusal_is_kept_however_many_notices_came_before_it()
    {
        var log = new NoticeLog(1);
        log.Add(new Notice("a.txt", null, null, NoticeSeverity.Warning, "same", "first"));
        log.Add(new Notice("a.txt", null, null, NoticeSeverity.Refusal, "same", "second"));
        log.Add(new Notice("a.txt", null, null, NoticeSeverity.Refusal, "same", "third"));
        Assert.Equal("second", log.Refusal!.Message);
        Assert.Equal(NoticeSeverity.Refusal, log.Summarize().Single().Severity);
    }
}
