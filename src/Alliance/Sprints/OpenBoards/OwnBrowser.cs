using Alliance.Platform.Mail;

namespace Alliance.Sprints.OpenBoards;

/// <summary>
/// The random word by which a browser is known again on open boards, in a cookie that scripts cannot read. It is given to who sends or supports something,
/// never for reading, and stored as a hash together with what it is about.
/// </summary>
internal static class OwnBrowser
{
    private const string Cookie = "alliance-open-boards";

    /// <summary>Null where this browser has done nothing here yet.</summary>
    public static string? Of(HttpContext http) =>
        http.Request.Cookies[Cookie] is { } word && LinkToken.IsOne(word) ? word : null;

    /// <summary>The browser's word, given now where it had none.</summary>
    public static string KnownFromNow(HttpContext http)
    {
        if (Of(http) is { } word)
            return word;
        var given = LinkToken.New();
        http.Response.Cookies.Append(
            Cookie,
            given,
            new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = http.Request.IsHttps,
                MaxAge = TimeSpan.FromDays(180),
                Path = "/",
                IsEssential = true,
            }
        );
        return given;
    }

    public static string OnBoard(string word, long board) => LinkToken.HashOf($"{word} board {board}");

    public static string OnSuggestion(string word, long suggestion) => LinkToken.HashOf($"{word} {suggestion}");
}
