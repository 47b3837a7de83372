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
    /// The language an address speaks: its first segment, else what the browser prefers, else English. An error page is
    /// rendered at an address of its own; the one that was asked for counts.
    /// </summary>
    public static Language LanguageOf(HttpContext http) => Spoken(Errors.AskedFor(http)) ?? Preferred(http.Request);

    /// <summary>True for what people read (<c>/de/…</c>), as against files, the API and whatever else is served.</summary>
    public static bool IsPage(PathString path) => Spoken(path) is not null;

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
