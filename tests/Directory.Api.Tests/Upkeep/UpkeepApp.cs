using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using ResourceMatch.Storage.Upkeep;
using ResourceMatch.TestKit;

namespace ResourceMatch.Api.Tests.Upkeep;

/// <summary>The sample city with its cast, and the ids that tests need. Noor and Tomas edit Harbor Harvest Kitchen, Wren another organization.</summary>
public sealed partial class UpkeepApp : SampleApp
{
    public Task<Guid> ServiceOfAsync(string organization) => Database.ReadAsync<Guid>(
        $"select v.id from directory.service v join directory.organization o on o.id = v.organization_id where o.name = '{organization}' order by v.name, v.id limit 1");

    public Task<Guid> NoorsAsync() => ServiceOfAsync("Harbor Harvest Kitchen");

    public Task<Guid> WrensAsync() => ServiceOfAsync("Southside Youth Center");

    public async Task<string> LinkAsync(LinkPurpose purpose, Guid service) =>
        (await Services.GetRequiredService<SignedLinks>().MakeAsync(purpose, service, null, null, TimeSpan.FromDays(14), CancellationToken.None))!.Value.Token;

    public Task<string> FieldAsync(Guid service, string field) => Database.ReadAsync<string>($"select coalesce({field}::text, '') from directory.service where id = '{service}'");

    public Task<long> VersionAsync() => Database.ReadAsync<long>("select version from directory.directory_version where part = 'listings'");

    /// <summary>Every field of a page's forms as a browser would send it, hidden ones too.</summary>
    public static Dictionary<string, string> FieldsOf(string page)
    {
        Dictionary<string, string> fields = new(StringComparer.Ordinal);
        foreach (Match match in InputPattern().Matches(page))
        {
            var tag = match.Value;
            if (tag.Contains("type=\"checkbox\"", StringComparison.Ordinal) && !tag.Contains("checked", StringComparison.Ordinal)) continue;
            if (NamePattern().Match(tag) is { Success: true } name) fields[name.Groups[1].Value] = ValuePattern().Match(tag).Groups[1].Value;
        }

        foreach (Match match in AreaPattern().Matches(page)) fields[match.Groups[1].Value] = match.Groups[2].Value;
        foreach (Match match in SelectPattern().Matches(page)) fields[match.Groups[1].Value] = SelectedPattern().Match(match.Groups[2].Value).Groups[1].Value;
        return fields;
    }

    [GeneratedRegex("<input[^>]*>")]
    private static partial Regex InputPattern();

    [GeneratedRegex("<textarea[^>]* name=\"([^\"]+)\"[^>]*>\r?\n?(.*?)</textarea>", RegexOptions.Singleline)]
    private static partial Regex AreaPattern();

    [GeneratedRegex("<select[^>]* name=\"([^\"]+)\"[^>]*>(.*?)</select>", RegexOptions.Singleline)]
    private static partial Regex SelectPattern();

    [GeneratedRegex("value=\"([^\"]*)\" selected")]
    private static partial Regex SelectedPattern();

    [GeneratedRegex(" name=\"([^\"]+)\"")]
    private static partial Regex NamePattern();

    [GeneratedRegex(" value=\"([^\"]*)\"")]
    private static partial Regex ValuePattern();
}
