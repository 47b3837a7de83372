using Alliance.Engagement.Api;
using Alliance.Engagement.Jobs;
using Alliance.Engagement.Offers;
using Alliance.Network;
using Alliance.Platform.Jobs;
using Alliance.Platform.Mail;
using Alliance.Platform.Web;

namespace Alliance.Engagement;

public static class EngagementModule
{
    public static IServiceCollection AddEngagement(this IServiceCollection services)
    {
        services.AddSingleton<AskingAllowance>();
        services.AddScoped<AskToFollow>();
        services.AddScoped<ConfirmFollowing>();
        services.AddScoped<EndFollowing>();
        services.AddScoped<FollowingMails>();
        services.AddScoped<IKeepPersons, PersonsWhoFollow>();
        services.AddSingleton(new Job("following", TimeSpan.FromMinutes(10), TellWhoFollows.RunAsync));
        services.AddSingleton(new Routes(FollowFeed.Map));
        // Whoever presses that button wants no more such mails, whatever the mail was about.
        services.AddSingleton(
            new Routes(routes =>
                routes.MapOneClick(
                    "following",
                    "?all=1",
                    (s, token, cancel) => s.GetRequiredService<EndFollowing>().AllAsync(token, cancel)
                )
            )
        );
        services.AddOffers();
        return services;
    }
}
