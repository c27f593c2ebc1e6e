using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ResourceMatch.Api.Features.Night;

/// <summary>The night's result for people and programs: sentences with counts, then the same as one JSON object a line with the households' ids.</summary>
/// <remarks>Holds ids of households, never their names or homes; keep the file where the families file may lie.</remarks>
internal static class NightReport
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>FILE gets the sentences, FILE.jsonl the lines; both are written beside and then moved, so that nobody reads half of one.</summary>
    public static async Task Write(string path, NightRun run, NightRun? before, IReadOnlyList<NightChange> changes, CancellationToken cancellation)
    {
        await Replace(path, Sentences(run, before, changes), cancellation);
        await Replace(path + ".jsonl", changes.Select(LineOf), cancellation);
    }

    /// <summary>One line a sentence, the most households first.</summary>
    public static IEnumerable<string> Sentences(NightRun run, NightRun? before, IReadOnlyList<NightChange> changes)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"{run.Source}: {run.HouseholdCount:N0} households, {run.From:yyyy-MM-dd} to {run.From.AddDays(run.Days - 1):yyyy-MM-dd}.");
        if (run.Renewed > 0) yield return "The directory or the bus times changed while the night was under way: households matched before that are compared again the next night.";
        if (run.State == "failed") yield return "Some households could not be matched; they are missing here. Run the night again.";
        if (before is null)
        {
            yield return "First night: nothing to compare.";
            yield break;
        }

        yield return string.Create(CultureInfo.InvariantCulture, $"Compared with {before.From:yyyy-MM-dd} to {before.From.AddDays(before.Days - 1):yyyy-MM-dd}.");
        if (changes.Count == 0) yield return "Nothing changed.";
        foreach (var change in changes) yield return $"{SentenceOf(change)}: {Count(change.HouseholdIds.Count)}.";
    }

    private static string SentenceOf(NightChange change)
    {
        var day = change.Date is { } date ? date.ToString("dddd, MMMM d", CultureInfo.InvariantCulture) : "";
        var place = $"{change.PlaceName} ({change.Need})";
        return change.Kind switch
        {
            NightChangeKind.NotListed => $"{place} is no longer listed",
            NightChangeKind.RuledOut => $"{place} no longer takes them ({change.Detail})",
            NightChangeKind.ClosedThatDay => $"{place} no longer opens on {day}",
            NightChangeKind.NoWayThatDay => $"{place} is open on {day}, but there is no longer a way there and back in time",
            NightChangeKind.NoWay => $"{place} can no longer be reached there and back",
            NightChangeKind.CallFirst => $"{place}: the hours are no longer known, call first",
            NightChangeKind.Slower => $"{place} now takes at least {change.Detail} minutes longer",
            NightChangeKind.NewlyListed => $"{place} is new in the directory and can be used",
            NightChangeKind.NowUsable => $"{place} can now be used",
            NightChangeKind.OpensThatDay => $"{place} now opens on {day}",
            NightChangeKind.WayThatDay => $"{place} can now be reached on {day}",
            NightChangeKind.HoursKnown => $"{place}: the hours are known now",
            NightChangeKind.Quicker => $"{place} now takes at least {change.Detail} minutes less",
            NightChangeKind.HouseholdChanged => "Their own facts changed, so their places are not compared",
            NightChangeKind.HouseholdNew => "New in the file, so there is nothing to compare",
            _ => throw new InvalidOperationException($"A change that nobody words: {change.Kind}."),
        };
    }

    private static string Count(int households) => string.Create(CultureInfo.InvariantCulture, $"{households:N0} {(households == 1 ? "household" : "households")}");

    private static string LineOf(NightChange change) => JsonSerializer.Serialize(
        new
        {
            Kind = JsonNamingPolicy.CamelCase.ConvertName(change.Kind.ToString()), change.Need, Place = change.PlaceKey, change.PlaceName,
            Date = change.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), change.Detail, Households = change.HouseholdIds,
        }, Json);

    private static async Task Replace(string path, IEnumerable<string> lines, CancellationToken cancellation)
    {
        var unfinished = path + ".part";
        await File.WriteAllLinesAsync(unfinished, lines, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), cancellation);
        File.Move(unfinished, path, overwrite: true);
    }
}
