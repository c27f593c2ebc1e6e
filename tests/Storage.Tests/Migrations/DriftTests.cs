using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using ResourceMatch.TestKit;

namespace ResourceMatch.Storage.Tests.Migrations;

public sealed class DriftTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task The_tables_that_migrations_make_are_the_ones_that_the_model_expects()
    {
        var inModel = ModelColumns(database.Database.OpenDirectory());
        var inDatabase = await DatabaseColumnsAsync(database.Database.OpenDirectory(), database.Database.Public, "directory");

        Assert.True(inModel.Count > 150, $"only {inModel.Count} columns were compared");
        Assert.Equal(inModel.Order(StringComparer.Ordinal), inDatabase.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_same_holds_for_accounts_sessions_and_letters()
    {
        var inModel = ModelColumns(database.Database.OpenAccess());
        var inDatabase = await DatabaseColumnsAsync(database.Database.OpenAccess(), database.Database.Staff, "access");

        Assert.True(inModel.Count > 45, $"only {inModel.Count} columns were compared");
        Assert.Equal(inModel.Order(StringComparer.Ordinal), inDatabase.Order(StringComparer.Ordinal));
        await using var own = await TestDatabase.MakeAsync();
        await own.AsSuperuserAsync("alter table access.account add column extra text");
        Assert.NotEqual(inModel.Order(StringComparer.Ordinal), (await DatabaseColumnsAsync(own.Database.OpenAccess(), own.Database.Staff, "access")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_public_role_cannot_enter_the_schema_of_accounts_and_nobody_rewrites_what_happened()
    {
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => database.ReadAsync<long>("select count(*) from access.account"));
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => database.ReadAsync<long>("select count(*) from access.outbox"));
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => database.ReadAsStaffAsync<long>("update access.account_event set kind = 'x' returning id"));
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => database.ReadAsStaffAsync<long>("delete from access.account_event returning id"));
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
        Assert.NotEqual(ModelColumns(own.Database.OpenDirectory()).Order(StringComparer.Ordinal), (await DatabaseColumnsAsync(own.Database.OpenDirectory(), own.Database.Public, "directory")).Order(StringComparer.Ordinal));
    }

    private static List<string> ModelColumns(DbContext context)
    {
        using var db = context;
        return
        [
            .. from entity in db.Model.GetEntityTypes()
               from property in entity.GetProperties()
               let table = entity.GetTableName()
               let key = property.IsPrimaryKey() ? " key" : ""
               select $"{table}.{property.GetColumnName()} {Plain(property.GetColumnType())}{(property.IsNullable ? "" : " not null")}{key}",
        ];
    }

    private static async Task<List<string>> DatabaseColumnsAsync(DbContext context, Npgsql.NpgsqlDataSource source, string schema)
    {
        using var db = context;
        var tables = db.Model.GetEntityTypes().Select(entity => entity.GetTableName()!).ToArray();
        await using var command = source.CreateCommand(
            """
            select c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
                   exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary and a.attnum = any(i.indkey))
              from pg_class c join pg_attribute a on a.attrelid = c.oid
             where c.relnamespace = $2::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
               and a.attgenerated = '' and c.relname = any($1)
            """);
        command.Parameters.Add(new() { Value = tables });
        command.Parameters.Add(new() { Value = schema });
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
