using System.ComponentModel.DataAnnotations;

namespace ResourceMatch.Api.Features.Sources;

/// <summary>Where feeds may come from, and when; settings ResourceMatch__Sources__….</summary>
public sealed class SourcesOptions
{
    public const string Section = "ResourceMatch:Sources";

    /// <summary>Hosts that feeds may be fetched from by https, by their full names. Empty = none: nothing is fetched.</summary>
    public IReadOnlyList<string> Hosts { get; set; } = [];

    /// <summary>The folder under which staff may name feeds on a page. Null = a page takes https addresses alone; the verb takes any path, since whoever runs it may read the machine anyway.</summary>
    public string? Folder { get; set; }

    /// <summary>When the night's fetching begins, as a Quartz cron expression (seconds first) in the time zone ResourceMatch__TimeZone: half past one each night. What comes weekly is fetched when its last look lies six days back.</summary>
    [Required]
    public string At { get; set; } = "0 30 1 * * ?";

    /// <summary>Megabytes of one feed; more is refused.</summary>
    [Range(1, 4_096)]
    public int MaxMegabytes { get; set; } = 512;

    /// <summary>Minutes for one download.</summary>
    [Range(1, 120)]
    public int TimeoutMinutes { get; set; } = 10;
}
