using Alliance.Knowledge.Exchange.Api;
using Alliance.Knowledge.Jobs;
using Alliance.Network;
using Alliance.Platform.Jobs;
using Alliance.Platform.Mail;
using Alliance.Platform.Web;

namespace Alliance.Knowledge.Exchange;

internal static class ExchangeModule
{
    public static IServiceCollection AddExchange(this IServiceCollection services)
    {
        foreach (
            var act in (Type[])
                [
                    typeof(OpenSpace),
                    typeof(CloseSpace),
                    typeof(InviteToSpace),
                    typeof(InviteGuests),
                    typeof(AnswerInvitation),
                    typeof(KeepMember),
                    typeof(ChooseRhythm),
                    typeof(StartTopic),
                    typeof(ChangeTopic),
                    typeof(GiveAnswer),
                    typeof(RemoveAnswer),
                    typeof(SettleTopic),
                    typeof(TakePosition),
                    typeof(NoteOutcome),
                    typeof(KeepSpaceDocument),
                    typeof(RemoveSpaceDocument),
                ]
        )
            services.AddScoped(act);
        services.AddScoped<DigestLinks>();
        services.AddScoped<IKeepPersons, PersonsInExchange>();
        services.AddSingleton(new Routes(SpaceFiles.Map));
        services.AddSingleton(
            new Routes(routes =>
                routes.MapOneClick(
                    "spaces/mails",
                    "",
                    (s, token, cancel) => s.GetRequiredService<ChooseRhythm>().EndAsync(token, cancel)
                )
            )
        );
        services.AddSingleton(new Job("exchange-digests", TimeSpan.FromMinutes(20), SendDigests.RunAsync));
        return services;
    }
}
