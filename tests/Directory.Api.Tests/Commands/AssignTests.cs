using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using ResourceMatch.Api.Commands;
using ResourceMatch.TestKit;

namespace ResourceMatch.Api.Tests.Commands;

/// <summary><c>./run assign</c> over the sample city: a camp of 40 seats that more students need.</summary>
public sealed class AssignTests(SampleDatabase database) : IClassFixture<SampleDatabase>, IDisposable
{
    private static readonly string FamiliesFile = Path.Combine(Repository.Samples, "families.json");

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Seats_go_by_the_rules_and_each_outcome_is_told_with_the_one_that_decided()
    {
        var place = await PlaceWithSeats("After-school camp");
        var answers = Path.Combine(folder.FullName, "seats.json");

        var (code, output, error) = await Run("--households", FamiliesFile, "--place", place, "--seed", "26", "--date", "2026-11-23", "--out", answers);

        Assert.True(code == 0, error);
        using var plan = JsonDocument.Parse(await File.ReadAllTextAsync(answers));
        var outcomes = plan.RootElement.GetProperty("outcomes").EnumerateArray().ToList();
        Assert.Equal(400, outcomes.Count);
        var seated = outcomes.Where(outcome => Is(outcome, "Seated")).OrderBy(outcome => outcome.GetProperty("seat").GetInt32()).ToList();
        var refused = outcomes.Where(outcome => Is(outcome, "NotSeated")).ToList();
        Assert.Equal(40, seated.Count);
        Assert.NotEmpty(refused);
        Assert.Contains(outcomes, outcome => Is(outcome, "NotUsable") && outcome.GetProperty("reasons").GetArrayLength() > 0);
        // Nobody without a seat goes before one who has it, and each seat is numbered in that order.
        Assert.Equal(seated, seated.OrderBy(Precedence));
        Assert.True(seated.Max(Precedence).CompareTo(refused.Min(Precedence)) < 0);
        Assert.All(refused, outcome => Assert.Matches(@"^Not seated: tier \d.*; the last seat went to ", outcome.GetProperty("sentence").GetString()!));
        Assert.All(seated, outcome => Assert.StartsWith($"Seat {outcome.GetProperty("seat").GetInt32()} of 40: tier ", outcome.GetProperty("sentence").GetString(), StringComparison.Ordinal));
        Assert.All(outcomes.Where(outcome => !Is(outcome, "DoesNotAsk")), outcome => Assert.Contains($"{outcome.GetProperty("householdId").GetString()} (", output, StringComparison.Ordinal));
        Assert.Matches(@"After-school camp.*: 40 seats as listed on 2026-\d\d-\d\d, 40 taken", output);
        Assert.Contains("Lottery seed 26.", output, StringComparison.Ordinal);

        // The recorded seed draws the same plan again.
        var first = await File.ReadAllTextAsync(answers);
        await Run("--households", FamiliesFile, "--place", place, "--seed", "26", "--date", "2026-11-23", "--out", answers);
        Assert.Equal(first, await File.ReadAllTextAsync(answers));
    }

    [Fact]
    public async Task Given_seats_stand_before_the_listed_ones()
    {
        var place = await PlaceWithSeats("After-school camp");
        var (code, output, error) = await Run("--households", FamiliesFile, "--place", place, "--capacity", "3", "--date", "2026-11-23");

        Assert.True(code == 0, error);
        Assert.Matches(@"After-school camp.*: 3 seats given, 3 taken", output);
    }

    [Fact]
    public async Task A_value_that_cannot_be_is_named()
    {
        var place = await PlaceWithSeats("After-school camp");
        var listed = await database.ReadAsync<Guid>("select s.id from directory.service s where not exists (select from directory.service_capacity c where c.service_id = s.id) and (select count(*) from directory.service_at_location a where a.service_id = s.id) = 1 order by s.id limit 1");

        Assert.Contains("--place: there is no service", (await Run("--households", FamiliesFile, "--place", "nowhere")).Error, StringComparison.Ordinal);
        Assert.Contains("--capacity is missing", (await Run("--households", FamiliesFile, "--place", listed.ToString())).Error, StringComparison.Ordinal);
        Assert.Contains("does not answer dental; it answers after-school", (await Run("--households", FamiliesFile, "--place", place, "--need", "dental")).Error, StringComparison.Ordinal);
        Assert.Contains("given twice", (await Run("--households", FamiliesFile, "--place", place, "--place", place)).Error, StringComparison.Ordinal);
        Assert.NotEmpty(AssignCommand.Create().Parse(["--households", "x", "--place", "a", "--capacity", "-1"]).Errors);
        Assert.NotEmpty(AssignCommand.Create().Parse(["--households", "x", "--place", "a", "--capacity", "1", "--capacity", "2"]).Errors);
        Assert.NotEmpty(AssignCommand.Create().Parse(["--households", "x", "--place", "a", "--need", "fud"]).Errors);
        Assert.NotEmpty(AssignCommand.Create().Parse(["--households", "x", "--place", "a", "--days", "0"]).Errors);
    }

    private static bool Is(JsonElement outcome, string kind) => outcome.GetProperty("outcome").GetString() == kind;

    private static (int Tier, string Since, double Lottery) Precedence(JsonElement outcome) => (
        -outcome.GetProperty("tier").GetInt32(),
        outcome.TryGetProperty("waitingSince", out var since) && since.ValueKind == JsonValueKind.String ? since.GetString()! : "9999-12-31",
        outcome.GetProperty("lottery").GetDouble());

    private async Task<string> PlaceWithSeats(string name) => (await database.ReadAsync<Guid>(
        $"select a.id from directory.service_at_location a join directory.service s on s.id = a.service_id join directory.service_capacity c on c.service_id = s.id where s.name = '{name}' and c.available = 40")).ToString();

    private async Task<(int Code, string Output, string Error)> Run(params string[] arguments)
    {
        var command = AssignCommand.Create(() => new ConfigurationBuilder().AddInMemoryCollection(database.Configuration).Build());
        using var output = new StringWriter();
        using var error = new StringWriter();
        var parsed = command.Parse(arguments);
        Assert.Empty(parsed.Errors);
        var code = await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        return (code, output.ToString(), error.ToString());
    }
}
