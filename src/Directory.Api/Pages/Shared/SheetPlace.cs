using Microsoft.AspNetCore.Html;
using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Api.Pages.Speech;
using ResourceMatch.Matching;

namespace ResourceMatch.Api.Pages.Shared;

/// <summary>What a family needs to know of one place when it goes there, as sentences without their full stop.</summary>
internal sealed record SheetPlace(Words Words, ResultView Listing, IReadOnlyList<string> Needs, StopLines Stop)
{
    public string Name => Listing.Location ?? Listing.Name;

    /// <summary>"Food, eye tests": why the family goes there.</summary>
    public string What => NeedWords.Of(Words, Needs);

    public IEnumerable<IHtmlContent> Facts
    {
        get
        {
            if (Listing.Name != Name) yield return Phrase.Name(Listing.Name);
            if (Listing.Address is { } address) yield return Phrase.Of(Words, "Sheet.Address", ("address", Phrase.Name(address)));
            if (Listing.Phone is { } phone) yield return Phrase.Of(Words, "Sheet.Phone", ("phone", PageLinks.Call(phone)));
            if (Stop.Open is { } open) yield return Text(open);
            foreach (var caveat in Listing.Caveats.Where(caveat => caveat is not (Reason.LastBusHome or Reason.AskAboutPapers))) yield return Text(Words.Reason(caveat));
            if (Bring is { } bring) yield return Text(bring);
            if (Listing.Cost is { } cost) yield return Text(cost == 0 ? Words["Sheet.Free"] : Words.Say("Sheet.Costs", ("amount", Words.Money(cost))));
            if (Listing.Languages.Count > 0) yield return Text(Words.Say("Sheet.Speaks", ("languages", Words.Languages(Listing.Languages))));
            if (Listing.Interpreter) yield return Text(Words["Sheet.Interpreter"]);
        }
    }

    private string? Bring => Listing.Documents.Count == 0
        ? null
        : Words.Say("Card.Bring", ("things", Words.And([.. Listing.Documents.Select(document => Card.PaperOf(Words, document)).Distinct()])));

    private static IHtmlContent Text(string text) => new HtmlContentBuilder().Append(text);
}
