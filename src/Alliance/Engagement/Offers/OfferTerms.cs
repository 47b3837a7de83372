using Alliance.Network;
using Alliance.Platform.Search;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Engagement.Offers;

/// <summary>
/// What an offer or need is found by that everybody may read. Whether its term is over the index does not know: whoever shows what is found asks
/// <see cref="OfferRights.Public"/> with the day.
/// </summary>
public static class OfferTerms
{
    public static readonly SearchSource Source = new(
        "offer_terms",
        db => OfferRights.ForEverybody(db.Offers).Select(o => o.Id),
        async (db, ids, cancel) =>
        {
            var offers = await OfferRights
                .ForEverybody(db.Offers)
                .Where(o => ids.Contains(o.Id))
                .Select(o => new
                {
                    o.Id,
                    o.Identifier,
                    o.Title,
                    o.Text,
                    o.Quantity,
                    City = o.City!.Name,
                    Organisation = o.Organisation == null ? null : o.Organisation.Name,
                    OtherNames = o.Organisation == null ? null : o.Organisation.OtherNames,
                })
                .ToListAsync(cancel);
            return
            [
                .. offers.Select(o => new SearchRecord(
                    o.Id,
                    [
                        Passage.Of(o.Title, inTitle: true),
                        Passage.Of(o.Text),
                        .. o.Quantity is { } quantity ? [Passage.Of(quantity)] : (Passage[])[],
                        .. o.Organisation is { } name ? [Passage.OfName(name)] : (Passage[])[],
                        .. (o.OtherNames ?? []).Select(n => Passage.OfName(n)),
                        Passage.Of(o.City),
                        Passage.OfCode(o.Identifier!),
                    ]
                )),
            ];
        }
    )
    {
        Following = new Dictionary<string, Func<Platform.Data.AppDb, IReadOnlyList<long>, IQueryable<long>>>
        {
            [CityTerms.Source.Table] = (db, cities) =>
                db.Offers.Where(o => cities.Contains(o.CityId)).Select(o => o.Id),
            [OrganisationTerms.Source.Table] = (db, organisations) =>
                db
                    .Offers.Where(o => o.OrganisationId != null && organisations.Contains(o.OrganisationId.Value))
                    .Select(o => o.Id),
        },
    };
}
