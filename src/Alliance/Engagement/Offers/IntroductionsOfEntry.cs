using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Engagement.Offers;

/// <summary>An introduction in which an offer or need is one of the two sides.</summary>
/// <param name="Title">Of the other side's entry; null where none was named.</param>
/// <param name="City">Of the other side.</param>
/// <param name="Organisation">The other side; null for the city itself.</param>
/// <param name="At">When it was answered, or else asked.</param>
public sealed record EntryIntroduction(
    long Id,
    LocalText? Title,
    LocalText City,
    string? Organisation,
    IntroductionState State,
    DateTime At
);

/// <summary>What an offer or need knows of introductions, whichever side asked.</summary>
public static class IntroductionsOfEntry
{
    /// <summary>So many are shown; all are in the list of introductions.</summary>
    public const int Most = 20;

    /// <param name="db">The register.</param>
    /// <param name="actor">Only what this person may read.</param>
    /// <param name="offer">The entry's number.</param>
    /// <param name="cancel">Ends it.</param>
    /// <remarks>1 query.</remarks>
    public static async Task<IReadOnlyList<EntryIntroduction>> OfAsync(
        AppDb db,
        Actor actor,
        long offer,
        CancellationToken cancel
    )
    {
        var found = await IntroductionRights
            .Own(db.Introductions, actor)
            .Where(i => i.OfferId == offer || i.OwnOfferId == offer)
            .OrderByDescending(i => i.Id)
            .Take(Most)
            .Select(i => new
            {
                i.Id,
                i.OfferId,
                i.State,
                i.AskedAt,
                i.AnsweredAt,
                AskedTitle = i.Offer!.Title,
                AskedCity = i.Offer.City!.Name,
                AskedOrganisation = i.Offer.Organisation == null ? null : i.Offer.Organisation.Name,
                AskingTitle = i.OwnOffer == null ? null : i.OwnOffer.Title,
                AskingCity = i.City!.Name,
                AskingOrganisation = i.Organisation == null ? null : i.Organisation.Name,
            })
            .ToListAsync(cancel);
        return found.ConvertAll(i =>
        {
            var at = i.AnsweredAt ?? i.AskedAt;
            return i.OfferId == offer
                ? new EntryIntroduction(i.Id, i.AskingTitle, i.AskingCity, i.AskingOrganisation, i.State, at)
                : new EntryIntroduction(i.Id, i.AskedTitle, i.AskedCity, i.AskedOrganisation, i.State, at);
        });
    }
}
