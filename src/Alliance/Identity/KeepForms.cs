using Alliance.Platform.Web;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Alliance.Identity;

/// <summary>
/// Nothing typed is lost: a form that is sent after its session has ended, or with a token that is no longer good, is kept for
/// the error page, which lets one sign in and send it again.
/// </summary>
internal static class KeepForms
{
    /// <summary>Behind the check of the token: keeps what was refused.</summary>
    public static void UseKeptForms(this WebApplication app) =>
        app.Use(
            async (http, next) =>
            {
                if (http.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false })
                {
                    await next(http);
                    return;
                }
                var account = ActingPerson.IdOf(http.User);
                var owner = account ?? OldAccount(http);
                if (await KeepAsync(http, owner))
                    // Who was signed in when typing signs in first.
                    http.Response.StatusCode =
                        account is null && owner is not null
                            ? StatusCodes.Status401Unauthorized
                            : StatusCodes.Status400BadRequest;
                else
                    await next(http);
            }
        );

    /// <summary>
    /// Instead of leading to the page "Sign in", which would lose the form: the error page of 401 shows what was kept.
    /// </summary>
    public static async Task<bool> ChallengeAsync(HttpContext http)
    {
        if (!HttpMethods.IsPost(http.Request.Method) || !await KeepAsync(http, OldAccount(http)))
            return false;
        http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return true;
    }

    private static async Task<bool> KeepAsync(HttpContext http, long? account)
    {
        var kept = await http.RequestServices.GetRequiredService<KeptForms>().ReadAsync(http, account);
        kept?.PutInto(http);
        return kept is not null;
    }

    /// <summary>Whom the cookie of the session names, though it has ended.</summary>
    private static long? OldAccount(HttpContext http)
    {
        var cookies = http
            .RequestServices.GetRequiredService<Microsoft.Extensions.Options.IOptionsMonitor<CookieAuthenticationOptions>>()
            .Get(Microsoft.AspNetCore.Identity.IdentityConstants.ApplicationScheme);
        return
            http.Request.Cookies[IdentityModule.SessionCookie] is { } cookie
            && cookies.TicketDataFormat.Unprotect(cookie)?.Principal is { } person
            ? ActingPerson.IdOf(person)
            : null;
    }
}
