using ResourceMatch.Importers.Hsds;
using ResourceMatch.TestKit;

namespace ResourceMatch.Api.Tests.OpenReferral;

public sealed class RoundTripTests(SampleApp app) : IClassFixture<SampleApp>
{
    [Fact]
    public async Task What_we_give_out_comes_in_again_as_the_same_and_is_given_out_the_same()
    {
        var first = await app.Client.GetStringAsync("/hsds/services?format=ndjson&full=true");
        var file = Path.Combine(AppContext.BaseDirectory, $"round-{Guid.NewGuid():N}.ndjson");
        var second = new DirectoryApp();
        try
        {
            await File.WriteAllTextAsync(file, first);
            await second.InitializeAsync();
            var result = await HsdsImport.RunAsync(second.Database.Database, file, "round", TimeZoneInfo.Utc, app.Time, null, null, default);

            Assert.Equal(0, result.Notices.Total);
            Assert.Equal(240, result.ServicesKept);
            Assert.Equal(first, await second.Client.GetStringAsync("/hsds/services?format=ndjson&full=true"));
        }
        finally
        {
            File.Delete(file);
            await second.DisposeAsync();
        }
    }
}
