using System.Globalization;
using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Api.Pages.Speech;
using ResourceMatch.Domain.Needs;
using ResourceMatch.Matching;
using ResourceMatch.Matching.Outings;

namespace ResourceMatch.Api.Commands;

/// <summary>Writes a match for people at a terminal: English, 24-hour times, the reasons in the pages' own words.</summary>
internal sealed partial class MatchText(TextWriter output)
{
    private const int ShownOfEachKind = 12;

    private readonly Words words = Words.For(ReaderLanguage.English);

    public void Write(MatchView view)
    {
        var request = view.Request;
        foreach (var feed in view.Feeds) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Bus times: {feed.Agency} ({feed.Key}), {feed.ValidFrom:yyyy-MM-dd} to {feed.ValidTo:yyyy-MM-dd}"));
        if (view.Notice is { Kind: "noFeed" }) output.WriteLine("No bus we know of stops near the start: only walking and driving are judged.");
        if (view.Notice is { Kind: "timetable" } notice)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"We have bus times from {notice.ValidFrom:yyyy-MM-dd} to {notice.ValidTo:yyyy-MM-dd}. Days outside are judged by foot and car alone."));
        }

        foreach (var need in view.Needs)
        {
            output.WriteLine();
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{NeedVocabulary.Default.Get(need.Need).Labels["en"]}: {request.Days} days from {request.Date.DayOfWeek} {request.Date:yyyy-MM-dd}, {(request.Car ? "by car, bus and on foot" : "without a car")}"));
            WriteResults(need.Results);
            WriteExcluded(need.Excluded ?? []);
        }

        if (view.Plan is { } plan) Write(plan);
        if (view.Advice is { } advice) Write(advice);
    }

    private void WriteResults(IReadOnlyList<ResultView> results)
    {
        if (results.Count == 0) output.WriteLine("  No place.");
        var group = "";
        foreach (var result in results)
        {
            var heading = result.Delivery != Delivery.AtPlace ? "No trip needed" : result.CallFirst ? "Call first" : "";
            if (heading != group) output.WriteLine($"  {heading}:");
            group = heading;
            WriteResult(result);
        }
    }

    private void WriteResult(ResultView result)
    {
        output.WriteLine();
        output.WriteLine($"{result.Rank,3}. {Join(" · ", Named(result.Name, result.Location), result.Address, result.Phone)}");
        if (result.Best is { } outing) Write(outing);
        if (result.Outings.Count > 1) output.WriteLine($"     Also: {string.Join(", ", result.Outings.Skip(1).Select(other => $"{Date(other.Date)} {other.LeaveHome}–{other.ArriveHome}"))}");
        if (result.HoursText is { } hours) output.WriteLine($"     Hours as listed: {hours}");
        if (result.EligibilityText is { } eligibility) output.WriteLine($"     For: {eligibility}");
        if (result.Documents.Count > 0) output.WriteLine($"     Bring: {string.Join(", ", result.Documents.Select(paper => paper.Text))}");
        if (result.Reasons.Count > 0) output.WriteLine($"     {string.Join(" · ", result.Reasons.Select(Say))}");
        foreach (var caveat in result.Caveats) output.WriteLine($"     ! {Say(caveat)}");
    }

    private void Write(OutingView outing)
    {
        output.WriteLine($"     {Date(outing.Date)} · {Minutes(outing.MinutesAway)} away from home · {(outing.HoursKnown ? $"open {outing.Opens}–{outing.Closes}" : "hours not known")}");
        output.WriteLine($"       {outing.LeaveHome} leave home");
        WriteLegs(outing.There);
        output.WriteLine($"       {outing.ArrivePlace} there{(outing.VisitStart == outing.ArrivePlace ? "" : $"; wait until {outing.VisitStart}")}; leave {outing.LeavePlace}");
        WriteLegs(outing.Back);
        output.WriteLine($"       {outing.ArriveHome} home{(outing is { LaterWaysHome: 0, Mode: TravelMode.Transit } ? " (the last way home that day)" : "")}");
    }

    private void WriteLegs(JourneyView journey)
    {
        foreach (var leg in journey.Legs)
        {
            output.WriteLine(leg.Kind switch
            {
                "ride" => $"       {leg.Board} {leg.Line} toward {leg.Headsign}, {leg.FromName} → {leg.ToName} {leg.Alight}{(leg.HeadwaySeconds is { } headway ? $" (about every {headway / 60} minutes)" : "")}",
                "drive" => $"         drive {Minutes((leg.Seconds + 59) / 60)}",
                _ => $"         walk {Minutes((leg.Seconds + 59) / 60)} ({leg.Meters} m){(leg.ToName is { } stop ? $" to {stop}" : "")}",
            });
        }
    }

    private void WriteExcluded(IReadOnlyList<ExclusionView> excluded)
    {
        if (excluded.Count == 0) return;
        output.WriteLine();
        output.WriteLine($"  Not shown, and why ({excluded.Count}):");
        foreach (var group in excluded.GroupBy(exclusion => exclusion.Reason.Kind).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal))
        {
            output.WriteLine($"    {Plain(words.Heading(group.Key))} ({group.Count()})");
            foreach (var exclusion in group.Take(ShownOfEachKind)) output.WriteLine($"      {Named(exclusion.Name, exclusion.Location)}: {Say(exclusion.Reason)}");
            if (group.Count() > ShownOfEachKind) output.WriteLine($"      and {group.Count() - ShownOfEachKind} more (--json has them all)");
        }
    }

    // The pages hold numbers and units together by non-breaking spaces, which a terminal shows as rubbish when piped.
    private static string Plain(string text) => text.Replace('\u00a0', ' ').Replace('\u202f', ' ');

    private string Say(Reason reason) => Plain(words.Reason(reason));

    // Many listings call the place as they call the help.
    private static string Named(string name, string? location) => name == location ? name : Join(", ", name, location);

    private static string Minutes(int minutes) => minutes == 1 ? "1 minute" : string.Create(CultureInfo.InvariantCulture, $"{minutes} minutes");

    private static string Date(DateOnly date) => string.Create(CultureInfo.InvariantCulture, $"{date:ddd yyyy-MM-dd}");

    private static string Join(string separator, params string?[] parts) => string.Join(separator, parts.Where(part => !string.IsNullOrWhiteSpace(part)));
}
