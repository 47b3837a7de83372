using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.After;

/// <summary>Writes the minutes of a sprint and approves them.</summary>
public sealed class WriteMinutes(AppDb db, TimeProvider time)
{
    /// <summary>Those that are worked on; null where the newest are approved, or there are none.</summary>
    public static Task<Minutes?> OpenAsync(AppDb db, long sprint, CancellationToken cancel) =>
        db.Minutes.SingleOrDefaultAsync(m => m.SprintId == sprint && m.ApprovedAt == null, cancel);

    /// <summary>What everybody reads; null where nothing is approved yet.</summary>
    public static Task<Minutes?> ApprovedAsync(AppDb db, long sprint, CancellationToken cancel) =>
        db
            .Minutes.AsNoTracking()
            .Where(m => m.SprintId == sprint && m.ApprovedAt != null)
            .OrderByDescending(m => m.Number)
            .FirstOrDefaultAsync(cancel);

    /// <param name="turn">What was read (<see cref="Minutes.Turn"/>); 0 where nothing was there.</param>
    /// <param name="approve">
    /// Makes them final as well: asked of who manages the city's deals (<see cref="DraftRights.MayManage"/>).
    /// </param>
    /// <returns>
    /// Refused with <c>sprint-not-found</c>, <c>not-allowed</c>, <c>somebody-was-faster</c>, or <c>check-fields</c>: at <c>minutes</c>
    /// <c>minutes-missing</c>, <c>text-too-long</c>.
    /// </returns>
    public async Task<Outcome<Minutes>> RunAsync(
        Actor actor,
        string slug,
        int turn,
        string text,
        bool approve,
        CancellationToken cancel = default
    )
    {
        if (await SprintRights.FindHostedAsync(db, actor, slug, cancel) is not { } sprint)
            return new Refusal("sprint-not-found", slug);
        if (approve)
        {
            var city = await db.Cities.Where(c => c.Identifier == sprint.Host).Select(c => c.Id).SingleAsync(cancel);
            if (!DraftRights.MayManage(actor, city))
                return new Refusal("not-allowed");
        }
        text = TypedText.Plain(text);
        if (text.Length is 0 or > Minutes.TextLength)
            return new Refusal("check-fields")
            {
                Fields =
                [
                    new FieldProblem("minutes", new Refusal(text.Length == 0 ? "minutes-missing" : "text-too-long")),
                ],
            };
        var minutes = await OpenAsync(db, sprint.Id, cancel);
        if ((minutes?.Turn ?? 0) != turn)
            return new Refusal("somebody-was-faster");
        if (minutes is null)
        {
            minutes = new Minutes
            {
                SprintId = sprint.Id,
                Text = text,
                Language = sprint.Title.Authentic,
            };
            db.Minutes.Add(minutes);
        }
        (minutes.Text, minutes.Turn) = (text, minutes.Turn + 1);
        if (approve)
        {
            var last = await db.Minutes.Where(m => m.SprintId == sprint.Id).MaxAsync(m => (int?)m.Number, cancel) ?? 0;
            (minutes.Number, minutes.ApprovedAt) = (last + 1, time.GetUtcNow().UtcDateTime);
        }
        db.Raise("minutes-written", null, [$"sprint:{slug}"], time.GetUtcNow());
        return await db.SaveInTurnAsync(cancel) is { } late ? late : minutes;
    }
}
