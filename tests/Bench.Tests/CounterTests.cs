using ResourceMatch.TestKit;

namespace ResourceMatch.Bench.Tests;

/// <summary>The work of searching and matching over the sample city is what is committed: a change that makes the engine work more shows on any machine.</summary>
public sealed class CounterTests
{
    [Fact]
    public void The_sample_city_takes_the_work_that_is_committed()
    {
        var committed = SampleCounters.Read(Repository.Root);
        var now = SampleCounters.Compute(Repository.Samples);

        Assert.True(committed.Count >= 25, $"{committed.Count} counters");
        var changed = committed.Keys.Union(now.Keys).Order(StringComparer.Ordinal)
            .Select(name => (Name: name, Was: committed.GetValueOrDefault(name, -1), Is: now.GetValueOrDefault(name, -1)))
            .Where(each => each.Was != each.Is)
            .Select(each => $"{each.Name}: {each.Was} -> {each.Is}");
        Assert.Equal("", string.Join('\n', changed)); // Meant? dotnet run -c Release --project bench -- --update-counters
    }
}
