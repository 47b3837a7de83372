using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Net.Http.Headers;

namespace Alliance.Design;

/// <summary>
/// The style sheet names its fonts itself, so they cannot carry the fingerprints that the framework gives at build time.
/// Their names hold a hash instead (assets.mjs), and may be kept for ever all the same.
/// </summary>
public static class Fonts
{
    private const string Suffix = ".woff2";

    /// <summary>The two fonts that every page in the interface's languages needs at once.</summary>
    public static IReadOnlyList<string> Preloads(ResourceAssetCollection assets) =>
        [
            .. assets
                .Select(a => a.Properties?.FirstOrDefault(p => p.Name == "label")?.Value)
                .OfType<string>()
                .Where(name =>
                    name.EndsWith(Suffix, StringComparison.Ordinal)
                    && name.Contains("-latin.", StringComparison.Ordinal)
                )
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

    public static StaticAssetsEndpointConventionBuilder KeepFonts(this StaticAssetsEndpointConventionBuilder assets)
    {
        assets.Add(endpoint =>
        {
            if (
                endpoint is not RouteEndpointBuilder { RoutePattern.RawText: { } path, RequestDelegate: { } serve }
                || !path.EndsWith(Suffix, StringComparison.Ordinal)
            )
                return;
            endpoint.RequestDelegate = http =>
            {
                http.Response.OnStarting(() =>
                {
                    if (http.Response.StatusCode is StatusCodes.Status200OK or StatusCodes.Status304NotModified)
                        http.Response.Headers[HeaderNames.CacheControl] = "public, max-age=31536000, immutable";
                    return Task.CompletedTask;
                });
                return serve(http);
            };
        });
        return assets;
    }
}
