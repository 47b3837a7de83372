using Alliance.Platform.Texts;
using Alliance.Platform.Web;

namespace Alliance.Engagement.Api;

/// <summary>
/// <c>/{lang}/following/{token}/end</c>: the button beside a mail with which mail programs stop it (<c>List-Unsubscribe-Post</c>, RFC 8058). It takes the
/// token alone, no session; whoever opens it as a page comes to the page with the button.
/// </summary>
internal static class EndByMail
{
    public const string Route = "/{Lang:lang}/following/{token}/end";

    public static void Map(IEndpointRouteBuilder routes)
    {
        // A mail provider presses for many people from few addresses.
        routes
            .MapPost(Route, EndAsync)
            .ExcludeFromDescription()
            .DisableAntiforgery()
            .WithMetadata(new ForACrowdAttribute());
        routes.MapGet(Route, (string token, Reader reader) => ToPage(token, reader)).ExcludeFromDescription();
    }

    private static IResult ToPage(string token, Reader reader) =>
        Results.Redirect(reader.At($"following/{Uri.EscapeDataString(token)}?all=1"));

    private static async Task<IResult> EndAsync(string token, HttpContext http, EndFollowing ending)
    {
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : null;
        if (form?["List-Unsubscribe"].ToString() != "One-Click")
            return Results.BadRequest();
        // Again is no mistake, and nobody learns whether a link ever held.
        await ending.AllAsync(token, http.RequestAborted);
        return Results.Ok();
    }
}
