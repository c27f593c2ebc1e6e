namespace ResourceMatch.Storage.Search;

/// <summary>What is let go of when nothing fits, in order. A step that changes nothing answers the same object.</summary>
internal static class Loosening
{
    public static readonly IReadOnlyList<(string Name, Func<SearchFilters, SearchFilters> Without)> Steps =
    [
        ("minutes", filters => filters.WithinMinutes is null ? filters : filters with { WithinMinutes = null }),
        ("openAt", filters => filters.OpenAt is null ? filters : filters with { OpenAt = null }),
        ("days", filters => filters.Days.Count == 0 ? filters : filters with { Days = [] }),
        ("area", filters => filters.Area is null ? filters : filters with { Area = null }),
        ("free", filters => !filters.FreeOnly ? filters : filters with { FreeOnly = false }),
        ("language", filters => filters.Language is null ? filters : filters with { Language = null }),
        ("accessible", filters => !filters.AccessibleOnly ? filters : filters with { AccessibleOnly = false }),
        ("age", filters => filters.Age is null ? filters : filters with { Age = null }),
        ("needs", filters => filters.Needs.Count == 0 ? filters : filters with { Needs = [] }),
        ("words", filters => filters),
        ("only", filters => filters is { Only: null, OrganizationId: null, TaxonomyTermId: null, TaxonomyId: null, ModifiedAfter: null }
            ? filters
            : filters with { Only = null, OrganizationId = null, TaxonomyTermId = null, TaxonomyId = null, ModifiedAfter = null }),
    ];
}
