using Alliance.Platform.Web;
using Alliance.Site.Api;
using Alliance.Site.ComingIn;
using Alliance.Site.Development;

namespace Alliance.Site;

public static class SiteModule
{
    public static IServiceCollection AddSite(this IServiceCollection services) =>
        services
            .AddApiDescription()
            .AddComingIn()
            .AddSingleton(new Routes(CitiesApi.Map))
            .AddSingleton(new Routes(OrganisationsApi.Map))
            .AddSingleton(new Routes(SearchApi.Map))
            .AddSingleton(new Routes(ConceptsApi.Map))
            .AddSingleton(new Routes(SiteExports.Map))
            .AddSingleton(new Routes(CoordinatorFiles.Map))
            .AddSingleton(new Routes(Sitemap.Map))
            .AddSingleton(new Routes(SuggestWhileTyping.Map))
            .AddSingleton<WrittenMails>()
            .AddSingleton(new Routes(MailHtml.Map))
            .AddSingleton(new Routes(ApiDescription.Map));
}
