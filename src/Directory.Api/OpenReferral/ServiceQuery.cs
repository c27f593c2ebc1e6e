using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using ResourceMatch.Storage.Queries;

namespace ResourceMatch.Api.OpenReferral;

/// <summary>The query of /hsds/services as it came; every part is text, so that a wrong one is named instead of failing.</summary>
public sealed record ServiceQuery(
    string? Search,
    string? Page,
    [FromQuery(Name = "per_page")] string? PerPage,
    string? Format,
    [FromQuery(Name = "taxonomy_term_id")] string? TaxonomyTermId,
    [FromQuery(Name = "taxonomy_id")] string? TaxonomyId,
    [FromQuery(Name = "organization_id")] string? OrganizationId,
    [FromQuery(Name = "modified_after")] string? ModifiedAfter,
    string? Minimal,
    string? Full)
{
    private const int DefaultPerPage = 50, MaxPerPage = 500, MaxPage = 1_000_000, MaxSearch = 200;

    internal bool TryRead(out Wanted wanted, out Dictionary<string, string[]> errors)
    {
        var found = new Dictionary<string, string[]>();
        var filter = new ServiceFilter
        {
            Search = Search is { Length: > MaxSearch } ? Fail<string?>("search", $"At most {MaxSearch} letters.") : Search,
            OrganizationId = Uuid("organization_id", OrganizationId),
            TaxonomyTermId = Uuid("taxonomy_term_id", TaxonomyTermId),
            TaxonomyId = Uuid("taxonomy_id", TaxonomyId),
            ModifiedAfter = Instant("modified_after", ModifiedAfter),
        };
        var format = string.IsNullOrEmpty(Format) ? "json" : Format.ToLowerInvariant();
        if (format is not ("json" or "ndjson")) Fail<int>("format", "json or ndjson.");
        wanted = new Wanted(
            filter, Whole("page", Page, 1, MaxPage) ?? 1, Whole("per_page", PerPage, 1, MaxPerPage) ?? DefaultPerPage,
            !string.IsNullOrEmpty(Page) || !string.IsNullOrEmpty(PerPage), format == "ndjson", Flag("minimal", Minimal), Flag("full", Full));
        errors = found;
        return found.Count == 0;

        Guid? Uuid(string field, string? text) =>
            string.IsNullOrEmpty(text) ? null : Guid.TryParse(text, out var id) ? id : Fail<Guid?>(field, "A UUID is expected.");

        int? Whole(string field, string? text, int least, int most) =>
            string.IsNullOrEmpty(text) ? null
            : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
            : Fail<int?>(field, $"A whole number from {least} to {most} is expected.");

        DateTimeOffset? Instant(string field, string? text) =>
            string.IsNullOrEmpty(text) ? null
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant
            : Fail<DateTimeOffset?>(field, "A date and time like 2026-11-30T12:00:00Z is expected.");

        bool Flag(string field, string? text) =>
            !string.IsNullOrEmpty(text) && (bool.TryParse(text, out var value) ? value : Fail<bool>(field, "true or false is expected."));

        T? Fail<T>(string field, string message)
        {
            found[field] = [message];
            return default;
        }
    }

    internal sealed record Wanted(ServiceFilter Filter, int Page, int PerPage, bool IsPaged, bool IsStream, bool IsMinimal, bool IsFull)
    {
        public int Offset => (int)Math.Min(int.MaxValue, (Page - 1L) * PerPage);
    }
}
