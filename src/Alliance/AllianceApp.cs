using Alliance.Deals;
using Alliance.Design;
using Alliance.Engagement;
using Alliance.Identity;
using Alliance.Knowledge;
using Alliance.Monitoring;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Commands;
using Alliance.Platform.Data;
using Alliance.Platform.Documents;
using Alliance.Platform.Jobs;
using Alliance.Platform.Mail;
using Alliance.Platform.Operations;
using Alliance.Platform.Outbox;
using Alliance.Platform.Search;
using Alliance.Platform.Tables;
using Alliance.Platform.Texts;
using Alliance.Platform.Web;
using Alliance.Roadmaps;
using Alliance.Site;
using Alliance.Sprints;
using Alliance.Transparency;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.ResponseCompression;

namespace Alliance;

/// <summary>Puts the application together: the platform first, then the modules.</summary>
public static class AllianceApp
{
    /// <param name="settings">Where the data lies and how the server is reached.</param>
    /// <param name="change">Changes the registered services, for tests.</param>
    public static WebApplication Build(AllianceSettings settings, Action<IServiceCollection>? change = null)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, ApplicationName = "alliance" }
        );
        builder.WebHost.UseUrls(settings.Urls);
        builder.WebHost.UseStaticWebAssets();
        // Off, or a build that was not published looks whether files changed meanwhile, and stores them in gzip without
        // making them smaller: 40 kB more on each first visit.
        builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        var started = builder.AddLogging();
        builder.AddTelemetry();
        builder.AddSecurity(settings);
        AddPlatform(builder.Services, settings);
        builder.Services.AddRazorComponents();
        builder.Services.AddNetwork();
        builder.Services.AddIdentity();
        builder.Services.AddDeals();
        builder.Services.AddMonitoring();
        builder.Services.AddKnowledge();
        builder.Services.AddRoadmaps();
        builder.Services.AddSprints();
        builder.Services.AddEngagement();
        builder.Services.AddTransparency();
        builder.Services.AddSite();
        change?.Invoke(builder.Services);

        var app = builder.Build();
        app.Lifetime.ApplicationStarted.Register(() => started.Value = true);
        UsePlatform(app, settings);
        app.MapGet("/", Addresses.ToPreferred);
        app.MapOnlyReading();
        app.MapRazorComponents<App>().WithStaticAssets();
        foreach (var routes in app.Services.GetServices<Routes>())
            routes.Map(app);
        return app;
    }

    private static void AddPlatform(IServiceCollection services, AllianceSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton(TimeProvider.System);
        services.AddDatabase(settings.Connection);
        services.AddDataProtection().SetApplicationName("alliance").PersistKeysToDbContext<AppDb>();
        services.AddOutbox(settings);
        services.AddHostedService<SearchMending>();
        services.AddSingleton(
            new Warmup(_ =>
            {
                Glossary.Shipped.Prepare();
                return Task.CompletedTask;
            })
        );
        services.AddMail();
        services.AddDocuments();
        services.AddJobs();
        services.AddPageCache();
        services.AddLimits(settings);
        services.AddSingleton(_ => new ExportTurns());
        services.AddSingleton(_ => new HeavyTurns());
        services.AddSingleton<DemoSign>();
        services.AddErrors();
        services.AddOpenToAll();
        services.AddOperator();
        services.AddHealth();
        services.AddResponseCompression(o =>
        {
            o.EnableForHttps = true;
            o.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "text/csv", "application/problem+json"];
        });
        services.AddHttpContextAccessor();
        services.ConfigureHttpJsonOptions(o => JsonColumn.Apply(o.SerializerOptions));
        services.AddScoped<ErrorReport>();
        services.AddScoped(s => new Reader(
            Addresses.LanguageOf(s.GetRequiredService<IHttpContextAccessor>().HttpContext!)
        ));
        services.Configure<RouteOptions>(o => o.SetParameterPolicy<LanguageConstraint>("lang"));
        services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(30));
    }

    // The order matters: what comes first sees every answer, also the ones of what comes later.
    private static void UsePlatform(WebApplication app, AllianceSettings settings)
    {
        app.UseProxies(settings);
        app.UseSecurityHeaders();
        app.UseHead();
        app.UseResponseCompression();
        app.UseErrors();
        app.UseOpenToAll();
        app.UseRouting();
        app.UseRequestTimeouts();
        // Before the cache: whoever is signed in passes by it.
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseUploads();
        app.UsePageCache();
        app.UseLimits();
        app.UsePageBody();
        app.UseHeavyTurns();
        app.UseAntiforgery();
        app.UseKeptForms();
        app.MapStaticAssets().KeepFonts().DisableRateLimiting();
        app.MapHealth();
    }
}
