using System.Globalization;
using System.Text.Json;

namespace ResourceMatch.Checker.Answers;

/// <summary>One line of the product's answers, as its JSON says it: nothing is computed here.</summary>
/// <param name="Plan">Null = not asked for.</param>
internal sealed record PrintedAnswer(string HouseholdId, DateOnly From, int Days, IReadOnlyList<PrintedNeed> Needs, PrintedPlan? Plan = null)
{
    public static PrintedAnswer Parse(string line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        var request = root.GetProperty("request");
        return new PrintedAnswer(
            request.GetProperty("householdId").GetString()!,
            DateOnly.ParseExact(request.GetProperty("date").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            request.GetProperty("days").GetInt32(),
            [.. root.GetProperty("needs").EnumerateArray().Select(PrintedNeed.Parse)],
            root.TryGetProperty("plan", out var plan) && plan.ValueKind == JsonValueKind.Object ? PrintedPlan.Parse(plan) : null);
    }
}

internal sealed record PrintedNeed(string Need, IReadOnlyList<PrintedResult> Results, IReadOnlyList<PrintedExclusion> Excluded)
{
    public static PrintedNeed Parse(JsonElement json) => new(
        json.GetProperty("need").GetString()!,
        [.. json.GetProperty("results").EnumerateArray().Select(PrintedResult.Parse)],
        [.. json.GetProperty("excluded").EnumerateArray().Select(PrintedExclusion.Parse)]);
}

internal sealed record PrintedResult(int Rank, PlaceKey Place, string Name, bool CallFirst, double Total, IReadOnlyList<PrintedPart> Parts, IReadOnlyList<PrintedOuting> Outings)
{
    public static PrintedResult Parse(JsonElement json)
    {
        var score = json.GetProperty("score");
        return new PrintedResult(
            json.GetProperty("rank").GetInt32(), PlaceKey.Parse(json), json.GetProperty("name").GetString()!, json.GetProperty("callFirst").GetBoolean(),
            score.GetProperty("total").GetDouble(),
            [.. score.GetProperty("parts").EnumerateArray().Select(part => new PrintedPart(part.GetProperty("name").GetString()!, part.GetProperty("value").GetDouble(), part.GetProperty("weight").GetDouble()))],
            [.. json.GetProperty("outings").EnumerateArray().Select(PrintedOuting.Parse)]);
    }
}

internal sealed record PrintedPart(string Name, double Value, double Weight);

/// <param name="Minutes">What the reason says in minutes; null = it says none.</param>
internal sealed record PrintedExclusion(PlaceKey Place, string Name, string ReasonKind, int? Minutes = null)
{
    public static PrintedExclusion Parse(JsonElement json)
    {
        var reason = json.GetProperty("reason");
        return new PrintedExclusion(
            PlaceKey.Parse(json), json.GetProperty("name").GetString()!, reason.GetProperty("kind").GetString()!,
            reason.TryGetProperty("minutes", out var minutes) ? minutes.GetInt32() : null);
    }
}

/// <summary>A service at a location; no location = it has no place.</summary>
internal readonly record struct PlaceKey(string ServiceId, string? LocationId)
{
    public static PlaceKey Parse(JsonElement json) =>
        new(json.GetProperty("serviceId").GetString()!, json.TryGetProperty("locationId", out var location) && location.ValueKind == JsonValueKind.String ? location.GetString() : null);

    public override string ToString() => $"{ServiceId}@{LocationId ?? "-"}";
}

internal enum PrintedMode
{
    Walk,
    Transit,
    Car,
}

internal sealed record PrintedOuting
{
    public required DateOnly Date { get; init; }
    public required PrintedMode Mode { get; init; }
    public required int LeaveHome { get; init; }
    public required int ArrivePlace { get; init; }
    public required int VisitStart { get; init; }
    public required int VisitEnd { get; init; }
    public required int LeavePlace { get; init; }
    public required int ArriveHome { get; init; }
    public required bool HoursKnown { get; init; }

    /// <summary>home, school or work.</summary>
    public string StartsAt { get; init; } = "home";
    public string EndsAt { get; init; } = "home";
    public required PrintedJourney There { get; init; }
    public required PrintedJourney Back { get; init; }

    public int Away => ArriveHome - LeaveHome;

    public static PrintedOuting Parse(JsonElement json) => new()
    {
        Date = DateOnly.ParseExact(json.GetProperty("date").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        Mode = Enum.Parse<PrintedMode>(json.GetProperty("mode").GetString()!, ignoreCase: true),
        LeaveHome = json.GetProperty("leaveHomeSeconds").GetInt32(),
        ArrivePlace = json.GetProperty("arrivePlaceSeconds").GetInt32(),
        VisitStart = json.GetProperty("visitStartSeconds").GetInt32(),
        VisitEnd = json.GetProperty("visitEndSeconds").GetInt32(),
        LeavePlace = json.GetProperty("leavePlaceSeconds").GetInt32(),
        ArriveHome = json.GetProperty("arriveHomeSeconds").GetInt32(),
        HoursKnown = json.GetProperty("hoursKnown").GetBoolean(),
        StartsAt = json.GetProperty("startsAt").GetString()!.ToLowerInvariant(),
        EndsAt = json.GetProperty("endsAt").GetString()!.ToLowerInvariant(),
        There = PrintedJourney.Parse(json.GetProperty("there")),
        Back = PrintedJourney.Parse(json.GetProperty("back")),
    };
}

/// <param name="Walking">streets or line; empty = not said.</param>
internal sealed record PrintedJourney(int Leave, int Arrive, IReadOnlyList<PrintedLeg> Legs, string Walking = "")
{
    public static PrintedJourney Parse(JsonElement json) =>
        new(json.GetProperty("leaveSeconds").GetInt32(), json.GetProperty("arriveSeconds").GetInt32(), [.. json.GetProperty("legs").EnumerateArray().Select(PrintedLeg.Parse)], json.GetProperty("walking").GetString()!.ToLowerInvariant());
}

internal abstract record PrintedLeg
{
    /// <param name="FromStop">Null = home or the place.</param>
    public sealed record Walk(string? FromStop, string? ToStop, int Start, int Seconds, int Meters) : PrintedLeg;

    public sealed record Ride(string TripId, string FromStop, string ToStop, int Board, int Alight, DateOnly ServiceDate, int? Headway, bool MustPhone = false) : PrintedLeg;

    public sealed record Drive(int Start, int Seconds) : PrintedLeg;

    public static PrintedLeg Parse(JsonElement json)
    {
        string? Text(string name) => json.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.String ? found.GetString() : null;
        int Number(string name) => json.GetProperty(name).GetInt32();
        return json.GetProperty("kind").GetString() switch
        {
            "walk" => new Walk(Text("fromStopId"), Text("toStopId"), Number("startSeconds"), Number("seconds"), Number("meters")),
            "drive" => new Drive(Number("startSeconds"), Number("seconds")),
            "ride" => new Ride(
                Text("tripId")!, Text("fromStopId")!, Text("toStopId")!, Number("boardSeconds"), Number("alightSeconds"),
                DateOnly.ParseExact(Text("serviceDate")!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
                json.TryGetProperty("headwaySeconds", out var headway) && headway.ValueKind == JsonValueKind.Number ? headway.GetInt32() : null,
                json.TryGetProperty("mustPhone", out var phone) && phone.ValueKind == JsonValueKind.True),
            var other => throw new FormatException($"Unknown kind of leg: {other}"),
        };
    }
}
