using System.Globalization;
using System.Text.Json;

namespace ResourceMatch.Checker.Answers;

/// <summary>The whole plan of an answer, as its JSON says it.</summary>
/// <param name="Uncovered">Keys of needs.</param>
/// <param name="WithoutTrip">Keys of needs that nobody has to go anywhere for.</param>
internal sealed record PrintedPlan(IReadOnlyList<PrintedPlanOuting> Outings, IReadOnlyList<string> WithoutTrip, IReadOnlyList<string> Uncovered, int Away, int SeparateAway, int SeparateOutings)
{
    public static PrintedPlan Parse(JsonElement json) => new(
        [.. json.GetProperty("outings").EnumerateArray().Select(PrintedPlanOuting.Parse)],
        [.. json.GetProperty("withoutTrip").EnumerateArray().Select(help => help.GetProperty("need").GetString()!)],
        [.. json.GetProperty("uncovered").EnumerateArray().Select(need => need.GetString()!)],
        json.GetProperty("awaySeconds").GetInt32(), json.GetProperty("separateAwaySeconds").GetInt32(), json.GetProperty("separateOutings").GetInt32());
}

internal sealed record PrintedPlanOuting(
    DateOnly Date, PrintedMode Mode, int LeaveHome, int ArriveHome, string StartsAt, string EndsAt, IReadOnlyList<PrintedPlanStop> Stops, PrintedJourney Home)
{
    public static PrintedPlanOuting Parse(JsonElement json) => new(
        DateOnly.ParseExact(json.GetProperty("date").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        Enum.Parse<PrintedMode>(json.GetProperty("mode").GetString()!, ignoreCase: true),
        json.GetProperty("leaveHomeSeconds").GetInt32(), json.GetProperty("arriveHomeSeconds").GetInt32(),
        json.GetProperty("startsAt").GetString()!.ToLowerInvariant(), json.GetProperty("endsAt").GetString()!.ToLowerInvariant(),
        [.. json.GetProperty("stops").EnumerateArray().Select(PrintedPlanStop.Parse)],
        PrintedJourney.Parse(json.GetProperty("home")));
}

/// <param name="Needs">Keys of what is done there.</param>
internal sealed record PrintedPlanStop(IReadOnlyList<string> Needs, PlaceKey Place, bool HoursKnown, PrintedJourney There, int Arrive, int VisitStart, int VisitEnd, int Leave)
{
    public static PrintedPlanStop Parse(JsonElement json) => new(
        [.. json.GetProperty("needs").EnumerateArray().Select(need => need.GetString()!)],
        PlaceKey.Parse(json), json.GetProperty("hoursKnown").GetBoolean(), PrintedJourney.Parse(json.GetProperty("there")),
        json.GetProperty("arrivePlaceSeconds").GetInt32(), json.GetProperty("visitStartSeconds").GetInt32(), json.GetProperty("visitEndSeconds").GetInt32(), json.GetProperty("leavePlaceSeconds").GetInt32());
}
