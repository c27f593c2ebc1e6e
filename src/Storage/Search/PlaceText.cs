using System.Text.RegularExpressions;

namespace ResourceMatch.Storage.Search;

/// <summary>What somebody typed, parted by its marks alone: a crossing, a line and what follows it, a ZIP code. The words themselves are read by PostGIS's address_standardizer.</summary>
/// <remarks>Immutable; safe to share.</remarks>
/// <param name="Whole">All of it, without marks between names: for neighborhoods, schools, stops.</param>
/// <param name="Line">The first line: house number and street. Null = a crossing.</param>
/// <param name="Crossing">The two streets; null = no crossing.</param>
/// <param name="Rest">What follows the first comma, without the ZIP code: city, state.</param>
/// <param name="PostalCode">Five digits; null = none.</param>
internal sealed partial record PlaceText(string Whole, string? Line, (string First, string Second)? Crossing, string Rest, string? PostalCode)
{
    public const int MaxLength = 200;

    /// <returns>Null where nothing can be looked up.</returns>
    public static PlaceText? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MaxLength) return null;
        var plain = Spaces().Replace(string.Concat(text.Select(letter => char.IsControl(letter) || char.IsSurrogate(letter) ? ' ' : letter)), " ").Trim(' ', ',', '.', ';');
        if (!plain.Any(char.IsLetterOrDigit)) return null;
        var (body, postalCode) = TakePostalCode(plain);
        var comma = body.IndexOf(',', StringComparison.Ordinal);
        var (line, rest) = comma < 0 ? (body, "") : (body[..comma].Trim(), body[(comma + 1)..].Trim(' ', ','));
        var crossing = TakeCrossing(line);
        return new PlaceText(Joined().Replace(plain, " "), crossing is null ? line : null, crossing, rest, postalCode);
    }

    private static (string Body, string? PostalCode) TakePostalCode(string text)
    {
        var match = PostalCodeAtEnd().Match(text);
        return match.Success ? (text[..match.Index].Trim(' ', ','), match.Groups[1].Value) : (text, null);
    }

    // "Corner of Broad and 4th", "Broad & 4th", "Broad @ 4th", "Broad y 4th", "Broad ak 4th".
    private static (string, string)? TakeCrossing(string line)
    {
        var match = Corner().Match(line);
        var names = match.Success ? line[match.Length..] : line;
        var parts = Joined().Split(names);
        return parts is [{ Length: > 0 } first, { Length: > 0 } second] && !StartsWithNumberAndStreet().IsMatch(first) ? (first.Trim(), second.Trim()) : null;
    }

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"(?:^|[\s,])([0-9]{5})(?:-[0-9]{4})?(?:\s*,?\s*(?:usa|us))?$", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex PostalCodeAtEnd();

    [GeneratedRegex(@"\s*[&@/+]\s*|\s+(?:and|at|y|e|con|ak|و)\s+", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Joined();

    [GeneratedRegex(@"^(?:(?:the\s+)?corner\s+of|(?:la\s+)?esquina\s+de|kwen)\s+", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Corner();

    [GeneratedRegex(@"^[0-9]+[a-z]?\s+\S", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex StartsWithNumberAndStreet();
}
