using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Domain.Needs;

namespace ResourceMatch.Api.Commands;

/// <summary><c>match --households FILE --out FILE</c>: every family for all its needs, one JSON answer a line in the file's order.</summary>
internal static class MatchBatch
{
    private const int ChunkSize = 32;

    public static async Task<int> RunAsync(FindMatches matches, FileInfo households, ParseResult parsed, CancellationToken cancellation)
    {
        var (date, days, withPlan, output) = MatchCommand.BatchOptions(parsed);
        if (days is < 1 or > MatchRequest.MaxDays)
        {
            return MatchCommand.Refuse(parsed.InvocationConfiguration.Error, [new FieldProblem("days", "outOfRange", $"{days} must be 1 to {MatchRequest.MaxDays}.")]);
        }

        var started = TimeProvider.System.GetTimestamp();
        var families = await FamilyFile.Read(households.FullName, cancellation);
        var (results, outings) = (0, 0);
        // Beside the file first: a refused or stopped run leaves no half of an answer.
        var unfinished = output.FullName + ".part";
        try
        {
            await using (var writer = new StreamWriter(unfinished, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)))
            {
                foreach (var chunk in families.Chunk(ChunkSize))
                {
                    foreach (var (family, outcome) in await Task.WhenAll(chunk.Select(family => Task.Run(() => FindAsync(matches, family, date, days, withPlan, cancellation), cancellation))))
                    {
                        if (outcome is MatchOutcome.Refused refused)
                        {
                            return MatchCommand.Refuse(parsed.InvocationConfiguration.Error, refused.Problems.Select(problem => problem with { Field = $"{family.Id}, {problem.Field}" }));
                        }

                        var view = ((MatchOutcome.Found)outcome).View;
                        await writer.WriteLineAsync(JsonSerializer.Serialize(view, MatchJson.Options));
                        results += view.Needs.Sum(need => need.Results.Count);
                        outings += view.Needs.Sum(need => need.Results.Sum(result => result.Outings.Count));
                    }
                }
            }

            File.Move(unfinished, output.FullName, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }

        var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        parsed.InvocationConfiguration.Output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{families.Count} families, {families.Sum(family => family.Needs.Count)} needs, {results} results, {outings} outings in {seconds:0.0} s"));
        return RootVerbs.Done;
    }

    private static async Task<(Household Family, MatchOutcome Outcome)> FindAsync(FindMatches matches, Household family, DateOnly? date, int days, bool withPlan, CancellationToken cancellation) =>
        (family, await matches.Find(family, date, days, withPlan, cancellation));
}
