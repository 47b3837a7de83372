using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Alliance.Sprints.Board;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.Onward;

/// <summary>Says that nobody goes on with an idea that was judged, and why; everybody reads it. A city that wants to can take it from there.</summary>
public sealed class ShelveIdea(AppDb db, LiveBoards boards, TimeProvider time)
{
    /// <returns>
    /// The idea. Refused with <c>idea-not-found</c>, <c>not-allowed</c> (the city of its board decides), <c>idea-not-judged</c>,
    /// <c>idea-went-there</c>, <c>idea-goes-on</c> (it went somewhere already), <c>somebody-was-faster</c>, or <c>check-fields</c>: at <c>reason</c>
    /// <c>text-missing</c>, <c>text-too-long</c>.
    /// </returns>
    public async Task<Outcome<Idea>> RunAsync(
        Actor actor,
        string origin,
        string reason,
        CancellationToken cancel = default
    )
    {
        if (await WrittenIdea.FindAsync(db, boards, origin, cancel) is not { } written)
            return new Refusal("idea-not-found");
        if (!SprintRights.MayHost(actor, written.City))
            return new Refusal("not-allowed");
        reason = BoardText.Clean(reason);
        var wrong =
            reason.Length == 0 ? "text-missing"
            : reason.Length > IdeaFate.ReasonLength ? "text-too-long"
            : null;
        if (wrong is not null)
            return new Refusal("check-fields") { Fields = [new FieldProblem("reason", new Refusal(wrong))] };
        var now = time.GetUtcNow();
        var taken = await TakeIdea.AddAsync(
            db,
            written,
            FateKind.Shelf,
            written.City,
            now.UtcDateTime,
            _ => Task.FromResult(true),
            reason: reason,
            cancel: cancel
        );
        if (taken.Refusal is { } no)
            return no;
        // What another city does with it is that city's; and talks that came to nothing are over.
        foreach (var step in taken.Value.Fates.Where(f => f.Kind != FateKind.Shelf && f.CityId == written.City))
            if (
                step.Kind != FateKind.Draft
                || await db.Drafts.AnyAsync(d => d.Key == step.Target && d.Stage != DraftStage.Ended, cancel)
            )
                return new Refusal("idea-goes-on");
        db.Raise("idea-went-on", null, TakeIdea.TagsOf(taken.Value), now);
        if (await db.SaveInTurnAsync(cancel) is { } raced)
            return raced;
        await TakeIdea.SettleAsync(db, boards, origin, cancel);
        return taken.Value;
    }
}
