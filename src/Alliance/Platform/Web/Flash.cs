using Alliance.Platform.Texts;

namespace Alliance.Platform.Web;

/// <summary>
/// A message for the next page only ("You are signed out"), carried by a short-lived cookie. A request that has the cookie
/// passes by the page cache, both ways.
/// </summary>
public static class Flash
{
    public const string Cookie = "alliance-flash";

    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(1);

    /// <param name="http">The request that is about to be redirected.</param>
    /// <param name="message">The text <c>flash.message</c>.</param>
    public static void Say(HttpContext http, string message) =>
        http.Response.Cookies.Append(
            Cookie,
            message,
            new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = http.Request.IsHttps,
                MaxAge = Lasts,
                Path = "/",
            }
        );

    /// <summary>The message's key, and no more of it; null without one. Only texts of ours are ever shown.</summary>
    public static string? Take(HttpContext http)
    {
        if (http.Request.Cookies[Cookie] is not { Length: > 0 } message)
            return null;
        if (!http.Response.HasStarted)
            http.Response.Cookies.Delete(Cookie);
        var key = "flash." + message;
        return TextCatalogue.Own.Has(Language.English, key) ? key : null;
    }
}
