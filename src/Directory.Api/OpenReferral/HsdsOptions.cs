using System.ComponentModel.DataAnnotations;
using ResourceMatch.Importers.Hsds;

namespace ResourceMatch.Api.OpenReferral;

/// <summary>What /hsds/ says of this directory (settings ResourceMatch:Hsds:…). Every value may be left as it is; a directory that is public should name its publisher.</summary>
public sealed class HsdsOptions
{
    public const string Section = "ResourceMatch:Hsds";

    /// <summary>The version of HSDS that is reported.</summary>
    [Required]
    [RegularExpression(@"^\d+\.\d+(\.\d+)?$")]
    public string Version { get; set; } = HsdsFormat.Version;

    /// <summary>Where this API's Profile stands; empty = /hsds/profile of this host.</summary>
    public string Profile { get; set; } = "";

    /// <summary>One sentence about the directory.</summary>
    [Required]
    public string Description { get; set; } = "Community services that a family can really use.";

    public PublisherOptions Publisher { get; set; } = new();

    /// <summary>Who answers for the data.</summary>
    public sealed class PublisherOptions
    {
        [Required]
        public string Name { get; set; } = "ResourceMatch";

        /// <summary>In some register, with its prefix; empty = none.</summary>
        public string Identifier { get; set; } = "";

        /// <summary>Empty = none.</summary>
        public string Email { get; set; } = "";

        /// <summary>Empty = none.</summary>
        public string Website { get; set; } = "";
    }
}
