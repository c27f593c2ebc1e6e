using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Domain.Needs;

namespace ResourceMatch.Api.Features.Night;

/// <summary>The door by which households come into the night: a families file today, the students' plans later.</summary>
public interface INightHouseholds
{
    /// <summary>Everybody to be matched again. Each household has an id, a home and its needs.</summary>
    Task<NightHouseholds> Load(CancellationToken cancellation);
}

/// <summary>The households of a night in the order in which they are matched: neighbors one after the other, so that a chunk shares its access stops.</summary>
/// <remarks>The same households give the same order and fingerprint on every host, so a chunk is told by its place alone. Immutable; safe to share.</remarks>
public sealed class NightHouseholds
{
    /// <param name="source">What the set is called; nights of the same source are compared.</param>
    /// <param name="households">In any order.</param>
    /// <exception cref="FamilyFileException">A household has no id or no home.</exception>
    public NightHouseholds(string source, IEnumerable<Household> households)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(source);
        ArgumentNullException.ThrowIfNull(households);
        Source = source;
        All =
        [
            .. households
                .Select(household => household is { Id: { Length: > 0 } id, Home: { } home }
                    ? new NightHousehold(household, SpaceCurve.PlaceOf(home), MarkOf(household))
                    : throw new FamilyFileException($"{source}: a household has no {(string.IsNullOrEmpty(household.Id) ? "id" : "home")}"))
                .OrderBy(each => each.CurvePlace)
                .ThenBy(each => each.Household.Id, StringComparer.Ordinal),
        ];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var each in All) hash.AppendData(BitConverter.GetBytes(each.Mark));
        Fingerprint = Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    public string Source { get; }

    /// <summary>Differs when any household does.</summary>
    public string Fingerprint { get; }

    public IReadOnlyList<NightHousehold> All { get; }

    // All that the household is, so that a family that moved is not told that its bus has changed.
    private static ulong MarkOf(Household household) => BitConverter.ToUInt64(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(household)));
}

/// <param name="CurvePlace">Where the home lies on the curve.</param>
/// <param name="Mark">A fingerprint of the household's own facts.</param>
public sealed record NightHousehold(Household Household, ulong CurvePlace, ulong Mark);

/// <summary>The households of a families file.</summary>
public sealed class FileHouseholds(string path) : INightHouseholds
{
    public async Task<NightHouseholds> Load(CancellationToken cancellation) => new(Path.GetFileName(path), await FamilyFile.Read(path, cancellation));
}
