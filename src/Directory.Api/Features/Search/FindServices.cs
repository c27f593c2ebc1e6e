using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Domain.Needs;
using ResourceMatch.Domain.Places;
using ResourceMatch.Storage;
using ResourceMatch.Storage.Search;

namespace ResourceMatch.Api.Features.Search;

/// <summary>The one way to search: the page, /api/search and ./run search all call it.</summary>
/// <remarks>Checks the request, works out minutes where a start is given, searches and loads what a list shows. Thread-safe.</remarks>
public sealed class FindServices(ServiceSearch search, SearchTravel travel, Starts starts, DirectoryDatabase database, TimeProvider clock)
{
    public const int DefaultPerPage = 20;

    /// <returns>The answer, or what to put right.</returns>
    public async Task<(SearchView? View, IReadOnlyList<FieldProblem> Problems)> Find(SearchRequest request, StartPoint? from, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        List<FieldProblem> problems = [.. Check(request, ""), .. from is null ? [] : Check(from, "from.")];
        var days = ReadDays(request.Day ?? [], problems);
        foreach (var key in request.Need ?? [])
        {
            if (NeedVocabulary.Default.Find(key) is null) problems.Add(new FieldProblem("need", "unknownNeed", $"There is no need \"{key}\" in the vocabulary."));
        }

        var (point, start) = problems.Count == 0 ? await FindStart(request, from, problems, cancellation) : (null, null);
        if (point is null && problems.Count == 0 && (request.Minutes is not null || request.Sort == "minutes"))
        {
            problems.Add(new FieldProblem("place", "missing", "Say where one starts: place, or from (lat, lon) by POST."));
        }

        if (problems.Count > 0) return (null, problems);
        var filters = new SearchFilters
        {
            Needs = request.Need ?? [],
            Language = Blank(request.Language)?.ToLowerInvariant(),
            FreeOnly = request.Free ?? false,
            OpenAt = request.OpenAt ?? (request.OpenNow == true ? clock.GetUtcNow() : null),
            Days = days,
            Age = request.Age,
            AccessibleOnly = request.Accessible ?? false,
            Area = Blank(request.Area),
            Minutes = point is { } home ? await travel.FindMinutes(home, days.Count == 1 ? days[0] : null, cancellation) : null,
            WithinMinutes = request.Minutes,
        };
        return (await Search(request, filters, start, cancellation), []);
    }

    private async Task<SearchView> Search(SearchRequest request, SearchFilters filters, string? start, CancellationToken cancellation)
    {
        var (page, perPage) = (request.Page ?? 1, request.PerPage ?? DefaultPerPage);
        var wanted = new SearchPage((page - 1) * perPage, perPage) { ByMinutes = request.Sort == "minutes", WithCounts = request.Counts ?? false };
        var language = Blank(request.In)?.ToLowerInvariant();
        var answer = await search.FindAsync(request.Q, filters, wanted, language, cancellation);
        var shown = await SearchListings.LoadAsync(database, [.. answer.Items.Concat(answer.Nearest).Select(hit => hit.Service)], language, clock.GetUtcNow(), cancellation);
        var byId = shown.ToDictionary(listing => listing.Id);
        return new SearchView(
            answer.Total, page, perPage, ViewAll(answer.Items), View(answer.Understood), answer.Counts is { } counts ? View(counts) : null, ViewAll(answer.Nearest), answer.Loosened, start);

        IReadOnlyList<SearchItemView> ViewAll(IReadOnlyList<SearchHit> hits) => [.. hits.Where(hit => byId.ContainsKey(hit.Service)).Select(hit => View(hit, byId[hit.Service], clock.GetUtcNow()))];
    }

    private async Task<(GeoPoint? Point, string? Name)> FindStart(SearchRequest request, StartPoint? from, List<FieldProblem> problems, CancellationToken cancellation)
    {
        if (from is not null)
        {
            var point = GeoPoint.Find(from.Lon, from.Lat);
            if (point is null) problems.Add(new FieldProblem("from", "outsideArea", "0, 0 lies in the sea. Give a latitude and longitude."));
            return (point, null);
        }

        if (Blank(request.Place) is not { } place) return (null, null);
        var start = await starts.Find(place.Replace("\0", "", StringComparison.Ordinal), cancellation);
        if (start is null) problems.Add(new FieldProblem("place", "unknownPlace", $"There is no neighborhood, school or stop \"{place}\"."));
        return (start?.Point, start?.Name);
    }

    private static IEnumerable<FieldProblem> Check(object value, string prefix)
    {
        List<ValidationResult> found = [];
        Validator.TryValidateObject(value, new ValidationContext(value), found, validateAllProperties: true);
        return found.Select(result => new FieldProblem(prefix + JsonNamingPolicy.CamelCase.ConvertName(result.MemberNames.FirstOrDefault() ?? ""), "outOfRange", result.ErrorMessage ?? "Check this value."));
    }

    private static List<DayOfWeek> ReadDays(string[] texts, List<FieldProblem> problems)
    {
        List<DayOfWeek> days = [];
        foreach (var text in texts)
        {
            if (Enum.TryParse<DayOfWeek>(text, ignoreCase: true, out var day) && !char.IsAsciiDigit(text[0])) days.Add(day);
            else problems.Add(new FieldProblem("day", "notReadable", $"\"{text}\" is no day; give Sunday to Saturday."));
        }

        return days;
    }

    private static SearchItemView View(SearchHit hit, SearchListing listing, DateTimeOffset now) => new(
        listing.Id.Value, listing.TranslatedName ?? listing.Name, listing.TranslatedName is null || listing.TranslatedName == listing.Name ? null : listing.Name, listing.TranslatedDescription ?? listing.Description,
        listing.Organization, listing.Status == Domain.Resources.ServiceStatus.Active ? "active" : "temporarily closed", listing.Needs, listing.Languages, listing.Cost is { } cost ? cost == 0 : null,
        listing.MinimumAge, listing.MaximumAge, listing.IsAccessible, listing.Areas, listing.OpensAt <= now && listing.ClosesAt > now, listing.OpensAt, listing.ClosesAt, listing.AssuredDate, hit.Minutes,
        new SearchRankView(Math.Round(hit.Rank.Total, 4), [.. hit.Rank.Parts.Select(part => new SearchPartView(part.Name, part.Value, part.Weight))]));

    private static SearchReadingView View(SearchReading reading) => new(
        [.. reading.Words.Select(word => new SearchWordView(word.Text, word.ReadAs, word.IsKnown))], [.. reading.Needs.Select(need => new SearchNeedView(need.Need, need.Strength))], reading.Age,
        [.. reading.Days.Select(day => day.ToString())], reading.OpenNow);

    private static SearchCountsView View(SearchCounts counts) => new(
        counts.Needs, counts.Languages, counts.Areas, counts.Days.ToDictionary(day => day.Key.ToString(), day => day.Value), counts.Free, counts.OpenNow, counts.Accessible);

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
