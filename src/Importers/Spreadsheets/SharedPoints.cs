using System.Globalization;
using ResourceMatch.Domain.Places;
using ResourceMatch.Importers.Notices;

namespace ResourceMatch.Importers.Spreadsheets;

/// <summary>Finds points on which a geocoder put what it did not know: many rows of many addresses on one spot.</summary>
/// <remarks>Ten programs in one building share its address too, and keep its point. Filled in a first reading of the file; then safe to share.</remarks>
internal sealed class SharedPoints
{
    /// <summary>Rows on one point from which on it is suspicious.</summary>
    public const int FewestRows = 10;

    /// <summary>Different addresses among them; spellings of one address stay below.</summary>
    public const int FewestAddresses = 5;

    private readonly Dictionary<GeoPoint, (int Rows, HashSet<string> Addresses)> points = [];

    public void Add(GeoPoint point, string address, string city)
    {
        var (rows, addresses) = points.TryGetValue(point, out var seen) ? seen : (0, new HashSet<string>(StringComparer.OrdinalIgnoreCase));
        if (addresses.Count < 1_000) addresses.Add(address + "\u001f" + city);
        points[point] = (rows + 1, addresses);
    }

    public bool IsWrong(GeoPoint point) => points.TryGetValue(point, out var seen) && IsWrong(seen);

    /// <summary>One notice for each wrong point.</summary>
    public void Report(string file, string field, NoticeLog notices)
    {
        foreach (var (point, seen) in points.Where(entry => IsWrong(entry.Value)))
        {
            notices.Add(file, null, field, NoticeSeverity.Warning, "shared_point", () => string.Create(
                CultureInfo.InvariantCulture,
                $"{seen.Rows} rows of {seen.Addresses.Count} different addresses stand on one point ({point}). It was dropped; the rows were kept without a point. Look up their addresses."));
        }
    }

    private static bool IsWrong((int Rows, HashSet<string> Addresses) seen) => seen.Rows >= FewestRows && seen.Addresses.Count >= FewestAddresses;
}
