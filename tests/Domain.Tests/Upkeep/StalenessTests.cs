using ResourceMatch.Domain.Resources;
using ResourceMatch.Domain.Upkeep;

namespace ResourceMatch.Domain.Tests.Upkeep;

public sealed class StalenessTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 13, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, false)]
    [InlineData(365, false)]
    [InlineData(366, true)]
    public void A_listing_is_stale_when_its_confirmation_is_older_than_the_limit(int days, bool isStale) =>
        Assert.Equal(isStale, Judge(Today.AddDays(-days)).Any(reason => reason is StaleReason.NotConfirmed));

    [Fact]
    public void One_that_nobody_ever_confirmed_is_stale_and_says_so() => Assert.Equal([new StaleReason.NotConfirmed(null)], Judge(null));

    [Fact]
    public void Hours_past_their_last_day_are_a_reason_of_their_own() =>
        Assert.Equal([new StaleReason.HoursEnded(new DateOnly(2026, 6, 30))], Judge(Today, Weekly(validTo: new DateOnly(2026, 6, 30))));

    [Theory]
    [InlineData("still valid")]
    [InlineData("ended by until")]
    [InlineData("an exception")]
    [InlineData("another season holds")]
    public void Hours_that_hold_or_ended_on_purpose_are_none(string which)
    {
        Schedule[] schedules = which switch
        {
            "still valid" => [Weekly(validTo: Today)],
            "ended by until" => [Weekly(until: new DateOnly(2026, 6, 30))],
            "an exception" => [Weekly(), Exception(new DateOnly(2026, 7, 4))],
            _ => [Weekly(validTo: new DateOnly(2026, 6, 30)), Weekly()],
        };
        Assert.Empty(Judge(Today, schedules));
    }

    [Fact]
    public void One_person_alone_does_not_spoil_a_listing_but_two_days_or_somebody_known_do()
    {
        Assert.Empty(Weigh(Said(ReportKind.DeadPhone, EditorKind.Anyone, 3), Said(ReportKind.DeadPhone, EditorKind.Anyone, 3)));
        Assert.Equal([new ListingDoubt(DoubtKind.DeadPhone, Today.AddDays(-3))], Weigh(Said(ReportKind.DeadPhone, EditorKind.Anyone, 3), Said(ReportKind.DeadPhone, EditorKind.Anyone, 1)));
        Assert.Equal([new ListingDoubt(DoubtKind.DeadLink, Today.AddDays(-1))], Weigh(Said(ReportKind.DeadLink, EditorKind.Staff, 1)));
    }

    [Fact]
    public void Full_counts_when_the_last_two_words_on_room_say_it()
    {
        Assert.Empty(Weigh(Said(ReportKind.Full, EditorKind.Link, 9)));
        Assert.Equal([new ListingDoubt(DoubtKind.FullTwice, Today.AddDays(-9))], Weigh(Said(ReportKind.Full, EditorKind.Link, 2), Said(ReportKind.Full, EditorKind.Link, 9)));
        Assert.Empty(Weigh(Said(ReportKind.Full, EditorKind.Link, 9), Said(ReportKind.HasRoom, EditorKind.Agency, 5), Said(ReportKind.Full, EditorKind.Link, 2)));
        Assert.Empty(Weigh(Said(ReportKind.Full, EditorKind.Link, 9), Said(ReportKind.Full, EditorKind.Link, 5), Said(ReportKind.HasRoom, EditorKind.Agency, 2)));
    }

    [Fact]
    public void A_later_confirmation_clears_what_was_said_before_and_time_does_too()
    {
        Assert.Empty(ReportWeighing.Weigh([Said(ReportKind.DeadPhone, EditorKind.Staff, 3)], Now.AddDays(-2), Now));
        Assert.Single(ReportWeighing.Weigh([Said(ReportKind.DeadPhone, EditorKind.Staff, 1)], Now.AddDays(-2), Now));
        Assert.Empty(Weigh(Said(ReportKind.DeadPhone, EditorKind.Staff, ReportWeighing.ReportDays + 1)));
        Assert.Single(Weigh(Said(ReportKind.DeadPhone, EditorKind.Staff, ReportWeighing.ReportDays)));
    }

    [Fact]
    public void A_moved_address_is_work_for_staff_and_no_doubt() => Assert.Empty(Weigh(Said(ReportKind.AddressMoved, EditorKind.Agency, 1)));

    private static IReadOnlyList<StaleReason> Judge(DateOnly? assured, params Schedule[] schedules) => Staleness.Judge(assured, new OpeningHours(schedules), [], Today, 365);

    private static IReadOnlyList<ListingDoubt> Weigh(params ListingReport[] reports) => ReportWeighing.Weigh(reports, null, Now);

    private static ListingReport Said(ReportKind kind, EditorKind by, int daysAgo) => new(kind, by, Now.AddDays(-daysAgo));

    private static Schedule Weekly(DateOnly? validTo = null, DateOnly? until = null) =>
        new() { Id = new Id<Schedule>(Guid.NewGuid()), Freq = "WEEKLY", Byday = "MO", OpensAt = new TimeOnly(9, 0), ClosesAt = new TimeOnly(12, 0), ValidTo = validTo, Until = until };

    private static Schedule Exception(DateOnly date) =>
        new() { Id = new Id<Schedule>(Guid.NewGuid()), ValidFrom = date, ValidTo = date, OpensAt = new TimeOnly(9, 0), ClosesAt = new TimeOnly(12, 0) };
}
