using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.Visits;

/// <summary>
/// Forgets what visitors need on the day after the sprint, and who they were <see cref="Visit.MonthsKept"/> months later; how many. Their part, kind,
/// country, and whether they came stay: they are counted, and name nobody.
/// </summary>
internal static class ForgetVisitors
{
    // Where no day is known, from when somebody registered.
    private const int MonthsWithoutDay = 24;

    public static async Task<int> RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        var db = services.GetRequiredService<AppDb>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        var gone = 0;
        // Some sprints a year have people in them that are not forgotten yet.
        foreach (
            var sprint in await db
                .Sprints.AsNoTracking()
                .Where(s =>
                    db.SprintVisits.Any(v =>
                        v.SprintId == s.Id && (v.Name != null || v.Email != null || v.Needs != null)
                    )
                )
                .OrderBy(s => s.Id)
                .ToListAsync(cancel)
        )
        {
            var visits = db.SprintVisits.Where(v => v.SprintId == sprint.Id);
            var today = sprint.DayOf(now);
            if (sprint.CalledOffOn is not null || sprint.LastDay < today)
                gone += await visits
                    .Where(v => v.Needs != null)
                    .ExecuteUpdateAsync(u => u.SetProperty(v => v.Needs, (Needs?)null), cancel);
            var end = sprint.CalledOffOn ?? sprint.LastDay;
            var due =
                end is not null && end.Value.AddMonths(Visit.MonthsKept) < today ? visits
                : end is null ? visits.Where(v => v.At < now.AddMonths(-MonthsWithoutDay))
                : null;
            if (due is null || !await due.AnyAsync(v => v.Name != null || v.Email != null, cancel))
                continue;
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            await db.Set<VisitLink>().Where(l => due.Any(v => v.Id == l.VisitId)).ExecuteDeleteAsync(cancel);
            // Who did not come is not even counted.
            gone += await due.Where(v => v.CheckedInAt == null).ExecuteDeleteAsync(cancel);
            gone += await due.Where(v => v.Name != null || v.Email != null)
                .ExecuteUpdateAsync(
                    u =>
                        u.SetProperty(v => v.Name, (string?)null)
                            .SetProperty(v => v.Email, (string?)null)
                            .SetProperty(v => v.Organisation, (string?)null)
                            .SetProperty(v => v.Needs, (Needs?)null),
                    cancel
                );
            await transaction.CommitAsync(cancel);
        }
        return gone + await RemindedAsync(db, now, cancel);
    }

    // Whoever sees to something may never have been a visitor.
    private static async Task<int> RemindedAsync(AppDb db, DateTime now, CancellationToken cancel)
    {
        var gone = 0;
        foreach (
            var sprint in await db
                .Sprints.AsNoTracking()
                .Where(s => db.FollowUps.Any(f => f.SprintId == s.Id && f.Email != null))
                .OrderBy(s => s.Id)
                .ToListAsync(cancel)
        )
            if ((sprint.CalledOffOn ?? sprint.LastDay)?.AddMonths(Visit.MonthsKept) < sprint.DayOf(now))
                gone += await db
                    .FollowUps.Where(f => f.SprintId == sprint.Id && f.Email != null)
                    .ExecuteUpdateAsync(u => u.SetProperty(f => f.Email, (string?)null), cancel);
        return gone;
    }
}
