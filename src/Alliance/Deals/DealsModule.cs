using Alliance.Deals.Index;
using Alliance.Platform.Outbox;

namespace Alliance.Deals;

public static class DealsModule
{
    public static IServiceCollection AddDeals(this IServiceCollection services)
    {
        services.AddSingleton<DealIndex>();
        services.AddSingleton(s => new Follower(s.GetRequiredService<DealIndex>().FollowAsync));
        return services;
    }
}
