using Alliance.Platform.Data;
using Alliance.Platform.Jobs;
using Alliance.Platform.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Testing;

/// <summary>Raising events in a test, and waiting until the application has dealt with them.</summary>
public static class TestAppOutbox
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>As an act would: within the application, in a scope of its own.</summary>
    public static Task RaiseAsync(this TestApp app, string kind, object? payload = null, params string[] tags) =>
        app.WithDbAsync(async db =>
        {
            db.Raise(kind, payload, tags, app.Time.GetUtcNow());
            await db.SaveChangesAsync();
        });

    /// <summary>Says that anything may have changed, for tests that write around the acts, and waits until it was heard.</summary>
    public static async Task ChangedAsync(this TestApp app)
    {
        await app.RaiseAsync("changed-by-test", null, "*");
        await app.SettleAsync();
    }

    /// <summary>Waits until the outbox has nothing left to do.</summary>
    /// <param name="app">The application.</param>
    /// <param name="advance">How far to move the clock between two looks, where something waits for its time.</param>
    public static Task SettleAsync(this TestApp app, TimeSpan advance = default) =>
        app.UntilAsync(async db => !await db.Outbox.AnyAsync(m => m.ProcessedAt == null), advance);

    /// <summary>
    /// Waits until every job that was due at the start has run, and what it raised was heard: from now on nothing changes by itself.
    /// </summary>
    public static async Task RestAsync(this TestApp app)
    {
        var jobs = app.Services.GetServices<Job>().Count();
        var now = app.Time.GetUtcNow().UtcDateTime;
        await app.UntilAsync(async db =>
            await db.Jobs.CountAsync(j => j.NextAt > now && j.LeasedUntil == null) == jobs
        );
        await app.SettleAsync();
    }

    /// <summary>Waits until something is true of the database.</summary>
    public static async Task UntilAsync(this TestApp app, Func<AppDb, Task<bool>> isTrue, TimeSpan advance = default)
    {
        var deadline = TimeProvider.System.GetUtcNow() + Patience;
        while (!await app.WithDbAsync(isTrue))
        {
            if (TimeProvider.System.GetUtcNow() > deadline)
                throw new TimeoutException("What was waited for did not come.\n" + string.Join('\n', app.Log.Lines));
            await Task.Delay(20);
            if (advance > TimeSpan.Zero)
                app.Time.Advance(advance);
        }
    }
}
