namespace ResourceMatch.Domain.Needs;

/// <summary>One thing a family may need, by the words of a school plan. The vocabulary's key is what every file, URL and answer carries.</summary>
/// <param name="Key">Lower case, words joined by hyphens: food, eye-care, tutoring.</param>
/// <param name="Group">Key of the group it stands under: food, housing, health, …</param>
/// <param name="Labels">By language (en, es, ht, ar): the words a page shows.</param>
/// <param name="Synonyms">By language: other words that mean it; used by import and, later, search.</param>
/// <param name="StayMinutes">How long a visit takes. 20 unless the need says otherwise.</param>
/// <param name="Carries">True when one comes home with bags: the shorter walking limit holds on the way back.</param>
/// <param name="For">Whose age counts.</param>
/// <param name="Sensitive">True where a page offers "Leave this page" (violence, substance use, child safety).</param>
public sealed record Need(
    string Key,
    string Group,
    IReadOnlyDictionary<string, string> Labels,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Synonyms,
    int StayMinutes,
    bool Carries,
    NeedFor For,
    bool Sensitive);

/// <summary>Whose age a service's limits are held against.</summary>
public enum NeedFor
{
    /// <summary>Anyone of the household may go.</summary>
    Household,

    /// <summary>The student alone (tutoring, sports, a job for teenagers).</summary>
    Student,

    /// <summary>A grown-up of the household (adult education, work).</summary>
    Adult,
}
