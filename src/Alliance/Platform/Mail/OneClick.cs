using Alliance.Platform.Texts;
using Alliance.Platform.Web;

namespace Alliance.Platform.Mail;

/// <summary>
/// The button beside a mail with which mail programs stop it (<c>List-Unsubscribe-Post</c>, RFC 8058). It takes the token alone, no session; whoever opens it as a
/// page comes to the page with the button.
/// </summary>
internal static class OneClick
{
    /// <summary>What stands behind the address of the page in <see cref="Letter.Unsubscribe"/>.</summary>
    public const string Ending = "/end";

    /// <summary>Does it; again is no mistake, and nobody learns whether a link ever held.</summary>
    public delegate Task End(IServiceProvider services, string token, CancellationToken cancel);

    /// <param name="routes">Where it is put.</param>
    /// <param name="page">The page with the button, before its token: <c>following</c>.</param>
    /// <param name="query">What that page is asked for, with its question mark; empty for nothing.</param>
    /// <param name="end">Ends the mails.</param>
    public static void MapOneClick(this IEndpointRouteBuilder routes, string page, string query, End end)
    {
        var route = $"/{{Lang:lang}}/{page}/{{token}}{Ending}";
        // A mail provider presses for many people from few addresses.
        routes
            .MapPost(
                route,
                async (string token, HttpContext http) =>
                {
                    var form = http.Request.HasFormContentType
                        ? await http.Request.ReadFormAsync(http.RequestAborted)
                        : null;
                    if (form?["List-Unsubscribe"].ToString() != "One-Click")
                        return Results.BadRequest();
                    await end(http.RequestServices, token, http.RequestAborted);
                    return Results.Ok();
                }
            )
            .ExcludeFromDescription()
            .DisableAntiforgery()
            .WithMetadata(new ForACrowdAttribute());
        routes
            .MapGet(
                route,
                (string token, Reader reader) =>
                    Results.Redirect(reader.At($"{page}/{Uri.EscapeDataString(token)}{query}"))
            )
            .ExcludeFromDescription();
    }
}
