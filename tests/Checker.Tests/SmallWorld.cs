using ResourceMatch.Checker.Answers;
using ResourceMatch.Checker.Raw;

namespace ResourceMatch.Checker.Tests;

/// <summary>A town along one street, so that every time follows from metres and headways: Maple at 0 m, Center at 4,000 m, Harbor at 4,100 m, Pantry at 8,000 m.</summary>
/// <remarks>
/// Bus 1 leaves Maple at :00 and :30 and takes 10 minutes to Center; bus 2 leaves Harbor at :15 and :45 and takes 10 to Pantry; back, bus 2 leaves Pantry at :05 and :35,
/// bus 1 leaves Center at :20 and :50. Weekdays from 8 to 18. Home lies 100 m before Maple and the place 100 m after Pantry: 130 walked metres, 109 seconds each;
/// Center to Harbor is as far.
/// </remarks>
internal static class SmallWorld
{
    public const double MetersPerDegree = 6_371_000 * Math.PI / 180;

    public static readonly DateOnly Tuesday = new(2026, 11, 24);

    public static readonly LatLon Home = At(-100);

    public static readonly LatLon Place = At(8_100);

    public static readonly IReadOnlyList<(int Opens, int Closes)> TenToTwelve = [(36_000, 43_200)];

    public static readonly RawFamily Family = new() { Id = "f1", Home = Home, FreeTimes = [new RawFreeTime(DayOfWeek.Tuesday, 32_400, 43_200)], Needs = ["food"] };

    public static readonly RawFeed Feed = new(RawFiles.Of(Files()));

    public static readonly OutingTerms Terms = new(Family, Place, TenToTwelve, [.. Family.FreeOn(Tuesday)], Feed, Ground.Lines, StaySeconds: 1_200, Carries: false, Tuesday.AddDays(-1), Days: 7);

    /// <summary>Leave 9:28:11, wait for the opening at 10, board 10:35, home at 11:01:49.</summary>
    public static readonly PrintedOuting RightOuting = new()
    {
        Date = Tuesday,
        Mode = PrintedMode.Transit,
        LeaveHome = Time(9, 28, 11),
        ArrivePlace = Time(9, 56, 49),
        VisitStart = Time(10, 0),
        VisitEnd = Time(10, 20),
        LeavePlace = Time(10, 33, 11),
        ArriveHome = Time(11, 1, 49),
        HoursKnown = true,
        There = new PrintedJourney(Time(9, 28, 11), Time(9, 56, 49),
        [
            new PrintedLeg.Walk(null, "maple", Time(9, 28, 11), 109, 130),
            new PrintedLeg.Ride("1-out-0930", "maple", "center", Time(9, 30), Time(9, 40), Tuesday, null),
            new PrintedLeg.Walk("center", "harbor", Time(9, 40), 109, 130),
            new PrintedLeg.Ride("2-out-0945", "harbor", "pantry", Time(9, 45), Time(9, 55), Tuesday, null),
            new PrintedLeg.Walk("pantry", null, Time(9, 55), 109, 130),
        ]),
        Back = new PrintedJourney(Time(10, 33, 11), Time(11, 1, 49),
        [
            new PrintedLeg.Walk(null, "pantry", Time(10, 33, 11), 109, 130),
            new PrintedLeg.Ride("2-in-1035", "pantry", "harbor", Time(10, 35), Time(10, 45), Tuesday, null),
            new PrintedLeg.Walk("harbor", "center", Time(10, 45), 109, 130),
            new PrintedLeg.Ride("1-in-1050", "center", "maple", Time(10, 50), Time(11, 0), Tuesday, null),
            new PrintedLeg.Walk("maple", null, Time(11, 0), 109, 130),
        ]),
    };

    public static LatLon At(double meters) => new(0, 10 + meters / MetersPerDegree);

    public static int Time(int hour, int minute, int second = 0) => hour * 3_600 + minute * 60 + second;

    public static Dictionary<string, string> Files()
    {
        var trips = new List<string> { "route_id,service_id,trip_id" };
        var times = new List<string> { "trip_id,arrival_time,departure_time,stop_id,stop_sequence" };
        void Trip(string line, string way, int minute, string from, string to)
        {
            var id = $"{line}-{way}-{minute / 60:00}{minute % 60:00}";
            trips.Add($"{line},weekday,{id}");
            times.Add($"{id},{minute / 60}:{minute % 60:00}:00,{minute / 60}:{minute % 60:00}:00,{from},1");
            times.Add($"{id},{(minute + 10) / 60}:{(minute + 10) % 60:00}:00,{(minute + 10) / 60}:{(minute + 10) % 60:00}:00,{to},2");
        }

        for (var minute = 8 * 60; minute < 18 * 60; minute += 30)
        {
            Trip("1", "out", minute, "maple", "center");
            Trip("2", "out", minute + 15, "harbor", "pantry");
            Trip("2", "in", minute + 5, "pantry", "harbor");
            Trip("1", "in", minute + 20, "center", "maple");
        }

        // Leaves before a family that came by bus 1 can be there.
        Trip("2", "out", 9 * 60 + 43, "harbor", "pantry");
        string Stop(string id, double meters) => FormattableString.Invariant($"{id},{id},{At(meters).Latitude:R},{At(meters).Longitude:R}");
        return new Dictionary<string, string>
        {
            ["agency.txt"] = "agency_id,agency_name,agency_timezone\na,Street Line,America/New_York\n",
            ["stops.txt"] = string.Join('\n', "stop_id,stop_name,stop_lat,stop_lon", Stop("maple", 0), Stop("center", 4_000), Stop("harbor", 4_100), Stop("pantry", 8_000)),
            ["routes.txt"] = "route_id,route_short_name,route_type\n1,1,3\n2,2,3\n",
            ["calendar.txt"] = "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\nweekday,1,1,1,1,1,0,0,20260101,20261231\n",
            ["calendar_dates.txt"] = "service_id,date,exception_type\nweekday,20261126,2\n",
            ["trips.txt"] = string.Join('\n', trips),
            ["stop_times.txt"] = string.Join('\n', times),
        };
    }
}
