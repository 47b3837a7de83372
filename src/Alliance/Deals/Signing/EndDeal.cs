using Alliance.Deals.Drafting;
using Alliance.Deals.Talks;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Signing;

/// <summary>Ends a deal in force: completed after its evaluation, or early, with the reason. It stays in the register.</summary>
public sealed class EndDeal(AppDb db, TimeProvider time)
{
    /// <param name="actor">A deal manager of the deal's city.</param>
    /// <param name="identifier">The deal's identifier.</param>
    /// <param name="reason">Of an early end; null when it is completed.</param>
    /// <param name="note">What came of it, or why it ended; public.</param>
    /// <param name="language">The language of the note.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// The deal. Refused with <c>deal-not-found</c>, <c>not-allowed</c>, <c>deal-not-in-force</c>, <c>reason-missing</c>
    /// (nothing ends without a word on what came of it), <c>text-too-long</c>, <c>draft-exists</c> (an amendment is out).
    /// </returns>
    public async Task<Outcome<Deal>> RunAsync(
        Actor actor,
        string identifier,
        EndReason? reason,
        string note,
        Language language,
        CancellationToken cancel = default
    )
    {
        var deal = await db.Deals.Include(d => d.City).SingleOrDefaultAsync(d => d.Identifier == identifier, cancel);
        if (deal is null)
            return new Refusal("deal-not-found", identifier);
        if (!DealRights.MayManage(actor, deal.CityId))
            return new Refusal("not-allowed");
        if (deal.State != DealState.InForce)
            return new Refusal("deal-not-in-force");
        note = note.ReplaceLineEndings("\n").Trim();
        if (note.Length == 0)
            return new Refusal("reason-missing");
        if (note.Length > DraftFields.TextLength)
            return new Refusal("text-too-long");
        if (
            await db.Drafts.AnyAsync(
                d => d.DealId == deal.Id && d.Stage != DraftStage.Concluded && d.Stage != DraftStage.Ended,
                cancel
            )
        )
            return new Refusal("draft-exists");
        var now = time.GetUtcNow();
        deal.State = reason is null ? DealState.Completed : DealState.EndedEarly;
        deal.Delivery = reason is null ? Delivery.Done : Delivery.Stopped;
        deal.Ended = new Ending(
            PartialDate.Of(DateOnly.FromDateTime(now.UtcDateTime)),
            reason,
            new LocalText(language.Code, note)
        );
        deal.ChangedAt = now.UtcDateTime;
        var last = await db
            .DealVersions.Where(v => v.DealId == deal.Id)
            .OrderByDescending(v => v.Number)
            .Select(v => new { v.Number, v.Hash })
            .FirstAsync(cancel);
        db.Raise(
            DealEnded.Kind,
            new DealEnded(
                identifier,
                last.Number,
                last.Hash,
                deal.State.Value,
                reason is { } why ? Code.Of(why) : null,
                now.UtcDateTime
            ),
            ["deals", $"deal:{identifier}", $"city:{deal.City!.Identifier}"],
            now
        );
        await db.SaveChangesAsync(cancel);
        return deal;
    }
}
