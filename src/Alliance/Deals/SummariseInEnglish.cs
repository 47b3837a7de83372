using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Alliance.Platform.Search;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals;

/// <summary>
/// Says in English what a deal is about whose own text does not: with that, others can take it over. It is a translation, no part of what was signed,
/// and makes no version.
/// </summary>
public sealed class SummariseInEnglish(AppDb db, TimeProvider time)
{
    /// <param name="actor">A deal manager of the deal's city.</param>
    /// <param name="identifier">The deal's identifier.</param>
    /// <param name="typed">The summary: a few sentences in one paragraph.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// The deal. Refused with <c>deal-not-found</c>, <c>not-allowed</c>, <c>english-summary-there</c> (its own text has one); or with
    /// <c>check-fields</c>: at <c>english</c> <c>english-summary-missing</c>, <c>text-too-long</c>.
    /// </returns>
    public async Task<Outcome<Deal>> RunAsync(
        Actor actor,
        string identifier,
        string typed,
        CancellationToken cancel = default
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // A new version with other words would be translated by what was written for the old ones.
        await db.TakeTurnAsync(cancel);
        var deal = await db.Deals.SingleOrDefaultAsync(d => d.Identifier == identifier, cancel);
        if (deal is null)
            return new Refusal("deal-not-found", identifier);
        if (!DealRights.MayManage(actor, deal.CityId))
            return new Refusal("not-allowed");
        if (InEnglish.Has(deal.Summary))
            return new Refusal("english-summary-there");
        var said = string.Join(
            ' ',
            TypedText
                .Plain(typed)
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        );
        if (said.Length is 0 or > Deal.EnglishLength)
            return new Refusal("check-fields")
            {
                Fields =
                [
                    new FieldProblem("english", new Refusal(said.Length == 0 ? InEnglish.Missing : "text-too-long")),
                ],
            };
        var now = time.GetUtcNow();
        (deal.EnglishSummary, deal.ChangedAt) = (said, now.UtcDateTime);
        db.Raise("deal-summarised", null, ["deals", $"deal:{identifier}"], now);
        await db.SaveChangesAsync(cancel);
        await SearchIndex.WriteAsync(db, DealTerms.Source, [deal.Id], cancel);
        await transaction.CommitAsync(cancel);
        return deal;
    }
}
