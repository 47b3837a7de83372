using Alliance.Knowledge;
using Alliance.Platform.Data;
using Alliance.Platform.Jobs;
using Alliance.Platform.Web;
using Alliance.Roadmaps.Api;
using Alliance.Roadmaps.Stakeholders;

namespace Alliance.Roadmaps;

public static class RoadmapsModule
{
    public static IServiceCollection AddRoadmaps(this IServiceCollection services)
    {
        services.AddScoped<ChangeRoadmap>();
        services.AddScoped<EditRoadmap>();
        services.AddScoped<PublishRoadmap>();
        services.AddScoped<KeepStakeholder>();
        services.AddScoped<RemoveStakeholder>();
        services.AddScoped<AddFromDeals>();
        services.AddScoped<FindChallenges>(s => ChallengesOfCities.In(s.GetRequiredService<AppDb>()));
        services.AddScoped(s => ChallengesOfDeal.In(s.GetRequiredService<AppDb>()));
        services.AddSingleton(new Routes(RoadmapsApi.Map));
        services.AddSingleton(new Routes(RoadmapExports.Map));
        services.AddSingleton(new Routes(RoadmapFeed.Map));
        services.AddSingleton(new Routes(RoadmapPapers.Map));
        services.AddSingleton(new Routes(StakeholderFiles.Map));
        services.AddSingleton(new Job("stakeholder-remarks", TimeSpan.FromHours(6), ForgetRemarks.RunAsync));
        return services;
    }
}
