namespace ResourceMatch.Domain.Resources;

/// <summary>What is known of a place's hours.</summary>
public enum HoursKnowledge
{
    /// <summary>No schedule, or only words nobody could parse: "Call first: we don't know the hours".</summary>
    Unknown,

    /// <summary>Rules or dates that can be read.</summary>
    Known,

    /// <summary>Only by appointment: call first.</summary>
    ByAppointment,
}

/// <summary>One opening in the place's local time: from OpensMinute (inclusive) to ClosesMinute.</summary>
/// <remarks>Minutes are minutes after the local midnight of <paramref name="Date"/>; closing past midnight is above 1,440; all day is 0 to 1,440.</remarks>
public readonly record struct Opening(DateOnly Date, int OpensMinute, int ClosesMinute);

/// <summary>The one reader of HSDS schedules: from rules to openings.</summary>
/// <remarks>Immutable; safe to share.</remarks>
public sealed partial class OpeningHours(IReadOnlyList<Schedule> schedules)
{
    public IReadOnlyList<Schedule> Schedules { get; } = schedules;
}
