using Alliance.Platform.Texts;

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
    /// The language an address speaks: its first segment, else what the browser prefers, else English.
    /// </summary>
    public static Language LanguageOf(HttpRequest request)
    {
        var path = request.Path.Value ?? "/";
        var end = path.IndexOf('/', 1);
        return Language.Find(end < 0 ? path[1..] : path[1..end]) ?? Preferred(request);
    }

    /// <summary>The best of the browser's languages (RFC 9110, 12.5.4) that the interface speaks; English otherwise.</summary>
    public static Language Preferred(HttpRequest request) =>
        request
            .GetTypedHeaders()
            .AcceptLanguage.OrderByDescending(l => l.Quality ?? 1)
            .Select(l => Language.Find(l.Value.ToString().Split('-')[0].ToLowerInvariant()))
            .FirstOrDefault(l => l is not null)
        ?? Language.English;
}
