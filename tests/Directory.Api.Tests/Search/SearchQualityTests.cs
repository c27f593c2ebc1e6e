using Xunit.Abstractions;

namespace ResourceMatch.Api.Tests.Search;

/// <summary>The figures of our own search set; grades were committed before the ranking was made.</summary>
public sealed class SearchQualityTests(SearchApp app, ITestOutputHelper output) : IClassFixture<SearchApp>
{
    [Fact]
    public async Task The_right_kind_stands_first_in_every_way_of_asking()
    {
        List<(JudgedQuery Query, double Ndcg)> results = [];
        foreach (var query in JudgedQuery.All)
        {
            var answer = await app.Search.FindAsync(query.Words, null, new(0, 10), query.Language, CancellationToken.None);
            Assert.True(answer.Items.Count > 0, $"\"{query.Words}\" has no answer");
            var ndcg = query.Ndcg(answer.Items.Select(item => item.Service.Value));
            results.Add((query, ndcg));
            output.WriteLine($"{query.Number,2} {ndcg:0.000} {query.Kind,-8} {query.Language} {query.Words} ({answer.Total} found; {string.Join(", ", answer.Understood.Needs.Select(need => $"{need.Need} {need.Strength:0.00}"))})");
            if (ndcg < 0.9) output.WriteLine("      " + string.Join(" ", answer.Items.Select(item => $"{query.Grades.GetValueOrDefault(item.Service.Value)}/{query.Grades.ContainsKey(item.Service.Value)}/{item.Rank.Total:0.00}")));
        }

        Print("overall", 0.85, _ => true);
        Print("Spanish", 0.80, query => query.Language == "es");
        Print("everyday speech", 0.75, query => query.Kind == "everyday");
        Print("typing errors", 0.75, query => query.Kind == "typo");

        void Print(string name, double goal, Func<JudgedQuery, bool> isOf)
        {
            var some = results.Where(result => isOf(result.Query)).ToList();
            var mean = some.Average(result => result.Ndcg);
            output.WriteLine($"nDCG@10 {name}: {mean:0.000} over {some.Count} queries (goal {goal:0.00})");
            Assert.True(mean >= goal, $"nDCG@10 {name} is {mean:0.000}, less than {goal:0.00}");
        }
    }

    [Fact]
    public void The_set_is_large_enough_to_mean_something()
    {
        Assert.True(JudgedQuery.All.Count >= 60, $"{JudgedQuery.All.Count} queries");
        Assert.True(JudgedQuery.All.Count(query => query.Language == "es") >= 15);
        Assert.All(JudgedQuery.All, query => Assert.True(query.Grades.Count >= 20, $"\"{query.Words}\" has {query.Grades.Count} grades"));
        Assert.All(JudgedQuery.All, query => Assert.Contains(3, query.Grades.Values));
    }
}
