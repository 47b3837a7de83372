using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Primitives;

namespace Alliance.Platform.Web;

/// <summary>
/// Which answers are cached: pages and what is kept like them, for readers whom we do not know, for a minute at most. The language stands in the
/// address, so nothing varies by cookie; whoever carries one that matters passes by the cache instead.
/// </summary>
internal sealed class PagePolicy(PageStore pages) : IOutputCachePolicy
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    // Longer ones are not typed by people; they would only fill the cache.
    private const int LongestQuery = 1_000;

    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var request = context.HttpContext.Request;
        context.EnableOutputCaching = IsCacheable(context.HttpContext);
        if (!context.EnableOutputCaching)
            return ValueTask.CompletedTask;
        context.AllowCacheLookup = true;
        context.AllowCacheStorage = true;
        // Waiting for somebody else's rendering could hand out a page that was begun before an eviction to a reader who
        // came after it. Rendering twice costs some milliseconds.
        context.AllowLocking = false;
        context.ResponseExpirationTimeSpan = Lifetime;
        context.CacheVaryByRules.VaryByValues["query"] = request.QueryString.Value ?? "";
        context.CacheVaryByRules.VaryByValues["encoding"] = request.Headers.AcceptEncoding.ToString();
        context.Tags.Add(pages.Started());
        return ValueTask.CompletedTask;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) =>
        ValueTask.CompletedTask;

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var response = context.HttpContext.Response;
        if (
            response.StatusCode != StatusCodes.Status200OK
            || !StringValues.IsNullOrEmpty(response.Headers.SetCookie)
            || response.Headers.CacheControl.ToString().Contains("no-store", StringComparison.OrdinalIgnoreCase)
        )
            context.AllowCacheStorage = false;
        return ValueTask.CompletedTask;
    }

    private static bool IsCacheable(HttpContext http) =>
        HttpMethods.IsGet(http.Request.Method)
        && Kept.Is(http)
        && (http.Request.QueryString.Value?.Length ?? 0) <= LongestQuery
        && StringValues.IsNullOrEmpty(http.Request.Headers.Authorization)
        && !http.Request.Cookies.ContainsKey(Flash.Cookie)
        && http.User.Identity?.IsAuthenticated != true;
}
