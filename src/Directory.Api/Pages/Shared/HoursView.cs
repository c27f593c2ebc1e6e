using ResourceMatch.Api.Features.Upkeep;
using ResourceMatch.Api.Pages.Speech;

namespace ResourceMatch.Api.Pages.Shared;

/// <summary>The hours' form as the partial shows it.</summary>
/// <param name="Preview">What families will read of what was typed; null = of what is stored.</param>
internal sealed record HoursView(Words Words, HoursForm Form, HoursOwner Owner, FormErrors Errors, IReadOnlyList<string>? Preview = null)
{
    public IReadOnlyList<string> Lines => Preview ?? HoursLines.Of(Words, Owner.Shown);

    /// <summary>Sunday first, as everywhere; the form's days begin with Monday.</summary>
    public static IEnumerable<int> DayOrder => [6, 0, 1, 2, 3, 4, 5];

    public string DayName(int day) => Words.Day((DayOfWeek)((day + 1) % 7));

    /// <summary>The stored days, to notice a change.</summary>
    public string DaysSeen => string.Join('|', HoursPosting.Days(HoursForm.Of(Owner.Shown)));

    public string WordsSeen => HoursForm.Of(Owner.Shown).Words;
}
