using Alliance.Platform.Data;
using Alliance.Platform.Tables;
using Alliance.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Engagement.Offers.Api;

/// <summary>Offers and needs as a table, as they are chosen.</summary>
internal static class OfferFiles
{
    private static readonly Table<Offer> Offers = new(
        "offers",
        [
            Column<Offer>.Of("id", o => o.Identifier),
            Column<Offer>.Of("kind", o => (OfferKind?)o.Kind),
            Column<Offer>.Of("subject", o => (OfferSubject?)o.Subject),
            Column<Offer>.Text("title", o => o.Title),
            Column<Offer>.Text("text", o => o.Text),
            Column<Offer>.Text("quantity", o => o.Quantity),
            Column<Offer>.Of("city", o => o.City!.Identifier),
            Column<Offer>.Of("organisation", o => o.Organisation?.Identifier),
            Column<Offer>.Of("area", o => o.Area),
            Column<Offer>.Of("from", o => o.From),
            Column<Offer>.Of("until", o => o.Until),
            Column<Offer>.Of("publishedAt", o => o.PublishedAt),
        ]
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapTable(
            Offers,
            OfferFilter.Path,
            "offers",
            "Offers",
            "Offers and needs that everybody may read, one a row, the newest first.",
            async (http, db) =>
            {
                var time = http.RequestServices.GetRequiredService<TimeProvider>();
                var filter = OfferFilter.Parse(http.Request.Query);
                var chosen = await filter.ChooseAsync(db, OffersApi.Shown(db, time), http.RequestAborted);
                return new(OfferList.Ordered(chosen).AsAsyncEnumerable(), await OffersApi.CheckAsync(http, db));
            },
            OffersApi.Choosing
        );
}
