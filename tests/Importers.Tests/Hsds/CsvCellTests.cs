using ResourceMatch.Importers.Hsds;

namespace ResourceMatch.Importers.Tests.Hsds;

public sealed class CsvCellTests
{
    [Theory]
    [InlineData("=1+1")]
    [InlineData("+15555550100")]
    [InlineData("-2+3")]
    [InlineData("@SUM(A1)")]
    [InlineData("＝1+1")]
    [InlineData("＋1")]
    [InlineData("－1")]
    [InlineData("＠x")]
    [InlineData("'=1+1")]
    [InlineData("''+1")]
    [InlineData("|calc")]
    public void A_cell_that_would_run_begins_with_an_apostrophe_and_reads_back(string text)
    {
        var cell = CsvCell.Write(text);
        Assert.Equal("'" + text, cell);
        Assert.Equal(text, CsvCell.Read(cell));
    }

    [Theory]
    [InlineData("-84.48814")]
    [InlineData("-5")]
    [InlineData("-5e3")]
    [InlineData("plain")]
    [InlineData("'tis")]
    [InlineData("a = b")]
    public void Others_stay_as_they_are(string text)
    {
        Assert.Equal(text, CsvCell.Write(text));
        Assert.Equal(text, CsvCell.Read(text));
    }

    [Theory]
    [InlineData("\t=1+1")]
    [InlineData("\r=1+1")]
    [InlineData("\n=1+1")]
    [InlineData("-1,=2")]
    public void One_that_also_needs_quotes_has_its_apostrophe_within_them(string text)
    {
        Assert.Equal($"\"'{text}\"", CsvCell.Write(text));
        Assert.Equal(text, CsvCell.Read("'" + text));
    }

    [Theory]
    [InlineData("-30.03,-51.2", "\"-30.03,-51.2\"")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a;=b", "\"a;=b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("two\r\nlines", "\"two\r\nlines\"")]
    public void Separators_quotes_and_lines_are_quoted(string text, string cell) => Assert.Equal(cell, CsvCell.Write(text));
}
