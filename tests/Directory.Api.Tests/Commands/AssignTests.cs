using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using ResourceMatch.Api.Commands;
using ResourceMatch.TestKit;

namespace ResourceMatch.Api.Tests.Commands;

/// <summary><c>./run assign</c> over the sample city: an after-school club with more students than seats.</summary>
public sealed class AssignTests(SampleDatabase database) : IClassFixture<SampleDatabase>, IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Seats_go_by_the_rules_and_each_outcome_is_told_with_the_one_that_decided()
    {
        var place = await PlaceWithSeats("After-school club");
        var file = await Students(60);
        var answers = Path.Combine(folder.FullName, "seats.json");

        var (code, output, error) = await Run("--households", file, "--place", place, "--capacity", "4", "--seed", "26", "--date", "2026-11-23", "--out", answers);

        Assert.True(code == 0, error);
        using var plan = JsonDocument.Parse(await File.ReadAllTextAsync(answers));
        var outcomes = plan.RootElement.GetProperty("outcomes").EnumerateArray().ToList();
        Assert.Equal(60, outcomes.Count);
        var seated = outcomes.Where(outcome => Is(outcome, "Seated")).OrderBy(outcome => outcome.GetProperty("seat").GetInt32()).ToList();
        var refused = outcomes.Where(outcome => Is(outcome, "NotSeated")).ToList();
        Assert.Equal(4, seated.Count);
        Assert.NotEmpty(refused);
        Assert.Contains(outcomes, outcome => Is(outcome, "NotUsable") && outcome.GetProperty("reasons").GetArrayLength() > 0);
        // Nobody without a seat goes before one who has it, and each seat is numbered in that order.
        Assert.Equal(seated, seated.OrderBy(Precedence));
        Assert.True(seated.Max(Precedence).CompareTo(refused.Min(Precedence)) < 0);
        Assert.All(refused, outcome => Assert.Matches(@"^Not seated: tier \d.*; the last seat went to ", outcome.GetProperty("sentence").GetString()!));
        Assert.All(seated, outcome => Assert.StartsWith($"Seat {outcome.GetProperty("seat").GetInt32()} of 4: tier ", outcome.GetProperty("sentence").GetString(), StringComparison.Ordinal));
        Assert.All(outcomes, outcome => Assert.Contains($"{outcome.GetProperty("householdId").GetString()} (", output, StringComparison.Ordinal));
        Assert.Contains("Lottery seed 26.", output, StringComparison.Ordinal);

        // The recorded seed draws the same plan again.
        var first = await File.ReadAllTextAsync(answers);
        await Run("--households", file, "--place", place, "--capacity", "4", "--seed", "26", "--date", "2026-11-23", "--out", answers);
        Assert.Equal(first, await File.ReadAllTextAsync(answers));
    }

    [Fact]
    public async Task Without_a_capacity_the_listing_says_how_many_are_free()
    {
        var place = await PlaceWithSeats("After-school club");
        var (code, output, error) = await Run("--households", await Students(20), "--place", place, "--date", "2026-11-23");

        Assert.True(code == 0, error);
        Assert.Matches(@"After-school club.*: 6 seats as listed on 2026-\d\d-\d\d, \d taken", output);
    }

    [Fact]
    public async Task A_value_that_cannot_be_is_named()
    {
        var file = await Students(2);
        var place = await PlaceWithSeats("After-school club");
        var listed = await database.ReadAsync<Guid>("select s.id from directory.service s where not exists (select from directory.service_capacity c where c.service_id = s.id) and (select count(*) from directory.service_at_location a where a.service_id = s.id) = 1 order by s.id limit 1");

        Assert.Contains("--place: there is no service", (await Run("--households", file, "--place", "nowhere")).Error, StringComparison.Ordinal);
        Assert.Contains("--capacity is missing", (await Run("--households", file, "--place", listed.ToString())).Error, StringComparison.Ordinal);
        Assert.Contains("does not answer dental; it answers after-school", (await Run("--households", file, "--place", place, "--need", "dental")).Error, StringComparison.Ordinal);
        Assert.Contains("given twice", (await Run("--households", file, "--place", place, "--place", place)).Error, StringComparison.Ordinal);
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
        $"select a.id from directory.service_at_location a join directory.service s on s.id = a.service_id join directory.service_capacity c on c.service_id = s.id where s.name = '{name}' and c.available = 6")).ToString();

    /// <summary>Families of the sample whose student is of age for it, with tiers and dates put to them; all ask for after-school.</summary>
    private async Task<string> Students(int count)
    {
        var file = Path.Combine(folder.FullName, string.Create(CultureInfo.InvariantCulture, $"students-{count}.json"));
        using var families = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Samples, "families.json")));
        var students = families.RootElement.EnumerateArray()
            .Where(family => family.TryGetProperty("student", out var student) && student.TryGetProperty("grade", out var grade) && grade.ValueKind == JsonValueKind.Number)
            .Take(count)
            .Select((family, index) =>
            {
                var fields = family.EnumerateObject().Where(field => field.Name is not ("tier" or "waitingSince" or "needs")).ToDictionary(field => field.Name, field => (object?)field.Value);
                fields["needs"] = new[] { "after-school" };
                fields["tier"] = 1 + (index % 3);
                if (index % 4 != 0) fields["waitingSince"] = string.Create(CultureInfo.InvariantCulture, $"2026-09-{1 + (index % 5):00}");
                return fields;
            });
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(students));
        return file;
    }

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
