using Microsoft.AspNetCore.Http.Features;

namespace ResourceMatch.Api.Hosting;

/// <summary>Refuses a body over <see cref="MaxBytes"/> so that its sender hears why.</summary>
/// <remarks>
/// A client that is still sending when the connection closes reports a broken pipe and never our sentence, so up to <see cref="DrainBytes"/> are read
/// and thrown away first. One that asks before sending ("Expect: 100-continue") is told at once. What is larger still is cut off by the server.
/// </remarks>
internal sealed class BodyLimit(RequestDelegate next)
{
    /// <summary>1 MB: a match needs a few kB.</summary>
    public const long MaxBytes = 1_000_000;

    /// <summary>32 MB.</summary>
    public const long DrainBytes = 32_000_000;

    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.ContentLength > MaxBytes)
        {
            if (request.Headers.Expect.Count == 0) await request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
            throw new BadHttpRequestException("Request body too large.", StatusCodes.Status413PayloadTooLarge);
        }

        // A body without a stated length is counted while it is read.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = MaxBytes;
        await next(context);
    }
}
