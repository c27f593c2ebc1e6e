using ResourceMatch.Checker.Answers;
using ResourceMatch.Checker.Raw;

namespace ResourceMatch.Checker.Tests;

/// <summary>Ways to spoil a right outing. Each says what the checker must find.</summary>
internal sealed record PlantedFault(string Name, Fault Expected, Func<PrintedOuting, OutingTerms, (PrintedOuting Outing, OutingTerms Terms)> Plant)
{
    public static readonly IReadOnlyList<PlantedFault> All =
    [
        new("bus missed by a minute", Fault.MissedBus, (outing, terms) => (WithThere(outing, WalkLater(outing.There, LegsBefore(outing.There).Board - LegsBefore(outing.There).Reached + 60)), terms)),
        new("closed on arrival", Fault.ClosedOnArrival, (outing, terms) => (outing, terms with { Openings = [(outing.VisitEnd + 60, outing.VisitEnd + 7_200)] })),
        new("closed that day", Fault.ClosedThatDay, (outing, terms) => (outing, terms with { Openings = [] })),
        new("closes before the visit ends", Fault.ClosesTooSoon, (outing, terms) => (outing, terms with { Openings = [.. terms.Openings.Select(opening => (opening.Opens, Math.Min(opening.Closes, outing.VisitEnd - 60)))] })),
        new("no bus home", Fault.NoWayHome, (outing, terms) => (outing with { Back = outing.Back with { Legs = [] } }, terms)),
        new("last bus home left out", Fault.Broken, (outing, terms) => (outing with { Back = outing.Back with { Legs = [.. outing.Back.Legs.Take(1)] } }, terms)),
        new("wrong weekday", Fault.DoesNotRun, (outing, terms) => (outing with { There = EachRide(outing.There, ride => ride with { ServiceDate = DayWithout(ride, terms.Feed!) }) }, terms)),
        new("wrong trip date", Fault.TimeNotInTimetable, (outing, terms) => (outing with { There = EachRide(outing.There, ride => ride with { ServiceDate = ride.ServiceDate.AddDays(-7) }) }, terms)),
        new("a minute beside the timetable", Fault.TimeNotInTimetable, (outing, terms) => (outing with { Back = EachRide(outing.Back, ride => ride with { Alight = ride.Alight - 7 }) }, terms)),
        new("a trip that there is not", Fault.UnknownTrip, (outing, terms) => (outing with { Back = EachRide(outing.Back, ride => ride with { TripId = "no such trip" }) }, terms)),
        new("stop order reversed", Fault.WrongOrder, (outing, terms) => (outing with { There = EachRide(outing.There, ride => ride with { FromStop = ride.ToStop, ToStop = ride.FromStop }) }, terms)),
        new("walk longer than the family goes", Fault.WalkTooLong, (outing, terms) => (outing, terms with { Family = terms.Family with { WalkMeters = 60 } })),
        new("walk faster than anyone walks", Fault.WalkTimeWrong, (outing, terms) => (WithThere(outing, EachWalk(outing.There, walk => walk with { Seconds = walk.Seconds - 30 })), terms)),
        new("two walks in one change", Fault.TwoWalks, (outing, terms) => (outing with { Back = outing.Back with { Legs = [outing.Back.Legs[0], .. outing.Back.Legs] } }, terms)),
        new("stay too short", Fault.StayWrong, (outing, terms) => (outing with { VisitEnd = outing.VisitEnd - 300 }, terms)),
        new("home too late", Fault.HomeTooLate, (outing, terms) => (outing, terms with { Stretches = [.. terms.Stretches.Select(part => part with { Until = Math.Min(part.Until, outing.ArriveHome - 60) })] })),
        new("leaves before they are free", Fault.NotFree, (outing, terms) => (outing, terms with { Stretches = [.. terms.Stretches.Select(part => part with { From = Math.Max(part.From, outing.LeaveHome + 60) })] })),
        new("longer than they ride", Fault.WayTooLong, (outing, terms) => (outing, terms with { Family = terms.Family with { OneWayMinutes = 1 } })),
        new("starts where the family never does", Fault.StartOrEndWrong, (outing, terms) => (outing with { StartsAt = outing.StartsAt == "work" ? "school" : "work" }, terms with { Stretches = [.. terms.Stretches.Where(part => part.StartsAt == outing.StartsAt)] })),
        new("the child is not fetched", Fault.StartOrEndWrong, (outing, terms) => (outing, terms with { Stretches = [.. terms.Stretches.Select(part => part with { EndsAt = part.EndsAt == "home" ? "school" : "home" })] })),
        new("fetched at another place than the way ends at", Fault.WalkTimeWrong, (outing, terms) => (outing, terms with { Stretches = [.. terms.Stretches.Select(part => part with { End = terms.Place })] })),
        new("says that one must phone", Fault.PhoneWrong, (outing, terms) => (WithThere(outing, EachRide(outing.There, ride => ride with { MustPhone = !ride.MustPhone })), terms)),
        new("says that it walks on streets", Fault.WalkingWrong, (outing, terms) => (outing with { Back = outing.Back with { Walking = outing.Back.Walking == "streets" ? "line" : terms.Ground.IsOnStreets(terms.Place, terms.Family.Walker) ? "line" : "streets" } }, terms)),
        new("a day nobody asked for", Fault.DateOutsideWindow, (outing, terms) => (outing, terms with { From = outing.Date.AddDays(1) })),
        new("drives without a car", Fault.ModeWrong, (outing, terms) => (outing with { Mode = PrintedMode.Car }, terms)),
        new("a bus that a wheelchair cannot use", Fault.NotStepFree, (outing, terms) => (outing with { There = outing.There }, terms with { Family = terms.Family with { NeedsStepFree = true } })),
    ];

    public override string ToString() => Name;

    private static PrintedOuting WithThere(PrintedOuting outing, PrintedJourney there) => outing with { There = there };

    /// <summary>When the first bus is boarded, and when the family stands at its stop.</summary>
    private static (int Board, int Reached) LegsBefore(PrintedJourney journey) =>
        (journey.Legs.OfType<PrintedLeg.Ride>().First().Board, journey.Legs[0] is PrintedLeg.Walk walk ? walk.Start + walk.Seconds : journey.Leave);

    private static PrintedJourney WalkLater(PrintedJourney journey, int seconds) =>
        journey with { Legs = [.. journey.Legs.Select((leg, i) => i == 0 && leg is PrintedLeg.Walk walk ? walk with { Start = walk.Start + seconds } : leg)] };

    private static PrintedJourney EachRide(PrintedJourney journey, Func<PrintedLeg.Ride, PrintedLeg> change) =>
        journey with { Legs = [.. journey.Legs.Select(leg => leg is PrintedLeg.Ride ride ? change(ride) : leg)] };

    private static PrintedJourney EachWalk(PrintedJourney journey, Func<PrintedLeg.Walk, PrintedLeg> change) =>
        journey with { Legs = [.. journey.Legs.Select(leg => leg is PrintedLeg.Walk walk ? change(walk) : leg)] };

    /// <summary>The next date on which the trip stands still: another weekday, or else the day after the last.</summary>
    private static DateOnly DayWithout(PrintedLeg.Ride ride, RawFeed feed) =>
        Enumerable.Range(1, 14).Select(ride.ServiceDate.AddDays).FirstOrDefault(date => !feed.Runs(feed.Trips[ride.TripId].ServiceId, date), feed.LastDate.AddDays(1));
}
