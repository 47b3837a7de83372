using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Identity;

/// <summary>Deletes requests to act for an organisation when their time is over, answered or not.</summary>
internal sealed class ForgetRequests(IServiceScopeFactory scopes, TimeProvider time, ILogger<ForgetRequests> log)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
            try
            {
                await using (var scope = scopes.CreateAsyncScope())
                    await ForgetAsync(
                        scope.ServiceProvider.GetRequiredService<AppDb>(),
                        time.GetUtcNow().UtcDateTime,
                        stoppingToken
                    );
                await Task.Delay(Pause, time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception broken)
            {
                log.LogWarning(broken, "Requests whose time is over could not be deleted; trying again");
                await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
    }

    internal static Task<int> ForgetAsync(AppDb db, DateTime now, CancellationToken cancel) =>
        db.MembershipRequests.Where(r => r.ExpiresAt <= now).ExecuteDeleteAsync(cancel);
}
