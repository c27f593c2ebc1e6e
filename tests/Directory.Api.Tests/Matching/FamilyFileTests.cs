using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Domain.Needs;
using ResourceMatch.TestKit;

namespace ResourceMatch.Api.Tests.Matching;

/// <summary>families.json is read strictly: wrong data names the file, the item and the field.</summary>
public sealed class FamilyFileTests : IDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), $"families-{Guid.NewGuid():N}.json");

    public void Dispose() => File.Delete(path);

    [Fact]
    public async Task The_sample_has_four_hundred_families_and_every_one_is_read()
    {
        var families = await FamilyFile.Read(Path.Combine(Repository.Samples, "families.json"), CancellationToken.None);

        Assert.Equal(400, families.Count);
        Assert.All(families, family => Assert.NotNull(family.Home));
        Assert.Contains(families, family => family.MissingDocuments.Contains(DocumentKind.PhotoId));
        Assert.Contains(families, family => family.FreeTimes.Count > 0 && family.FreeTimes[0].UntilMinute > family.FreeTimes[0].FromMinute);
    }

    [Theory]
    [InlineData("""{"id":"f1"}""", "must be an array")]
    [InlineData("""[{"id":"f1","needs":[]}]""", "home")]
    [InlineData("""[{"id":"f1","home":{"lat":91,"lon":0},"needs":[]}]""", "item 0, field home")]
    [InlineData("""[{"id":"f1","home":{"lat":41,"lon":-84},"needs":["food","fud"]}]""", "item 0, field needs[1]: \"fud\"")]
    [InlineData("""[{"id":"f1","home":{"lat":41,"lon":-84},"needs":[],"hasBoat":true}]""", "hasBoat")]
    [InlineData("""[{"id":"f1","home":{"lat":41,"lon":-84},"needs":[],"hasCar":"yes"}]""", "item 0, field hasCar")]
    [InlineData("""[{"id":"f1","home":{"lat":41,"lon":-84},"needs":[],"limits":{"walkMeters":-5}}]""", "limits.walkMeters: -5 must be 0 to 5000")]
    [InlineData("""[{"id":"f1","home":{"lat":41,"lon":-84},"needs":[],"freeTimes":[{"day":"Tuesday","from":"18:00","until":"15:00"}]}]""", "freeTimes[0]: until 15:00 must be later")]
    [InlineData("""[{"id":"f1","home":{"lat":41,"lon":-84},"needs":[],"missingDocuments":["Passport"]}]""", "missingDocuments[0]: \"Passport\"")]
    [InlineData("""[{"id":"f1","home":{"lat":41,"lon":-84},"needs":[]},{"id":"f1","home":{"lat":41,"lon":-84},"needs":[]}]""", "id \"f1\" stands 2 times")]
    [InlineData("""[{"id":"f1","home":{"lat":41,"lon":-84},"needs":[],"tier":4}]""", "tier: 4 must be 1 to 3")]
    [InlineData("""[{"id":"f1","home":{"lat":41,"lon":-84},"needs":[],"waitingSince":"September"}]""", "waitingSince: \"September\" is no date")]
    [InlineData("[", "not JSON")]
    public async Task Wrong_data_names_the_file_the_item_and_the_field(string json, string expected)
    {
        await File.WriteAllTextAsync(path, json);

        var refused = await Assert.ThrowsAsync<FamilyFileException>(() => FamilyFile.Read(path, CancellationToken.None));

        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
        Assert.StartsWith(Path.GetFileName(path), refused.Message, StringComparison.Ordinal);
    }
}
