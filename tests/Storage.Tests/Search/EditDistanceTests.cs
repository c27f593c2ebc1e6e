using ResourceMatch.Storage.Search;

namespace ResourceMatch.Storage.Tests.Search;

public sealed class EditDistanceTests
{
    [Theory]
    [InlineData("food", "food", 0)]
    [InlineData("fod", "food", 1)]
    [InlineData("dentits", "dentist", 1)] // two neighbors swapped are one error
    [InlineData("vacine", "vaccine", 1)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("", "abc", 3)]
    public void Letters_put_in_taken_out_changed_or_swapped_are_counted(string a, string b, int expected)
    {
        Assert.Equal(expected, EditDistance.Between(a, b, 3));
        Assert.Equal(expected, EditDistance.Between(b, a, 3));
    }

    [Fact]
    public void Beyond_the_limit_it_only_says_so()
    {
        Assert.True(EditDistance.Between("food", "grandmother", 2) > 2);
        Assert.True(EditDistance.Between("abcd", "wxyz", 2) > 2);
        Assert.True(EditDistance.Between(new string('a', 500), new string('a', 500), 2) > 2);
    }
}
