using Alliance.Platform.Web;

namespace Alliance.Site.Development;

/// <summary>
/// The HTML part of a mail as a document of its own, in a sandbox: it has the inline styles that mail programs need and our
/// pages forbid, and can run nothing and read nothing of the site.
/// </summary>
internal static class MailHtml
{
    private const string Policy =
        "sandbox allow-popups; default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; "
        + "base-uri 'none'; frame-ancestors 'none'";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/{Lang:lang}/dev/mails/{id:long}/html",
                async (long id, HttpContext http, WrittenMails mails, CancellationToken cancel) =>
                {
                    if (!mails.IsOpenTo(http) || await mails.FindAsync(id, cancel) is not { } mail)
                        return Results.NotFound();
                    http.Response.Headers.CacheControl = "no-store";
                    return Results.Content(mail.Html, "text/html; charset=utf-8");
                }
            )
            .WithMetadata(new ContentPolicy(Policy))
            .ExcludeFromDescription();
}
