using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using ResourceMatch.Storage;

namespace ResourceMatch.Api.Access;

/// <summary>Where people reach this host: the beginning of every link in a letter. Never taken from a request, whose Host header anybody may write.</summary>
/// <remarks>Setting ResourceMatch__Address, as https://directory.example.org; without it, where the host listens. Thread-safe.</remarks>
internal sealed class PublicAddress(Uri? configured, IServer? server)
{
    public const string Setting = "ResourceMatch:Address";

    private const string Usual = "http://127.0.0.1:5080";

    public Uri Value => configured ?? new Uri(server?.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? Usual);

    /// <param name="path">Begins with a slash.</param>
    public string Link(string path) => Value.GetLeftPart(UriPartial.Authority) + path;

    /// <exception cref="SettingsRefusedException">The setting is no address.</exception>
    public static Uri? Configured(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        if (configuration[Setting] is not { Length: > 0 } text) return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new SettingsRefusedException($"The setting ResourceMatch__Address is '{text}'; give where people reach this host, like https://directory.example.org.");
    }

    /// <summary>True unless people reach this host by plain http on their own machine; there not every browser keeps the __Host- cookies that everybody else gets.</summary>
    public static bool IsSecure(Uri? configured, string urls)
    {
        ArgumentNullException.ThrowIfNull(urls);
        var addresses = configured is null ? urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [configured.ToString()];
        return !addresses.All(address => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == "http" && IsLoopback(uri));
    }

    private static bool IsLoopback(Uri address) => address.IsLoopback || (IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip));
}
