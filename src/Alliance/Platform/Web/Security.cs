using System.Net;
using Alliance.Platform.Commands;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace Alliance.Platform.Web;

/// <summary>Marks an answer that is no page of ours and has a content policy of its own.</summary>
internal sealed record ContentPolicy(string Policy);

/// <summary>What every answer says to browsers, and whom the server believes.</summary>
internal static class Security
{
    // Neither inline script or style nor a nonce (which a cached page would repeat): everything comes from files of ours.
    private const string Pages =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        + "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

    private const string Permissions =
        "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
        + "magnetometer=(), microphone=(), payment=(), usb=()";

    public static void AddSecurity(this WebApplicationBuilder builder, AllianceSettings settings)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = settings.BodyLimit;
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
            kestrel.Limits.MaxRequestHeaderCount = 60;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        });
        builder.Services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders =
                ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            // A proxy's word on the host is worth no more than the host itself.
            var hosts = builder.Configuration["AllowedHosts"]?.Split(';', StringSplitOptions.RemoveEmptyEntries) ?? [];
            if (!hosts.Contains("*"))
                options.AllowedHosts = hosts;
            // By default the machine itself would be believed, hence any local program.
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var proxy in Proxies(settings.Proxies))
                options.KnownIPNetworks.Add(proxy);
        });
    }

    /// <summary>Believes the configured proxies, and nobody when there are none.</summary>
    public static void UseProxies(this WebApplication app, AllianceSettings settings)
    {
        if (!string.IsNullOrWhiteSpace(settings.Proxies))
        {
            app.UseForwardedHeaders();
            return;
        }
        // Behind a proxy that is not believed all readers are one, and share one reader's limit.
        var warned = 0;
        app.Use(
            (http, next) =>
            {
                if (http.Request.Headers.ContainsKey("X-Forwarded-For") && Interlocked.Exchange(ref warned, 1) == 0)
                    app.Logger.LogWarning(
                        "A reverse proxy seems to stand before this server, and ALLIANCE_PROXIES does not name it: "
                            + "all readers count as one"
                    );
                return next(http);
            }
        );
    }

    /// <summary>Set when the answer starts: an error handler clears what was set before.</summary>
    public static void UseSecurityHeaders(this WebApplication app) =>
        app.Use(
            (http, next) =>
            {
                http.Response.OnStarting(AddHeaders, http);
                // The server lets some hosts through of which no address can be made (no name, a port past 65535).
                if (
                    !Uri.TryCreate($"http://{http.Request.Host}/", UriKind.Absolute, out _)
                    || http.Request.Scheme is not ("http" or "https")
                )
                {
                    http.Response.StatusCode = StatusCodes.Status400BadRequest;
                    return Task.CompletedTask;
                }
                // One writing of a name: the page cache knows no difference, and addresses in pages are made of it.
                if (http.Request.Host.HasValue)
                    http.Request.Host = new HostString(http.Request.Host.Value.ToLowerInvariant());
                return next(http);
            }
        );

    /// <summary>
    /// HEAD is asked of a GET's endpoint, so that every address that can be read answers it, with the GET's headers; the
    /// server leaves the body out.
    /// </summary>
    public static void UseHead(this WebApplication app) =>
        app.Use(
            (http, next) =>
            {
                if (HttpMethods.IsHead(http.Request.Method))
                    http.Request.Method = HttpMethods.Get;
                return next(http);
            }
        );

    internal static IEnumerable<IPNetwork> Proxies(string configured)
    {
        foreach (
            var proxy in configured.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        )
        {
            if (IPNetwork.TryParse(proxy, out var network))
                yield return network;
            else if (IPAddress.TryParse(proxy, out var address))
                yield return new IPNetwork(address, address.GetAddressBytes().Length * 8);
            else
                throw new CommandException(
                    $"ALLIANCE_PROXIES: {proxy} is neither an address nor a network.",
                    CommandLine.WrongUsage
                );
        }
    }

    private static Task AddHeaders(object state)
    {
        var http = (HttpContext)state;
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = http.GetEndpoint()?.Metadata.GetMetadata<ContentPolicy>()?.Policy ?? Pages;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers["Permissions-Policy"] = Permissions;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = OpenToAll.Has(Errors.AskedFor(http)) ? "cross-origin" : "same-origin";
        if (http.Request.IsHttps)
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        return Task.CompletedTask;
    }
}
