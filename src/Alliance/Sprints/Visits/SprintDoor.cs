using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.Visits;

/// <summary>How many find room. Whoever asks has taken the sprint's turn: nobody else gets a place meanwhile.</summary>
internal static class SprintDoor
{
    /// <summary>Until the end of the transaction nobody else passes: both databases let one at a time write this row.</summary>
    public static Task<int> TakeTurnAsync(AppDb db, long sprint, CancellationToken cancel) =>
        db
            .Sprints.Where(s => s.Id == sprint)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.Passed, x => x.Passed + 1), cancel);

    public static async Task<bool> HasPlaceAsync(AppDb db, Sprint sprint, CancellationToken cancel) =>
        sprint.Places is not { } places
        || await db.SprintVisits.CountAsync(v => v.SprintId == sprint.Id && v.State == VisitState.Registered, cancel)
            < places;

    /// <summary>Those that are full, of the sessions somebody wants; what that person has already counts for nobody else.</summary>
    public static async Task<List<SprintSession>> FullSessionsAsync(
        AppDb db,
        Sprint sprint,
        List<string> wanted,
        long? visit,
        CancellationToken cancel
    )
    {
        var limited = sprint.Sessions.FindAll(s =>
            s.Places is not null && (wanted.Count == 0 || wanted.Contains(s.Key))
        );
        if (limited.Count == 0)
            return [];
        var taken = await TakenAsync(db, sprint, visit, cancel);
        return limited.FindAll(s => taken.GetValueOrDefault(s.Key) >= s.Places);
    }

    /// <summary>What somebody wants, without what is full: none is something else than all (<see cref="Visit.NoSession"/>).</summary>
    public static List<string> WithRoom(Sprint sprint, List<string> wanted, List<SprintSession> full)
    {
        if (full.Count == 0)
            return wanted;
        List<string> left =
        [
            .. (wanted.Count == 0 ? sprint.Sessions.ConvertAll(s => s.Key) : wanted).Except(full.Select(s => s.Key)),
        ];
        return left.Count > 0 ? left : [Visit.NoSession];
    }

    /// <summary>How many have a place in each session, by its key (1 query).</summary>
    public static async Task<IReadOnlyDictionary<string, int>> TakenAsync(
        AppDb db,
        Sprint sprint,
        long? without,
        CancellationToken cancel
    )
    {
        var chosen = await db
            .SprintVisits.Where(v => v.SprintId == sprint.Id && v.State == VisitState.Registered && v.Id != without)
            .Select(v => v.Sessions)
            .ToListAsync(cancel);
        return sprint.Sessions.ToDictionary(s => s.Key, s => chosen.Count(c => c.Count == 0 || c.Contains(s.Key)));
    }
}
