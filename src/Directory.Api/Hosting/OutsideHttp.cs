using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace ResourceMatch.Api.Hosting;

/// <summary>The one way out of this host to somebody else's: https, port 443, hosts that the settings name, an address that is checked and then connected to.</summary>
/// <remarks>
/// No redirects, proxies or cookies. The name is resolved here and the connection goes to the very address that was checked, so that a name server that
/// answers twice differently gains nothing. An address of this machine, of a private net or of any other special range is refused before a socket is opened.
/// Thread-safe.
/// </remarks>
internal sealed class OutsideHttp : IDisposable
{
    private const int HttpsPort = 443;

    private readonly HttpClient client;
    private readonly HashSet<string> hosts;
    private readonly OutsideNetwork network;

    /// <param name="allowedHosts">Full names of hosts; anything else is refused.</param>
    /// <param name="timeout">For one answer, its body included.</param>
    public OutsideHttp(IEnumerable<string> allowedHosts, TimeSpan timeout, OutsideNetwork? network = null)
    {
        hosts = new HashSet<string>(allowedHosts, StringComparer.OrdinalIgnoreCase);
        this.network = network ?? OutsideNetwork.Real;
        client = new HttpClient(MakeHandler(), disposeHandler: true) { Timeout = timeout, MaxResponseContentBufferSize = 1 };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("ResourceMatch");
    }

    /// <summary>One sentence that says why this address may not be fetched, or null.</summary>
    public static string? WhyRefused(string address, IReadOnlyCollection<string> allowedHosts)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps) return "Only an https address is fetched.";
        if (uri.Port != HttpsPort) return "Only port 443 is fetched from.";
        if (uri.UserInfo.Length > 0) return "An address with a user name in it is not fetched.";
        if (uri.HostNameType != UriHostNameType.Dns) return "Give the name of a host, not a number.";
        return allowedHosts.Contains(uri.IdnHost, StringComparer.OrdinalIgnoreCase) ? null : $"The host {uri.IdnHost} is not among those that the settings allow.";
    }

    /// <summary>Sends a request and hands over the answer's body as it comes. The caller disposes the answer and counts the bytes.</summary>
    /// <exception cref="OutsideRefusedException">The address, where it leads, or what comes back is not allowed; nothing was connected to in the first two cases.</exception>
    public async Task<HttpResponseMessage> Send(HttpRequestMessage request, CancellationToken cancellation)
    {
        if (WhyRefused(request.RequestUri?.OriginalString ?? "", hosts) is { } why) throw new OutsideRefusedException(why);
        HttpResponseMessage answer;
        try
        {
            answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        }
        catch (HttpRequestException error) when (error.InnerException is OutsideRefusedException refused)
        {
            throw new OutsideRefusedException(refused.Message);
        }

        if ((int)answer.StatusCode is < 300 or >= 400 or 304) return answer;
        answer.Dispose();
        throw new OutsideRefusedException("The host sends elsewhere (a redirect), and that is not followed. Give the address it leads to.");
    }

    public void Dispose() => client.Dispose();

    private SocketsHttpHandler MakeHandler()
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseCookies = false, UseProxy = false, AutomaticDecompression = DecompressionMethods.None, ConnectTimeout = TimeSpan.FromSeconds(10),
            MaxResponseHeadersLength = 32, PooledConnectionLifetime = TimeSpan.FromMinutes(1), ConnectCallback = Connect,
        };
        if (network.Trusted is { } root)
        {
            handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            handler.SslOptions.CertificateChainPolicy.CustomTrustStore.Add(root);
        }

        return handler;
    }

    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var endpoint = context.DnsEndPoint;
        if (endpoint.Port != HttpsPort || !hosts.Contains(endpoint.Host)) throw new OutsideRefusedException("The address leads elsewhere than it says.");
        var addresses = await network.Resolve(endpoint.Host, cancellation);
        // One bad address among good ones is a trick, not a mirror.
        if (addresses.Length == 0 || !addresses.All(InternetAddress.IsPublic)) throw new OutsideRefusedException($"The host {endpoint.Host} has an address that is not of the public Internet; it is not connected to.");
        return await network.Connect(new IPEndPoint(addresses[0], endpoint.Port), cancellation);
    }
}

/// <summary>Names and sockets: the part of the outside that tests replace.</summary>
/// <param name="Trusted">A root that is trusted instead of the machine's; null = the machine's.</param>
internal sealed record OutsideNetwork(
    Func<string, CancellationToken, Task<IPAddress[]>> Resolve, Func<IPEndPoint, CancellationToken, Task<Stream>> Connect, X509Certificate2? Trusted)
{
    public static OutsideNetwork Real { get; } = new((host, cancellation) => Dns.GetHostAddressesAsync(host, cancellation), ConnectSocket, null);

    private static async Task<Stream> ConnectSocket(IPEndPoint endpoint, CancellationToken cancellation)
    {
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endpoint, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>Something outside may not be fetched; one sentence that says why. Nothing of the answer is in it.</summary>
internal sealed class OutsideRefusedException(string message) : Exception(message);
