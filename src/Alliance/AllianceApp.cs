using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Platform.Web;
using Alliance.Site;

namespace Alliance;

/// <summary>Puts the application together: the platform first, then the modules.</summary>
public static class AllianceApp
{
    public static WebApplication Build(AllianceSettings settings, Action<IServiceCollection>? change = null)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, ApplicationName = "alliance" }
        );
        builder.WebHost.UseUrls(settings.Urls);
        builder.WebHost.UseStaticWebAssets();
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddDatabase(settings.Connection);
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddScoped(s => new Reader(
            Addresses.LanguageOf(s.GetRequiredService<IHttpContextAccessor>().HttpContext!.Request)
        ));
        builder.Services.Configure<RouteOptions>(o => o.SetParameterPolicy<LanguageConstraint>("lang"));
        builder.Services.AddRazorComponents();
        change?.Invoke(builder.Services);

        var app = builder.Build();
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapGet("/", (HttpContext http) => Results.Redirect($"/{Addresses.Preferred(http.Request).Code}"));
        app.MapRazorComponents<App>();
        return app;
    }
}
