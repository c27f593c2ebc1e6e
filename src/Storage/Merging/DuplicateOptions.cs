using System.ComponentModel.DataAnnotations;

namespace ResourceMatch.Storage.Merging;

/// <summary>When two listings of different sources look like one; settings ResourceMatch__Duplicates__….</summary>
/// <remarks>The score is the mean of the parts that both tell of, by these weights. A larger weight = that part decides more.</remarks>
public sealed class DuplicateOptions
{
    public const string Section = "ResourceMatch:Duplicates";

    /// <summary>Pairs from here on are shown to staff. Larger = fewer, surer ones.</summary>
    [Range(0.0, 1.0)]
    public double Threshold { get; set; } = 0.75;

    /// <summary>Likeness of the names of service and organization, by trigrams.</summary>
    [Range(0.0, 10.0)]
    public double Name { get; set; } = 4;

    /// <summary>Share of the needs that both answer.</summary>
    [Range(0.0, 10.0)]
    public double Need { get; set; } = 2;

    /// <summary>A number in common.</summary>
    [Range(0.0, 10.0)]
    public double Phone { get; set; } = 1.5;

    /// <summary>The same house number and street.</summary>
    [Range(0.0, 10.0)]
    public double Address { get; set; } = 1.5;

    /// <summary>Nearness: 1 at the same point, 0 from 500 m on.</summary>
    [Range(0.0, 10.0)]
    public double Place { get; set; } = 1;

    /// <summary>A phone, address, spot or name that more listings than this share says nothing: the switchboard of a county.</summary>
    [Range(2, 1_000)]
    public int MostAlike { get; set; } = 40;
}
