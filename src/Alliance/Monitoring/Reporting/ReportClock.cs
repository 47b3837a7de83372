using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Reporting;

/// <summary>What reporting does because a day has come: requests are made, sent and reminded of, and persons are forgotten.</summary>
internal static class ReportClock
{
    /// <summary>How long a person is kept after the deal is over.</summary>
    private static readonly TimeSpan AfterDeal = TimeSpan.FromDays(365);

    /// <summary>The number of things done; everything in it bears repetition.</summary>
    public static async Task<int> RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        var made = await services.GetRequiredService<PrepareRequests>().RunAsync(cancel);
        var sent = await services.GetRequiredService<SendRequests>().RunAsync(cancel);
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        return made + sent + await ForgetAsync(services.GetRequiredService<AppDb>(), now, cancel);
    }

    /// <summary>Whom nobody needs any more is forgotten; what was reported stays.</summary>
    internal static async Task<int> ForgetAsync(AppDb db, DateTime now, CancellationToken cancel)
    {
        var forgotten = 0;
        var due = db.ReportRequests.Where(r => r.KeepUntil <= now);
        // Asked first: on SQLite even a statement that changes nothing takes the writer's turn.
        if (await due.AnyAsync(cancel))
            foreach (var request in await due.Include(r => r.Links).Include(r => r.Questions).ToListAsync(cancel))
            {
                Forget(request);
                forgotten++;
            }
        await db.SaveChangesAsync(cancel);
        var over = now - AfterDeal;
        var contacts = db.ReportContacts.Where(c =>
            c.Deal!.State != Deals.DealState.InForce && c.Deal.ChangedAt < over
        );
        if (await contacts.AnyAsync(cancel))
            forgotten += await contacts.ExecuteDeleteAsync(cancel);
        return forgotten;
    }

    /// <summary>The person goes, with what was written about and by them for the city alone; that somebody was asked, and answered, stays.</summary>
    internal static void Forget(ReportRequest request)
    {
        // One of a kind, so that the index over the addresses holds.
        (request.Email, request.Name, request.KeepUntil) = (FormattableString.Invariant($"#{request.Id}"), "", null);
        (request.Note, request.NotedAt, request.HandedOverBy) = (null, null, null);
        request.Links.Clear();
        foreach (var question in request.Questions)
            question.Help = null;
        request.Touch();
    }
}
