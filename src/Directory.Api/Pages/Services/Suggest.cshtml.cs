using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using ResourceMatch.Api.Access;
using ResourceMatch.Api.Features.Upkeep;
using ResourceMatch.Api.Pages.Agency;
using ResourceMatch.Api.Pages.Shared;
using ResourceMatch.Domain.Upkeep;
using ResourceMatch.Storage;
using ResourceMatch.Storage.Edits;
using ResourceMatch.Storage.Queries;
using ResourceMatch.Storage.Upkeep;

namespace ResourceMatch.Api.Pages.Services;

/// <summary>/services/{id}/suggest: anyone says what is wrong, field by field or in a sentence. Nothing changes before a person has looked at it; nothing of who says it is kept.</summary>
[AllowAnonymous]
[EnableRateLimiting(AccessLimits.Write)]
internal sealed class SuggestModel(ListingEditors listings, Suggestions suggestions, DirectoryDatabase database, TimeProvider clock) : UpkeepPage
{
    /// <summary>What people can know better, and say in one line or two.</summary>
    private static readonly string[] Fields =
        ["service.name", "service.description", "service.url", "phone.number", "address.address_1", "address.city", "required_document.document", "service.eligibility_description", "service.fees_description"];

    private static readonly ReportKind[] Kinds = [ReportKind.DeadPhone, ReportKind.DeadLink, ReportKind.Gone, ReportKind.Full];

    public EditedListing Listing { get; private set; } = null!;

    public IReadOnlyList<FieldInput> Inputs { get; private set; } = [];

    /// <summary>Where hours can be proposed in words: entity, id, place's name, what stands now.</summary>
    public IReadOnlyList<(string Name, string? Place, string Now, string Typed)> HoursInputs { get; private set; } = [];

    public string? Note { get; private set; }

    public static IReadOnlyList<ReportKind> ReportKinds => Kinds;

    public IReadOnlySet<string> Said { get; private set; } = new HashSet<string>();

    public bool IsSent { get; private set; }

    public async Task<IActionResult> OnGetAsync(string id, bool sent, CancellationToken cancellation)
    {
        PageLanguage.Remember(HttpContext);
        IsSent = sent;
        if (await LoadAsync(id, null, cancellation)) return Page();
        return await FindKeptAsync(id, cancellation) is { } kept ? LocalRedirect(PageLinks.To($"/services/{kept}/suggest", Request)) : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(string id, CancellationToken cancellation)
    {
        var posted = await Request.ReadFormAsync(cancellation);
        if (!await LoadAsync(id, posted, cancellation))
        {
            // Opened before the listing became part of another: the ticks and the sentence hold for that one.
            if (await FindKeptAsync(id, cancellation) is not { } kept || !await LoadAsync(kept.ToString(), posted, cancellation)) return NotFound();
            id = kept.ToString();
        }

        // A field that no person sees: whoever fills it is none, and is thanked like everybody.
        if (!string.IsNullOrEmpty(posted["homepage"])) return Sent(id);
        Note = FieldReading.Clean(posted["note"], keepLines: true);
        Said = posted["said"].OfType<string>().ToHashSet(StringComparer.Ordinal);
        var changes = ReadChanges(posted);
        if (Note.Length > Suggestions.NoteLength) Errors.Add("note", Words.Say("Fault.TooLong", ("count", Suggestions.NoteLength)));
        else if (!Errors.Any && changes.Count == 0 && Note.Length == 0 && !Kinds.Any(kind => Said.Contains(kind.ToString()))) Errors.Add("note", Words["Suggest.Nothing"]);
        if (Errors.Any)
        {
            return Again();
        }

        foreach (var kind in Kinds.Where(kind => Said.Contains(kind.ToString())))
        {
            await Doubts.ReportAsync(database, Listing.Id, kind, EditorKind.Anyone, null, clock.GetUtcNow(), cancellation);
        }

        if (changes.Count > 0 || Note.Length > 0) await suggestions.AddAsync(Listing.Id, changes, Note.Length > 0 ? Note : null, Words.Language.Code, cancellation);
        return Sent(id);
    }

    private RedirectResult Sent(string id) => Redirect($"/services/{Uri.EscapeDataString(id)}/suggest?sent=true");

    private List<ProposedChange> ReadChanges(IFormCollection posted)
    {
        List<ProposedChange> changes = [];
        foreach (var input in Inputs)
        {
            var (entity, id, field) = (input.Field.Entity, Guid.ParseExact(input.Name.Split('.')[2], "N"), input.Field.Field);
            var stored = Listing.Rows.First(row => row.Entity == entity && row.Id == id).Find(field);
            var reading = FieldReading.Of(input.Field with { IsRequired = false }, input.Value);
            if (reading.Value == FieldReading.Of(input.Field with { IsRequired = false }, stored).Value && reading.Fault == FieldFault.None) continue;
            if (reading.Fault != FieldFault.None)
            {
                var problem = new EditProblem(entity, id, field, reading.Fault, input.Field.Length);
                Errors.Add(input.Name, $"{Words.Field(entity, field)}: {Words.Fault(problem)}");
                ViewData["Fault:" + input.Name] = Words.Fault(problem);
                continue;
            }

            changes.Add(new ProposedChange(entity, id, field, stored, reading.Value));
        }

        foreach (var (name, _, now, typed) in HoursInputs)
        {
            if (FieldReading.Clean(typed, keepLines: false) is not { Length: > 0 } text) continue;
            if (text.Length > 300) Errors.Add(name, Words.Say("Fault.TooLong", ("count", 300)));
            else changes.Add(new ProposedChange(name.Split('.')[1], Guid.ParseExact(name.Split('.')[2], "N"), "hours", now, text));
        }

        return changes;
    }

    private async Task<Guid?> FindKeptAsync(string id, CancellationToken cancellation) => Guid.TryParse(id, out var old) ? await MergedIds.Find(database, old, cancellation) : null;

    private async Task<bool> LoadAsync(string id, IFormCollection? posted, CancellationToken cancellation)
    {
        // As the public: a private place's address is not even there to be proposed.
        if (await listings.FindPublicAsync(id, cancellation) is not { } listing) return false;
        Listing = listing;
        var form = new ListingForm(listing.Rows, EditorKind.Agency, posted);
        Inputs = [.. Fields.SelectMany(key => form.Of(key.Split('.')[0], row => IsOwn(row)).SelectMany(row => row.Fields).Where(input => input.Field.Key == key)).Where(input => input.Field.IsProposable)];
        HoursInputs =
        [
            .. listing.At.DefaultIfEmpty().Select(at =>
            {
                var owner = listing.HoursOf(at);
                var name = $"h.{owner.Entity}.{owner.Id:N}";
                return (name, listing.At.Count > 1 ? at?.Location?.Name : null, string.Join("; ", HoursLines.Of(Words, owner.Shown)), posted?[name].ToString() ?? "");
            }).DistinctBy(each => each.name),
        ];
        return true;
    }

    // An organization's phone is not this listing's alone: a proposal for it would be one for every listing.
    private static bool IsOwn(Domain.Upkeep.ListingRow row) => row.Entity != "phone" || row.Find("organization_id") is null;
}
