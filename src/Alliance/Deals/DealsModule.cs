using Alliance.Deals.Api;
using Alliance.Deals.Index;
using Alliance.Deals.Menu;
using Alliance.Platform.Commands;
using Alliance.Platform.Outbox;
using Alliance.Platform.Web;

namespace Alliance.Deals;

public static class DealsModule
{
    public static IServiceCollection AddDeals(this IServiceCollection services)
    {
        services.AddSingleton<DealIndex>();
        // Read here, so that a mistake in it stops the start.
        services.AddSingleton(DealMenu.Shipped);
        services.AddSingleton(s => new Warmup(cancel =>
            s.GetRequiredService<DealIndex>().CurrentAsync(cancel).AsTask()
        ));
        services.AddSingleton(s => new Follower(s.GetRequiredService<DealIndex>().FollowAsync));
        services.AddSingleton(new Routes(DealsApi.Map));
        services.AddSingleton(new Routes(DealExports.Map));
        services.AddSingleton(new Routes(DealFeed.Map));
        services.AddSingleton(new Routes(TotalsApi.Map));
        services.AddSingleton(new Routes(MenuApi.Map));
        return services;
    }
}
