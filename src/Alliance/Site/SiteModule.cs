using Alliance.Platform.Web;

namespace Alliance.Site;

public static class SiteModule
{
    public static IServiceCollection AddSite(this IServiceCollection services) =>
        services.AddSingleton(new Routes(SuggestWhileTyping.Map));
}
