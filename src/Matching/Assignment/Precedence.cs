using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ResourceMatch.Matching.Assignment;

/// <summary>Who goes before whom: tier, then waiting time, then a lottery that anyone can draw again.</summary>
/// <remarks>Total: no two applicants are equal, because ids are unique. Immutable; safe to share.</remarks>
public static class Precedence
{
    /// <summary>A number from 0 to below 1: the first 53 bits of SHA-256 over "seed:id". It depends on nothing else, so a student who joins or leaves moves nobody's number.</summary>
    public static double LotteryNumber(long seed, string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed}:{id}")), hash);
        return (BinaryPrimitives.ReadUInt64BigEndian(hash) >> 11) * (1.0 / (1L << 53));
    }

    /// <summary>The first rule on which two applicants differ.</summary>
    public static SeatRule DecidedBy(Applicant one, Applicant other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return one.Tier != other.Tier ? SeatRule.Tier : one.WaitingSince != other.WaitingSince ? SeatRule.Waiting : SeatRule.Lottery;
    }

    /// <returns>Indices of the applicants, who goes first at the front.</returns>
    internal static int[] Order(IReadOnlyList<Applicant> applicants, double[] lottery) =>
    [
        .. Enumerable.Range(0, applicants.Count)
            .OrderByDescending(index => applicants[index].Tier)
            .ThenBy(index => applicants[index].WaitingSince ?? DateOnly.MaxValue)
            .ThenBy(index => lottery[index])
            .ThenBy(index => applicants[index].Id, StringComparer.Ordinal),
    ];
}
