using System.Net;
using Microsoft.AspNetCore.Http;

namespace Alliance.Platform.Web;

/// <summary>Whether a server is for this machine alone.</summary>
public static class Loopback
{
    /// <summary>
    /// All addresses are this machine's own, and no proxy stands before them that would let others in.
    /// </summary>
    public static bool IsAll(AllianceSettings settings) =>
        string.IsNullOrWhiteSpace(settings.Proxies)
        && settings.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } addresses
        && Array.TrueForAll(addresses, IsOne);

    private static bool IsOne(string address)
    {
        var host = BindingAddress.Parse(address.Trim()).Host.Trim('[', ']');
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host, out var number) && IPAddress.IsLoopback(number));
    }

    /// <summary>The same of one request: both ends of its connection are on this machine.</summary>
    public static bool Is(HttpContext http) =>
        Is(http.Connection.LocalIpAddress) && Is(http.Connection.RemoteIpAddress);

    private static bool Is(IPAddress? address) => address is not null && IPAddress.IsLoopback(address);
}
