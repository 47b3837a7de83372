using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Jobs;
using Alliance.Platform.Mail;
using Alliance.Platform.Web;
using Alliance.Sprints.After;
using Alliance.Sprints.Api;
using Alliance.Sprints.Board;
using Alliance.Sprints.Onward;
using Alliance.Sprints.OpenBoards;
using Alliance.Sprints.Visits;

namespace Alliance.Sprints;

public static class SprintsModule
{
    public static IServiceCollection AddSprints(this IServiceCollection services)
    {
        services.AddScoped<StartSprint>();
        services.AddScoped<ChangeSprint>();
        services.AddScoped<EditSprint>();
        services.AddScoped<NameGuests>();
        services.AddScoped<OpenRegistration>();
        services.AddScoped<PublishSprint>();
        services.AddScoped<KeepMaterial>();
        services.AddScoped<VisitMails>();
        services.AddScoped<RegisterForSprint>();
        services.AddScoped<LeaveSprint>();
        services.AddScoped<FillPlaces>();
        services.AddScoped<InviteToSprint>();
        services.AddScoped<CheckIn>();
        services.AddScoped<KeepFollowUp>();
        services.AddScoped<TakeNextSteps>();
        services.AddScoped<WriteMinutes>();
        services.AddScoped<GiveFeedback>();
        services.AddScoped<IKeepPersons, PersonsInSprints>();
        services.AddScoped(s => LookingAt.Deal(s.GetRequiredService<AppDb>()));
        services.AddScoped(s => LookingAt.Practice(s.GetRequiredService<AppDb>()));
        services.AddScoped(s => LessonOfSprint.Behind(s.GetRequiredService<AppDb>()));
        services.AddScoped(s =>
            LessonOfSprint.Begin(
                s.GetRequiredService<AppDb>(),
                s.GetRequiredService<MailLinks>(),
                s.GetRequiredService<TimeProvider>()
            )
        );
        services.AddScoped(s => GuestsMeet.Sprints(s.GetRequiredService<AppDb>()));
        services.AddScoped(s => GuestsMeet.Name(s.GetRequiredService<AppDb>()));
        services.AddScoped(s => GuestsMeet.Guests(s.GetRequiredService<AppDb>()));
        services.AddSingleton(new Routes(SprintsApi.Map));
        services.AddSingleton(new Routes(AfterApi.Map));
        services.AddSingleton(new Routes(SprintFiles.Map));
        services.AddSingleton(new Routes(SprintFeed.Map));
        services.AddSingleton(new Job("sprint-visitors", TimeSpan.FromHours(1), ForgetVisitors.RunAsync));
        services.AddSingleton(new Job("sprint-after", TimeSpan.FromMinutes(20), AfterSprint.RunAsync));
        services.AddBoard();
        services.AddIdeas();
        services.AddOpenBoards();
        return services;
    }
}
