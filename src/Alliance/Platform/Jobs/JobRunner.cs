using System.Data.Common;

namespace Alliance.Platform.Jobs;

/// <summary>
/// Looks every few seconds which jobs are due, and does those that this node gets: a few at once, so that a node that
/// begins with all of them leaves connections to those who wait for a page, and one that takes long keeps no other waiting.
/// </summary>
internal sealed class JobRunner(
    IEnumerable<Job> jobs,
    JobNode node,
    IServiceScopeFactory scopes,
    TimeProvider time,
    ILogger<JobRunner> log
) : BackgroundService
{
    private const int AtOnce = 4;

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(10);

    // Two may fail before the lease is over.
    private static readonly TimeSpan Renew = JobQueue.Lease / 4;

    private readonly SemaphoreSlim turns = new(AtOnce);

    public override void Dispose()
    {
        turns.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var known = jobs.ToDictionary(j => j.Name);
        var under = new Dictionary<string, Task>();
        var registered = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!registered)
                    await AskAsync(queue => queue.RegisterAsync(known.Keys, stoppingToken));
                registered = true;
                foreach (var name in await AskAsync(queue => queue.DueAsync(known.Keys, stoppingToken)))
                    if (!under.TryGetValue(name, out var before) || before.IsCompleted)
                        under[name] = LookAfterAsync(known[name], stoppingToken);
            }
            catch (Exception broken) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(broken, "Which jobs are due could not be seen; trying again");
            }
            catch (OperationCanceledException)
            {
                break;
            }
            // One pause, however far a clock jumps meanwhile.
            await Task.Delay(Look, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await Task.WhenAll(under.Values);
    }

    private async Task LookAfterAsync(Job job, CancellationToken stop)
    {
        var inTurn = false;
        try
        {
            await turns.WaitAsync(stop);
            inTurn = true;
            if (await AskAsync(queue => queue.TakeAsync(job, node, stop)) is { } run)
                await RunAsync(job, run, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Another node, or this one when it begins anew.
        }
        catch (Exception broken)
        {
            // The database is away or busy. What was begun and could not be noted is begun anew when its lease is over.
            log.LogWarning(broken, "The job {Job} could not be looked after; trying again", job.Name);
        }
        finally
        {
            if (inTurn)
                turns.Release();
        }
    }

    private async Task RunAsync(Job job, Guid run, CancellationToken stop)
    {
        using var working = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var ended = new CancellationTokenSource();
        var renewing = RenewAsync(job, run, working, ended.Token);
        var (outcome, count, problem) = (JobOutcome.Done, 0, (string?)null);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            count = await job.RunAsync(scope.ServiceProvider, working.Token);
        }
        catch (OperationCanceledException) when (working.IsCancellationRequested)
        {
            outcome = JobOutcome.Stopped;
        }
        catch (Exception broken)
        {
            (outcome, problem) = (JobOutcome.Failed, Describe(broken));
            log.LogError(broken, "The job {Job} failed; trying again later", job.Name);
        }
        finally
        {
            await ended.CancelAsync();
            await renewing;
        }
        if (!await AskAsync(queue => queue.EndAsync(job, run, outcome, count, problem, CancellationToken.None)))
            log.LogWarning("The job {Job} took so long that another node has begun it anew", job.Name);
    }

    // Ends the work when the job is another run's, or when this node cannot know any more whether it is.
    private async Task RenewAsync(Job job, Guid run, CancellationTokenSource working, CancellationToken ended)
    {
        var until = time.GetUtcNow().UtcDateTime + JobQueue.Lease;
        try
        {
            while (true)
            {
                await Task.Delay(Renew, time, ended);
                try
                {
                    if (await AskAsync(queue => queue.RenewAsync(job, run, ended)) is not { } longer)
                        break;
                    until = longer;
                }
                catch (Exception broken) when (!ended.IsCancellationRequested)
                {
                    log.LogWarning(broken, "The lease of the job {Job} could not be prolonged", job.Name);
                    if (time.GetUtcNow().UtcDateTime >= until)
                        break;
                }
            }
            await working.CancelAsync();
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The work has ended.
        }
    }

    private async Task<T> AskAsync<T>(Func<JobQueue, Task<T>> ask)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<JobQueue>());
    }

    // Kinds of errors and their codes only: what an error says may hold what people wrote.
    private static string Describe(Exception broken)
    {
        var kinds = new List<string>();
        for (var error = broken; error is not null; error = error.InnerException)
            kinds.Add(
                error is DbException { SqlState: { } state } ? $"{error.GetType().Name} {state}" : error.GetType().Name
            );
        var text = string.Join(" – ", kinds);
        return text.Length > JobRun.ProblemLength ? text[..JobRun.ProblemLength] : text;
    }
}
