using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Search;

namespace Alliance.Engagement.Offers;

/// <summary>The end of every act on an offer or need: what was changed is stored, and found by its words as long as everybody may read it.</summary>
internal static class StoreOffer
{
    /// <returns>Null; or <c>somebody-was-faster</c>, and nothing is stored.</returns>
    public static async Task<Refusal?> RunAsync(AppDb db, Offer offer, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await db.SaveInTurnAsync(cancel) is { } raced)
        {
            db.ChangeTracker.Clear();
            return raced;
        }
        // What never was shown was never indexed.
        if (offer.Identifier is not null)
            await SearchIndex.WriteAsync(db, OfferTerms.Source, [offer.Id], cancel);
        await transaction.CommitAsync(cancel);
        return null;
    }
}
