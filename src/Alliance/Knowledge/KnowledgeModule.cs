using Alliance.Knowledge.Api;
using Alliance.Knowledge.Exchange;
using Alliance.Knowledge.Fit;
using Alliance.Knowledge.Jobs;
using Alliance.Knowledge.Publications;
using Alliance.Knowledge.Publications.Api;
using Alliance.Knowledge.Replications;
using Alliance.Knowledge.Reviews;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Jobs;
using Alliance.Platform.Web;

namespace Alliance.Knowledge;

public static class KnowledgeModule
{
    public static IServiceCollection AddKnowledge(this IServiceCollection services)
    {
        services.AddScoped<KeepPractice>();
        services.AddScoped<PublishPractice>();
        services.AddScoped<WithdrawPractice>();
        services.AddScoped<RemovePractice>();
        services.AddScoped<ReviewPractice>();
        services.AddScoped<AskForReview>();
        services.AddScoped<ConfirmPractice>();
        foreach (
            var act in (Type[])
                [
                    typeof(StartReplication),
                    typeof(ChangeReplication),
                    typeof(AskOrigin),
                    typeof(NoteTalk),
                    typeof(AnswerAsOrigin),
                    typeof(NamePartners),
                    typeof(DecideParts),
                    typeof(DraftFromReplication),
                    typeof(ReportReplication),
                    typeof(EndReplication),
                    typeof(ShowReplication),
                    typeof(ChangePublication),
                    typeof(BeginPublication),
                    typeof(WordPublication),
                    typeof(AddChapter),
                    typeof(WordChapter),
                    typeof(MoveChapter),
                    typeof(RemoveChapter),
                    typeof(FreezeEdition),
                    typeof(WithdrawEdition),
                ]
        )
            services.AddScoped(act);
        services.AddSingleton(new Job("replications", TimeSpan.FromDays(1), RemindOfReplications.RunAsync));
        services.AddSingleton(new Job("practices", TimeSpan.FromDays(1), RemindOfPractices.RunAsync));
        services.AddScoped(s => PracticesAbout.Deal(s.GetRequiredService<AppDb>(), s.GetRequiredService<WhoActs>()));
        services.AddScoped(s => PracticesAbout.Managed(s.GetRequiredService<AppDb>()));
        services.AddScoped(s => WhatWasTakenOver.OfDeal(s.GetRequiredService<AppDb>()));
        services.AddScoped(s => WhatWasTakenOver.OfPractice(s.GetRequiredService<AppDb>()));
        services.AddScoped(s => WhatDraftCameFrom.In(s.GetRequiredService<AppDb>()));
        services.AddSingleton(FitVersions.Shipped);
        services.AddScoped<KeepFit>();
        services.AddScoped<RemoveFit>();
        services.AddScoped<IKeepPersons, PersonsInPublications>();
        services.AddSingleton(FitLinks.Deal);
        services.AddSingleton(new Routes(PracticesApi.Map));
        services.AddSingleton(new Routes(ReplicationsApi.Map));
        services.AddSingleton(new Routes(FitApi.Map));
        services.AddSingleton(new Routes(PracticeFiles.Map));
        services.AddSingleton(new Routes(ReplicationFiles.Map));
        services.AddSingleton(new Routes(ReplicationNumbers.Map));
        services.AddSingleton(new Routes(PracticeFeed.Map));
        services.AddSingleton(new Routes(ReplicationFeed.Map));
        services.AddSingleton(new Routes(PublicationPapers.Map));
        services.AddSingleton(new Routes(PublicationsApi.Map));
        services.AddSingleton(new Routes(PublicationFeed.Map));
        services.AddExchange();
        return services;
    }
}
