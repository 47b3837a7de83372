using Microsoft.AspNetCore.Cors.Infrastructure;

namespace Alliance.Platform.Web;

/// <summary>
/// What the pages of any other site may read too, because it is the same for everybody: the API, its description, the
/// schemas, the catalogue, the feeds and the badges. Everything else stays with our own pages.
/// </summary>
internal static class OpenToAll
{
    private static readonly PathString[] Paths = ["/api", "/openapi", "/schemas", "/catalogue.ttl"];

    private static readonly CorsPolicy Policy = new CorsPolicyBuilder()
        .AllowAnyOrigin()
        .WithMethods(HttpMethods.Get, HttpMethods.Head)
        .AllowAnyHeader()
        .WithExposedHeaders("ETag", "Link", "Retry-After")
        .SetPreflightMaxAge(TimeSpan.FromDays(1))
        .Build();

    public static IServiceCollection AddOpenToAll(this IServiceCollection services) =>
        services.AddCors(o => o.AddDefaultPolicy(Policy));

    /// <summary>Before routing: a browser may also read that an address does not exist, or was asked too often.</summary>
    public static void UseOpenToAll(this WebApplication app) =>
        app.UseWhen(http => Has(http.Request.Path), open => open.UseCors());

    /// <summary>In capitals too, as routes are found.</summary>
    public static bool Has(PathString path) =>
        Array.Exists(Paths, p => path.StartsWithSegments(p, StringComparison.OrdinalIgnoreCase))
        || (Addresses.IsPage(path) && (EndsWith(path, ".atom") || EndsWith(path, ".svg")));

    private static bool EndsWith(PathString path, string ending) =>
        path.Value!.EndsWith(ending, StringComparison.OrdinalIgnoreCase);
}
