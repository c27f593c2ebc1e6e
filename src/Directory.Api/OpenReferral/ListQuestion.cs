using System.Globalization;
using ResourceMatch.Domain.Places;
using ResourceMatch.Importers.Hsds;
using ResourceMatch.Storage.Queries;

namespace ResourceMatch.Api.OpenReferral;

/// <summary>What a request for a list wants, read from its parameters.</summary>
/// <param name="Filter">Without what must be asked of others first: the search, the postcode, the engine.</param>
/// <param name="Travel">Null = no way is asked about.</param>
/// <param name="MustBeAccessible">True = only where a step-free way in is stated.</param>
internal sealed record ListQuestion(
    ResourceFilter Filter, string? Search, string? Postcode, double? ProximityMeters, TravelQuestion? Travel, bool MustBeAccessible,
    int Page, int PerPage, bool IsPaged, bool IsStream, bool IsMinimal, HsdsShape Shape, bool WithMetadata, bool Explains)
{
    private const int DefaultPerPage = 50, MaxPerPage = 500, MaxPage = 1_000_000, MaxSearch = 200, MaxMeters = 1_000_000;

    public int Offset => (int)Math.Min(int.MaxValue, (Page - 1L) * PerPage);

    /// <summary>All on one page.</summary>
    public bool IsWhole => IsMinimal && !IsPaged;

    /// <param name="start">A start with a name, looked up already; null = none was given.</param>
    /// <returns>What can be read; the request holds what cannot.</returns>
    public static ListQuestion Read(HsdsRequest request, HsdsList list, GeoPoint? start, DateTimeOffset now)
    {
        var near = PointOf(request) ?? start;
        var radius = request.Number("radius_m", 0, MaxMeters);
        if (radius is not null && near is null) request.Fail<int>("radius_m", "Say around which point: lat and lon in the body of a POST, or start.");
        var format = request.Text("format")?.ToLowerInvariant() ?? "json";
        if (format is not ("json" or "ndjson")) request.Fail<int>("format", "json or ndjson.");
        var search = request.Text("search");
        if (search is { Length: > MaxSearch }) request.Fail<int>("search", $"At most {MaxSearch} letters.");
        var filter = new ResourceFilter
        {
            Words = search is not null && list.Kind is not (ListedResource.Service or ListedResource.ServiceAtLocation) ? HsdsSearch.WordsOf(search) : [],
            OrganizationId = request.Uuid("organization_id"),
            TaxonomyTermId = request.Uuid("taxonomy_term_id"),
            TaxonomyId = request.Uuid("taxonomy_id"),
            ModifiedAfter = request.Instant("modified_after"),
            TopOnly = request.Flag("top_only"),
            ParentId = request.Uuid("parent_id"),
            Near = near,
            RadiusMeters = radius,
            Box = request.Box("bbox"),
            OpenAt = request.Instant("open_at", now),
            Language = request.Text("language"),
            Age = request.Whole("age", 0, 150),
            AssuredSince = request.Whole("assured_within_days", 0, 100_000) is { } days ? DateOnly.FromDateTime(now.UtcDateTime).AddDays(-days) : null,
        };
        var proximity = request.Number("proximity", 0, MaxMeters);
        if (proximity is not null && request.Text("postcode") is null) request.Fail<int>("proximity", "Say around which postcode: postcode.");
        var isFull = request.Flag("full");
        return new ListQuestion(
            filter, search, request.Text("postcode"), proximity, TravelQuestion.Read(request, near, now), request.Flag("accessible"),
            request.Whole("page", 1, MaxPage) ?? 1, request.Whole("per_page", 1, MaxPerPage) ?? DefaultPerPage,
            request.Text("page") is not null || request.Text("per_page") is not null, format == "ndjson", request.Flag("minimal"),
            list.ShapeOf(isFull, request.Flag("full_service")), request.Flag("metadata"), request.Flag("explain"));
    }

    /// <summary>What the clock decides of the answer.</summary>
    public string Moment(DirectorySnapshot snapshot, DateTimeOffset now) => string.Create(
        CultureInfo.InvariantCulture, $"{(Search is null ? "" : $"{snapshot.WordsVersion} {now:yyyy-MM-dd HH:mm}")} {(Filter.OpenAt is { } open ? $"{open:O} {snapshot.OpeningsFrom:O}" : "")} {Filter.AssuredSince:O} {Travel?.Moment:O}");

    private static GeoPoint? PointOf(HsdsRequest request)
    {
        var (lat, lon) = (request.Number("lat", -90, 90), request.Number("lon", -180, 180));
        if ((lat is null) == (lon is null)) return lat is null ? null : GeoPoint.Find(lon, lat) ?? request.Fail<GeoPoint?>("lat", "0, 0 lies in the sea. Give the latitude and longitude of the start.");
        return request.Fail<GeoPoint?>(lat is null ? "lat" : "lon", "lat and lon go together.");
    }
}

/// <summary>A way that a list asks about.</summary>
/// <param name="ArriveBy">Null = leaving now.</param>
/// <param name="Now">The moment of the question, to the minute.</param>
internal sealed record TravelQuestion(GeoPoint Start, int MaxMinutes, bool HasCar, DateTimeOffset? ArriveBy, DateTimeOffset Now)
{
    private const int LongestMinutes = 240, UsualMinutes = 60;

    /// <summary>On which the answer hangs.</summary>
    public DateTimeOffset Moment => ArriveBy ?? Now;

    public static TravelQuestion? Read(HsdsRequest request, GeoPoint? start, DateTimeOffset now)
    {
        var (minutes, car, by) = (request.Whole("max_minutes", 1, LongestMinutes), request.Flag("car"), request.Instant("arrive_by"));
        if (minutes is null && !car && by is null) return null;
        if (start is { } point) return new TravelQuestion(point, minutes ?? UsualMinutes, car, by, new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero));
        return request.Fail<TravelQuestion>(minutes is not null ? "max_minutes" : car ? "car" : "arrive_by", "Say from where: lat and lon in the body of a POST, or start.");
    }
}
