using System.Net;
using Alliance.Network;
using Alliance.Platform.Jobs;
using Alliance.Platform.Texts;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Platform.Jobs;

/// <summary>Jobs of one node: when they run, what is kept of it, and what administrators see.</summary>
public sealed class JobsTests
{
    private const string Page = "/en/workspace/jobs";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task It_runs_again_and_again_and_runs_that_found_nothing_are_not_kept(DatabaseKind on)
    {
        var results = new Queue<int>([0, 0, 5, 0, 0]);
        var ran = 0;
        await using var app = await Doing.StartAsync(
            on,
            _ =>
            {
                Interlocked.Increment(ref ran);
                return Task.FromResult(results.TryDequeue(out var count) ? count : 0);
            }
        );

        // Looked at while none is under way: the clock goes on, and so do they.
        var runs = new List<JobRun>();
        await app.UntilAsync(
            async _ =>
            {
                runs = await app.RunsAsync();
                return Volatile.Read(ref ran) >= 6 && runs.TrueForAll(r => r.Outcome == JobOutcome.Done);
            },
            Doing.Every
        );
        Assert.Equal([5, 0], runs.Select(r => r.Count));
        Assert.All(runs, r => Assert.Equal((JobOutcome.Done, "one"), (r.Outcome, r.Node)));

        // Nor is anything kept for ever.
        app.Time.Advance(JobRun.Kept);
        await app.UntilAsync(async _ => await app.RunsAsync() is [{ Outcome: JobOutcome.Done, Count: 0 }], Doing.Every);
    }

    [Theory, EachDatabase]
    public async Task What_was_missed_while_a_clock_jumped_is_done_once(DatabaseKind on)
    {
        var ran = 0;
        await using var app = await Doing.StartAsync(on, _ => Task.FromResult(Interlocked.Increment(ref ran)));
        await app.UntilRunsAsync(r => r.Where(x => x.Outcome == JobOutcome.Done), 1);

        app.Time.Advance(TimeSpan.FromDays(5 * 365));
        await app.UntilRunsAsync(r => r.Where(x => x.Outcome == JobOutcome.Done && x.Count == 2), 1);

        var last = (await app.RunsAsync())[^1];
        Assert.Equal(last.EndedAt + Doing.Every, (await app.StateAsync()).NextAt);
        app.Time.Advance(Doing.Every / 2);
        await Task.Delay(200, Cancel);
        Assert.Equal(2, Volatile.Read(ref ran));
    }

    [Theory, EachDatabase]
    public async Task What_fails_is_tried_again_with_growing_gaps_and_shown(DatabaseKind on)
    {
        var fails = true;
        await using var app = await Doing.StartAsync(
            on,
            _ =>
                Volatile.Read(ref fails)
                    ? throw new InvalidOperationException("ada@city.example is wrong", new TimeoutException())
                    : Task.FromResult(1)
        );
        var gaps = new List<double>();
        for (var failure = 1; failure <= 8; failure++)
        {
            await app.UntilAsync(
                db => db.Jobs.AnyAsync(j => j.Failures == failure && j.RunId == null, Cancel),
                Doing.Second
            );
            var (state, runs) = (await app.StateAsync(), await app.RunsAsync());
            gaps.Add((state.NextAt - runs[^1].EndedAt!.Value).TotalMinutes);
            // Once is a moment's trouble, again and again is not.
            Assert.Contains(
                failure < 3 ? "\"jobs\":\"Healthy\"" : "\"jobs\":\"Degraded\"",
                await app.Client.GetStringAsync("/health/ready", Cancel),
                StringComparison.Ordinal
            );
            if (failure < 8)
                app.Time.Advance(state.NextAt - app.Time.GetUtcNow().UtcDateTime);
        }
        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60], gaps);

        using var admin = await app.SignedInAsync("ada@city.example");
        var shown = await ReadAsync(admin);
        Assert.Contains("failed", shown, StringComparison.Ordinal);
        Assert.Contains("InvalidOperationException – TimeoutException", shown, StringComparison.Ordinal);
        Assert.Contains("8 times in a row", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("is wrong", shown, StringComparison.Ordinal);

        Volatile.Write(ref fails, false);
        using var pressed = await admin.SendAsync(Page, "run-job", ("job", Doing.Name));
        Assert.Equal(Page, pressed.LeadsTo());
        await app.UntilRunsAsync(r => r.Where(x => x.Outcome == JobOutcome.Done), 1);
        Assert.Equal(0, (await app.StateAsync()).Failures);
        Assert.Contains("one thing done", await ReadAsync(admin), StringComparison.Ordinal);
        Assert.Contains(
            "\"jobs\":\"Healthy\"",
            await app.Client.GetStringAsync("/health/ready", Cancel),
            StringComparison.Ordinal
        );
    }

    [Theory, EachDatabase]
    public async Task Administrators_see_all_jobs_in_their_language_and_nobody_else_does(DatabaseKind on)
    {
        await using var app = await TestApp.StartAsync(on);
        await app.UntilAsync(async db => await db.JobRuns.CountAsync(r => r.Outcome == JobOutcome.Done, Cancel) >= 4);
        using var admin = await app.SignedInAsync("ada@city.example");
        Assert.Contains(Page, await admin.GetStringAsync("/en/people", Cancel), StringComparison.Ordinal);
        foreach (var language in Language.All)
        {
            var page = WebUtility.HtmlDecode(await admin.GetStringAsync($"/{language.Code}/workspace/jobs", Cancel));
            foreach (var job in (string[])["deals", "deal-persons", "evaluations", "requests"])
                Assert.Contains(new Reader(language)["job." + job], page, StringComparison.Ordinal);
            Assert.Contains(new Reader(language)["jobs.nothing"], page, StringComparison.Ordinal);
        }
        using var coordinator = await app.SignedInAsync("other@city.example", MembershipRole.Coordinator);
        using var refused = await coordinator.GetAsync(Page, Cancel);
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
    }

    [Theory, EachDatabase]
    public async Task What_runs_just_now_is_not_begun_beside_itself(DatabaseKind on)
    {
        var hangs = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var app = await Doing.StartAsync(on, _ => hangs.Task);
        await app.UntilAsync(db => db.JobRuns.AnyAsync(r => r.Outcome == JobOutcome.Running, Cancel));
        using var admin = await app.SignedInAsync("ada@city.example");
        Assert.Contains("running", await ReadAsync(admin), StringComparison.Ordinal);

        using var pressed = await admin.SendAsync(Page, "run-job", ("job", Doing.Name));

        Assert.Contains(
            "It is running just now",
            Forms.Complaints(await pressed.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
        hangs.SetResult(2);
        await app.UntilAsync(db => db.JobRuns.AnyAsync(r => r.Outcome == JobOutcome.Done && r.Count == 2, Cancel));
    }

    private static async Task<string> ReadAsync(HttpClient browser) =>
        WebUtility.HtmlDecode(await browser.GetStringAsync(Page, Cancel));
}
