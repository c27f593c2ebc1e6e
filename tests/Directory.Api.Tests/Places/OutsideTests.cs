using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using ResourceMatch.Api.Features.Places;
using ResourceMatch.Api.Hosting;
using ResourceMatch.Storage.Search;

namespace ResourceMatch.Api.Tests.Places;

public sealed class OutsideTests
{
    private static readonly IPAddress Good = IPAddress.Parse("93.184.215.14");

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("172.16.0.1")]
    [InlineData("192.168.1.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("198.18.0.1")]
    [InlineData("192.0.2.1")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2001::1")]
    [InlineData("fc00::1")]
    [InlineData("fe80::1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public async Task A_name_that_leads_to_a_special_address_is_refused_before_any_socket(string address)
    {
        Assert.False(InternetAddress.IsPublic(IPAddress.Parse(address)));
        var dialed = 0;
        using var http = Make([IPAddress.Parse(address)], () => dialed++);
        await Assert.ThrowsAsync<OutsideRefusedException>(() => Get(http, "https://feeds.example/listings.json"));
        Assert.Equal(0, dialed);
    }

    [Fact]
    public async Task One_private_address_among_public_ones_is_refused()
    {
        var dialed = 0;
        using var http = Make([Good, IPAddress.Loopback], () => dialed++);
        await Assert.ThrowsAsync<OutsideRefusedException>(() => Get(http, "https://feeds.example/"));
        Assert.Equal(0, dialed);
    }

    [Theory]
    [InlineData("http://feeds.example/")]
    [InlineData("https://feeds.example:8443/")]
    [InlineData("https://other.example/")]
    [InlineData("https://feeds.example.evil.example/")]
    [InlineData("https://user:word@feeds.example/")]
    [InlineData("https://93.184.215.14/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f.1/")]
    [InlineData("ftp://feeds.example/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://feeds.example/")]
    [InlineData("//feeds.example/")]
    public async Task An_address_that_the_settings_do_not_allow_is_not_even_resolved(string address)
    {
        var resolved = 0;
        using var http = new OutsideHttp(["feeds.example"], TimeSpan.FromSeconds(5), new OutsideNetwork(
            (_, _) => { resolved++; return Task.FromResult<IPAddress[]>([Good]); }, (_, _) => throw new InvalidOperationException("connected"), null));
        await Assert.ThrowsAnyAsync<Exception>(() => Get(http, address));
        Assert.Equal(0, resolved);
    }

    /// <summary>A name server that answers "public" to the check and "this machine" afterwards: the connection goes to what was checked, so the listener on the loopback hears nothing.</summary>
    [Fact]
    public async Task A_name_server_that_changes_its_mind_gains_nothing()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answers = 0;
        List<IPEndPoint> dialed = [];
        using var http = new OutsideHttp(["feeds.example"], TimeSpan.FromSeconds(5), new OutsideNetwork(
            (_, _) => Task.FromResult<IPAddress[]>([answers++ == 0 ? Good : IPAddress.Loopback]),
            (endpoint, _) => { dialed.Add(endpoint); throw new SocketException((int)SocketError.HostUnreachable); }, null));
        await Assert.ThrowsAsync<HttpRequestException>(() => Get(http, "https://feeds.example/"));
        await Assert.ThrowsAsync<OutsideRefusedException>(() => Get(http, "https://feeds.example/"));
        Assert.Equal([new IPEndPoint(Good, 443)], dialed);
        Assert.False(listener.Pending());
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_not_followed(int status)
    {
        await using var stub = new TlsStub($"HTTP/1.1 {status} Moved\r\nLocation: https://127.0.0.1/\r\nContent-Length: 0\r\n\r\n");
        using var http = stub.Http();
        await Assert.ThrowsAsync<OutsideRefusedException>(() => Get(http, "https://feeds.example/"));
        Assert.Equal(1, stub.Connections);
    }

    [Fact]
    public async Task A_Nominatim_answers_behind_the_same_face()
    {
        await using var stub = new TlsStub(Ok("""[{"display_name":"412 Mill Street, Heron Ferry","lat":"41.08","lon":"-84.44","importance":0.8,"addresstype":"house"},{"lat":"x"},7]"""));
        var places = new OutsidePlaces(new PlacesOptions { Outside = "nominatim", Url = "https://feeds.example/search" }, stub.Http(), NullLogger<OutsidePlaces>.Instance);
        var found = Assert.Single(await places.Find("412 Mill St & more", 5, default));
        Assert.Equal((PlaceKind.Address, "412 Mill Street, Heron Ferry", 0.8), (found.Kind, found.Label, found.Confidence));
        Assert.StartsWith("GET /search?q=412%20Mill%20St%20%26%20more&format=jsonv2&limit=5 HTTP/1.1", stub.Heard, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Pelias_answers_behind_the_same_face()
    {
        await using var stub = new TlsStub(Ok("""{"features":[{"properties":{"layer":"street","label":"Mill Street","confidence":0.6},"geometry":{"coordinates":[-84.44,41.08]}},{"geometry":null}]}"""));
        var places = new OutsidePlaces(new PlacesOptions { Outside = "pelias", Url = "https://feeds.example/v1/search" }, stub.Http(), NullLogger<OutsidePlaces>.Instance);
        Assert.Equal((PlaceKind.Street, 0.6), (await places.Find("Mill", 5, default)) is [var found] ? (found.Kind, found.Confidence) : default);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{\"features\":7}")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]")]
    public async Task An_odd_answer_is_no_answer(string body)
    {
        await using var stub = new TlsStub(Ok(body));
        var places = new OutsidePlaces(new PlacesOptions { Outside = "pelias", Url = "https://feeds.example/v1/search" }, stub.Http(), NullLogger<OutsidePlaces>.Instance);
        Assert.Empty(await places.Find("Mill", 5, default));
    }

    internal static string Ok(string body) => $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";

    private static OutsideHttp Make(IPAddress[] addresses, Action dial) => new(["feeds.example"], TimeSpan.FromSeconds(5), new OutsideNetwork(
        (_, _) => Task.FromResult(addresses), (_, _) => { dial(); throw new SocketException(); }, null));

    private static async Task Get(OutsideHttp http, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        using var answer = await http.Send(request, default);
    }
}

/// <summary>A listener that speaks TLS as feeds.example and gives one answer to everything. The network's address table leads there instead of to the public Internet.</summary>
internal sealed class TlsStub : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2 certificate = MakeCertificate();
    private readonly Func<string, byte[]> answer;
    private readonly CancellationTokenSource ended = new();
    private readonly Task serving;

    public TlsStub(string answer)
        : this(_ => Encoding.UTF8.GetBytes(answer))
    {
    }

    public TlsStub(Func<string, byte[]> answer)
    {
        this.answer = answer;
        listener.Start();
        serving = Serve();
    }

    public int Connections { get; private set; }

    /// <summary>The last request.</summary>
    public string Heard { get; private set; } = "";

    public OutsideNetwork Network => new(
        (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("93.184.215.14")]),
        async (_, cancellation) =>
        {
            var client = new TcpClient();
            await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint, cancellation);
            return client.GetStream();
        },
        certificate);

    public OutsideHttp Http() => new(["feeds.example"], TimeSpan.FromSeconds(20), Network);

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        listener.Stop();
        await serving;
        certificate.Dispose();
        ended.Dispose();
        listener.Dispose();
    }

    private async Task Serve()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(ended.Token);
                Connections++;
                await using var stream = new SslStream(client.GetStream());
                await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, ended.Token);
                var bytes = new byte[16_384];
                var length = 0;
                while (!Encoding.ASCII.GetString(bytes, 0, length).Contains("\r\n\r\n", StringComparison.Ordinal))
                {
                    var read = await stream.ReadAsync(bytes.AsMemory(length), ended.Token);
                    if (read == 0) break;
                    length += read;
                }

                Heard = Encoding.ASCII.GetString(bytes, 0, length);
                await stream.WriteAsync(answer(Heard), ended.Token);
                await stream.ShutdownAsync();
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or IOException or ObjectDisposedException or System.Security.Authentication.AuthenticationException)
        {
            // the test is over, or the client left
        }
    }

    private static X509Certificate2 MakeCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=feeds.example", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("feeds.example");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var made = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
