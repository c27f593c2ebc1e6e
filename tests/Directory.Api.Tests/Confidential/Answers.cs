using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;

namespace ResourceMatch.Api.Tests.Confidential;

/// <summary>Sends the same requests to two hosts and compares what comes back, byte for byte and header by header.</summary>
internal sealed partial class Answers(Uri first, Uri second) : IDisposable
{
    // Without cookies: a language once chosen would make an answer depend on the order.
    private readonly HttpClient one = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = first };
    private readonly HttpClient two = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = second };

    private const int AtOnce = 4;

    // One name for both hosts: addresses of our own stand in the pages.
    private const string Host = "directory.example";

    private int compared;

    /// <summary>Pairs of answers compared so far.</summary>
    public int Compared => compared;

    /// <summary>Bytes of the first host's answers.</summary>
    public long Bytes { get; private set; }

    /// <summary>Routes of which at least one answer was a success.</summary>
    public HashSet<string> Answered { get; } = new(StringComparer.Ordinal);

    /// <summary>Requests that the two hosts answered differently.</summary>
    public List<Ask> Different { get; } = [];

    /// <summary>Called with each answer of the second host.</summary>
    public Action<Ask, byte[]>? OnAnswer { get; init; }

    public async Task CompareAsync(IEnumerable<Ask> asks) =>
        await Parallel.ForEachAsync(asks, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (ask, cancellation) =>
        {
            var here = await SendAsync(one, ask, cancellation);
            var there = await SendAsync(two, ask, cancellation);
            lock (Answered)
            {
                compared++;
                Bytes += here.Body.Length;
                if (here.Status < 400) Answered.Add(ask.Pattern);
                if (here.Status != there.Status || here.Headers != there.Headers || !here.Body.AsSpan().SequenceEqual(there.Body)) Different.Add(ask);
                OnAnswer?.Invoke(ask, [.. Encoding.UTF8.GetBytes(there.Headers), .. there.Body]);
            }
        });

    public void Dispose()
    {
        one.Dispose();
        two.Dispose();
    }

    private static async Task<(int Status, string Headers, byte[] Body)> SendAsync(HttpClient client, Ask ask, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(ask.Body is null ? HttpMethod.Get : HttpMethod.Post, ask.Path);
        request.Headers.Host = Host;
        request.Headers.Accept.ParseAdd("text/html, */*;q=0.8");
        if (ask.Body is { } body) request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(ask.IsJson ? "application/json" : "application/x-www-form-urlencoded"));
        using var answer = await client.SendAsync(request, cancellation);
        var headers = string.Join('\n', answer.Headers.Concat(answer.Content.Headers)
            .Where(header => header.Key is not ("Date" or "Set-Cookie"))
            .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}")
            .Order(StringComparer.Ordinal));
        return ((int)answer.StatusCode, headers, WithoutTokens(await answer.Content.ReadAsByteArrayAsync(cancellation)));
    }

    // A form's token against forged posts is random, and so is the reference of a failure.
    private static byte[] WithoutTokens(byte[] body)
    {
        if (body.AsSpan().IndexOf("__RequestVerificationToken"u8) < 0 && body.AsSpan().IndexOf("traceId"u8) < 0) return body;
        return Encoding.UTF8.GetBytes(TokenPattern().Replace(Encoding.UTF8.GetString(body), ""));
    }

    [GeneratedRegex("<input[^>]*__RequestVerificationToken[^>]*>|\"traceId\":\"[^\"]*\"")]
    private static partial Regex TokenPattern();
}
