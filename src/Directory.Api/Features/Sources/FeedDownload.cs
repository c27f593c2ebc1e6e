using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using ResourceMatch.Api.Hosting;
using ResourceMatch.Storage.Sources;

namespace ResourceMatch.Api.Features.Sources;

/// <summary>Brings a feed's file here by https: only when it has changed, never more than its limit, into a folder that is deleted afterwards.</summary>
/// <remarks>The rules of <see cref="OutsideHttp"/> hold. Thread-safe.</remarks>
internal sealed class FeedDownload(OutsideHttp http, SourcesOptions options)
{
    private const int BufferBytes = 81_920;

    /// <returns>The copy, to dispose; null = the host says that nothing has changed.</returns>
    /// <exception cref="OutsideRefusedException">The address or the answer is not allowed; one sentence says why.</exception>
    public async Task<FetchedFile?> Fetch(SourceFeed feed, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromMinutes(options.TimeoutMinutes));
        if (!Uri.TryCreate(feed.Place, UriKind.Absolute, out var address)) throw new OutsideRefusedException("Only an https address is fetched.");
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (feed.ContentHash is not null)
        {
            if (feed.ETag is { } tag) request.Headers.TryAddWithoutValidation("If-None-Match", tag);
            if (feed.LastModified is { } since) request.Headers.TryAddWithoutValidation("If-Modified-Since", since);
        }

        try
        {
            using var answer = await http.Send(request, limit.Token);
            if (answer.StatusCode == HttpStatusCode.NotModified) return null;
            if (answer.StatusCode != HttpStatusCode.OK) throw new OutsideRefusedException($"The host answers {(int)answer.StatusCode} instead of the feed.");
            if (answer.Content.Headers.ContentLength > MaxBytes) throw TooLong();
            return await Keep(answer, NameOf(address, feed.Kind), limit.Token);
        }
        catch (Exception error) when (error is HttpRequestException or IOException || (error is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new OutsideRefusedException($"The host did not answer in full ({error.GetType().Name}).");
        }
    }

    private long MaxBytes => (long)options.MaxMegabytes << 20;

    private OutsideRefusedException TooLong() => new($"The feed is longer than {options.MaxMegabytes} MB (ResourceMatch__Sources__MaxMegabytes).");

    private async Task<FetchedFile> Keep(HttpResponseMessage answer, string name, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("rm-feed-").FullName;
        try
        {
            var path = Path.Combine(folder, name);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferBytes, useAsync: true))
            {
                await using var body = await answer.Content.ReadAsStreamAsync(cancellation);
                var buffer = new byte[BufferBytes];
                long total = 0;
                while (await body.ReadAsync(buffer, cancellation) is > 0 and var read)
                {
                    // The length that a host says is its word; this is what came.
                    if ((total += read) > MaxBytes) throw TooLong();
                    hash.AppendData(buffer, 0, read);
                    await file.WriteAsync(buffer.AsMemory(0, read), cancellation);
                }
            }

            return new FetchedFile(folder, path, Convert.ToHexStringLower(hash.GetHashAndReset()), answer.Headers.ETag?.ToString(), answer.Content.Headers.LastModified?.ToString("R"));
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    // Readers choose by the ending of a name; letters of an address that mean something to a file system are not taken over.
    private static string NameOf(Uri address, string kind)
    {
        var last = string.Concat(Uri.UnescapeDataString(address.Segments[^1]).Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' ? letter : '_')).Trim('.');
        if (last.Length > 80) last = last[^80..];
        string[] endings = kind switch
        {
            "hsds" => [".json", ".ndjson", ".zip"],
            "table" => [".csv"],
            "gtfs" => [".zip"],
            "osm" => [".osm", ".pbf"],
            _ => [".geojson", ".json"],
        };
        return endings.Any(ending => last.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) ? last : "feed" + endings[0];
    }
}

/// <summary>A fetched copy; its folder goes with it.</summary>
internal sealed record FetchedFile(string Folder, string Path, string Hash, string? ETag, string? LastModified) : IDisposable
{
    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
