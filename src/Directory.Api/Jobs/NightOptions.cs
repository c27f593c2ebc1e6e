using System.ComponentModel.DataAnnotations;

namespace ResourceMatch.Api.Jobs;

/// <summary>The nightly match of all households; settings ResourceMatch__Night__….</summary>
/// <remarks>Without <see cref="Households"/> there is no night.</remarks>
public sealed class NightOptions
{
    public const string Section = "ResourceMatch:Night";

    /// <summary>The families file; the same on every host. Null = off.</summary>
    public string? Households { get; set; }

    /// <summary>When the night begins, as a Quartz cron expression (seconds first) in the time zone ResourceMatch__TimeZone: half past two each night.</summary>
    [Required]
    public string At { get; set; } = "0 30 2 * * ?";

    /// <summary>Where the report goes. Null = beside the families file, its ending replaced by .night.txt.</summary>
    public string? Report { get; set; }

    /// <summary>Chunks that each host does at the same time. More = sooner done, slower pages in the meantime.</summary>
    [Range(1, 256)]
    public int Threads { get; set; } = 2;

    /// <summary>Megabytes for the day profiles of stops. Less = some of them are searched again.</summary>
    [Range(16, 1_000_000)]
    public int Megabytes { get; set; } = 256;

    internal static bool IsOn(IConfiguration configuration) => !string.IsNullOrWhiteSpace(configuration[Section + ":Households"]);

    internal string ReportPath => Report ?? Path.ChangeExtension(Households!, ".night.txt");
}
