using System.Globalization;
using ResourceMatch.TestKit;

namespace ResourceMatch.Api.Tests.Search;

/// <summary>One judged query of judged-queries.txt.</summary>
/// <param name="Kind">plain, typo or everyday.</param>
/// <param name="Grades">By service: 3 just what is asked, 0 not it.</param>
internal sealed record JudgedQuery(int Number, string Kind, string Language, string Words, IReadOnlyDictionary<Guid, int> Grades)
{
    public static IReadOnlyList<JudgedQuery> All { get; } = Read();

    /// <summary>nDCG@10 (Järvelin and Kekäläinen 2002; gain 2^grade - 1): 1 = no order of the listings would be better.</summary>
    public double Ndcg(IEnumerable<Guid> answer)
    {
        var ideal = Dcg(Grades.Values.OrderDescending());
        return ideal > 0 ? Dcg(answer.Select(id => Grades.GetValueOrDefault(id))) / ideal : 1;
    }

    private static double Dcg(IEnumerable<int> grades) => grades.Take(10).Select((grade, place) => (Math.Pow(2, grade) - 1) / Math.Log2(place + 2)).Sum();

    private static List<JudgedQuery> Read()
    {
        List<JudgedQuery> queries = [];
        Dictionary<Guid, int> grades = [];
        foreach (var line in File.ReadLines(Path.Combine(Repository.Root, "tests/Directory.Api.Tests/Search/judged-queries.txt")))
        {
            if (line.Length == 0 || line[0] == '#') continue;
            if (line[0] == '?')
            {
                var parts = line[1..].Split('|', StringSplitOptions.TrimEntries);
                grades = [];
                queries.Add(new JudgedQuery(int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1], parts[2], parts[3], grades));
                continue;
            }

            grades.Add(Guid.Parse(line.AsSpan(2, 36)), line[0] - '0');
        }

        return queries;
    }
}
