using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using ResourceMatch.TestKit;

namespace ResourceMatch.Storage.Tests.Migrations;

public sealed class DriftTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task The_tables_that_migrations_make_are_the_ones_that_the_model_expects()
    {
        var inModel = ModelColumns();
        var inDatabase = await DatabaseColumnsAsync(database);

        Assert.True(inModel.Count > 150, $"only {inModel.Count} columns were compared");
        Assert.Equal(inModel.Order(StringComparer.Ordinal), inDatabase.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("alter table directory.service add column extra text")]
    [InlineData("alter table directory.service drop column email")]
    [InlineData("alter table directory.phone alter column number drop not null")]
    [InlineData("alter table directory.cost_option alter column amount type integer")]
    public async Task A_table_that_drifts_is_seen(string sql)
    {
        await using var own = await TestDatabase.MakeAsync();
        await own.AsSuperuserAsync(sql);
        Assert.NotEqual(ModelColumns().Order(StringComparer.Ordinal), (await DatabaseColumnsAsync(own)).Order(StringComparer.Ordinal));
    }

    private List<string> ModelColumns()
    {
        using var db = database.Database.OpenDirectory();
        return
        [
            .. from entity in db.Model.GetEntityTypes()
               from property in entity.GetProperties()
               let table = entity.GetTableName()
               let key = property.IsPrimaryKey() ? " key" : ""
               select $"{table}.{property.GetColumnName()} {Plain(property.GetColumnType())}{(property.IsNullable ? "" : " not null")}{key}",
        ];
    }

    private static async Task<List<string>> DatabaseColumnsAsync(TestDatabase database)
    {
        using var db = database.Database.OpenDirectory();
        var tables = db.Model.GetEntityTypes().Select(entity => entity.GetTableName()!).ToArray();
        await using var command = database.Database.Public.CreateCommand(
            """
            select c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
                   exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary and a.attnum = any(i.indkey))
              from pg_class c join pg_attribute a on a.attrelid = c.oid
             where c.relnamespace = 'directory'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
               and a.attgenerated = '' and c.relname = any($1)
            """);
        command.Parameters.Add(new() { Value = tables });
        List<string> columns = [];
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            columns.Add($"{reader.GetString(0)}.{reader.GetString(1)} {Plain(reader.GetString(2))}{(reader.GetBoolean(3) ? " not null" : "")}{(reader.GetBoolean(4) ? " key" : "")}");
        }

        return columns;
    }

    private static string Plain(string type) => type.Replace("time without time zone", "time").ToLowerInvariant();
}
