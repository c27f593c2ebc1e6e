using System.Globalization;
using System.Text.Json;

namespace ResourceMatch.Bench;

/// <summary>The yardstick bound.cpp: a range RAPTOR in C++ without legs, counters or calendars, on a feed made explicit by normalise.py.</summary>
/// <param name="folder">Where its source lies; no part of this repository.</param>
/// <param name="work">Where prepared feeds and the compiled program are kept.</param>
internal sealed class Bound(string folder, string work)
{
    /// <summary>Makes the feed explicit and draws the origins, unless that was done before.</summary>
    /// <returns>Where it lies.</returns>
    public string Prepare(FeedCase feed)
    {
        var place = Directory.CreateDirectory(Path.Combine(work, feed.Name)).FullName;
        if (!File.Exists(Path.Combine(place, "norm.zip")))
        {
            Outside.Run(folder, "python3", "normalise.py", Path.GetFullPath(feed.Path), feed.Date.ToString("yyyyMMdd", CultureInfo.InvariantCulture), place);
        }

        if (!File.Exists(Path.Combine(place, "origins.txt"))) Outside.Run(folder, "python3", "origins.py", place, FeedCase.OriginCount.ToString(CultureInfo.InvariantCulture));
        return place;
    }

    /// <param name="rounds">Rides at most: 8 or 24.</param>
    /// <param name="output">A file in the feed's folder for all answers; null = none.</param>
    /// <returns>Milliseconds an origin.</returns>
    public double Run(FeedCase feed, int rounds, int fromMinute, int untilMinute, string? output = null)
    {
        var place = Prepare(feed);
        var program = Path.Combine(work, FormattableString.Invariant($"bound{rounds}"));
        if (!File.Exists(program)) Outside.Run(folder, "g++", "-std=c++20", "-O3", "-march=native", FormattableString.Invariant($"-DROUNDS={rounds}"), "bound.cpp", "-o", program);
        string[] arguments = [place, fromMinute.ToString(CultureInfo.InvariantCulture), untilMinute.ToString(CultureInfo.InvariantCulture), FeedCase.OriginCount.ToString(CultureInfo.InvariantCulture)];
        var said = Outside.Run(place, program, output is null ? arguments : [.. arguments, Path.Combine(place, output)])!;
        using var json = JsonDocument.Parse(said);
        return json.RootElement.GetProperty("per_origin_ms").GetDouble();
    }
}
