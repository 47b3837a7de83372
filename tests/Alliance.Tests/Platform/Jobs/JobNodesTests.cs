using Alliance.Platform.Jobs;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Platform.Jobs;

/// <summary>Several nodes on one PostgreSQL: each job is done by one of them, and by another when that one dies.</summary>
public sealed class JobNodesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_due_is_done_once_however_many_nodes_there_are()
    {
        var done = 0;
        Task<int> WorkAsync(CancellationToken cancel) => Task.FromResult(Interlocked.Increment(ref done));
        await using var one = await Doing.StartAsync(DatabaseKind.Postgres, WorkAsync);
        await using var two = await one.StartNodeAsync(Doing.The(WorkAsync, "two"));
        await using var three = await one.StartNodeAsync(Doing.The(WorkAsync, "three"));
        TestApp[] nodes = [one, two, three];
        await one.UntilRunsAsync(r => r.Where(x => x.Outcome == JobOutcome.Done), 1);

        for (var round = 2; round <= 20; round++)
        {
            foreach (var node in nodes)
                node.Time.Advance(Doing.Every);
            await one.UntilRunsAsync(r => r.Where(x => x.Outcome == JobOutcome.Done), round);
            // Not more either: what a second node did would be one too many here or in the next round.
            Assert.Equal(round, Volatile.Read(ref done));
        }

        Assert.Equal(20, (await one.RunsAsync()).Count);
    }

    [Fact]
    public async Task Of_many_that_ask_at_the_same_moment_one_gets_it()
    {
        await using var one = await Doing.StartAsync(DatabaseKind.Postgres, _ => Task.FromResult(0));
        await one.UntilRunsAsync(r => r.Where(x => x.Outcome == JobOutcome.Done), 1);
        await one.StopWorkAsync();

        for (var round = 0; round < 30; round++)
        {
            one.Time.Advance(Doing.Every);
            var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => one.TakeAsync())));
            var run = Assert.Single(taken.OfType<Guid>());
            Assert.True(await one.GiveBackAsync(run));
        }
    }

    [Fact]
    public async Task A_node_that_dies_in_the_middle_is_taken_over_and_both_runs_are_seen()
    {
        // It hangs, and its clock stands still: it neither ends nor prolongs its lease.
        var hangs = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var one = await Doing.StartAsync(DatabaseKind.Postgres, _ => hangs.Task);
        await one.UntilAsync(db => db.JobRuns.AnyAsync(r => r.Outcome == JobOutcome.Running, Cancel));
        await using var two = await one.StartNodeAsync(Doing.The(_ => Task.FromResult(1), "two"));
        await using var three = await one.StartNodeAsync(Doing.The(_ => Task.FromResult(1), "three"));

        two.Time.Advance(JobQueue.Lease - Doing.Second * 15);
        three.Time.Advance(JobQueue.Lease - Doing.Second * 15);
        Assert.Equal("one", Assert.Single(await two.RunsAsync()).Node);
        Assert.Null(await two.TakeAsync());

        two.Time.Advance(Doing.Second * 15);
        three.Time.Advance(Doing.Second * 15);
        await two.UntilRunsAsync(r => r.Where(x => x.Outcome == JobOutcome.Done), 1);
        var runs = await two.RunsAsync();
        Assert.Equal([JobOutcome.Lost, JobOutcome.Done], runs.Select(r => r.Outcome));
        Assert.Equal("one", runs[0].Node);
        Assert.NotEqual("one", runs[1].Node);
        var state = await two.StateAsync();
        Assert.Null(state.LeasedUntil);
        Assert.Equal(0, state.Failures);

        // Was it only slow? What it says now is not heard any more.
        hangs.SetResult(7);
        await one.UntilAsync(_ =>
            Task.FromResult(one.Log.Lines.Any(l => l.Contains("another node has begun", StringComparison.Ordinal)))
        );
        Assert.Equal(runs.Select(r => (r.Outcome, r.Count)), (await two.RunsAsync()).Select(r => (r.Outcome, r.Count)));
        Assert.Equal(state.NextAt, (await two.StateAsync()).NextAt);
    }

    [Fact]
    public async Task A_node_that_has_lost_its_lease_stops_working()
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        async Task<int> WorkAsync(CancellationToken cancel)
        {
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel);
                return 0;
            }
            finally
            {
                stopped.TrySetResult();
            }
        }
        await using var one = await Doing.StartAsync(DatabaseKind.Postgres, WorkAsync);
        await one.UntilAsync(db => db.JobRuns.AnyAsync(r => r.Outcome == JobOutcome.Running, Cancel));
        await using var two = await one.StartNodeAsync(Doing.The(_ => Task.FromResult(1), "two"));
        two.Time.Advance(JobQueue.Lease);
        await two.UntilRunsAsync(r => r.Where(x => x.Outcome == JobOutcome.Done), 1);
        Assert.False(stopped.Task.IsCompleted);

        // It was asleep, and wakes up.
        one.Time.Advance(JobQueue.Lease);

        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        Assert.Equal([JobOutcome.Lost, JobOutcome.Done], (await two.RunsAsync()).Select(r => r.Outcome));
    }

    [Fact]
    public async Task Work_that_takes_long_stays_with_the_node_that_does_it()
    {
        var hangs = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var one = await Doing.StartAsync(DatabaseKind.Postgres, _ => hangs.Task);
        await one.UntilAsync(db => db.JobRuns.AnyAsync(r => r.Outcome == JobOutcome.Running, Cancel));
        await using var two = await one.StartNodeAsync(Doing.The(_ => Task.FromResult(1), "two"));
        var step = TimeSpan.FromSeconds(30);

        for (var passed = TimeSpan.Zero; passed < JobQueue.Lease * 3; passed += step)
        {
            var before = (await one.StateAsync()).LeasedUntil;
            one.Time.Advance(step);
            await one.UntilAsync(db => db.Jobs.AnyAsync(j => j.LeasedUntil > before, Cancel), Doing.Second);
            two.Time.SetUtcNow(one.Time.GetUtcNow());
            Assert.Null(await two.TakeAsync());
        }

        hangs.SetResult(3);
        await two.UntilAsync(db => db.JobRuns.AnyAsync(r => r.Outcome == JobOutcome.Done, Cancel));
        var run = Assert.Single(await two.RunsAsync());
        Assert.Equal(("one", 3), (run.Node, run.Count));
    }

    [Fact]
    public async Task A_node_that_is_stopped_hands_its_work_to_the_next()
    {
        await using var one = await Doing.StartAsync(
            DatabaseKind.Postgres,
            async cancel =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel);
                return 0;
            }
        );
        await one.UntilAsync(db => db.JobRuns.AnyAsync(r => r.Outcome == JobOutcome.Running, Cancel));

        await one.StopWorkAsync();

        Assert.Equal(JobOutcome.Stopped, Assert.Single(await one.RunsAsync()).Outcome);
        await using var two = await one.StartNodeAsync(Doing.The(_ => Task.FromResult(1), "two"));
        await two.UntilAsync(db => db.JobRuns.AnyAsync(r => r.Node == "two" && r.Outcome == JobOutcome.Done, Cancel));
    }
}
