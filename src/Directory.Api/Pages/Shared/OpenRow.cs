using ResourceMatch.Api.Pages.Speech;

namespace ResourceMatch.Api.Pages.Shared;

/// <summary>One place of the list "open now": its name, who runs it, and until when.</summary>
internal sealed record OpenRow(Words Words, OpenNow.Place Place, DateOnly Today, int MinuteNow)
{
    private const int SoonMinutes = 60;

    /// <summary>The reader's saved list, which goes along.</summary>
    public SavedList Kept { get; init; } = new([]);

    public bool ClosesSoon => Place.ClosesMinute is { } closes && closes - MinuteNow <= SoonMinutes;

    public string Status
    {
        get
        {
            if (Place.ClosesMinute is not { } closes) return Words.Say("Card.OpensAt", ("day", Words.NearDate(Place.Opens!.Value.Date, Today)), ("at", Words.At(Place.Opens.Value.OpensMinute * 60)));
            if (closes - MinuteNow > 1_439) return Words["Card.OpenAllDay"];
            return ClosesSoon ? Words.Say("Card.ClosesIn", ("minutes", Words.Minutes((closes - MinuteNow) * 60))) : Words.Say("Card.OpenUntil", ("time", Words.The(closes * 60)));
        }
    }
}
