using ResourceMatch.Domain.Resources;

namespace ResourceMatch.Importers.Spreadsheets;

/// <summary>Everything that one row says, as HSDS entities with stable ids.</summary>
/// <remarks>An organization named by a column may come with several rows: it has the same id each time. Immutable.</remarks>
public sealed record TableListing
{
    /// <summary>As a spreadsheet counts: the header is row 1.</summary>
    public required int Row { get; init; }
    public required Organization Organization { get; init; }
    public required Service Service { get; init; }
    public required Location Location { get; init; }
    public required ServiceAtLocation ServiceAtLocation { get; init; }

    /// <summary>Null when the row names no street.</summary>
    public Address? Address { get; init; }
    public IReadOnlyList<Phone> Phones { get; init; } = [];
    public IReadOnlyList<Schedule> Schedules { get; init; } = [];
    public IReadOnlyList<Language> Languages { get; init; } = [];
    public IReadOnlyList<Accessibility> Accessibility { get; init; } = [];
    public IReadOnlyList<RequiredDocument> RequiredDocuments { get; init; } = [];
    public IReadOnlyList<ServiceArea> ServiceAreas { get; init; } = [];

    /// <summary>Keys of <see cref="Domain.Needs.EligibilityKeys"/>, any of which is enough.</summary>
    public IReadOnlyList<string> Eligibility { get; init; } = [];
}
