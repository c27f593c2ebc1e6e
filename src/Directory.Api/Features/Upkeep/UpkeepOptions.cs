using System.ComponentModel.DataAnnotations;

namespace ResourceMatch.Api.Features.Upkeep;

/// <summary>How listings are kept true; settings ResourceMatch__Upkeep__….</summary>
public sealed class UpkeepOptions
{
    public const string Section = "ResourceMatch:Upkeep";

    /// <summary>Days that a signed link works. More = people who are slow still get in, and so does whoever finds the letter.</summary>
    [Range(1, 90)]
    public int LinkDays { get; set; } = 14;

    /// <summary>Days since the last confirmation after which an agency is asked. More = fewer letters, older listings.</summary>
    [Range(30, 1_000)]
    public int RemindAfterDays { get; set; } = 180;

    /// <summary>Days between two letters about the same listing.</summary>
    [Range(7, 365)]
    public int RemindEveryDays { get; set; } = 30;

    /// <summary>Letters of one morning, at most, the oldest and most used listings first. 0 = no reminders.</summary>
    [Range(0, 10_000)]
    public int RemindersADay { get; set; } = 50;

    /// <summary>When reminders are written, as a Quartz cron expression (seconds first) in the time zone ResourceMatch__TimeZone: seven each weekday morning.</summary>
    [Required]
    public string RemindAt { get; set; } = "0 0 7 ? * MON-FRI";
}
