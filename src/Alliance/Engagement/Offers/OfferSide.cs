using Alliance.Deals;
using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Engagement.Offers;

/// <summary>For whom somebody offers, looks or asks: a city, or an organisation of it.</summary>
/// <param name="City">The city's number; of an organisation that of its city, whose contact introduces.</param>
/// <param name="Organisation">Its number; null for the city itself.</param>
/// <param name="Identifier">Of the organisation, else of the city.</param>
/// <param name="Name">As people call it.</param>
public sealed record OfferSide(long City, long? Organisation, string Identifier, LocalText Name)
{
    public const int CodeLength = 120;

    /// <summary><c>city:umea</c>, <c>organisation:clc</c>.</summary>
    public string Code => (Organisation is null ? "city:" : "organisation:") + Identifier;

    /// <summary>
    /// Those for which this person may: cities whose deals they keep up, and organisations that they represent. One without a city has no contact who could
    /// introduce it.
    /// </summary>
    /// <remarks>2 queries.</remarks>
    public static async Task<IReadOnlyList<OfferSide>> OfAsync(AppDb db, Actor actor, CancellationToken cancel)
    {
        var cities = DealRights.CitiesOf(actor, DraftRights.MayEdit);
        var organisations = OfferRights.Represented(actor);
        var own = await db
            .Cities.Where(c => cities.Contains(c.Id))
            .OrderBy(c => c.Identifier)
            .Select(c => new
            {
                c.Id,
                c.Identifier,
                c.Name,
            })
            .ToListAsync(cancel);
        var represented = await db
            .Organisations.Where(o => organisations.Contains(o.Id) && o.CityId != null && o.MergedIntoId == null)
            .OrderBy(o => o.Identifier)
            .Select(o => new
            {
                o.Id,
                o.Identifier,
                o.Name,
                City = o.CityId!.Value,
            })
            .ToListAsync(cancel);
        return
        [
            .. own.Select(c => new OfferSide(c.Id, null, c.Identifier, c.Name)),
            .. represented.Select(o => new OfferSide(o.City, o.Id, o.Identifier, new LocalText("en", o.Name))),
        ];
    }
}
