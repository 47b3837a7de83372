using Microsoft.AspNetCore.OutputCaching;

namespace Alliance.Platform.Web;

/// <summary>
/// Pages for anonymous readers are rendered once and kept, compressed, for at most a minute, or until the outbox says
/// that something they show has changed. docs/decisions/0002-outbox-and-cache.md tells why it is built this way.
/// </summary>
internal static class PageCache
{
    public static IServiceCollection AddPageCache(this IServiceCollection services)
    {
        services.AddSingleton<PageStore>(s => new PageStore(s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IOutputCacheStore>(s => s.GetRequiredService<PageStore>());
        services.AddSingleton<PageEviction>();
        services.AddSingleton<PagePolicy>();
        services.AddScoped<PageTags>();
        services.AddOutputCache();
        services
            .AddOptions<OutputCacheOptions>()
            .Configure<PagePolicy>(
                (options, policy) =>
                {
                    options.AddBasePolicy(policy);
                    options.UseCaseSensitivePaths = true;
                    options.MaximumBodySize = 4 * 1024 * 1024;
                }
            );
        return services;
    }

    public static void UsePageCache(this WebApplication app)
    {
        app.Use(
            (http, next) =>
            {
                if (TakesNoQueryAttribute.Has(http))
                    http.Request.QueryString = QueryString.Empty;
                if (Kept.Is(http))
                    PageBody.NormaliseEncoding(http.Request);
                return next(http);
            }
        );
        app.UseOutputCache();
    }

    /// <summary>Inside of the cache and of whatever may refuse the request.</summary>
    public static void UsePageBody(this WebApplication app) => app.Use(PageBody.InvokeAsync);
}
