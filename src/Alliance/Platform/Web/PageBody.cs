using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Alliance.Platform.Web;

/// <summary>
/// Finishes a page inside of the cache, so that it is done once for all readers: compresses it, and names its content
/// by an ETag. Browsers keep pages but ask each time whether they still hold, which costs 304 and no body.
/// </summary>
internal static class PageBody
{
    /// <summary>Reduces what the browser accepts to what we send, so that the cache knows two variants and no more.</summary>
    public static void NormaliseEncoding(HttpRequest request) =>
        request.Headers.AcceptEncoding = AcceptsGzip(request) ? "gzip" : StringValues.Empty;

    public static async Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        if (!Kept.Is(http))
        {
            await next(http);
            return;
        }
        var outer = http.Response.Body;
        using var body = new MemoryStream();
        http.Response.Body = body;
        try
        {
            await next(http);
        }
        finally
        {
            http.Response.Body = outer;
        }
        await FinishAsync(http, body);
    }

    private static async Task FinishAsync(HttpContext http, MemoryStream body)
    {
        var (request, response) = (http.Request, http.Response);
        // Blazor's greeting to its own script, which we do not use.
        response.Headers.Remove("blazor-enhanced-nav");
        if (body.Length == 0)
        {
            // Blazor names a content type before it refuses a request; an answer without one gets the error page.
            if (response.StatusCode >= StatusCodes.Status400BadRequest)
                response.ContentType = null;
            return;
        }
        response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        var content = body;
        if (request.Headers.AcceptEncoding == "gzip")
        {
            content = Compress(body, IsStored(http) ? CompressionLevel.Optimal : CompressionLevel.Fastest);
            response.Headers.ContentEncoding = "gzip";
        }
        // A page that is being stored ends for the reader when it is stored: whoever has it finds it in the cache. With its
        // length known it would end a moment earlier.
        response.ContentLength = IsStored(http) ? null : content.Length;
        if (response.StatusCode == StatusCodes.Status200OK && HttpMethods.IsGet(request.Method))
        {
            if (StringValues.IsNullOrEmpty(response.Headers.CacheControl))
                response.Headers.CacheControl = "no-cache";
            var hash = SHA256.HashData(content.GetBuffer().AsSpan(0, (int)content.Length));
            response.Headers.ETag = $"\"{Convert.ToHexStringLower(hash.AsSpan(0, 12))}\"";
        }
        content.Position = 0;
        await content.CopyToAsync(response.Body, http.RequestAborted);
    }

    private static MemoryStream Compress(MemoryStream body, CompressionLevel level)
    {
        var compressed = new MemoryStream((int)body.Length / 3);
        body.Position = 0;
        using (var gzip = new GZipStream(compressed, level, leaveOpen: true))
            body.CopyTo(gzip);
        return compressed;
    }

    // Pains are worth taking for what many readers get.
    private static bool IsStored(HttpContext http) =>
        http.Features.Get<IOutputCacheFeature>()?.Context.AllowCacheStorage == true;

    private static bool AcceptsGzip(HttpRequest request)
    {
        var gzip = (double?)null;
        var any = (double?)null;
        foreach (var accepted in request.GetTypedHeaders().AcceptEncoding)
        {
            if (accepted.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase))
                gzip = accepted.Quality ?? 1;
            else if (accepted.Value.Equals("*", StringComparison.Ordinal))
                any = accepted.Quality ?? 1;
        }
        return (gzip ?? any ?? 0) > 0;
    }
}
