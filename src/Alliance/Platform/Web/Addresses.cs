using Alliance.Platform.Texts;
using Microsoft.Net.Http.Headers;

namespace Alliance.Platform.Web;

/// <summary>The route constraint <c>{Lang:lang}</c>: only the interface's languages begin an address.</summary>
internal sealed class LanguageConstraint : IRouteConstraint
{
    public bool Match(
        HttpContext? httpContext,
        IRouter? route,
        string routeKey,
        RouteValueDictionary values,
        RouteDirection routeDirection
    ) => values.TryGetValue(routeKey, out var value) && Language.Find(value as string) is not null;
}

public static class Addresses
{
    /// <summary>
    /// The language an address speaks: its first segment, else what the browser prefers, else English. An error page is
    /// rendered at an address of its own; the one that was asked for counts.
    /// </summary>
    public static Language LanguageOf(HttpContext http) => Spoken(Errors.AskedFor(http)) ?? Preferred(http.Request);

    /// <summary>True for what people read (<c>/de/…</c>), as against files, the API and whatever else is served.</summary>
    public static bool IsPage(PathString path) => Spoken(path) is not null;

    /// <summary>From <c>/</c> to the start page in the reader's language.</summary>
    internal static IResult ToPreferred(HttpContext http)
    {
        http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
        return Results.Redirect($"/{Preferred(http.Request).Code}");
    }

    /// <summary>
    /// Files at the top (<c>/sitemap.xml</c>) are only read. Without this, routing takes POST there for the start page of a
    /// language that does not exist, and answers 404 where PUT is answered 405.
    /// </summary>
    internal static void MapOnlyReading(this IEndpointRouteBuilder routes) =>
        routes
            .MapMethods(
                "/{file}",
                [HttpMethods.Post, HttpMethods.Put, HttpMethods.Patch, HttpMethods.Delete, HttpMethods.Options],
                (HttpResponse response) =>
                {
                    response.Headers.Allow = "GET, HEAD";
                    return Results.StatusCode(StatusCodes.Status405MethodNotAllowed);
                }
            )
            .ExcludeFromDescription();

    /// <summary>The address where it is a page of this site, for "go on where you were"; null for any other.</summary>
    public static string? OwnPage(string? address)
    {
        // "//elsewhere" and "/\\elsewhere" are other sites to a browser.
        if (address is not ['/', not ('/' or '\\'), ..] || address.Any(char.IsControl))
            return null;
        var path = address.Split('?', '#')[0];
        return IsPage(new PathString(path)) ? address : null;
    }

    private static Language? Spoken(PathString path)
    {
        var text = path.Value ?? "/";
        var end = text.IndexOf('/', Math.Min(1, text.Length));
        return Language.Find(end < 0 ? text[Math.Min(1, text.Length)..] : text[1..end]);
    }

    /// <summary>The best of the browser's languages (RFC 9110, 12.5.4) that the interface speaks; English otherwise.</summary>
    public static Language Preferred(HttpRequest request) =>
        request
            .GetTypedHeaders()
            .AcceptLanguage.Where(l => l.Quality is not 0)
            .OrderByDescending(l => l.Quality ?? 1)
            .Select(l => Language.Find(l.Value.ToString().Split('-')[0].ToLowerInvariant()))
            .FirstOrDefault(l => l is not null)
        ?? Language.English;
}
