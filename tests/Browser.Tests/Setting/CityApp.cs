using ResourceMatch.Api.Features.Matching;
using ResourceMatch.TestKit;

namespace ResourceMatch.Browser.Tests.Setting;

/// <summary>The host with the sample city and its families, on a Monday at three in the afternoon there.</summary>
public sealed class CityApp : SampleApp
{
    public CityApp()
    {
        // As ./run says it to the host.
        Environment.SetEnvironmentVariable(Families.SampleSetting.Replace(":", "__", StringComparison.Ordinal), Repository.Samples);
        Time.Now = Morning.AddHours(7);
    }
}
