using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Timeouts;

namespace Alliance.Platform.Web;

/// <summary>
/// A page with a form that takes a file. Who is signed in may send it so many bytes, as long as the line needs; everybody else,
/// and every other page, stays within the usual limits.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TakesFilesAttribute(int bytes) : Attribute
{
    public int Bytes => bytes;
}

internal static class Uploads
{
    /// <summary>Behind the sign-in, and before anything reads a form. What is too long is refused before any of it is read.</summary>
    public static void UseUploads(this WebApplication app) =>
        app.Use(
            (http, next) =>
            {
                if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is not { } limit)
                    return next(http);
                if (
                    !limit.IsReadOnly
                    && HttpMethods.IsPost(http.Request.Method)
                    && http.User.Identity?.IsAuthenticated == true
                    && http.GetEndpoint()?.Metadata.GetMetadata<TakesFilesAttribute>() is { } page
                    && limit.MaxRequestBodySize < page.Bytes
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
                    return Task.CompletedTask;
                }
                return next(http);
            }
        );
}
