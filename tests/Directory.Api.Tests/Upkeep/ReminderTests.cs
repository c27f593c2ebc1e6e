using Microsoft.Extensions.DependencyInjection;
using ResourceMatch.Api.Jobs;

namespace ResourceMatch.Api.Tests.Upkeep;

public sealed class ReminderTests(UpkeepApp app) : IClassFixture<UpkeepApp>
{
    [Fact]
    public async Task The_oldest_are_asked_once_in_a_month_by_a_letter_with_a_link()
    {
        var job = app.Services.GetRequiredService<ReminderJob>();
        var first = await job.RunAsync(CancellationToken.None);
        Assert.InRange(first, 1, 50);
        Assert.Equal(first, await LettersAsync());
        Assert.Equal(first, await app.Database.ReadAsStaffAsync<long>("select count(distinct service_id) from directory_private.reminder r join directory_private.signed_link l using (service_id) where l.purpose = 'correct' and l.sent_to is not null"));

        var second = await job.RunAsync(CancellationToken.None);
        Assert.Equal(0L, await app.Database.ReadAsStaffAsync<long>("select count(*) from (select service_id from directory_private.reminder group by service_id having count(*) > 1) twice"));
        app.Time.Now = app.Time.Now.AddDays(31);
        Assert.InRange(await job.RunAsync(CancellationToken.None), 1, 50);
        Assert.True(await LettersAsync() > first + second);
    }

    private Task<long> LettersAsync() => app.Database.ReadAsStaffAsync<long>("select count(*) from access.outbox where subject like 'Is \"%' and has_secret");
}
