using Alliance.Network;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.Visits;

/// <summary>
/// Who waits longest moves up as far as there are places in the sprint. Sessions that are full by then are left out, and the mail says so: a full
/// session holds up nobody.
/// </summary>
public sealed class FillPlaces(AppDb db, VisitMails mails, TimeProvider time)
{
    /// <summary>How many moved up.</summary>
    public async Task<int> RunAsync(Sprint sprint, CancellationToken cancel = default)
    {
        if (!await Waiting(sprint).AnyAsync(cancel))
            return 0;
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await SprintDoor.TakeTurnAsync(db, sprint.Id, cancel);
        var city = await db.Cities.AsNoTracking().SingleAsync(c => c.Identifier == sprint.Host, cancel);
        var moved = await InTurnAsync(sprint, city, cancel);
        await transaction.CommitAsync(cancel);
        return moved;
    }

    /// <summary>The same where the caller has the sprint's turn, and commits.</summary>
    internal async Task<int> InTurnAsync(Sprint sprint, City city, CancellationToken cancel)
    {
        var moved = 0;
        // Of a sprint that is over or called off nobody is promised a place.
        if (sprint.State != SprintState.Published || sprint.LastDay < sprint.DayOf(time.GetUtcNow().UtcDateTime))
            return 0;
        while (await SprintDoor.HasPlaceAsync(db, sprint, cancel))
        {
            var next = await Waiting(sprint)
                .Include(v => v.Links)
                .OrderBy(v => v.RegisteredAt)
                .ThenBy(v => v.Id)
                .FirstOrDefaultAsync(cancel);
            if (next is null)
                break;
            var full = await SprintDoor.FullSessionsAsync(db, sprint, next.Sessions, next.Id, cancel);
            next.Sessions = SprintDoor.WithRoom(sprint, next.Sessions, full);
            (next.State, next.Turn) = (VisitState.Registered, next.Turn + 1);
            mails.Send(next, sprint, city, "moved-up", "", full);
            await db.SaveChangesAsync(cancel);
            moved++;
        }
        return moved;
    }

    private IQueryable<Visit> Waiting(Sprint sprint) =>
        db.SprintVisits.Where(v => v.SprintId == sprint.Id && v.State == VisitState.Waiting);
}
