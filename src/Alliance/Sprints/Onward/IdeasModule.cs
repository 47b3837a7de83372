using Alliance.Platform.Data;

namespace Alliance.Sprints.Onward;

internal static class IdeasModule
{
    public static void AddIdeas(this IServiceCollection services)
    {
        services.AddScoped<IdeaToRoadmap>();
        services.AddScoped<IdeaToDraft>();
        services.AddScoped<IdeaToPractice>();
        services.AddScoped<ShelveIdea>();
        services.AddScoped(s => IdeasBehind.Deal(s.GetRequiredService<AppDb>()));
        services.AddScoped(s => IdeasBehind.Roadmap(s.GetRequiredService<AppDb>()));
        services.AddScoped(s => IdeasBehind.Practice(s.GetRequiredService<AppDb>()));
    }
}
