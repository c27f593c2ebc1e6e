using System.ComponentModel.DataAnnotations;

namespace ResourceMatch.Api.Features.Places;

/// <summary>Where addresses are looked up; settings ResourceMatch__Places__….</summary>
/// <remarks>By default nothing leaves this host: a family's address is looked up in the directory's own tables alone.</remarks>
public sealed class PlacesOptions : IValidatableObject
{
    public const string Section = "ResourceMatch:Places";

    /// <summary>An outside geocoder that is asked too when our own tables are not sure: nominatim or pelias. Null = none; then no address ever leaves.</summary>
    [RegularExpression("nominatim|pelias")]
    public string? Outside { get; set; }

    /// <summary>Its address, https: https://geocoder.example/search for Nominatim, https://geocoder.example/v1/search for Pelias.</summary>
    public string? Url { get; set; }

    /// <summary>What our own tables must be sure of, 0 to 1, so that nobody else is asked. Larger = more is sent outside.</summary>
    [Range(0.0, 1.0)]
    public double SureEnough { get; set; } = 0.6;

    /// <summary>Seconds to wait for it. Then our own answer stands.</summary>
    [Range(1, 30)]
    public int TimeoutSeconds { get; set; } = 4;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Outside is null) yield break;
        if (!Uri.TryCreate(Url, UriKind.Absolute, out var url) || url.Query.Length > 0 || Hosting.OutsideHttp.WhyRefused(Url!, [url.IdnHost]) is not null)
        {
            yield return new ValidationResult("ResourceMatch__Places__Url must be an https address on port 443, by the name of its host, without a query.", [nameof(Url)]);
        }
    }
}
