using Alliance.Monitoring.Health;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Reporting;

/// <summary>One request on a city's list.</summary>
/// <param name="Due">The soonest day of those that are open; null before anybody was asked about them.</param>
/// <param name="Days">After that day; before it, below zero.</param>
/// <param name="Undelivered">The last mail could not be delivered.</param>
public sealed record ReportTask(ReportRequest Request, int Open, DateOnly? Due, int Days, bool Undelivered)
{
    /// <summary>How many of its open promises are shown; the page of the request has them all.</summary>
    public const int Shown = 3;

    /// <summary>What the open questions are about.</summary>
    public IReadOnlyList<(string Slug, LocalText Title)> Deals { get; init; } = [];

    /// <summary>How the first of them stand; none before they were asked about.</summary>
    public IReadOnlyList<PromiseStanding> Standings { get; init; } = [];

    internal IReadOnlyList<(long Deal, string Promise)> Questions { get; init; } = [];
}

/// <summary>The requests of a city that somebody has to answer yet, in the order of a morning.</summary>
internal sealed record OpenRequests(FirstOf<ReportTask> Waiting, FirstOf<ReportTask> Overdue, FirstOf<ReportTask> Next)
{
    public static async Task<OpenRequests> LoadAsync(
        AppDb db,
        IQueryable<ReportRequest> open,
        CityClock clock,
        CancellationToken cancel
    )
    {
        var today = clock.Today;
        var dead = await UndeliveredAsync(db, cancel);
        // Not the request's own day, which moves when something joins it: what was late before is late all the same.
        var questions = db.ReportQuestions.Where(ReportQuestions.AreOpen(db));
        var dated = open.Select(r => new DatedRequest
        {
            Request = r,
            Due = questions.Where(q => q.RequestId == r.Id).Min(q => q.Due),
        });
        var waiting = await TasksAsync(db, dated.Where(d => d.Due == null), dead, today, cancel);
        var overdue = await TasksAsync(db, dated.Where(d => d.Due < today), dead, today, cancel);
        var next = await TasksAsync(db, dated.Where(d => d.Due >= today), dead, today, cancel);
        var standings = await StandingsAsync(db, [.. overdue.Shown, .. next.Shown], clock, cancel);
        return new OpenRequests(
            waiting,
            overdue.Of(tasks => tasks.Select(t => With(t, standings))),
            next.Of(tasks => tasks.Select(t => With(t, standings)))
        );
    }

    private static async Task<FirstOf<ReportTask>> TasksAsync(
        AppDb db,
        IQueryable<DatedRequest> requests,
        HashSet<(string Request, string To)> dead,
        DateOnly today,
        CancellationToken cancel
    )
    {
        var found = await requests.OrderBy(d => d.Due).ThenBy(d => d.Request.Id).FirstOfAsync(cancel);
        var ids = found.Shown.Select(d => d.Request.Id).ToList();
        var open = (
            await db
                .ReportQuestions.Where(ReportQuestions.AreOpen(db))
                .Where(q => ids.Contains(q.RequestId))
                .Select(q => new
                {
                    q.RequestId,
                    q.Id,
                    q.DealId,
                    q.Commitment,
                    q.Due,
                    q.Deal!.Slug,
                    q.Deal.Title,
                })
                .ToListAsync(cancel)
        ).OrderBy(q => q.Due).ThenBy(q => q.Id).ToLookup(q => q.RequestId);
        return found.Of(dated =>
            from d in dated
            let r = d.Request
            select new ReportTask(
                r,
                open[r.Id].Count(),
                d.Due,
                d.Due is { } due ? today.DayNumber - due.DayNumber : 0,
                dead.Contains(($"{r.Id}", r.Email))
            )
            {
                Deals = [.. open[r.Id].Select(q => (q.Slug, q.Title)).DistinctBy(o => o.Slug)],
                Questions = [.. open[r.Id].Select(q => (q.DealId, q.Commitment)).Distinct().Take(ReportTask.Shown)],
            }
        );
    }

    private static async Task<HashSet<(string Request, string To)>> UndeliveredAsync(
        AppDb db,
        CancellationToken cancel
    ) =>
        [
            .. (
                await db
                    .Mails.Where(m => m.GivenUpAt != null && m.Key.StartsWith(ReportMails.KeyOfRequests))
                    .Select(m => new { m.Key, m.To })
                    .ToListAsync(cancel)
            ).Select(m => (m.Key.Split(':')[1], m.To)),
        ];

    // What their people say of the promises, and how they stand, by the rules of every other page.
    private static async Task<Dictionary<(long, string), PromiseStanding>> StandingsAsync(
        AppDb db,
        List<ReportTask> tasks,
        CityClock clock,
        CancellationToken cancel
    )
    {
        var standings = new Dictionary<(long, string), PromiseStanding>();
        var ids = tasks.SelectMany(t => t.Questions).Select(q => q.Deal).Distinct().ToList();
        if (ids.Count == 0)
            return standings;
        var deals = db.Deals.Where(d => ids.Contains(d.Id));
        await foreach (var (deal, _, promises) in HealthOfDeals.LoadAsync(db, deals, clock, cancel))
        foreach (var promise in promises)
            standings.Add((deal.Id, promise.Progress.Promise.Key), promise);
        return standings;
    }

    private static ReportTask With(ReportTask task, Dictionary<(long, string), PromiseStanding> standings) =>
        task with
        {
            Standings = [.. task.Questions.Where(standings.ContainsKey).Select(q => standings[q])],
        };

    private sealed class DatedRequest
    {
        public required ReportRequest Request { get; init; }
        public required DateOnly? Due { get; init; }
    }
}
