using ResourceMatch.Domain.Needs;

namespace ResourceMatch.Matching.Advice;

/// <summary>What would help when little fits, and what to ask next. Immutable; safe to share.</summary>
/// <param name="Loosen">The one constraint whose loosening brings most places for the needs for which little fits; null = enough fits, or nothing would help.</param>
/// <param name="Ask">The unanswered question that changes the lists most; null = every answer that matters is known.</param>
public sealed record MatchAdvice(LoosenAdvice? Loosen, OpenQuestion? Ask);

/// <summary>One thing to change, and what the same match would bring with it.</summary>
/// <param name="Kind">Which constraint.</param>
/// <param name="Day">Of <see cref="Loosening.Day"/> alone.</param>
/// <param name="Amount">Of Earlier and Later minutes, of Walk metres, of OneWay minutes (the new limit, not the difference, for the last two); null for the others.</param>
/// <param name="Paper">Of <see cref="Loosening.Paper"/> alone: the paper to get.</param>
/// <param name="Gains">Places that fit besides, over the needs for which little fits. At least 1.</param>
/// <param name="ByNeed">The gain need by need, those without one left out.</param>
public sealed record LoosenAdvice(Loosening Kind, DayOfWeek? Day, int? Amount, DocumentKind? Paper, int Gains, IReadOnlyList<NeedGain> ByNeed);

/// <param name="Now">Places that fit today.</param>
/// <param name="More">Places that would fit besides. At least 1.</param>
/// <param name="Best">The first of these in the ranking of the loosened match.</param>
/// <param name="Rank">Its rank there, from 1.</param>
public sealed record NeedGain(Need Need, int Now, int More, MatchResult Best, int Rank);

/// <summary>What can be loosened, one at a time; what each supposes stands in this project's README.</summary>
public enum Loosening
{
    /// <summary>Free on one more weekday.</summary>
    Day,

    /// <summary>Every free time begins earlier.</summary>
    Earlier,

    /// <summary>Every free time ends later.</summary>
    Later,

    /// <summary>A longer single walk.</summary>
    Walk,

    /// <summary>The full walk with bags too: a cart, or somebody who helps to carry.</summary>
    Bags,

    /// <summary>A longer way, one way.</summary>
    OneWay,

    /// <summary>One paper that they lack today.</summary>
    Paper,

    /// <summary>Help that costs something: a fee waiver, or somebody who pays.</summary>
    Cost,

    /// <summary>Somebody who interprets.</summary>
    Interpreter,

    /// <summary>Somebody who calls the driver ahead, for rides that need it.</summary>
    CallAhead,

    /// <summary>A ride by car, there and back.</summary>
    Car,
}

/// <summary>A question nobody has answered yet, and how far the lists of all needs hang on it.</summary>
/// <param name="Kind">What is asked.</param>
/// <param name="Key">Of eligibility: the key, such as receives-snap or school:mill-creek. Of a paper: the <see cref="DocumentKind"/>. Null for age and grade.</param>
/// <param name="Changes">Places (need by need) that are on a list after one answer and not after another.</param>
/// <param name="IfYes">What a yes does; null for age and grade.</param>
/// <param name="IfNo">What a no does; null for age and grade.</param>
public sealed record OpenQuestion(QuestionKind Kind, string? Key, int Changes, AnswerEffect? IfYes, AnswerEffect? IfNo);

/// <param name="Appear">Places that come onto a list.</param>
/// <param name="Disappear">Places that leave one.</param>
/// <param name="Certain">Places that stay and no longer need to be asked about this.</param>
public readonly record struct AnswerEffect(int Appear, int Disappear, int Certain);

public enum QuestionKind
{
    Eligibility,

    /// <summary>The student's age.</summary>
    Age,

    /// <summary>The student's grade.</summary>
    Grade,

    /// <summary>Whether they have a paper; asked only when nothing is known of any.</summary>
    Paper,
}
