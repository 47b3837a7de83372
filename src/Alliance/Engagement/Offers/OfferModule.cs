using Alliance.Engagement.Offers.Api;
using Alliance.Engagement.Offers.Jobs;
using Alliance.Network;
using Alliance.Platform.Jobs;
using Alliance.Platform.Web;

namespace Alliance.Engagement.Offers;

internal static class OfferModule
{
    public static IServiceCollection AddOffers(this IServiceCollection services)
    {
        services.AddScoped<KeepOffer>();
        services.AddScoped<PublishOffer>();
        services.AddScoped<CloseOffer>();
        services.AddScoped<RemoveOffer>();
        services.AddScoped<AskForIntroduction>();
        services.AddScoped<AnswerIntroduction>();
        services.AddScoped<EndIntroduction>();
        services.AddScoped<IntroductionMails>();
        services.AddScoped<IKeepPersons, PersonsInOffers>();
        services.AddSingleton(new Job("offer-matches", TimeSpan.FromHours(6), TellOfMatches.RunAsync));
        services.AddSingleton(new Routes(OffersApi.Map));
        services.AddSingleton(new Routes(OfferFiles.Map));
        services.AddSingleton(new Routes(OfferFeed.Map));
        return services;
    }
}
