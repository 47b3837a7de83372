using Alliance.Deals.Drafting;
using Alliance.Deals.Signing;
using Alliance.Deals.Talks;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Jobs;

/// <summary>
/// What happens to deals in the making because a day has come: those signed for a later day become public, and who keeps
/// others waiting is reminded. What was done is not done again.
/// </summary>
internal sealed class DealClock(IServiceScopeFactory scopes, TimeProvider time)
{
    /// <summary>After so many days without an answer, and again each time.</summary>
    public const int RemindAfterDays = 3;

    /// <summary>Does what is due now; how many deals it was.</summary>
    public static Task<int> RunAsync(IServiceProvider services, CancellationToken cancel) =>
        ActivatorUtilities.CreateInstance<DealClock>(services).RunAsync(cancel);

    private async Task<int> RunAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var today = DateOnly.FromDateTime(now);
        var count = 0;
        foreach (
            var id in await IdsAsync(
                d => d.Where(x => x.Stage == DraftStage.Signing && x.PublicFrom != null && x.PublicFrom <= today),
                cancel
            )
        )
            count += await DoAsync(id, ConcludeAsync, cancel);
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
            count += await DoAsync(id, RemindAsync, cancel);
        return count;
    }

    private async Task<List<long>> IdsAsync(Func<IQueryable<Draft>, IQueryable<Draft>> choose, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        return await choose(db.Drafts).OrderBy(d => d.Id).Select(d => d.Id).ToListAsync(cancel);
    }

    // 1 when something was done.
    private async Task<int> DoAsync(
        long id,
        Func<IServiceProvider, Draft, Release, DateTime, CancellationToken, Task<bool>> act,
        CancellationToken cancel
    )
    {
        cancel.ThrowIfCancellationRequested();
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var db = services.GetRequiredService<AppDb>();
        var draft = await db.Drafts.Include(d => d.City).Include(d => d.Parties).SingleAsync(d => d.Id == id, cancel);
        if (await AnswerRelease.CurrentAsync(db, id, cancel) is not { } release)
            return 0;
        try
        {
            return await act(services, draft, release, time.GetUtcNow().UtcDateTime, cancel) ? 1 : 0;
        }
        catch (DbUpdateException raced) when (raced.IsRaced())
        {
            // Somebody was faster.
            return 0;
        }
    }

    private static async Task<bool> ConcludeAsync(
        IServiceProvider services,
        Draft draft,
        Release release,
        DateTime now,
        CancellationToken cancel
    )
    {
        if (!ConcludeDeal.IsDue(draft, release, FixedDocument.Of(release), now))
            return false;
        await services.GetRequiredService<ConcludeDeal>().RunAsync(draft, release, cancel);
        return true;
    }

    private static async Task<bool> RemindAsync(
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
                return false;
            var mails = services.GetRequiredService<TalkMails>();
            foreach (var party in draft.Parties)
                if (
                    draft.Content.Party(party.Key) is { } text
                    && SignDeal.IsNeeded(text.Role)
                    && !release.Signatures.Exists(s => s.Party == party.Key)
                )
                    await mails.RemindToSignAsync(draft, party, release, gaps, cancel);
        }
        return await db.SaveChangesAsync(cancel) > 0;
    }

    private static int Days(DateTime since, DateTime now) => (int)(now - since).TotalDays;
}
