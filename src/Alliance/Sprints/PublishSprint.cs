using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Sprints.Visits;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints;

/// <summary>Shows a sprint to everybody, tells its visitors what changed, and calls it off.</summary>
public sealed class PublishSprint(AppDb db, ChangeSprint change, VisitMails mails, TimeProvider time)
{
    /// <returns>
    /// Refused as <see cref="ChangeSprint"/> does, and with <c>check-fields</c> and what is missing (<see cref="SprintRules.Missing"/>).
    /// </returns>
    public Task<Outcome<Sprint>> PublishAsync(Actor actor, string slug, int turn, CancellationToken cancel = default) =>
        change.RunAsync(
            actor,
            slug,
            turn,
            sprint =>
            {
                var missing = SprintRules.Missing(sprint).ToList();
                if (missing.Count > 0)
                    return Task.FromResult<Refusal?>(new Refusal("check-fields") { Fields = missing });
                sprint.State = SprintState.Published;
                return Task.FromResult<Refusal?>(null);
            },
            cancel
        );

    /// <summary>Writes to all who have registered, with the days as they are now.</summary>
    /// <param name="words">What changed, in the hosts' own words.</param>
    /// <returns>
    /// How many. Refused with <c>sprint-not-found</c>, <c>sprint-not-shown</c>, or <c>check-fields</c>: at <c>words</c> <c>say-what-changed</c>,
    /// <c>text-too-long</c>.
    /// </returns>
    public async Task<Outcome<int>> TellAsync(
        Actor actor,
        string slug,
        string words,
        CancellationToken cancel = default
    )
    {
        if (await SprintRights.FindHostedAsync(db, actor, slug, cancel) is not { } sprint)
            return new Refusal("sprint-not-found", slug);
        if (sprint.State != SprintState.Published)
            return new Refusal("sprint-not-shown");
        words = words.Trim();
        if (words.Length is 0 or > VisitMails.WordsLength)
            return new Refusal("check-fields")
            {
                Fields =
                [
                    new FieldProblem("words", new Refusal(words.Length == 0 ? "say-what-changed" : "text-too-long")),
                ],
            };
        var told = await WriteAsync(sprint, "changed", words, cancel);
        return await db.SaveInTurnAsync(cancel) is { } late ? late : told;
    }

    /// <summary>Calls it off for good: everybody still sees that it was to be, and who is registered is told.</summary>
    /// <returns>How many were told. Refused as <see cref="ChangeSprint"/> does, and with <c>sprint-not-shown</c>, <c>sprint-is-over</c>.</returns>
    public async Task<Outcome<int>> CallOffAsync(
        Actor actor,
        string slug,
        int turn,
        string words,
        CancellationToken cancel = default
    )
    {
        var told = 0;
        if (words.Trim().Length > VisitMails.WordsLength)
            return new Refusal("check-fields") { Fields = [new FieldProblem("words", new Refusal("text-too-long"))] };
        var done = await change.RunAsync(
            actor,
            slug,
            turn,
            async sprint =>
            {
                if (sprint.State != SprintState.Published)
                    return new Refusal("sprint-not-shown");
                var today = sprint.DayOf(time.GetUtcNow().UtcDateTime);
                if (sprint.LastDay < today)
                    return new Refusal("sprint-is-over");
                (sprint.State, sprint.CalledOffOn) = (SprintState.CalledOff, today);
                told = await WriteAsync(sprint, "called-off", words.Trim(), cancel);
                return null;
            },
            cancel
        );
        return done.Refusal is { } why ? why : told;
    }

    private async Task<int> WriteAsync(Sprint sprint, string what, string words, CancellationToken cancel)
    {
        var visits = await db
            .SprintVisits.Include(v => v.Links)
            .Where(v =>
                v.SprintId == sprint.Id
                && v.Email != null
                && (v.State == VisitState.Registered || v.State == VisitState.Waiting)
            )
            .OrderBy(v => v.Id)
            .ToListAsync(cancel);
        var city = await db.Cities.AsNoTracking().SingleAsync(c => c.Identifier == sprint.Host, cancel);
        foreach (var visit in visits)
        {
            mails.Send(visit, sprint, city, what, words);
            if (what == "called-off")
                (visit.Needs, visit.Turn) = (null, visit.Turn + 1);
        }
        return visits.Count;
    }
}
