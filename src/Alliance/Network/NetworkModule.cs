using Alliance.Network.Api;
using Alliance.Platform.Web;

namespace Alliance.Network;

public static class NetworkModule
{
    public static IServiceCollection AddNetwork(this IServiceCollection services)
    {
        services.AddScoped<FindDuplicates>();
        services.AddScoped<MergeOrganisations>();
        services.AddScoped<UnmergeOrganisation>();
        services.AddScoped<DeclareMandates>();
        services.AddScoped<EndMandate>();
        services.AddSingleton(new Routes(NetworkApi.Map));
        services.AddSingleton(new Routes(NetworkExports.Map));
        services.AddSingleton(new Routes(SuggestOrganisations.Map));
        return services;
    }
}
