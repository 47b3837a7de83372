using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Engagement.Offers;

/// <summary>Shows an offer or need. Who does says that the organisation named agrees; with that it has an address, which stays its own.</summary>
public sealed class PublishOffer(AppDb db, TimeProvider time)
{
    private const int Tries = 5;

    /// <param name="actor">Who publishes.</param>
    /// <param name="id">The offer's number.</param>
    /// <param name="turn">The state that was looked at: nobody publishes what somebody else changed unseen.</param>
    /// <param name="consents">That the organisation agrees, as the box says.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// The offer. Refused with <c>offer-not-found</c>, <c>not-allowed</c>, <c>offer-is-public</c> (shown or closed), <c>somebody-was-faster</c>; or with
    /// <c>check-fields</c>: at <c>consent</c> <c>consent-missing</c>, at <c>until</c> <c>until-over</c>.
    /// </returns>
    public async Task<Outcome<Offer>> RunAsync(
        Actor actor,
        long id,
        int turn,
        bool consents,
        CancellationToken cancel = default
    )
    {
        for (var left = Tries; ; left--)
        {
            var offer = await db.Offers.SingleOrDefaultAsync(o => o.Id == id, cancel);
            if (offer is null || !OfferRights.MayRead(actor, offer))
                return new Refusal("offer-not-found");
            if (!OfferRights.MayPublish(actor, offer.CityId))
                return new Refusal("not-allowed");
            if (offer.State != OfferState.Draft)
                return new Refusal("offer-is-public");
            if (offer.Turn != turn)
                return new Refusal("somebody-was-faster");
            var now = time.GetUtcNow().InWholeSeconds();
            var wrong = new List<FieldProblem>();
            if (offer.OrganisationId is not null && !consents)
                wrong.Add(new FieldProblem("consent", new Refusal("consent-missing")));
            if (offer.Until < DateOnly.FromDateTime(now.UtcDateTime))
                wrong.Add(new FieldProblem("until", new Refusal("until-over")));
            if (wrong.Count > 0)
                return new Refusal("check-fields") { Fields = wrong };

            offer.Identifier = await FreeSlug.FindAsync(
                db.Offers.Where(o => o.Identifier != null).Select(o => o.Identifier!),
                Slug.Of($"{offer.Title}", "offer"),
                cancel
            );
            (offer.State, offer.PublishedAt, offer.ChangedAt) = (OfferState.Open, now.UtcDateTime, now.UtcDateTime);
            if (offer.OrganisationId is not null)
                (offer.ConsentById, offer.ConsentAt) = (actor.AccountId, now.UtcDateTime);
            offer.Turn++;
            db.Raise("offer-published", null, [.. offer.Tags()], now);
            if (await StoreOffer.RunAsync(db, offer, cancel) is not { } raced)
                return offer;
            // Another offer may have taken the address; whoever changed this one is told by its turn the next time.
            if (left == 0)
                return raced;
        }
    }
}
