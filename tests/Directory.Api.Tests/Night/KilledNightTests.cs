using System.Diagnostics;
using ResourceMatch.Api.Hosting;
using ResourceMatch.TestKit;

namespace ResourceMatch.Api.Tests.Night;

/// <summary>The program itself, killed outright in the middle of a night and started again.</summary>
public sealed class KilledNightTests(SampleDatabase database) : IClassFixture<SampleDatabase>, IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("night-");
    private string households = "";

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_killed_night_goes_on_where_it_was_and_ends_as_an_undisturbed_one()
    {
        households = await FewFamilies.Write(folder.FullName, 30);
        using (var killed = Start())
        {
            for (var tenths = 0; tenths < 3_000 && await Done() < 3; tenths++) await Task.Delay(100);
            killed.Kill();
            await killed.WaitForExitAsync();
        }

        var doneBefore = await Done();
        Assert.InRange(doneBefore, 3, 14);
        var firstTimes = await Times();
        using (var second = Start())
        {
            var output = await second.StandardOutput.ReadToEndAsync();
            await second.WaitForExitAsync();
            Assert.True(second.ExitCode == 0, output);
            Assert.Contains("was under way already", output, StringComparison.Ordinal);
        }

        Assert.Equal(15, await Done());
        Assert.Equal(30L, await database.ReadAsStaffAsync<long>("select count(*) from night.outcome"));
        Assert.StartsWith(firstTimes, await Times(), StringComparison.Ordinal);   // what was done was not done again
        var killedOutcomes = await Outcomes();
        using (var undisturbed = Start())
        {
            var output = await undisturbed.StandardOutput.ReadToEndAsync();
            await undisturbed.WaitForExitAsync();
            Assert.Contains("Nothing changed.", output, StringComparison.Ordinal);
        }

        Assert.Equal(killedOutcomes, await Outcomes());
    }

    private Process Start()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (var word in new[]
        {
            typeof(DirectoryHost).Assembly.Location, "night", "--households", households, "--date", "2026-11-23", "--chunk", "2", "--threads", "1",
        }) start.ArgumentList.Add(word);
        foreach (var (name, value) in database.Configuration) start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        return Process.Start(start)!;
    }

    private async Task<int> Done() => (int)await database.ReadAsStaffAsync<long>("select count(*) from jobs.night_chunk where state = 'done' and run_id = (select max(id) from jobs.night_run)");

    /// <summary>When each chunk was done, in the order of being done.</summary>
    private Task<string> Times() => database.ReadAsStaffAsync<string>("select string_agg(number || '@' || done_at, ' ' order by done_at, number) from jobs.night_chunk where state = 'done'");

    private Task<string> Outcomes() => database.ReadAsStaffAsync<string>(
        "select md5(string_agg(household_id || encode(packed, 'hex'), ' ' order by household_id)) from night.outcome where run_id = (select max(id) from jobs.night_run)");
}
