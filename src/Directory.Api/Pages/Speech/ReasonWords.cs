using ResourceMatch.Matching;

namespace ResourceMatch.Api.Pages.Speech;

/// <summary>Says a reason in the reader's language. The reason is data; these are all the words for it.</summary>
/// <remarks>A test walks every kind in every language.</remarks>
public static class ReasonWords
{
    /// <summary>The heading over places that are left out for the same kind of reason.</summary>
    public static string Heading(this Words words, string kind) => words[$"Why.{kind}"];

    /// <summary>One sentence without its full stop.</summary>
    public static string Reason(this Words words, Reason reason) => reason switch
    {
        Reason.NotRunning { Status: "defunct" } => words["Reason.NotRunning.Defunct"],
        Reason.AgesOnly ages => Bounds(words, "Reason.AgesOnly", ages.MinimumAge, ages.MaximumAge, words.Number),
        Reason.GradesOnly grades => Bounds(words, "Reason.GradesOnly", grades.MinimumGrade, grades.MaximumGrade, words.Grade),
        Reason.ForOthers others => words.Say("Reason.ForOthers", ("audience", words.Audience(others.Audience))),
        Reason.InAnotherTown far => words.Say("Reason.InAnotherTown", ("town", words.Name(far.Town))),
        Reason.ResidentsOnly { AreaName: { Length: > 0 } area } => words.Say("Reason.ResidentsOnly.In", ("area", words.Name(area))),
        Reason.LanguageMissing { Spoken.Count: > 0 } missing =>
            words.Say("Reason.LanguageMissing.Spoken", ("spoken", words.Languages(missing.Spoken)), ("wanted", words.Languages(missing.Wanted))),
        Reason.LanguageMissing missing => words.Say("Reason.LanguageMissing", ("wanted", words.Languages(missing.Wanted))),
        Reason.Costs costs => words.Say("Reason.Costs", ("amount", words.Money(costs.Amount))),
        Reason.NeedsPapers papers => words.Say("Reason.NeedsPapers", ("papers", words.And([.. papers.Missing.Select(words.Paper)]))),
        Reason.Full { Updated: { } updated } => words.Say("Reason.Full.On", ("date", words.PlainDate(updated))),
        Reason.OutOfSeason { Opens: { } opens } => words.Say("Reason.OutOfSeason.Opens", ("date", words.PlainDate(opens))),
        Reason.ClosedForHoliday closed => words.Say("Reason.ClosedForHoliday", ("date", words.PlainDate(closed.Date)), ("name", words.Holiday(closed.Name))),
        Reason.PhoneBeforeRide phone => words.Say("Reason.PhoneBeforeRide", ("line", words.Name(phone.LineName))),
        Reason.ClosedWhenFree { OpenDays.Count: > 0 } closed => words.Say("Reason.ClosedWhenFree.Days", ("days", Days(words, closed.OpenDays))),
        Reason.TooFar far => words.Say("Reason.TooFar", ("minutes", Minutes(words, far.Minutes)), ("limit", words.Number(far.LimitMinutes))),
        Reason.StopTooFar far => words.Say(
            far.At == "Home" ? "Reason.StopTooFar.Home" : "Reason.StopTooFar.Place",
            ("minutes", Minutes(words, far.WalkMinutes)),
            ("limit", words.Number(far.LimitMinutes))),
        Reason.NoBusThatDay { OpenDays.Count: > 0 } none => words.Say("Reason.NoBusThatDay.Days", ("days", Days(words, none.OpenDays))),
        Reason.WayHomeTooLong far => words.Say("Reason.WayHomeTooLong", ("minutes", Minutes(words, far.Minutes)), ("limit", words.Number(far.LimitMinutes))),
        Reason.NoTimetable none => words.Say("Reason.NoTimetable", ("from", words.PlainDate(none.ValidFrom)), ("to", words.PlainDate(none.ValidTo))),
        Reason.CallFirst { Why: "ByAppointment" } => words["Reason.CallFirst.ByAppointment"],
        Reason.AskAboutEligibility ask => words.Say("Reason.AskAboutEligibility", ("audience", words.Audience(ask.Audience))),
        Reason.AskAboutLanguage ask => words.Say("Reason.AskAboutLanguage", ("wanted", words.Languages(ask.Wanted))),
        Reason.AskAboutPapers { Texts.Count: > 0 } ask => words.Say("Reason.AskAboutPapers.Texts", ("papers", words.Comma(ask.Texts.Select(words.Name)))),
        Reason.NotConfirmedSince { AssuredDate: { } date } => words.Say("Reason.NotConfirmedSince.Month", ("month", words.Month(date))),
        Reason.HoursEnded ended => words.Say("Reason.HoursEnded", ("date", words.PlainDate(ended.ValidTo))),
        Reason.ListingDoubted doubted => words.Say(words.Find($"Reason.ListingDoubted.{doubted.Doubt}") is null ? "Reason.ListingDoubted" : $"Reason.ListingDoubted.{doubted.Doubt}", ("date", words.PlainDate(doubted.Since))),
        Reason.SpeaksYourLanguage speaks => words.Say("Reason.SpeaksYourLanguage", ("language", words.LanguageName(speaks.Code))),
        Reason.RecentlyConfirmed confirmed => words.Say("Reason.RecentlyConfirmed", ("date", words.PlainDate(confirmed.AssuredDate))),
        Reason.OpenSoon soon => words.Say("Reason.OpenSoon", ("day", words.Day(soon.Date.DayOfWeek))),
        _ => words[$"Reason.{reason.Kind}"],
    };

    private static string Minutes(Words words, int minutes) => words.Minutes(minutes * 60);

    private static string Days(Words words, IReadOnlyList<DayOfWeek> days) => words.And([.. days.Distinct().Order().Select(words.Day)]);

    private static string Bounds(Words words, string key, int? from, int? to, Func<int, string> number) => (from, to) switch
    {
        ({ } low, { } high) => words.Say($"{key}.Both", ("min", number(low)), ("max", number(high))),
        (null, { } high) => words.Say($"{key}.Max", ("max", number(high))),
        _ => words.Say($"{key}.Min", ("min", number(from ?? 0))),
    };
}
