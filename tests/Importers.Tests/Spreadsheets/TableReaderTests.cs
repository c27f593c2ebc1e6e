using ResourceMatch.TestKit;
using System.Text;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Importers.Notices;
using ResourceMatch.Importers.Spreadsheets;

namespace ResourceMatch.Importers.Tests.Spreadsheets;

public sealed class TableReaderTests : IDisposable
{
    private const string SmallMap = """{ "source": "s", "columns": { "name": "name", "city": "city", "latitude": "lat", "longitude": "lon", "address_1": "street" } }""";

    private readonly TableSamples samples = new();

    public void Dispose() => samples.Dispose();

    [Fact]
    public void The_sample_becomes_listings_with_hours_papers_and_conditions()
    {
        var listings = samples.Read(TableSamples.Csv);

        Assert.Equal([2, 3, 4, 5, 7], listings.Select(listing => listing.Row));
        var shelf = listings[0];
        Assert.Equal("Heron \"Ferry\" Shelf", shelf.Service.Name);
        Assert.Equal(["food"], shelf.Service.Needs);
        Assert.Equal("Free", shelf.Service.FeesDescription);
        Assert.Equal("Residents\nServes residents of the Old Town only.", shelf.Service.EligibilityDescription);
        Assert.Equal("Groceries\nFrequency: 2x per Month\nPlease bring a photo ID and proof of address. Ring the bell.", shelf.Service.Description);
        Assert.Equal(["No documents needed", "Photo ID", "Proof of address"], shelf.RequiredDocuments.Select(document => document.Document));
        Assert.Equal(["Residents of the house"], shelf.ServiceAreas.Select(area => area.Name));
        Assert.Equal(("555-0101", "7"), (shelf.Phones[0].Number, shelf.Phones[0].Extension));
        Assert.Equal((-89.40001, 40.50001), (shelf.Location.Point!.X, shelf.Location.Point.Y));
        Assert.Equal("1 Landing Road, Heron Ferry, 00001, US", $"{shelf.Address!.Address1}, {shelf.Address.City}, {shelf.Address.PostalCode}, {shelf.Address.Country}");
        Assert.Equal(["WEEKLY MO,WE 09:00-12:00", "MONTHLY 1SA 10:00-11:00"], shelf.Schedules.Select(schedule => $"{schedule.Freq} {schedule.Byday} {schedule.OpensAt:HH:mm}-{schedule.ClosesAt:HH:mm}"));
    }

    [Fact]
    public void Hours_are_looked_for_beside_a_day_and_in_the_notes()
    {
        var listings = samples.Read(TableSamples.Csv);

        Assert.Equal("TU", listings[1].Schedules.Single().Byday);
        Assert.Equal("TH", listings[2].Schedules.Single().Byday);
        Assert.Empty(listings[2].RequiredDocuments);
        Assert.Equal((3, 0, 1, 1), (samples.Counts.HoursWeekly, samples.Counts.HoursDated, samples.Counts.HoursText, samples.Counts.HoursFromNotes));
    }

    [Fact]
    public void What_stands_in_the_wrong_column_is_put_right_or_told()
    {
        var listings = samples.Read(TableSamples.Csv);

        Assert.Null(listings[3].Location.Point);
        Assert.Equal("555-0104", listings[3].Phones.Single().Number);
        Assert.Equal("hours_stay_words 1, misplaced_value 1, missing_name 1, no_point 1", samples.Kinds);
    }

    [Fact]
    public void The_same_rows_get_the_same_ids_and_other_rows_others()
    {
        var first = samples.Read(TableSamples.Csv);
        var again = samples.Read(TableSamples.Csv);

        Assert.Equal(Ids(first), Ids(again));
        Assert.Equal(Ids(first).Count, Ids(first).Distinct().Count());
        Assert.Equal('5', first[0].Service.Id.ToString()[14]);
    }

    [Fact]
    public void Two_rows_of_one_name_and_address_are_both_kept()
    {
        var listings = samples.Read(samples.Write("t.csv", "name,street,city,lat,lon\nA,1 Main,X,,\nA,1 Main,X,,\nA,1 Main,Y,,\n"), samples.Write("m.json", SmallMap));
        Assert.Equal(3, listings.Select(listing => listing.Service.Id).Distinct().Count());
        Assert.Equal(3, listings.Select(listing => listing.Organization.Id).Distinct().Count());
        Assert.Equal("same_key 1", samples.Kinds);
    }

    [Fact]
    public void What_a_web_page_has_written_otherwise_is_read_as_it_was_meant()
    {
        var listing = Assert.Single(samples.Read(samples.Write("t.csv", "name,street,city,lat,lon\nSt. Ann&#8217;s &amp; R&D &copy,1 Main&nbsp;,X,,\n"), samples.Write("m.json", SmallMap)));
        Assert.Equal("St. Ann’s & R&D &copy", listing.Service.Name);
        Assert.Equal("1 Main", listing.Address!.Address1);
    }

    [Fact]
    public void A_point_under_many_addresses_is_dropped_and_one_building_keeps_its_own()
    {
        var rows = new StringBuilder("name,street,city,lat,lon\n");
        for (var i = 0; i < 12; i++) rows.Append($"Lost {i},{i} Far Street,X,40.7,-74.0\nProgram {i},1 Mall{(i == 0 ? " Rd" : " Road")},X,40.5,-89.5\n");
        for (var i = 0; i < 9; i++) rows.Append($"Nine {i},{i} Other Street,X,41.5,-90.5\n");
        var listings = samples.Read(samples.Write("t.csv", rows.ToString()), samples.Write("m.json", SmallMap));

        Assert.All(listings, listing => Assert.Equal(listing.Service.Name.StartsWith("Lost", StringComparison.Ordinal), listing.Location.Point is null));
        Assert.Equal(33, listings.Count);
        Assert.StartsWith("12 rows of 12 different addresses stand on one point (40.7,-74)", samples.Notices.Summarize().Single().Examples[0].Message);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-8 mark")]
    [InlineData("utf-16 mark")]
    [InlineData("utf-16be mark")]
    [InlineData("utf-16")]
    [InlineData("windows-1252")]
    public void Every_usual_encoding_is_read(string encoding)
    {
        const string Text = "name;city\r\n\"Señora’s café; first\nfloor\";Überlingen\r\n";
        byte[] bytes = encoding switch
        {
            "utf-8" => Encoding.UTF8.GetBytes(Text),
            "utf-8 mark" => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Text)],
            "utf-16 mark" => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Text)],
            "utf-16be mark" => [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(Text)],
            "utf-16" => Encoding.Unicode.GetBytes(Text),
            _ => CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(Text),
        };
        var listing = samples.Read(samples.Write("t.csv", bytes), samples.Write("m.json", """{ "source": "s", "columns": { "name": "name", "city": "CITY", "address_1": "city" } }""")).Single();
        Assert.Equal("Señora’s café; first floor", listing.Service.Name);
        Assert.Equal("Überlingen", listing.Address!.City);
    }

    [Theory]
    [InlineData("a,b\n1,\"ha \"\"ha\"\" ha\"\n", "ha \"ha\" ha")]
    [InlineData("a,b\n1,\"x,y\"\n", "x,y")]
    [InlineData("a,b\r\n1,\"one\r\ntwo\"\r\n", "one\r\ntwo")]
    [InlineData("a,b\n1,\"{\"\"type\"\": \"\"Point\"\", \"\"at\"\": [102.0, 0.5]}\"", "{\"type\": \"Point\", \"at\": [102.0, 0.5]}")]
    [InlineData("a,b\n1,\"\"\n", null)]
    [InlineData("a\tb\n1\tʤ\n", "ʤ")]
    [InlineData("A list of places\n\n a , b \n1, two \n", "two")]
    public void Quotes_line_ends_and_delimiters_are_read_as_spreadsheets_write_them(string csv, string? expected)
    {
        var listing = samples.Read(samples.Write("t.csv", csv), samples.Write("m.json", """{ "source": "s", "columns": { "name": "a", "description": "b" } }""")).Single();
        Assert.Equal(expected, listing.Service.Description);
    }

    [Fact]
    public void A_missing_column_is_named()
    {
        samples.Read(samples.Write("t.csv", "name,town\nA,X\n"), samples.Write("m.json", SmallMap));
        Assert.Contains(samples.Notices.Summarize().SelectMany(notice => notice.Examples), notice => notice.Field == "city" && notice.Message.Contains("name, town", StringComparison.Ordinal));

        var refused = Assert.Throws<ImportRefusedException>(() => samples.Read(samples.Write("u.csv", "title,town\nA,X\n"), samples.Write("m.json", SmallMap)));
        Assert.Equal("name", refused.Notice.Field);

        var idMap = samples.Write("i.json", """{ "source": "s", "id": ["key"], "columns": { "name": "name" } }""");
        Assert.Equal("key", Assert.Throws<ImportRefusedException>(() => samples.Read(samples.Write("t.csv", "name,town\nA,X\n"), idMap)).Notice.Field);
    }

    [Theory]
    [InlineData("""{ "source": "s", "columns": { "name": "a", "colour": "b" } }""", "colour")]
    [InlineData("""{ "source": "s", "columns": { "city": "a" } }""", "name")]
    [InlineData("""{ "source": "s", "needs": ["gold"], "columns": { "name": "a" } }""", "gold")]
    [InlineData("""{ "source": "", "columns": { "name": "a" } }""", "source")]
    [InlineData("""{ "source": "s", "columns": { "name": "a" }, "colums": {} }""", "colums")]
    [InlineData("""{ "columns": { "name": "a" } }""", "source")]
    [InlineData("""{ "source": "s", "columns": { "name": "a" }, "delimiter": ",," }""", "delimiter")]
    [InlineData("[1", "not a mapping")]
    [InlineData("null", "holds nothing")]
    public void A_wrong_mapping_is_refused_by_name(string map, string names)
    {
        var refused = Assert.Throws<ImportRefusedException>(() => TableMap.Load(samples.Write("m.json", map)));
        Assert.Contains(names, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n\n")]
    [InlineData("only one column\nx\n")]
    public void A_file_without_a_header_is_refused(string csv)
    {
        var refused = Assert.Throws<ImportRefusedException>(() => samples.Read(samples.Write("t.csv", csv), samples.Write("m.json", SmallMap)));
        Assert.Equal("no_header", refused.Notice.Kind);
    }

    [Fact]
    public void An_address_written_as_json_is_taken_apart()
    {
        var csv = samples.Write("t.csv", "name,street,city,lat,lon\nA,\"{\"\"address_1\"\": \"\"1 Main\"\", \"\"city\"\": \"\"X\"\"}\",,,\nB,Phone: 555-010-0123,,,\n");
        var listings = samples.Read(csv, samples.Write("m.json", """{ "source": "s", "columns": { "name": "name", "address_1": "street", "city": "city" } }"""));
        Assert.Equal(("1 Main", "X"), (listings[0].Address!.Address1, listings[0].Address!.City));
        Assert.Null(listings[1].Address);
        Assert.Equal("555-010-0123", listings[1].Phones.Single().Number);
    }

    [Fact]
    public void The_committed_mapping_of_pantries_is_a_mapping() =>
        Assert.Equal("pantries", TableMap.Load(Path.Combine(Repository.Root, "data", "maps", "pantries.json")).Source);

    private static List<Guid> Ids(List<TableListing> listings) =>
    [
        .. listings.SelectMany<TableListing, Guid>(listing =>
        [
            listing.Organization.Id.Value, listing.Service.Id.Value, listing.Location.Id.Value, listing.ServiceAtLocation.Id.Value, listing.Address!.Id.Value,
            .. listing.Schedules.Select(schedule => schedule.Id.Value), .. listing.Phones.Select(phone => phone.Id.Value), .. listing.RequiredDocuments.Select(document => document.Id.Value),
        ]),
    ];
}
