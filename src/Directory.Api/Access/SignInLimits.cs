using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace ResourceMatch.Api.Access;

/// <summary>How often one address may try, and how often one e-mail address may be tried, known or not.</summary>
/// <remarks>Counted in this host's memory: two hosts let twice as much through. The lock of an account is in the database and counts for all. Thread-safe.</remarks>
internal sealed class SignInLimits(IOptions<AccessOptions> options) : IDisposable
{
    // Nobody's mailbox is filled by somebody else.
    private const int LettersPerAccount = 3;

    private static readonly TimeSpan AccountWindow = TimeSpan.FromMinutes(15);

    private readonly PartitionedRateLimiter<string> accounts = PartitionedRateLimiter.Create<string, string>(email => RateLimitPartition.GetFixedWindowLimiter(
        email, _ => new FixedWindowRateLimiterOptions { PermitLimit = options.Value.TriesPerAccount, Window = AccountWindow }));

    private readonly PartitionedRateLimiter<string> letters = PartitionedRateLimiter.Create<string, string>(email => RateLimitPartition.GetFixedWindowLimiter(
        email, _ => new FixedWindowRateLimiterOptions { PermitLimit = LettersPerAccount, Window = AccountWindow }));

    public void Dispose()
    {
        accounts.Dispose();
        letters.Dispose();
    }

    /// <summary>False = asked too often; the time to wait stands in the answer's Retry-After.</summary>
    public bool TryAccount(HttpContext context, string email) => Try(accounts, context, email);

    /// <inheritdoc cref="TryAccount"/>
    public bool TryLetter(HttpContext context, string email) => Try(letters, context, email);

    private static bool Try(PartitionedRateLimiter<string> limiter, HttpContext context, string email)
    {
        using var lease = limiter.AttemptAcquire(email.ToUpperInvariant());
        if (lease.IsAcquired) return true;
        Refuse(context, lease);
        return false;
    }

    public static void Add(IServiceCollection services)
    {
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = (rejected, _) =>
            {
                Refuse(rejected.HttpContext, rejected.Lease);
                return ValueTask.CompletedTask;
            };
            limiter.AddPolicy(AccessLimits.SignIn, context => PerMinute(context, access => access.TriesPerMinute));
            limiter.AddPolicy(AccessLimits.Write, context => PerMinute(context, access => access.WritesPerMinute));
        });
    }

    private static RateLimitPartition<string> PerMinute(HttpContext context, Func<AccessOptions, int> permits)
    {
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)) return RateLimitPartition.GetNoLimiter("reads");
        var access = context.RequestServices.GetRequiredService<IOptions<AccessOptions>>().Value;
        return RateLimitPartition.GetFixedWindowLimiter(NetworkOf(context.Connection.RemoteIpAddress), _ => new FixedWindowRateLimiterOptions { PermitLimit = permits(access), Window = TimeSpan.FromMinutes(1) });
    }

    private static void Refuse(HttpContext context, RateLimitLease lease)
    {
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var time) ? time : TimeSpan.FromMinutes(1);
        context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
    }

    // One household has a whole /64 of IPv6 addresses to try from.
    private static string NetworkOf(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.ToString(),
    };
}
