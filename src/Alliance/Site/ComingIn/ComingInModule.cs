using Alliance.Network;
using Alliance.Platform.Jobs;

namespace Alliance.Site.ComingIn;

/// <summary>What lets new cities in.</summary>
internal static class ComingInModule
{
    public static IServiceCollection AddComingIn(this IServiceCollection services) =>
        services
            .AddScoped<AskForCity>()
            .AddScoped<ConfirmCityRequest>()
            .AddScoped<ApproveCity>()
            .AddScoped<CopyIntoCity>()
            .AddScoped<DeclineCity>()
            .AddScoped<IKeepPersons, PersonsInCityRequests>()
            .AddSingleton(new Job("city-requests", TimeSpan.FromHours(6), ForgetCityRequests.RunAsync));
}
