using ResourceMatch.Api.Features.Matching;

namespace ResourceMatch.Api.Pages.Shared;

/// <summary>A list of places as one text message: name, address and number of each, then the link to the whole list.</summary>
/// <remarks>Private places, and help that it may be dangerous to be seen looking for, are in no text: a phone is often not one person's alone.</remarks>
internal static class ListText
{
    /// <summary>Places written out. The link has them all.</summary>
    public const int MostPlaces = 5;

    /// <param name="title">The first line.</param>
    /// <param name="listings">In the order of the list.</param>
    /// <param name="root">Scheme and host of our own addresses.</param>
    /// <returns>An address for the phone's own messages; null when nothing on the list may be texted.</returns>
    public static string? Of(string title, IEnumerable<Listing> listings, string root)
    {
        var open = listings.Where(listing => listing.IsPublic && !listing.IsSensitive).ToList();
        if (open.Count == 0) return null;
        var link = root + new SavedList([.. open.Select(listing => listing.Candidate.ServiceId.Value).Distinct().Take(SavedList.MostIds)]).Link;
        return SafeLink.Text(string.Join('\n', [title, .. open.Take(MostPlaces).Select(LineOf), link]));
    }

    private static string LineOf(Listing listing)
    {
        var candidate = listing.Candidate;
        return string.Join(", ", new[] { candidate.LocationName ?? candidate.OrganizationName, candidate.ServiceName, listing.Address, listing.Phone }.Where(part => !string.IsNullOrEmpty(part)).Distinct());
    }
}
