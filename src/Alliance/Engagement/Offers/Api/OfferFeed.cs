using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Engagement.Offers.Api;

/// <summary><c>/{lang}/offers.atom</c>: the new and last changed offers and needs of a choice.</summary>
internal static class OfferFeed
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/{Lang:lang}/offers.atom", FeedAsync).ExcludeFromDescription();

    private static async Task<IResult> FeedAsync(
        HttpContext http,
        AppDb db,
        Reader reader,
        PageTags tags,
        TimeProvider time
    )
    {
        tags.Add("offers", "cities", "organisations");
        var filter = OfferFilter.Parse(http.Request.Query) with { After = null };
        var chosen = await filter.ChooseAsync(db, OffersApi.Shown(db, time), http.RequestAborted);
        var offers = await chosen
            .AsNoTracking()
            .Include(o => o.City)
            .OrderByDescending(o => o.ChangedAt)
            .ThenByDescending(o => o.Id)
            .Take(AtomFeed.Entries)
            .ToListAsync(http.RequestAborted);
        return await AtomFeed.AnswerAsync(
            http,
            reader,
            OfferFilter.Path,
            filter.Print(),
            offers.ConvertAll(o => Entry(o, reader))
        );
    }

    private static AtomEntry Entry(Offer offer, Reader reader) =>
        new("offers/" + offer.Identifier, offer.Title, offer.Text, offer.ChangedAt)
        {
            Categories =
            [
                new(Code.Of(offer.Kind), reader.Name(offer.Kind)),
                new(Code.Of(offer.Subject), reader.Name(offer.Subject)),
                .. SharedAreas.Find(offer.Area) is { } area
                    ? [new AtomCategory(area.Id, area.Name.In(reader.Language).Text)]
                    : Array.Empty<AtomCategory>(),
                new(offer.City!.Identifier, offer.City.Name.In(reader.Language).Text),
            ],
        };
}
