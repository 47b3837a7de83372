using Alliance.Deals.Api;
using Alliance.Deals.Drafting;
using Alliance.Deals.Existing;
using Alliance.Deals.Index;
using Alliance.Deals.Jobs;
using Alliance.Deals.Joining;
using Alliance.Deals.Menu;
using Alliance.Deals.Printing;
using Alliance.Deals.Signing;
using Alliance.Deals.Talks;
using Alliance.Design;
using Alliance.Network;
using Alliance.Platform.Commands;
using Alliance.Platform.Exchange;
using Alliance.Platform.Jobs;
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
        services.AddScoped<StartDraft>();
        services.AddScoped<DraftFromWords>();
        services.AddScoped<DraftFromDeal>();
        services.AddScoped<EndDeal>();
        services.AddScoped<SummariseInEnglish>();
        services.AddScoped<ChangeDraft>();
        services.AddScoped<EditDraft>();
        services.AddScoped<AddParty>();
        services.AddScoped<ChangeParts>();
        services.AddScoped<KeepAttachment>();
        services.AddScoped<RemoveAttachment>();
        services.AddScoped<TalkMails>();
        services.AddScoped<SendToParties>();
        services.AddSingleton(new OutboxHandler(LogGrown.Event, SendReceipt.HandleAsync));
        services.AddScoped<SayPoint>();
        services.AddScoped<AnswerPoint>();
        services.AddScoped<EndTalks>();
        services.AddScoped<TalkForms>();
        services.AddScoped<AskForRelease>();
        services.AddScoped<AnswerRelease>();
        services.AddScoped<RemindApprover>();
        services.AddScoped<TakeBack>();
        services.AddScoped<SigningCodes>();
        services.AddScoped<SigningRules>();
        services.AddScoped<SignDeal>();
        services.AddScoped<ConcludeDeal>();
        services.AddScoped<AskToConfirm>();
        services.AddScoped<ConfirmRecord>();
        services.AddScoped<KeepScans>();
        services.AddScoped<RemoveScan>();
        services.AddScoped<EraseSigner>();
        services.AddScoped<IKeepPersons, PersonsInDeals>();
        services.AddScoped<JoinMails>();
        services.AddScoped<JoinDeal>();
        services.AddScoped<JoinMembers>();
        services.AddScoped<ConfirmJoining>();
        services.AddScoped<AcceptJoining>();
        services.AddSingleton(new OutboxHandler(LogGrown.Event, TellJoiners.HandleAsync));
        services.AddScoped<RefuseJoining>();
        services.AddSingleton<PaperStyle>();
        services.AddScoped<Paper>();
        services.AddScoped<GivePdf>();
        services.AddSingleton(new Job("deals", TimeSpan.FromMinutes(1), DealClock.RunAsync));
        services.AddSingleton(new Job("deal-persons", TimeSpan.FromHours(1), ForgetPersons.RunAsync));
        // Evaluations are due by days: once a day is enough.
        services.AddSingleton(new Job("evaluations", TimeSpan.FromDays(1), RemindOfEvaluation.RunAsync));
        services.AddSingleton(new Routes(DealsApi.Map));
        services.AddSingleton(new Routes(DealExports.Map));
        services.AddSingleton(new Routes(DealFeed.Map));
        services.AddSingleton(new Routes(TotalsApi.Map));
        services.AddSingleton(new Routes(MenuApi.Map));
        services.AddSingleton(new Routes(DealPapers.Map));
        services.AddSingleton(new Routes(DraftFiles.Map));
        services.AddSingleton(new Routes(DealBadge.Map));
        services.AddSingleton(new Routes(Api.DealScans.Map));
        return services;
    }
}
