using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ResourceMatch.Api.Access;
using ResourceMatch.Api.Jobs;
using ResourceMatch.Api.Pages.Speech;

namespace ResourceMatch.Api.Pages.Admin;

/// <summary>/admin/jobs: what runs by the clock, when it ran and when it will; starts one out of turn.</summary>
[Authorize(AccessPolicies.Administrator)]
internal sealed class JobsModel(JobStates jobs, PageFacts facts) : PageModel
{
    private TimeZoneInfo zone = TimeZoneInfo.Utc;

    public Words Words => PageLanguage.WordsOf(HttpContext);

    public IReadOnlyList<JobState> Jobs { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        PageLanguage.Remember(HttpContext);
        zone = (await facts.Get(cancellation)).Zone;
        Jobs = await jobs.ListAsync(cancellation);
    }

    public async Task<IActionResult> OnPostAsync(string? name, CancellationToken cancellation) =>
        name is not null && await jobs.StartAsync(name, cancellation) ? LocalRedirect("/admin/jobs") : NotFound();

    /// <summary>In local time; a dash for never.</summary>
    public string Say(DateTimeOffset? time)
    {
        if (time is not { } at) return "–";
        var local = TimeZoneInfo.ConvertTime(at, zone);
        return $"{Words.PlainDate(DateOnly.FromDateTime(local.DateTime))}, {Words.Time((int)local.TimeOfDay.TotalSeconds)}";
    }
}
