using Npgsql;
using ResourceMatch.Storage.Migrations;
using ResourceMatch.TestKit;

namespace ResourceMatch.Storage.Tests.Migrations;

public sealed class MigrationRunnerTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly Migration Next = Made("create table directory.extra (id integer)");

    [Fact]
    public async Task Running_again_runs_nothing()
    {
        Assert.Equal(0, await MigrationRunner.MigrateAsync(database.Database.Owner!, CancellationToken.None));
        await MigrationRunner.CheckAsync(database.Database.Public, CancellationToken.None);
    }

    [Fact]
    public async Task Two_hosts_starting_together_run_a_migration_once()
    {
        await using var own = await TestDatabase.MakeAsync();
        var ran = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => MigrationRunner.MigrateAsync(own.Database.Owner!, [.. MigrationFiles.All, Next], CancellationToken.None)));
        Assert.Equal(1, ran.Sum());
    }

    [Fact]
    public async Task An_edited_migration_is_refused_by_name()
    {
        var edited = MigrationFiles.All.Select((migration, i) => i == 0 ? migration with { Checksum = "0" } : migration).ToList();
        var refusal = await Assert.ThrowsAsync<SchemaRefusedException>(() => MigrationRunner.MigrateAsync(database.Database.Owner!, edited, CancellationToken.None));
        Assert.Contains("0001_directory.sql was edited", refusal.Message);
    }

    [Fact]
    public async Task A_newer_database_is_refused()
    {
        await using var own = await TestDatabase.MakeAsync();
        await MigrationRunner.MigrateAsync(own.Database.Owner!, [.. MigrationFiles.All, Next], CancellationToken.None);
        var refusal = await Assert.ThrowsAsync<SchemaRefusedException>(() => MigrationRunner.CheckAsync(own.Database.Public, CancellationToken.None));
        Assert.Contains("run the newer program", refusal.Message);
    }

    [Fact]
    public async Task A_host_without_the_owner_refuses_an_older_database_and_says_what_to_do()
    {
        await using var own = await TestDatabase.MakeAsync();
        await own.AsSuperuserAsync("delete from meta.schema_migration where number > 1");
        var refusal = await Assert.ThrowsAsync<SchemaRefusedException>(() => MigrationRunner.CheckAsync(own.Database.Public, CancellationToken.None));
        Assert.Contains("at version 1", refusal.Message);
        Assert.Contains("ResourceMatch__Database__Owner", refusal.Message);
    }

    [Fact]
    public async Task A_migration_missing_from_the_history_is_refused()
    {
        await using var own = await TestDatabase.MakeAsync();
        await own.AsSuperuserAsync("delete from meta.schema_migration where number = 1");
        var refusal = await Assert.ThrowsAsync<SchemaRefusedException>(() => MigrationRunner.MigrateAsync(own.Database.Owner!, CancellationToken.None));
        Assert.Contains("0001 is missing", refusal.Message);
    }

    [Fact]
    public async Task A_failing_migration_leaves_nothing_behind()
    {
        await using var own = await TestDatabase.MakeAsync();
        await Assert.ThrowsAsync<PostgresException>(() => MigrationRunner.MigrateAsync(
            own.Database.Owner!, [.. MigrationFiles.All, Made("create table directory.half (id integer); select 1/0")], CancellationToken.None));
        Assert.False(await own.ReadAsync<bool>("select to_regclass('directory.half') is not null"));
        Assert.Equal(0, await MigrationRunner.MigrateAsync(own.Database.Owner!, CancellationToken.None));
    }

    [Fact]
    public async Task A_missing_extension_is_named()
    {
        await using var own = await TestDatabase.MakeAsync();
        await own.AsSuperuserAsync("drop extension unaccent cascade");
        var refusal = await Assert.ThrowsAsync<SchemaRefusedException>(() => MigrationRunner.MigrateAsync(own.Database.Owner!, CancellationToken.None));
        Assert.Contains("lacks unaccent", refusal.Message);
    }

    [Theory]
    [InlineData("select count(*) from directory_private.address")]
    [InlineData("insert into directory.unit (id, name, source) values (gen_random_uuid(), 'x', 'x')")]
    [InlineData("create table directory.mine (id integer)")]
    [InlineData("create table public.mine (id integer)")]
    [InlineData("create temporary table mine (id integer)")]
    public async Task The_public_role_only_reads_the_directory(string sql)
    {
        await using var command = database.Database.Public.CreateCommand(sql);
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());
        Assert.Equal("42501", refusal.SqlState);
    }

    [Theory]
    [InlineData("create table directory.mine (id integer)")]
    [InlineData("truncate directory.metadata")]
    [InlineData("update meta.schema_migration set number = 0")]
    public async Task The_staff_role_owns_nothing(string sql)
    {
        await using var command = database.Database.Staff.CreateCommand(sql);
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());
        Assert.Equal("42501", refusal.SqlState);
    }

    private static Migration Made(string sql) => new(MigrationFiles.All.Count + 1, $"{MigrationFiles.All.Count + 1:0000}_extra.sql", sql, "made-for-a-test");
}
