using System.Runtime.CompilerServices;
using ResourceMatch.Storage.Queries;

namespace ResourceMatch.Importers.Hsds;

/// <summary>Many resources one after another in little memory: some are loaded at a time, and the next ones while these are written.</summary>
public static class HsdsStream
{
    /// <summary>More cost memory and gained nothing measurable; fewer ask the database too often.</summary>
    public const int AtOnce = 500;

    /// <param name="ids">In the order wanted; only ids are held for all of them.</param>
    public static async IAsyncEnumerable<(HsdsGraph Graph, Guid[] Ids)> LoadAsync(
        DirectorySnapshot snapshot, HsdsShape shape, IReadOnlyList<Guid> ids, bool withMetadata, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ids);
        Task<HsdsGraph>? loading = null;
        try
        {
            var chunks = ids.Chunk(AtOnce).GetEnumerator();
            var current = chunks.MoveNext() ? chunks.Current : null;
            if (current is not null) loading = Start(current);
            while (current is not null)
            {
                var graph = await loading!;
                var next = chunks.MoveNext() ? chunks.Current : null;
                loading = next is null ? null : Start(next);
                yield return (graph, current);
                current = next;
            }
        }
        finally
        {
            // The connection must be at rest before its owner closes it.
            if (loading is not null) await loading.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }

        // On another thread, or its work would wait for the writer of this one.
        Task<HsdsGraph> Start(Guid[] chunk) => Task.Run(() => HsdsGraph.LoadAsync(snapshot, shape, chunk, withMetadata, cancellation), cancellation);
    }
}
