using System.Text;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Storage.Imports;
using ResourceMatch.TestKit;

namespace ResourceMatch.Storage.Tests.Imports;

public sealed class WordsOfTheWorldTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Any_text_is_stored_as_it_is_but_for_letters_that_PostgreSQL_cannot_hold()
    {
        string[] names = ["'; drop table directory.service; --", "<script>alert(1)</script>", "مركز الطعام", "Ti pyebwa 🌳", "tab\tand\nline", "half \ud83d pair", "zero \0 byte", "\u202Eright to left", new string('x', 500)];
        await using (var import = await DirectoryImport.BeginAsync(database.Database, "test", "words", new SettableClock(SmallDirectory.Now), default))
        {
            await import.AddAsync(names.Select((name, i) => new Organization { Id = SmallDirectory.Of<Organization>("w" + i), Name = name }), default);
            await import.CompleteAsync(TimeZoneInfo.Utc, new ImportReport { NoticesJson = """[{"text":"zero \u0000 byte"}]""" }, default);
        }

        var stored = await database.ReadAsync<string[]>("select array_agg(name) from directory.organization");
        var expected = names.Select(name => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(name.Replace("\0", ""))));
        Assert.Equal(expected.Order(StringComparer.Ordinal), stored.Order(StringComparer.Ordinal));
        Assert.Equal("done", await database.ReadAsStaffAsync<string>("select state from directory_private.import_run"));
    }
}
