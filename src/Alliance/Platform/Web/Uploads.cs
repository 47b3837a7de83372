using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Timeouts;

namespace Alliance.Platform.Web;

/// <summary>
/// A page with a form that takes a file. Who is signed in may send it so many bytes, as long as the line needs, and where
/// <see cref="ByLink"/> says so, who comes by a link that opens the page; everybody else, and every other page, stays within the usual limits.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TakesFilesAttribute(int bytes) : Attribute
{
    public int Bytes => bytes;

    /// <summary>The link in the page's address is what lets one in; see <see cref="HoldsLink"/>.</summary>
    public bool ByLink { get; init; }
}

/// <summary>
/// Whether the address of a request ends in a link that somebody was sent and that still opens the page. Each room that has such pages
/// registers one; it says no to the others' pages.
/// </summary>
public delegate Task<bool> HoldsLink(HttpContext http);

internal static class Uploads
{
    /// <summary>Behind the sign-in, and before anything reads a form. What is too long is refused before any of it is read.</summary>
    public static void UseUploads(this WebApplication app) =>
        app.Use(
            async (http, next) =>
            {
                if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is not { } limit)
                {
                    await next(http);
                    return;
                }
                if (
                    !limit.IsReadOnly
                    && HttpMethods.IsPost(http.Request.Method)
                    && http.GetEndpoint()?.Metadata.GetMetadata<TakesFilesAttribute>() is { } page
                    && limit.MaxRequestBodySize < page.Bytes
                    // What is short needs nobody's leave.
                    && !(http.Request.ContentLength <= limit.MaxRequestBodySize)
                    && await MaySendAsync(http, page)
                )
                {
                    limit.MaxRequestBodySize = page.Bytes;
                    // The server itself ends a line that is too slow.
                    http.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();
                }
                // The page that says so is made for the same request.
                if (http.Request.ContentLength > limit.MaxRequestBodySize && !Errors.IsErrorPage(http))
                {
                    http.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
                    return;
                }
                await next(http);
            }
        );

    private static async Task<bool> MaySendAsync(HttpContext http, TakesFilesAttribute page) =>
        http.User.Identity?.IsAuthenticated == true || (page.ByLink && await HoldsAnyAsync(http));

    private static async Task<bool> HoldsAnyAsync(HttpContext http)
    {
        foreach (var holds in http.RequestServices.GetServices<HoldsLink>())
            if (await holds(http))
                return true;
        return false;
    }
}
