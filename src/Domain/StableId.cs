using System.Security.Cryptography;
using System.Text;

namespace ResourceMatch.Domain;

/// <summary>UUIDs for things whose source has none: the same words give the same id, always and everywhere (RFC 9562 version 5, SHA-1 of a namespace and a name).</summary>
public static class StableId
{
    // Our own namespace; changing it would give every imported listing a new id.
    private static readonly Guid Namespace = new("7d2c1a52-6c1f-4f0e-9a55-3b8f0d0c6e11");

    /// <param name="source">The key of the source.</param>
    /// <param name="entity">The HSDS table: service.</param>
    /// <param name="key">What the source calls it; must not be empty.</param>
    /// <returns>The key itself when it is a UUID already.</returns>
    public static Guid Of(string source, string entity, string key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        if (Guid.TryParseExact(key.Trim(), "D", out var uuid)) return uuid;
        // U+001F cannot stand in a key by accident, so "a"+"bc" is never "ab"+"c".
        return Hash($"{source}\u001f{entity}\u001f{key.Trim()}");
    }

    public static Id<T> Of<T>(string source, string entity, string key) => new(Of(source, entity, key));

    private static Guid Hash(string name)
    {
        Span<byte> input = stackalloc byte[16];
        Namespace.TryWriteBytes(input, bigEndian: true, out _);
        byte[] bytes = [.. input, .. Encoding.UTF8.GetBytes(name)];
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
#pragma warning disable CA5350 // RFC 9562 says SHA-1; nothing here is secret.
        SHA1.HashData(bytes, hash);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
