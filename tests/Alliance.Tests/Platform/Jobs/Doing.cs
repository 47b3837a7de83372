using Alliance.Platform.Data;
using Alliance.Platform.Jobs;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Alliance.Tests.Platform.Jobs;

/// <summary>Nodes that do one job and no other, and what became of it.</summary>
internal static class Doing
{
    /// <summary>One of the product's own, so that its page has words for it.</summary>
    public const string Name = "deals";

    public static readonly TimeSpan Every = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>An application that does this alone, due at once as a new job is.</summary>
    public static async Task<TestApp> StartAsync(DatabaseKind on, Func<CancellationToken, Task<int>> work) =>
        await TestApp.StartAsync(await TestDatabase.CreateAsync(on), The(work));

    /// <summary>The same as the services of one more node.</summary>
    public static Action<IServiceCollection> The(Func<CancellationToken, Task<int>> work, string node = "one") =>
        services =>
        {
            services.RemoveAll<Job>();
            services.AddSingleton(new JobNode(node));
            services.AddSingleton(new Job(Name, Every, (_, cancel) => work(cancel)));
        };

    public static Task<JobState> StateAsync(this TestApp app) =>
        app.WithDbAsync(db => db.Jobs.AsNoTracking().SingleAsync(j => j.Name == Name, Cancel));

    /// <summary>All that are kept, oldest first.</summary>
    public static Task<List<JobRun>> RunsAsync(this TestApp app) =>
        app.WithDbAsync(db =>
            db.JobRuns.AsNoTracking().Where(r => r.Job == Name).OrderBy(r => r.StartedAt).ToListAsync(Cancel)
        );

    /// <summary>Waits until something is true of the runs; the clock moves by seconds, so that the node looks.</summary>
    public static Task UntilRunsAsync(this TestApp app, Func<IQueryable<JobRun>, IQueryable<JobRun>> some, int count) =>
        app.UntilAsync(
            async db => await some(db.JobRuns.Where(r => r.Job == Name)).CountAsync(Cancel) >= count,
            Second
        );

    /// <summary>Asks for the job as a node would.</summary>
    public static async Task<Guid?> TakeAsync(this TestApp app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<JobQueue>()
            .TakeAsync(
                scope.ServiceProvider.GetRequiredService<Job>(),
                scope.ServiceProvider.GetRequiredService<JobNode>(),
                Cancel
            );
    }

    public static async Task<bool> GiveBackAsync(this TestApp app, Guid run, JobOutcome outcome = JobOutcome.Done)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<JobQueue>()
            .EndAsync(scope.ServiceProvider.GetRequiredService<Job>(), run, outcome, 1, cancel: Cancel);
    }
}
