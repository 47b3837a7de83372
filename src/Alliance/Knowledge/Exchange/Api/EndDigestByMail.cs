using Alliance.Platform.Texts;
using Alliance.Platform.Web;

namespace Alliance.Knowledge.Exchange.Api;

/// <summary>
/// The button beside a mail with which mail programs stop it (<c>List-Unsubscribe-Post</c>, RFC 8058). It takes the token alone, no session; whoever
/// opens it as a page comes to the page with the button.
/// </summary>
internal static class EndDigestByMail
{
    private const string Route = "/{Lang:lang}/spaces/mails/{token}/end";

    public static void Map(IEndpointRouteBuilder routes)
    {
        // A mail provider presses for many people from few addresses.
        routes
            .MapPost(Route, EndAsync)
            .ExcludeFromDescription()
            .DisableAntiforgery()
            .WithMetadata(new ForACrowdAttribute());
        routes
            .MapGet(
                Route,
                (string token, Reader reader) =>
                    Results.Redirect(reader.At("spaces/mails/" + Uri.EscapeDataString(token)))
            )
            .ExcludeFromDescription();
    }

    private static async Task<IResult> EndAsync(string token, HttpContext http, ChooseRhythm choosing)
    {
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : null;
        if (form?["List-Unsubscribe"].ToString() != "One-Click")
            return Results.BadRequest();
        // Again is no mistake, and nobody learns whether a link ever held.
        await choosing.EndAsync(token, http.RequestAborted);
        return Results.Ok();
    }
}
