namespace ResourceMatch.Domain.Resources;

/// <summary>The words that mean "by appointment", and those that take it back.</summary>
public sealed partial class OpeningHours
{
    private static readonly string[] AppointmentWords =
    [
        "by appointment", "by appt", "appointment only", "appointments only", "appointment required", "appointment is required",
        "appointments required", "appointments are required", "appointment needed", "appointment necessary",
    ];

    private static readonly string[] NoAppointmentWords =
    [
        "no appointment", "not by appointment", "without appointment", "without an appointment", "or by appointment", "and by appointment", "walk-in", "walk in",
    ];

    private static bool IsByAppointment(Schedule schedule) =>
        (Has(schedule.AttendingType, "appointment") || Array.Exists(AppointmentWords, words => Has(schedule.Description, words)))
        && !Array.Exists(NoAppointmentWords, words => Has(schedule.Description, words) || Has(schedule.AttendingType, words));

    private static bool Has(string? text, string words) => text is not null && text.Contains(words, StringComparison.OrdinalIgnoreCase);
}
