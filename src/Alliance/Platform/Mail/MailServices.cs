using Microsoft.Extensions.Options;

namespace Alliance.Platform.Mail;

internal static class MailServices
{
    public static IServiceCollection AddMail(this IServiceCollection services)
    {
        services.AddOptions<MailSettings>().BindConfiguration("Alliance:Mail").ValidateOnStart();
        services.AddSingleton<IValidateOptions<MailSettings>, MailSettingsCheck>();
        services.AddScoped<MailLinks>();
        services.AddHostedService<MailSender>();
        return services;
    }
}
