using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Engagement.Offers;

/// <summary>Takes an offer or need out of view for good, and says what came of it. Who waits for an answer waits no longer, and nobody is asked about it any more.</summary>
public sealed class CloseOffer(AppDb db, TimeProvider time)
{
    /// <param name="actor">Who closes it.</param>
    /// <param name="id">The offer's number.</param>
    /// <param name="turn">The state that was read.</param>
    /// <param name="outcome">A code of <see cref="OfferOutcome"/>.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// The offer. Refused with <c>offer-not-found</c>, <c>not-allowed</c>, <c>offer-is-not-public</c>, <c>somebody-was-faster</c>; or with
    /// <c>check-fields</c>: at <c>outcome</c> <c>unknown-choice</c>.
    /// </returns>
    public async Task<Outcome<Offer>> RunAsync(
        Actor actor,
        long id,
        int turn,
        string outcome,
        CancellationToken cancel = default
    )
    {
        var offer = await db.Offers.SingleOrDefaultAsync(o => o.Id == id, cancel);
        if (offer is null || !OfferRights.MayRead(actor, offer))
            return new Refusal("offer-not-found");
        if (!OfferRights.MayClose(actor, offer))
            return new Refusal("not-allowed");
        if (offer.State != OfferState.Open)
            return new Refusal("offer-is-not-public");
        if (offer.Turn != turn)
            return new Refusal("somebody-was-faster");
        if (!Code.TryParse<OfferOutcome>(outcome, out var came))
            return new Refusal("check-fields")
            {
                Fields = [new FieldProblem("outcome", new Refusal("unknown-choice"))],
            };
        var now = time.GetUtcNow().InWholeSeconds();
        (offer.State, offer.Outcome, offer.ClosedAt, offer.ChangedAt) = (
            OfferState.Closed,
            came,
            now.UtcDateTime,
            now.UtcDateTime
        );
        offer.Turn++;
        var waiting = await db
            .Introductions.Where(i => (i.OfferId == id || i.OwnOfferId == id) && i.State == IntroductionState.Asked)
            .ToListAsync(cancel);
        foreach (var introduction in waiting)
        {
            (introduction.State, introduction.EndedAt) = (IntroductionState.Ended, now.UtcDateTime);
            introduction.Turn++;
        }
        db.Raise("offer-closed", null, [.. offer.Tags()], now);
        return await StoreOffer.RunAsync(db, offer, cancel) is { } raced ? raced : offer;
    }
}
