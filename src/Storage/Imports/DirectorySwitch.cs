using Npgsql;
using ResourceMatch.Domain;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Storage.Merging;
using ResourceMatch.Storage.Search;

namespace ResourceMatch.Storage.Imports;

/// <summary>From staged to live, inside one transaction.</summary>
internal static class DirectorySwitch
{
    private const long LockKey = 0x52_4D_53_57; // "RMSW": one switch at a time

    private static readonly Type[] NeedAnOwner = [typeof(Phone), typeof(Schedule), typeof(Language), typeof(ServiceArea), typeof(Contact), typeof(Funding), typeof(Url)];

    public static async Task<ImportOutcome> RunAsync(SwitchSession session, TimeZoneInfo timeZone, HolidayChanges holidays)
    {
        await LockAsync(session.Connection, session.Transaction, session.Cancellation);
        var merges = await MergeReplay.BeginAsync(session.Connection, session.Transaction, session.Source, session.Cancellation);
        var left = await CleanAsync(session);
        await ConfidentialPlaces.PartAsync(session);
        await LocalValues.KeepAsync(session);
        if (await BroughtRecords.DropStrayAsync(session) is > 0 and var stray) left.Add(new LeftOut("metadata", LeftOutReason.DanglingReference, stray));
        var tables = await MergeAsync(session);
        await ConfidentialPlaces.StoreAsync(session);
        await DeleteAsync(session, tables);
        await session.RunStandardAsync(TouchServices);
        await merges.EndAsync();
        var outcome = new ImportOutcome([.. tables.Values], left, await CountHiddenAsync(session));
        if (outcome.IsChange)
        {
            await WriteDocumentsAsync(session, tables);
            await OpeningTable.RewriteAsync(session.Connection, session.Transaction, session.Now, timeZone, holidays, session.Cancellation);
            await session.RunScriptAsync("update directory.directory_version set version = version + 1, changed_at = now() where part = 'listings'");
        }

        return outcome;
    }

    /// <summary>For an edit's transaction: waits until no import is being made live, and keeps the next one waiting; other edits go on.</summary>
    public static async Task ShareAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand($"set local lock_timeout = '5s'; select pg_advisory_xact_lock_shared({LockKey})", connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>One transaction at a time makes listings live, merges or unmerges them.</summary>
    public static async Task LockAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand($"select pg_advisory_xact_lock({LockKey})", connection, transaction) { CommandTimeout = 600 };
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task<List<LeftOut>> CleanAsync(SwitchSession session)
    {
        List<LeftOut> left = [];
        foreach (var table in TableShape.All)
        {
            await CountAsync(LeftOutReason.Duplicate, MergeSql.DropDuplicates(table));
            await session.RunScriptAsync(MergeSql.IndexStage(table));
            await CountAsync(LeftOutReason.OfAnotherSource, MergeSql.DropForeign(table));
            foreach (var reference in table.References) await CountAsync(LeftOutReason.DanglingReference, MergeSql.DropDangling(table, reference));
            if (NeedAnOwner.Contains(table.EntityType)) await CountAsync(LeftOutReason.DanglingReference, MergeSql.DropOwnerless(table));

            async Task CountAsync(LeftOutReason reason, string sql)
            {
                if (await session.CountAsync(sql) is [> 0 and var count]) left.Add(new LeftOut(table.Name, reason, count));
            }
        }

        return left;
    }

    private static async Task<Dictionary<string, TableCounts>> MergeAsync(SwitchSession session)
    {
        Dictionary<string, TableCounts> counts = [];
        foreach (var table in TableShape.All)
        {
            var side = MergeSql.Side.Public(table);
            if (table.IsResource)
            {
                await session.RunStandardAsync(MergeSql.RecordUpdates(table, side));
                await session.RunStandardAsync(MergeSql.RecordCreations(table, side));
            }

            var changed = await session.CountAsync(MergeSql.Upsert(table, side));
            counts[table.Name] = new TableCounts(table.Name, changed[0], changed[1], 0);
        }

        return counts;
    }

    private static async Task DeleteAsync(SwitchSession session, Dictionary<string, TableCounts> counts)
    {
        foreach (var table in TableShape.All.Reverse())
        {
            var side = MergeSql.Side.Public(table);
            if (table.IsResource) await session.RunStandardAsync(MergeSql.RecordDeletions(table, side));
            counts[table.Name] = counts[table.Name] with { Deleted = (await session.CountAsync(MergeSql.Delete(table, side)))[0] };
        }
    }

    // Terms are shared by many services, so a change of theirs rewrites all documents. Their weekdays come with the openings.
    private static async Task WriteDocumentsAsync(SwitchSession session, Dictionary<string, TableCounts> tables)
    {
        var isAll = tables["taxonomy_term"] is { Updated: > 0 };
        List<Id<Service>> touched = [];
        await using (var command = new NpgsqlCommand(TouchedServices, session.Connection, session.Transaction) { Parameters = { new() { Value = session.Now } } })
        await using (var rows = await command.ExecuteReaderAsync(session.Cancellation))
        {
            while (await rows.ReadAsync(session.Cancellation)) touched.Add(new Id<Service>(rows.GetGuid(0)));
        }

        await SearchDocuments.RewriteAsync(session.Connection, session.Transaction, isAll ? null : touched, timeZone: null, session.Cancellation);
        // The documents of deleted services went with them; their words must go too, and those of an address that is private from now on.
        var isPrivateNow = (await session.CountAsync("select count(*) from stage_newly_private"))[0] > 0;
        if (isPrivateNow || tables["service"].Deleted > 0) await session.RunScriptAsync("select directory.rewrite_search_words()");
    }

    // Translations of an organization touch no service by themselves.
    private const string TouchedServices = "select id from directory.service where changed_at = $1";

    private static async Task<int> CountHiddenAsync(SwitchSession session) =>
        (await session.CountAsync("select count(*) from directory.location where location_visibility <> 'public' and source = $1"))[0];

    // A listing has changed when anything that its answer shows has.
    private const string TouchServices = """
        update directory.service v set changed_at = $2
         where v.changed_at <> $2 and (
          v.id in (select id from stage_touched where kind = 'service')
          or v.organization_id in (select id from stage_touched where kind = 'organization')
          or v.id in (select service_id from directory.service_at_location p
                       where p.id in (select id from stage_touched where kind = 'service_at_location')
                          or p.location_id in (select id from stage_touched where kind = 'location')))
        """;
}
