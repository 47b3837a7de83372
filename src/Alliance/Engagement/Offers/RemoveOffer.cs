using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Engagement.Offers;

/// <summary>Throws a draft away. What was shown is closed instead.</summary>
public sealed class RemoveOffer(AppDb db)
{
    /// <returns>The offer. Refused with <c>offer-not-found</c>, <c>not-allowed</c>, <c>offer-is-public</c>, <c>somebody-was-faster</c>.</returns>
    public async Task<Outcome<Offer>> RunAsync(Actor actor, long id, CancellationToken cancel = default)
    {
        var offer = await db.Offers.SingleOrDefaultAsync(o => o.Id == id, cancel);
        if (offer is null || !OfferRights.MayRead(actor, offer))
            return new Refusal("offer-not-found");
        if (offer.State != OfferState.Draft)
            return new Refusal("offer-is-public");
        if (!OfferRights.MayChange(actor, offer))
            return new Refusal("not-allowed");
        db.Offers.Remove(offer);
        return await db.SaveInTurnAsync(cancel) is { } raced ? raced : offer;
    }
}
