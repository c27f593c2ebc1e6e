using System.Text.Json;
using ResourceMatch.Domain.Needs;

namespace ResourceMatch.SampleCity.Tests;

public sealed class FamilyTests
{
    private static readonly List<JsonElement> Families = [.. JsonDocument.Parse(File.ReadAllText(Path.Combine(Sample.Folder, "families.json"))).RootElement.EnumerateArray()];

    [Fact]
    public void There_are_400_families_of_their_own_names_and_ids()
    {
        Assert.Equal(400, Families.Count);
        Assert.Equal(400, Texts("id").Distinct().Count());
        Assert.Equal(400, Texts("name").Distinct().Count());
        Assert.Equal(6, Texts("school").Distinct().Count());
        Assert.Equal(24, Texts("neighborhood").Distinct().Count());
    }

    [Fact]
    public void They_are_as_varied_as_a_district()
    {
        Assert.InRange(Families.Count(family => !family.GetProperty("hasCar").GetBoolean()), 240, 280);
        Assert.InRange(Families.Count(family => family.GetProperty("needsStepFree").GetBoolean()), 10, 40);
        Assert.InRange(Families.Count(family => family.GetProperty("hasStroller").GetBoolean()), 20, 120);
        Assert.InRange(Families.Count(family => family.GetProperty("freeTimes").GetArrayLength() == 0), 40, 120);
        Assert.InRange(Families.Count(family => family.GetProperty("missingDocuments").GetArrayLength() > 0), 80, 200);
        Assert.InRange(Families.Count(family => !family.GetProperty("speaksEnglish").GetBoolean()), 60, 160);
        Assert.Equal(5, Families.SelectMany(family => Strings(family, "languages")).Distinct().Count());
        Assert.Equal(13, Families.Select(family => family.GetProperty("student").GetProperty("grade").GetInt32()).Distinct().Count());
    }

    [Fact]
    public void Their_needs_papers_and_eligibility_are_words_of_the_domain()
    {
        foreach (var family in Families)
        {
            var needs = Strings(family, "needs");
            Assert.InRange(needs.Count, 1, 4);
            Assert.Equal(needs.Count, needs.Distinct().Count());
            Assert.All(needs, need => Assert.NotNull(NeedVocabulary.Default.Find(need)));
            Assert.All(Strings(family, "missingDocuments"), document => Assert.True(Enum.TryParse<DocumentKind>(document, out _), document));
            Assert.All(family.GetProperty("eligibility").EnumerateObject(), known => Assert.Contains(known.Name, EligibilityKeys.All));
            Assert.All(family.GetProperty("freeTimes").EnumerateArray(), free =>
            {
                Assert.True(Enum.TryParse<DayOfWeek>(free.GetProperty("day").GetString(), out _));
                Assert.True(Sample.Minute(free.GetProperty("from").GetString()!) < Sample.Minute(free.GetProperty("until").GetString()!));
            });
        }

        Console.WriteLine($"{Families.Sum(family => Strings(family, "needs").Count)} needs of 400 families");
    }

    [Fact]
    public void A_mother_of_three_without_a_car_works_until_three_speaks_Spanish_and_needs_food()
    {
        var rivera = Families[0];
        Assert.Equal("the Rivera family", rivera.GetProperty("name").GetString());
        Assert.False(rivera.GetProperty("hasCar").GetBoolean());
        Assert.False(rivera.GetProperty("speaksEnglish").GetBoolean());
        Assert.Equal(["es"], Strings(rivera, "languages"));
        Assert.Equal(3, 1 + rivera.GetProperty("others").EnumerateArray().Count(person => person.GetProperty("age").GetInt32() < 18));
        Assert.All(rivera.GetProperty("freeTimes").EnumerateArray(), free => Assert.Equal("15:00", free.GetProperty("from").GetString()));
        Assert.Contains("food", Strings(rivera, "needs"));
    }

    private static IEnumerable<string> Texts(string field) => Families.Select(family => family.GetProperty(field).GetString()!);

    private static List<string> Strings(JsonElement family, string field) => [.. family.GetProperty(field).EnumerateArray().Select(each => each.GetString()!)];
}
