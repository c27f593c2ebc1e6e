using ResourceMatch.Domain;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Importers.Spreadsheets;

namespace ResourceMatch.Importers.Tests.Spreadsheets;

public sealed class TypedHoursTests
{
    [Theory]
    [InlineData("Tue, Thu 3-6pm; 1st Sat 9-noon", "WEEKLY TU,TH 15:00-18:00 | MONTHLY 1SA 09:00-12:00")]
    [InlineData("Mon-Fri 9:30 am to 5 pm", "WEEKLY MO,TU,WE,TH,FR 09:30-17:00")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void What_is_typed_is_read_as_a_spreadsheet_is(string? typed, string expected) => Assert.Equal(expected, Text(TypedHours.Read(typed)!));

    [Theory]
    [InlineData("Tuesdays, unless it rains, 3-6pm")]
    [InlineData("every other Monday 9-12")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("call us")]
    [InlineData("10 pm to 2 pm Monday")]
    public void What_cannot_be_read_for_certain_is_not_guessed(string typed) => Assert.Null(TypedHours.Read(typed));

    [Fact]
    public void Rules_in_words_are_read_as_the_same_rules_again()
    {
        var random = new Random(20261127);
        string[] days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
        for (var round = 0; round < 500; round++)
        {
            var isMonthly = random.Next(3) == 0;
            var byday = string.Join(',', days.Where(_ => random.Next(3) == 0).Select(day => isMonthly ? random.Next(1, 6) + day : day));
            if (byday.Length == 0) continue;
            var opens = new TimeOnly(random.Next(5, 20), random.Next(4) * 15);
            var schedule = new Schedule
            {
                Id = new Id<Schedule>(Guid.NewGuid()), Freq = isMonthly ? "MONTHLY" : "WEEKLY", Byday = byday, OpensAt = opens, ClosesAt = opens.AddMinutes(random.Next(2, 14) * 15),
            };
            var words = TypedHours.Write([schedule])!;
            var again = TypedHours.Read(words);
            Assert.True(again is not null, words);
            Assert.Equal(Spread([schedule]), Spread(again));
        }
    }

    private static string Text(IEnumerable<Schedule> schedules) => string.Join(" | ", schedules.Select(schedule => $"{schedule.Freq} {schedule.Byday} {schedule.OpensAt:HH:mm}-{schedule.ClosesAt:HH:mm}"));

    // The reader may put the days of one rule in another order or into two rules.
    private static string Spread(IEnumerable<Schedule> schedules) =>
        string.Join(' ', schedules.SelectMany(schedule => schedule.Byday!.Split(',').Select(day => $"{day} {schedule.OpensAt:HH:mm}-{schedule.ClosesAt:HH:mm}")).Order(StringComparer.Ordinal));
}
