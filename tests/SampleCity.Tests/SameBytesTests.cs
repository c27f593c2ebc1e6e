using System.Globalization;

namespace ResourceMatch.SampleCity.Tests;

public sealed class SameBytesTests
{
    [Theory]
    [InlineData("en-US")]
    [InlineData("ar-SA")]
    [InlineData("de-DE")]
    public void Generating_again_gives_the_committed_bytes_in_every_culture(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        var made = Path.Combine(AppContext.BaseDirectory, "generated", culture);
        if (Directory.Exists(made)) Directory.Delete(made, recursive: true);
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            Assert.Equal(0, Generator.Run(["--out", made], TextWriter.Null, TextWriter.Null));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        Assert.Equal(Names(Sample.Folder), Names(made));
        foreach (var name in Names(made))
            Assert.True(File.ReadAllBytes(Path.Combine(made, name)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(Sample.Folder, name))), $"{name} differs: run the generator again and commit, or undo the change");
    }

    [Fact]
    public void Another_seed_gives_another_city()
    {
        var one = Generator.Files(new Options()).ToDictionary(file => file.Name, file => file.Text);
        var other = Generator.Files(new Options { Seed = 7 }).ToDictionary(file => file.Name, file => file.Text);
        Assert.NotEqual(one["streets.osm"], other["streets.osm"]);
        Assert.NotEqual(one["families.json"], other["families.json"]);
        Assert.NotEqual(one["hsds/services.csv"], other["hsds/services.csv"]);
        Assert.Equal(one["gtfs/calendar_dates.txt"], other["gtfs/calendar_dates.txt"]);
    }

    [Fact]
    public void The_sample_is_plain_text_of_at_most_3_MB()
    {
        var files = Directory.GetFiles(Sample.Folder, "*", SearchOption.AllDirectories);
        var bytes = files.Sum(file => new FileInfo(file).Length);
        Console.WriteLine($"{files.Length} files, {bytes:N0} bytes");
        Assert.InRange(bytes, 1, 3_000_000);
        Assert.All(files, file => Assert.DoesNotContain((byte)'\r', File.ReadAllBytes(file)));
        Assert.All(files, file => Assert.DoesNotContain((byte)0, File.ReadAllBytes(file)));
        Assert.Contains("invented", File.ReadAllText(Path.Combine(Sample.Folder, "README.md")), StringComparison.Ordinal);
    }

    private static List<string> Names(string folder) =>
        [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal)];
}
