using Microsoft.Extensions.Options;

namespace Alliance.Site;

public static class SiteModule
{
    /// <summary>What the pages put together from several rooms need.</summary>
    public static IServiceCollection AddSite(this IServiceCollection services)
    {
        services.AddOptions<OperatorSettings>().BindConfiguration("Alliance:Operator").ValidateOnStart();
        services
            .AddOptions<OperatorSettings>()
            .Configure<IConfiguration>((settings, all) => settings.Contact = all["Alliance:Contact"]);
        services.AddSingleton<IValidateOptions<OperatorSettings>, OperatorSettingsCheck>();
        return services;
    }
}
