using System.Globalization;

namespace ResourceMatch.Api.Commands;

/// <summary>Writes an assignment for people at a terminal: the rules, the seats in order, then who goes without and why.</summary>
internal sealed class AssignText(TextWriter output)
{
    public void Write(AssignView view)
    {
        foreach (var place in view.Places)
        {
            Line($"{place.Name} ({place.Organization}): {place.Capacity} seats {(place.CapacitySource == "given" ? "given" : place.CapacityUpdated is { } updated ? $"as listed on {updated:yyyy-MM-dd}" : "as listed")}, {place.Seated} taken");
        }

        Line($"{view.Students} students, {view.Applicants} can use a seat, {view.Seated} seated; {view.TotalMinutesAway} minutes away from home in all.");
        Line($"Rules: has the need and a checked way there and back in the {view.Days} days from {view.Date:yyyy-MM-dd}; then tier 3 before 2 before 1; then the longer wait; then the lower lottery number. Lottery seed {view.Seed}.");
        Write("Seated", [.. view.Outcomes.Where(outcome => outcome.Outcome == AssignOutcome.Seated).OrderBy(outcome => outcome.Place).ThenBy(outcome => outcome.Seat)]);
        Write("Not seated", [.. view.Outcomes.Where(outcome => outcome.Outcome == AssignOutcome.NotSeated).OrderByDescending(outcome => outcome.Tier).ThenBy(outcome => outcome.WaitingSince ?? DateOnly.MaxValue).ThenBy(outcome => outcome.Lottery)]);
        Write("Cannot use it", [.. view.Outcomes.Where(outcome => outcome.Outcome == AssignOutcome.NotUsable)]);
        output.WriteLine();
        Line($"{view.Outcomes.Count(outcome => outcome.Outcome == AssignOutcome.DoesNotAsk)} students do not ask for it.");
    }

    private void Write(string heading, IReadOnlyList<AssignOutcomeView> outcomes)
    {
        output.WriteLine();
        Line($"{heading} ({outcomes.Count})");
        foreach (var outcome in outcomes)
        {
            Line($"  {outcome.HouseholdId}{(outcome.Name is { } name ? $" ({name})" : "")}: {outcome.Sentence}{(outcome.MinutesAway is { } minutes ? $" {minutes} minutes away from home." : "")}");
        }
    }

    private void Line(FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
