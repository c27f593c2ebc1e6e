using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using ResourceMatch.Api.Access;
using ResourceMatch.Api.Features.Search;
using ResourceMatch.Api.Pages.Shared;
using ResourceMatch.Api.Pages.Speech;
using ResourceMatch.Domain.Needs;
using ResourceMatch.Domain.Upkeep;
using ResourceMatch.Storage;
using ResourceMatch.Storage.Search;
using NeedWords = ResourceMatch.Storage.Search.NeedWords;

namespace ResourceMatch.Api.Pages.Admin;

/// <summary>/admin/words: staff's own words for needs, those that came with the program beside them, and what a search finds with both.</summary>
[Authorize(AccessPolicies.DirectoryStaff)]
internal sealed class WordsModel(CurrentUser user, DirectoryDatabase database, FindServices services) : FormPage
{
    private const int MostFound = 10;

    // From here on a need is surely meant (src/Storage/Search/README.md).
    private const double Surely = 0.75;

    /// <summary>Staff's own words, need by need in the vocabulary's order, then those of needs that this version does not have.</summary>
    public IReadOnlyList<IGrouping<string, NeedWord>> Own { get; private set; } = [];

    /// <summary>The need whose words that came with the program are shown; null = none was chosen.</summary>
    public Need? Shown { get; private set; }

    /// <summary>What to try, as it was typed.</summary>
    public string? Tried { get; private set; }

    /// <summary>In which language the one reads who types it.</summary>
    public string TriedIn { get; private set; } = "en";

    /// <summary>What a family would find; null = nothing was tried, or it cannot be.</summary>
    public SearchView? Found { get; private set; }

    /// <summary>What was typed into the form, to be put right.</summary>
    public string? Need { get; private set; }

    /// <summary>Of the words typed; the page's own unless told otherwise.</summary>
    public string Language { get => field ?? Words.Language.Code; private set; }

    public string? Phrase { get; private set; }

    public async Task OnGetAsync(string? need, string? q, string? @in, CancellationToken cancellation)
    {
        PageLanguage.Remember(HttpContext);
        Need = need;
        await LoadAsync(q, @in, cancellation);
    }

    /// <param name="q">What is being tried, so that it is tried again with the new words.</param>
    public async Task<IActionResult> OnPostAddAsync(string? need, string? language, string? phrase, string? q, string? @in, CancellationToken cancellation)
    {
        (Need, Language, Phrase) = (need, language ?? "", FieldReading.Clean(phrase, keepLines: false));
        var isNeed = NeedVocabulary.Default.Find(need) is not null;
        if (!isNeed) Errors.Add("need", Words["NeedWords.Error.Need"]);
        if (!NeedVocabulary.Languages.Contains(Language)) Errors.Add("language", Words["NeedWords.Error.Language"]);
        if (Phrase.Length > NeedWords.MaxLetters) Errors.Add("phrase", Words.Say("Fault.TooLong", ("count", NeedWords.MaxLetters)));
        else if (!NeedWords.IsPhrase(Phrase)) Errors.Add("phrase", Words["NeedWords.Error.Phrase"]);
        else if (!Errors.Any && !await NeedWords.AddAsync(database, need!, Language, Phrase, user.Name, cancellation)) Errors.Add("phrase", Words["NeedWords.Error.Known"]);
        if (!Errors.Any) return LocalRedirect(Address(need!, q, @in) + $"#n-{need}");
        await LoadAsync(q, @in, cancellation);
        return Again();
    }

    public async Task<IActionResult> OnPostRemoveAsync(long word, string? need, string? q, string? @in, CancellationToken cancellation) =>
        ModelState.IsValid && await NeedWords.RemoveAsync(database, word, cancellation) ? LocalRedirect(Address(need, q, @in) + "#own") : NotFound();

    /// <summary>The name of a need; of one that this version does not have, its key.</summary>
    public string NameOf(string need) => NeedVocabulary.Default.Find(need) is { } known ? Words.Label(known.Labels) : need;

    /// <summary>"Food, and perhaps clothes": the needs that search reads out of what was tried; null = none.</summary>
    public string? Reading => Found is not { Understood.Needs: { Count: > 0 } needs } ? null
        : Words.And([.. needs.Select(each => each.Strength >= Surely ? Words.Name(NameOf(each.Key)) : Words.Say("NeedWords.Perhaps", ("need", Words.Name(NameOf(each.Key)))))]);

    private static string Address(string? need, string? q, string? @in) => "/admin/words" + QueryString.Create(
        new[] { ("need", need), ("q", q), ("in", @in) }.Where(each => !string.IsNullOrEmpty(each.Item2)).Select(each => KeyValuePair.Create(each.Item1, each.Item2)));

    private async Task LoadAsync(string? q, string? @in, CancellationToken cancellation)
    {
        Shown = NeedVocabulary.Default.Find(Need);
        var order = NeedVocabulary.Default.All.Select((need, index) => (need.Key, index)).ToDictionary(each => each.Key, each => each.index);
        Own = [.. (await NeedWords.ListAsync(database, cancellation)).GroupBy(word => word.Need).OrderBy(group => order.GetValueOrDefault(group.Key, int.MaxValue)).ThenBy(group => group.Key, StringComparer.Ordinal)];
        (Tried, TriedIn) = (q?.Trim(), ReaderLanguage.Find(@in)?.Code ?? Words.Language.Code);
        if (string.IsNullOrEmpty(Tried)) return;
        (Found, var problems) = await services.Find(new SearchRequest { Q = Tried, In = TriedIn, PerPage = MostFound }, null, cancellation);
        if (problems.Count > 0) Errors.Add("q", Words.Say("Fault.TooLong", ("count", 1_000)));
    }
}
