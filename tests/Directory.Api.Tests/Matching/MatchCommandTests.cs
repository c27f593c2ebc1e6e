using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using ResourceMatch.Api.Commands;
using ResourceMatch.Api.Features.Matching;
using ResourceMatch.TestKit;

namespace ResourceMatch.Api.Tests.Matching;

/// <summary><c>./run match</c> as one types it.</summary>
public sealed class MatchCommandTests(SampleDatabase database) : IClassFixture<SampleDatabase>
{
    private static readonly string FamiliesFile = Path.Combine(Repository.Samples, "families.json");

    [Fact]
    public async Task The_answer_for_people_tells_the_bus_the_visit_and_why_not_elsewhere()
    {
        var (code, output, _) = await Run("--household", "family-001", "--families", FamiliesFile, "--need", "food", "--date", "2026-11-23");

        Assert.Equal(0, code);
        Assert.Matches(@"\n +1\. ", output);
        Assert.Matches(@"\d\d:\d\d leave home", output);
        Assert.Matches(@"\d\d:\d\d \S+ toward .+ → .+ \d\d:\d\d", output);
        Assert.Matches(@"\d\d:\d\d there.*; leave \d\d:\d\d", output);
        Assert.Contains("Not shown, and why", output, StringComparison.Ordinal);
        Assert.DoesNotContain(" pm", output, StringComparison.Ordinal); // 24 hours on the command line
    }

    [Fact]
    public async Task The_whole_plan_follows_the_needs_when_asked_for()
    {
        var (code, output, _) = await Run("--household", "family-008", "--families", FamiliesFile, "--date", "2026-11-30", "--plan");

        Assert.Equal(0, code);
        Assert.Matches(@"Whole plan: \d outings?, \d+ minutes away from home \(one need at a time: \d outings, \d+ minutes\)", output);
        Assert.Matches(@"What (would help|to ask): ", output);
    }

    [Fact]
    public async Task The_answer_for_machines_is_the_endpoints()
    {
        var (code, output, _) = await Run("--need", "food", "--from", "41.07814,-84.45186", "--no-car", "--date", "2026-11-23", "--free", "Mon,Tue 15:00-20:00", "--language", "es", "--json");

        Assert.Equal(0, code);
        var request = JsonDocument.Parse(output).RootElement.GetProperty("request");
        Assert.Equal(["Monday", "Tuesday"], request.GetProperty("freeTimes").EnumerateArray().Select(free => free.GetProperty("day").GetString()));
        Assert.False(request.GetProperty("speaksEnglish").GetBoolean());
    }

    [Fact]
    public async Task A_whole_file_becomes_one_answer_a_line_in_its_order()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var (few, answers) = (Path.Combine(folder.FullName, "few.json"), Path.Combine(folder.FullName, "answers.jsonl"));
            using (var all = JsonDocument.Parse(await File.ReadAllTextAsync(FamiliesFile)))
            {
                await File.WriteAllTextAsync(few, JsonSerializer.Serialize(all.RootElement.EnumerateArray().Take(40)));
            }

            var (code, output, error) = await Run("--households", few, "--out", answers, "--date", "2026-11-23", "--days", "3");

            Assert.True(code == 0, error);
            Assert.StartsWith("40 families, ", output, StringComparison.Ordinal);
            var ids = (await File.ReadAllLinesAsync(answers)).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("request").GetProperty("householdId").GetString());
            Assert.Equal((await FamilyFile.Read(few, CancellationToken.None)).Select(family => family.Id), ids);

            // Refused in the middle of it: the old answers stay, and no half of a file is left.
            (code, _, error) = await Run("--households", few, "--out", answers, "--date", "2040-01-01");
            Assert.Equal(1, code);
            Assert.Contains("We have bus times from 2026-01-01 to 2036-12-31", error, StringComparison.Ordinal);
            Assert.Equal(2, folder.GetFiles().Length);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("needs[0]: There is no need \"fud\"", "--need", "fud", "--place", "market-square")]
    [InlineData("date: We have bus times from 2026-01-01 to 2036-12-31", "--need", "food", "--place", "market-square", "--date", "2040-01-01")]
    [InlineData("walkMeters: Give 0 to 5000 metres", "--need", "food", "--place", "market-square", "--walk-meters", "-5")]
    [InlineData("from: No bus we know of stops within 20 km", "--need", "food", "--from", "51,-84")]
    [InlineData("from: Say where the family starts", "--need", "food")]
    [InlineData("freeTimes[0].from:", "--need", "food", "--place", "market-square", "--free", "Tue")]
    public async Task A_refused_value_is_named_and_the_exit_code_is_one(string message, params string[] arguments)
    {
        var (code, _, error) = await Run(arguments);

        Assert.Equal(1, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_car_no_timetable_is_needed()
    {
        var (code, output, _) = await Run("--need", "food", "--place", "market-square", "--date", "2040-01-02", "--car");

        Assert.Equal(0, code);
        Assert.Contains("drive ", output, StringComparison.Ordinal);
        Assert.Contains("We have bus times from 2026-01-01 to 2036-12-31", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--from: \"here\"", "--need", "food", "--from", "here")]
    [InlineData("--date: \"today\"", "--need", "food", "--date", "today")]
    [InlineData("--need is missing", "--place", "market-square")]
    [InlineData("--households and --out go together", "--households", "x.json")]
    public void A_misuse_is_named_before_anything_is_opened(string message, params string[] arguments) =>
        Assert.Contains(MatchCommand.Create().Parse(arguments).Errors, error => error.Message.Contains(message, StringComparison.Ordinal));

    private async Task<(int Code, string Output, string Error)> Run(params string[] arguments)
    {
        var command = MatchCommand.Create(() => new ConfigurationBuilder().AddInMemoryCollection(database.Configuration).Build());
        using var output = new StringWriter();
        using var error = new StringWriter();
        var parsed = command.Parse(arguments);
        Assert.Empty(parsed.Errors);
        var code = await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        return (code, output.ToString(), error.ToString());
    }
}
