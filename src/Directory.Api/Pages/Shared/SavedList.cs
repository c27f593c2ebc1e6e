using System.Buffers.Text;
using Microsoft.AspNetCore.Http.Extensions;

namespace ResourceMatch.Api.Pages.Shared;

/// <summary>The services that a family keeps: their ids in the address, and nowhere else.</summary>
/// <remarks>
/// No cookie, no account, no script: the list goes along from page to page in the parameter <c>saved</c>, and whoever has the link has the list. It holds ids of listings, so it says nothing of
/// its reader. An id is 22 signs of base64url, or a whole UUID; what cannot be read is left out. Immutable.
/// </remarks>
public sealed record SavedList(IReadOnlyList<Guid> Ids)
{
    public const string Parameter = "saved";

    /// <summary>More make a link that some phones cut off.</summary>
    public const int MostIds = 40;

    public const string Path = "/saved";

    private const char Between = '.';

    /// <summary>Null when the list is empty.</summary>
    public string? Text => Ids.Count == 0 ? null : string.Join(Between, Ids.Select(id => Base64Url.EncodeToString(id.ToByteArray(bigEndian: true))));

    /// <summary>The page of the list itself.</summary>
    public string Link => Carry(Path);

    public bool IsFull => Ids.Count >= MostIds;

    /// <summary>The list of this request; empty when it carries none.</summary>
    public static SavedList Of(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Parse(request.Query[Parameter].LastOrDefault());
    }

    public static SavedList Parse(string? text) =>
        new([.. (text ?? "").Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(FindId).OfType<Guid>().Distinct().Take(MostIds)]);

    public bool Has(Guid id) => Ids.Contains(id);

    /// <summary>The list with one more at its end; one that is full stays.</summary>
    public SavedList With(Guid id) => Has(id) || IsFull ? this : new([.. Ids, id]);

    public SavedList Without(Guid id) => new([.. Ids.Where(each => each != id)]);

    /// <summary>An address of ours that takes the list along.</summary>
    public string Carry(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (Text is not { } text) return address;
        var (path, hash) = address.IndexOf('#', StringComparison.Ordinal) is >= 0 and var at ? (address[..at], address[at..]) : (address, "");
        return $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{new QueryBuilder { { Parameter, text } }.ToString()[1..]}{hash}";
    }

    private static Guid? FindId(string text)
    {
        if (Guid.TryParse(text, out var id)) return id;
        Span<byte> bytes = stackalloc byte[16];
        return text.Length == 22 && Base64Url.IsValid(text) && Base64Url.TryDecodeFromChars(text, bytes, out var written) && written == 16 ? new Guid(bytes, bigEndian: true) : null;
    }
}
