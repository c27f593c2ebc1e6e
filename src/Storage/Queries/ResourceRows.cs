using System.Collections.Concurrent;
using Npgsql;
using ResourceMatch.Storage.Imports;

namespace ResourceMatch.Storage.Queries;

/// <summary>Rows of the directory's tables as text, by HSDS's names: dates as 2026-11-30, instants in UTC, a point as latitude and longitude.</summary>
/// <remarks>
/// One statement for each table and many ids; several statements go in one round trip. Loading rows as entities and then writing those
/// as documents was half as fast. Thread-safe; the connection is the caller's.
/// </remarks>
public static class ResourceRows
{
    private static readonly ConcurrentDictionary<(string Table, string Columns, string? By), string> Statements = new();

    /// <param name="Table">HSDS's name of the entity.</param>
    /// <param name="Columns">HSDS's names of the fields wanted.</param>
    /// <param name="By">The column that must be one of <paramref name="Ids"/>.</param>
    public readonly record struct Question(string Table, IReadOnlyList<string> Columns, string By, Guid[] Ids);

    /// <param name="Id">Of the row; a translation, which has none, answers that of its entity.</param>
    /// <param name="By">The column that was asked by.</param>
    /// <param name="Values">In the order of the columns asked for; null = empty.</param>
    public readonly record struct Row(Guid Id, Guid By, string?[] Values);

    /// <returns>One list for each question, ordered by the column asked by, then by id.</returns>
    public static async Task<IReadOnlyList<IReadOnlyList<Row>>> LoadAsync(NpgsqlConnection connection, IReadOnlyList<Question> questions, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(questions);
        var answers = questions.Select(_ => new List<Row>()).ToArray();
        var asked = Enumerable.Range(0, questions.Count).Where(index => questions[index].Ids.Length > 0).ToList();
        if (asked.Count == 0) return answers;
        await using var batch = new NpgsqlBatch(connection);
        foreach (var index in asked)
        {
            var question = questions[index];
            batch.BatchCommands.Add(new NpgsqlBatchCommand(StatementOf(question.Table, question.Columns, question.By)) { Parameters = { new NpgsqlParameter<Guid[]> { TypedValue = question.Ids } } });
        }

        // A stream asks the same few statements hundreds of times; each connection plans them once.
        await batch.PrepareAsync(cancellation);
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        foreach (var index in asked)
        {
            while (await reader.ReadAsync(cancellation)) answers[index].Add(Read(reader, questions[index].Columns.Count));
            await reader.NextResultAsync(cancellation);
        }

        return answers;
    }

    /// <summary>A whole table in a stream, by id.</summary>
    public static async IAsyncEnumerable<Row> StreamAsync(
        NpgsqlConnection connection, string table, IReadOnlyList<string> columns, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(columns);
        await using var command = new NpgsqlCommand(StatementOf(table, columns, null), connection) { CommandTimeout = 600 };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) yield return Read(reader, columns.Count);
    }

    /// <summary>Ids by a statement of the caller's, which answers one column of them.</summary>
    public static async Task<IReadOnlyList<Guid>> ListIdsAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        List<Guid> ids = [];
        while (await reader.ReadAsync(cancellation)) ids.Add(reader.GetGuid(0));
        return ids;
    }

    private static Row Read(NpgsqlDataReader reader, int columns)
    {
        var values = new string?[columns];
        for (var column = 0; column < columns; column++)
        {
            if (!reader.IsDBNull(column + 2)) values[column] = reader.GetString(column + 2);
        }

        return new Row(reader.GetGuid(0), reader.GetGuid(1), values);
    }

    private static string StatementOf(string table, IReadOnlyList<string> columns, string? by) =>
        Statements.GetOrAdd((table, string.Join(',', columns), by), static key => Build(key.Table, key.Columns.Split(','), key.By));

    private static string Build(string table, string[] columns, string? by)
    {
        var shape = TableShape.All.First(each => each.Name == table);
        var id = shape.Has("id") ? "id" : "entity_id";
        var order = shape.Has("id") ? "t.id" : string.Join(", ", shape.Keys.Order(StringComparer.Ordinal).Select(key => "t." + key));
        // What hangs on a row that is not there (any more) would be left out by whoever reads it.
        var links = by is null && table is "attribute" or "metadata" or "translation"
            ? $"{(table switch { "attribute" => "(link_id, link_entity)", "metadata" => "(resource_id, resource_type)", _ => "(entity_id, entity)" })} in ({string.Join(" union all ", TableShape.All.Where(each => each.IsResource).Select(each => $"select id, '{each.Name}' from directory.{each.Name}"))})"
            : "true";
        // What a record says of the whereabouts of a place that is no longer public went aside with them; this is the second lock.
        var visible = table == "metadata" ? "not exists (select from directory.location l where l.id = resource_id and l.location_visibility <> 'public')" : "true";
        return $"""
            select t.{id}, t.{by ?? id}{string.Concat(columns.Select(column => $", {shape.TextOf(column)}"))}
              from directory.{table} t where {(by is null ? "true" : $"t.{by} = any($1)")} and {visible} and {links} order by {(by is null ? order : $"t.{by}, {order}")}
            """;
    }
}
