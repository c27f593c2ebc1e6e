namespace ResourceMatch.Checker.Answers;

/// <summary>What can be wrong with a printed outing, or with what an answer leaves out.</summary>
internal enum Fault
{
    // The journey against the timetable's rows.
    UnknownTrip,
    DoesNotRun,
    StopNotServed,
    WrongOrder,
    TimeNotInTimetable,
    MayNotBoard,
    MissedBus,
    ChangeTooShort,
    NotStepFree,
    PhoneWrong,
    WalkingWrong,

    // The journey on foot, by car and as a chain.
    WalkTooLong,
    WalkTimeWrong,
    TwoWalks,
    Broken,
    NoWayHome,
    ModeWrong,

    // The outing against the place's hours and the family's time.
    DateOutsideWindow,
    ClosedThatDay,
    ClosedOnArrival,
    ClosesTooSoon,
    StayWrong,
    WaitsTooLong,
    NotFree,
    StartOrEndWrong,
    HomeTooLate,
    WayTooLong,
    TimesOutOfOrder,

    // The whole plan.
    PlanWrong,

    // The answer as a whole.
    HiddenPlace,
    HiddenDay,
    NotEligible,
    WrongReason,
    EarlierHome,
    LessTimeAway,
    SearchFoundLess,
    ScoreNotAddingUp,
    WrongRank,
    UnknownPlace,
    Missing,
}

/// <summary>One finding, as a sentence that a person can check by hand.</summary>
internal sealed record Violation(Fault Fault, string Sentence)
{
    public override string ToString() => $"{Fault}: {Sentence}";
}

/// <summary>Seconds as people read them.</summary>
internal static class Clock
{
    public static string Text(int seconds) =>
        seconds < 0 ? $"-{Text(-seconds)}" : $"{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}";
}
