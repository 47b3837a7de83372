namespace Alliance.Platform.Web;

/// <summary>
/// A page or an address whose answer takes seconds, and cannot be kept for all who may ask for another one: it is made in turns, and
/// counts as whole lists do. What comes from the cache costs nothing.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal class HeavyAttribute : Attribute
{
    /// <summary>Whether this request is one: of some addresses only a part is heavy.</summary>
    public virtual bool Is(HttpContext http) => true;
}

/// <summary>Who may have a heavy answer made now. Others read meanwhile: two leave room on the smallest server.</summary>
internal sealed class HeavyTurns(int atOnce = 2) : Turns(atOnce);

internal static class Heavy
{
    /// <summary>Such an address of the API.</summary>
    public static RouteHandlerBuilder IsHeavy(this RouteHandlerBuilder route, HeavyAttribute heavy) =>
        route.WithMetadata(heavy).Produces<ApiProblem>(StatusCodes.Status503ServiceUnavailable, Problems.ContentType);

    public static bool Is(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<HeavyAttribute>() is { } heavy && heavy.Is(http);

    /// <summary>Inside of the page's body: the turn ends when the answer is made, however slowly it is read.</summary>
    public static void UseHeavyTurns(this WebApplication app)
    {
        var turns = app.Services.GetRequiredService<HeavyTurns>();
        app.Use((http, next) => Is(http) ? turns.TakeAsync(http, () => next(http)) : next(http));
    }
}
