using Alliance.Platform.Data;
using Alliance.Platform.Jobs;
using Alliance.Platform.Outbox;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Alliance.Platform.Operations;

/// <summary>
/// <c>/health/live</c>: the process answers (restart it when not). <c>/health/ready</c>: it can serve (send readers
/// elsewhere when not).
/// </summary>
internal static class Health
{
    private const string Ready = "ready";

    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services
            .AddHealthChecks()
            .AddCheck<DatabaseCheck>("database", tags: [Ready], timeout: TimeSpan.FromSeconds(10))
            .AddCheck<OutboxCheck>("outbox", tags: [Ready], timeout: TimeSpan.FromSeconds(10))
            .AddCheck<MailCheck>("mail", tags: [Ready], timeout: TimeSpan.FromSeconds(10))
            .AddCheck<JobsCheck>("jobs", tags: [Ready], timeout: TimeSpan.FromSeconds(10));
        return services;
    }

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        Map(routes, "/health/live", _ => false);
        Map(routes, "/health/ready", check => check.Tags.Contains(Ready));
    }

    private static void Map(IEndpointRouteBuilder routes, string path, Func<HealthCheckRegistration, bool> which) =>
        routes
            .MapHealthChecks(path, new HealthCheckOptions { Predicate = which, ResponseWriter = WriteAsync })
            .DisableHttpMetrics()
            .DisableRateLimiting();

    // Names and states only: anybody may ask.
    private static Task WriteAsync(HttpContext http, HealthReport report) =>
        http.Response.WriteAsJsonAsync(
            new
            {
                status = report.Status.ToString(),
                checks = report.Entries.ToDictionary(e => e.Key, e => e.Value.Status.ToString()),
            }
        );

    private sealed class DatabaseCheck(AppDb db) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context,
            CancellationToken cancellationToken = default
        ) =>
            (await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any()
                ? HealthCheckResult.Unhealthy("Migrations are pending.")
                : HealthCheckResult.Healthy();
    }

    private sealed class OutboxCheck(OutboxQueue queue) : IHealthCheck
    {
        private static readonly TimeSpan Stuck = TimeSpan.FromMinutes(5);

        public async Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context,
            CancellationToken cancellationToken = default
        ) =>
            await queue.WaitsLongerThanAsync(Stuck, cancellationToken) ? HealthCheckResult.Unhealthy("It is stuck.")
            : await queue.CountGivenUpAsync(cancellationToken) > 0
                ? HealthCheckResult.Degraded("Messages were given up.")
            : HealthCheckResult.Healthy();
    }

    private sealed class MailCheck(AppDb db, TimeProvider time) : IHealthCheck
    {
        // Long enough for whoever looks once a day.
        private static readonly TimeSpan Told = TimeSpan.FromDays(1);

        public async Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context,
            CancellationToken cancellationToken = default
        )
        {
            var since = time.GetUtcNow().UtcDateTime - Told;
            return await db.Mails.AnyAsync(m => m.GivenUpAt > since, cancellationToken)
                ? HealthCheckResult.Degraded("Mails were given up.")
                : HealthCheckResult.Healthy();
        }
    }

    private sealed class JobsCheck(AppDb db, IEnumerable<Job> jobs) : IHealthCheck
    {
        // The first two may be a moment's trouble: they are tried again within three minutes.
        private const int TooMany = 3;

        public async Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context,
            CancellationToken cancellationToken = default
        )
        {
            // Only what this program does: what an older one left behind in its table concerns nobody.
            var names = jobs.Select(j => j.Name).ToList();
            return await db.Jobs.AnyAsync(j => names.Contains(j.Name) && j.Failures >= TooMany, cancellationToken)
                ? HealthCheckResult.Degraded("Jobs fail again and again.")
                : HealthCheckResult.Healthy();
        }
    }
}
