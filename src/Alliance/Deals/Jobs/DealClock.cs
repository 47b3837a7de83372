using Alliance.Deals.Drafting;
using Alliance.Deals.Existing;
using Alliance.Deals.Joining;
using Alliance.Deals.Signing;
using Alliance.Deals.Talks;
using Alliance.Network;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Jobs;

/// <summary>
/// What happens to deals because a day has come: those signed for a later day become public, and who keeps others waiting
/// is reminded, evaluations are announced, and persons who joined are forgotten in time. On every node; what two do at once is stored once.
/// </summary>
internal sealed class DealClock(IServiceScopeFactory scopes, TimeProvider time, ILogger<DealClock> log)
    : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromMinutes(1);

    // Evaluations are due by days: once a day is enough.
    private DateOnly? evaluated;

    /// <summary>After so many days without an answer, and again each time.</summary>
    public const int RemindAfterDays = 3;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunAsync(stoppingToken);
                await Task.Delay(Poll, time, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception broken)
            {
                log.LogWarning(broken, "What is due for deals could not be done; trying again");
                await Task.Delay(Poll, time, CancellationToken.None)
                    .WaitAsync(stoppingToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Does what is due now.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var today = DateOnly.FromDateTime(now);
        foreach (
            var id in await IdsAsync(
                d => d.Where(x => x.Stage == DraftStage.Signing && x.PublicFrom != null && x.PublicFrom <= today),
                cancel
            )
        )
            await DoAsync(id, ConcludeAsync, cancel);
        var before = now.AddDays(-RemindAfterDays);
        foreach (
            var id in await IdsAsync(
                d =>
                    d.Where(x =>
                        x.Stage == DraftStage.Release && x.StageSince < before
                        || x.Stage == DraftStage.Signing && x.StageSince < before
                    ),
                cancel
            )
        )
            await DoAsync(id, RemindAsync, cancel);
        await ForgetAsync(now, cancel);
        if (evaluated != today)
            await EvaluateAsync(cancel);
        evaluated = today;
    }

    private async Task EvaluateAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<RemindOfEvaluation>(scope.ServiceProvider).RunAsync(cancel);
    }

    private async Task ForgetAsync(DateTime now, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        await ForgetJoiners.RunAsync(db, now, cancel);
        await ForgetTalks.RunAsync(db, now, cancel);
        await ForgetConfirmers.RunAsync(db, now, cancel);
    }

    private async Task<List<long>> IdsAsync(Func<IQueryable<Draft>, IQueryable<Draft>> choose, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        return await choose(db.Drafts).OrderBy(d => d.Id).Select(d => d.Id).ToListAsync(cancel);
    }

    private async Task DoAsync(
        long id,
        Func<IServiceProvider, Draft, Release, DateTime, CancellationToken, Task> act,
        CancellationToken cancel
    )
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var db = services.GetRequiredService<AppDb>();
        var draft = await db.Drafts.Include(d => d.City).Include(d => d.Parties).SingleAsync(d => d.Id == id, cancel);
        if (await AnswerRelease.CurrentAsync(db, id, cancel) is not { } release)
            return;
        try
        {
            await act(services, draft, release, time.GetUtcNow().UtcDateTime, cancel);
        }
        catch (DbUpdateException raced) when (raced.IsRaced())
        {
            // Another node was faster.
        }
    }

    private static Task ConcludeAsync(
        IServiceProvider services,
        Draft draft,
        Release release,
        DateTime now,
        CancellationToken cancel
    ) =>
        ConcludeDeal.IsDue(draft, release, FixedDocument.Of(release), now)
            ? services.GetRequiredService<ConcludeDeal>().RunAsync(draft, release, cancel)
            : Task.CompletedTask;

    private static async Task RemindAsync(
        IServiceProvider services,
        Draft draft,
        Release release,
        DateTime now,
        CancellationToken cancel
    )
    {
        var db = services.GetRequiredService<AppDb>();
        if (draft.Stage == DraftStage.Release)
        {
            if (
                release.Steps.Find(s => s.IsOpen) is { } step
                && Days(step.RemindedAt ?? step.AskedAt!.Value, now) >= RemindAfterDays
            )
                await services.GetRequiredService<RemindApprover>().RemindAsync(draft, release, step, now, cancel);
        }
        else
        {
            // By whole gaps since the text was released: a reminder has its own key, and is sent once.
            var gaps = Days(release.ReleasedAt ?? now, now) / RemindAfterDays;
            // Who has not signed after a month is asked by a person, not by a machine.
            if (gaps is 0 or > 10)
                return;
            var mails = services.GetRequiredService<TalkMails>();
            foreach (var party in draft.Parties)
                if (
                    draft.Content.Party(party.Key) is { } text
                    && SignDeal.IsNeeded(text.Role)
                    && !release.Signatures.Exists(s => s.Party == party.Key)
                )
                    await mails.RemindToSignAsync(draft, party, release, gaps, cancel);
        }
        await db.SaveChangesAsync(cancel);
    }

    private static int Days(DateTime since, DateTime now) => (int)(now - since).TotalDays;
}
