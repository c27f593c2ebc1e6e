using ResourceMatch.TestKit;

namespace ResourceMatch.Api.Tests.Night;

/// <summary>The real Quartz on the real database: it sends letters on every host, and begins a night where a families file is set.</summary>
public sealed class QuartzTests
{
    [Fact]
    public async Task A_host_with_a_families_file_begins_the_night_at_its_time_and_writes_the_report()
    {
        var folder = Directory.CreateTempSubdirectory("night-");
        try
        {
            var app = new NightApp(await FewFamilies.Write(folder.FullName, 20), Path.Combine(folder.FullName, "report.txt"));
            await app.InitializeAsync();
            try
            {
                for (var tenths = 0; tenths < 300 && await CountAsync(app, "night") == 0; tenths++) await Task.Delay(100);
                Assert.Equal(1L, await app.Database.ReadAsStaffAsync<long>("select count(*) from jobs.qrtz_cron_triggers where trigger_name = 'night'"));
                for (var tenths = 0; tenths < 3_000 && !File.Exists(app.Report); tenths++) await Task.Delay(100);
                Assert.Contains("First night: nothing to compare.", await File.ReadAllLinesAsync(app.Report));
                Assert.Equal(20L, await app.Database.ReadAsStaffAsync<long>("select count(*) from night.outcome"));
            }
            finally
            {
                await app.DisposeAsync();
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Without_a_families_file_there_are_letters_and_no_night()
    {
        var app = new SampleApp();
        await app.InitializeAsync();
        for (var tenths = 0; tenths < 300 && await CountAsync(app, "outbox") == 0; tenths++) await Task.Delay(100);
        Assert.Equal(1L, await CountAsync(app, "outbox"));
        Assert.Equal(0L, await CountAsync(app, "night"));
        await app.DisposeAsync();
    }

    private static Task<long> CountAsync(SampleApp app, string trigger) => app.Database.ReadAsStaffAsync<long>($"select count(*) from jobs.qrtz_triggers where trigger_name = '{trigger}'");

    /// <summary>The sample city with a night every second, so that the test need not wait for half past two.</summary>
    private sealed class NightApp(string households, string report) : SampleApp
    {
        public string Report => report;

        // Quartz waits by the machine's clock, and so does the night.
        protected override TimeProvider? Clock => null;

        protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>(base.Settings)
        {
            ["ResourceMatch:Night:Households"] = households,
            ["ResourceMatch:Night:At"] = "* * * * * ?",
            ["ResourceMatch:Night:Report"] = report,
        };
    }
}
