using Alliance.Network;
using Alliance.Platform.Jobs;
using Alliance.Platform.Web;
using Alliance.Sprints.OpenBoards.Api;

namespace Alliance.Sprints.OpenBoards;

internal static class OpenBoardModule
{
    public static IServiceCollection AddOpenBoards(this IServiceCollection services)
    {
        services.AddSingleton<SendingAllowance>();
        services.AddSingleton<FollowingAllowance>();
        services.AddScoped<StartOpenBoard>();
        services.AddScoped<ChangeOpenBoard>();
        services.AddScoped<SendSuggestion>();
        services.AddScoped<FollowSuggestion>();
        services.AddScoped<WithdrawSuggestion>();
        services.AddScoped<ModerateSuggestion>();
        services.AddScoped<SupportSuggestion>();
        services.AddScoped<TellFollowers>();
        services.AddScoped<NewsNotSent>();
        services.AddScoped<OpenBoardMails>();
        services.AddScoped<IKeepPersons, PersonsInOpenBoards>();
        services.AddSingleton(new Routes(OpenBoardsApi.Map));
        services.AddSingleton(new Routes(OpenBoardFiles.Map));
        services.AddSingleton(new Job("open-board-later-news", TimeSpan.FromHours(1), LaterNews.RunAsync));
        services.AddSingleton(new Job("open-board-news", TimeSpan.FromMinutes(10), SendNews.RunAsync));
        services.AddSingleton(new Job("open-board-persons", TimeSpan.FromHours(6), ForgetSuggesters.RunAsync));
        return services;
    }
}
