using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Alliance.Platform.Outbox;

internal static class OutboxServices
{
    /// <summary>
    /// What a process needs that only stores messages (a command): its NOTIFY wakes the servers, which would find the
    /// messages later by themselves.
    /// </summary>
    public static IServiceCollection AddOutboxSignal(this IServiceCollection services) =>
        services.AddSingleton<OutboxSignal>().AddSingleton<IInterceptor>(s => s.GetRequiredService<OutboxSignal>());

    public static IServiceCollection AddOutbox(this IServiceCollection services, AllianceSettings settings)
    {
        services.AddOutboxSignal();
        services.AddScoped<OutboxQueue>();
        services.AddSingleton<OutboxProcessor>();
        services.AddHostedService(s => s.GetRequiredService<OutboxProcessor>());
        if (Database.IsPostgres(settings.Connection))
        {
            services.AddSingleton<OutboxListener>();
            services.AddHostedService(s => s.GetRequiredService<OutboxListener>());
        }
        return services;
    }
}
