using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Encodings.Web;
using System.Threading.RateLimiting;
using Alliance.Platform.Texts;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.RateLimiting;

namespace Alliance.Platform.Web;

/// <summary>
/// A page that a whole hall opens at once: behind one address are as many people as fit into it, and each of them writes. Who has not got
/// the page's unguessable key finds nothing behind it.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ForACrowdAttribute : Attribute
{
    public const int People = 20;
}

/// <summary>How much one address may ask, and how long one request may take.</summary>
internal static class Limits
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private const int Segments = 6;
    private const int FieldsOfForm = 10_000;

    public static IServiceCollection AddLimits(this IServiceCollection services, AllianceSettings settings)
    {
        services.AddRequestTimeouts(o =>
            o.DefaultPolicy = new RequestTimeoutPolicy
            {
                Timeout = TimeSpan.FromSeconds(30),
                TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
            }
        );
        // A manager reports for all of a city's own promises on one page, ten fields for each; the framework would take a hundred of them. How long
        // it may be is limited beside that.
        services.Configure<FormOptions>(o => o.ValueCountLimit = FieldsOfForm);
        return services.AddSingleton(_ =>
            PartitionedRateLimiter.Create<HttpContext, string>(http => Partition(http, settings))
        );
    }

    /// <summary>
    /// Not the framework's own middleware: that never disposes what it makes, so that its timers tick on after the
    /// application has stopped; this limiter goes with the services.
    /// </summary>
    public static void UseLimits(this WebApplication app)
    {
        var limiter = app.Services.GetRequiredService<PartitionedRateLimiter<HttpContext>>();
        app.Use(
            async (http, next) =>
            {
                using var lease = limiter.AttemptAcquire(http);
                if (lease.IsAcquired)
                    await next(http);
                else
                    await RejectAsync(http, lease);
            }
        );
    }

    /// <summary>
    /// One reader as far as the limits go. An IPv6 connection owns a whole /64, and could take a new address for each
    /// request.
    /// </summary>
    internal static string ClientOf(IPAddress? address)
    {
        if (address is null)
            return "";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? new IPNetwork(new IPAddress([.. address.GetAddressBytes()[..8], .. new byte[8]]), 64).ToString()
            : address.ToString();
    }

    private static RateLimitPartition<string> Partition(HttpContext http, AllianceSettings settings)
    {
        // The page that tells of an error was paid for by the request that failed.
        if (
            Errors.IsErrorPage(http)
            || http.GetEndpoint()?.Metadata.GetMetadata<DisableRateLimitingAttribute>() is not null
        )
            return RateLimitPartition.GetNoLimiter("");
        var (kind, permits) =
            !HttpMethods.IsGet(http.Request.Method) ? ("writes", settings.WritesPerMinute)
            : Kept.IsStreamed(http) || Heavy.Is(http) ? ("exports", settings.ExportsPerMinute)
            : ("reads", settings.ReadsPerMinute);
        if (http.GetEndpoint()?.Metadata.GetMetadata<ForACrowdAttribute>() is not null)
            (kind, permits) = ("crowd " + kind, permits * ForACrowdAttribute.People);
        return RateLimitPartition.GetSlidingWindowLimiter(
            $"{kind} {ClientOf(http.Connection.RemoteIpAddress)}",
            _ => new SlidingWindowRateLimiterOptions
            {
                PermitLimit = permits,
                Window = Window,
                SegmentsPerWindow = Segments,
            }
        );
    }

    // Written here and not as a page: whoever asks too much should not make the server render for it.
    private static async Task RejectAsync(HttpContext http, RateLimitLease lease)
    {
        http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Window / Segments;
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        if (!Addresses.IsPage(http.Request.Path))
        {
            await Results.Problem(statusCode: StatusCodes.Status429TooManyRequests).ExecuteAsync(http);
            return;
        }
        var language = Addresses.LanguageOf(http);
        var title = HtmlEncoder.Default.Encode(TextCatalogue.Own.Get(language, "too-many-requests.title"));
        var text = HtmlEncoder.Default.Encode(TextCatalogue.Own.Get(language, "too-many-requests.text"));
        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.WriteAsync(
            $"""
            <!DOCTYPE html>
            <html lang="{language.Code}">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title></head>
            <body><main><h1>{title}</h1><p>{text}</p></main></body>
            </html>
            """,
            http.RequestAborted
        );
    }
}
