using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;
using ResourceMatch.Storage.Queries;

namespace ResourceMatch.Api.OpenReferral;

/// <summary>ETag and Last-Modified of an answer, and whether the asker has it already.</summary>
/// <remarks>
/// The tag is made of all that decides the bytes (the version of the listings, the question, this build), so an answer needs not be made to know that it is the same.
/// The version stays when only a confidential place moves.
/// </remarks>
internal static class Conditional
{
    private static readonly string Build = typeof(Conditional).Module.ModuleVersionId.ToString("N");

    /// <param name="question">Everything of the request that decides the answer, and of the clock.</param>
    /// <returns>True when nothing needs to be sent: the status is set to 304.</returns>
    public static bool IsKnown(HttpContext context, DirectorySnapshot snapshot, string question)
    {
        // Compressed is other bytes, and a strong tag promises bytes.
        var text = string.Create(CultureInfo.InvariantCulture, $"{Build} {snapshot.Version} {context.Request.Scheme}://{context.Request.Host}{context.Request.Path} {question} {context.Request.Headers.AcceptEncoding}");
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16))}\"");
        var changed = new DateTimeOffset(snapshot.ChangedAt.UtcTicks - (snapshot.ChangedAt.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        var headers = context.Response.GetTypedHeaders();
        headers.ETag = tag;
        headers.LastModified = changed;
        headers.CacheControl = new CacheControlHeaderValue { NoCache = true };
        // The twins by POST are never stored by anyone in between.
        if (!HttpMethods.IsGet(context.Request.Method)) return false;
        var asked = context.Request.GetTypedHeaders();
        var isKnown = asked.IfNoneMatch is { Count: > 0 } tags
            ? tags.Any(known => known == EntityTagHeaderValue.Any || known.Compare(tag, useStrongComparison: false))
            : asked.IfModifiedSince >= changed;
        if (isKnown) context.Response.StatusCode = StatusCodes.Status304NotModified;
        return isKnown;
    }
}
