using Alliance.Deals.Index;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Exchange;
using Alliance.Platform.Web;
using Alliance.Transparency.Catalogue;
using Microsoft.Extensions.Options;

namespace Alliance.Transparency.Api;

/// <summary><c>/catalogue.ttl</c>: what there is to take, for catalogues of open data.</summary>
internal static class CatalogueApi
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(DataCatalogue.Address, CatalogueAsync).ExcludeFromDescription().Keep();

    private static async Task<IResult> CatalogueAsync(
        HttpContext http,
        AppDb db,
        DealIndex index,
        IOptions<OperatorSettings> operating,
        PageTags tags
    )
    {
        tags.Add("deals", "cities");
        var site = ApiRoutes.SiteOf(http.Request);
        var places = await CataloguePlace.LoadAsync(db, site + DataCatalogue.Address, http.RequestAborted);
        var dates = await DataDates.LoadAsync(db, index, tags, http.RequestAborted);
        var graph = new DataCatalogue(site, operating.Value, dates, places).Describe();
        return Results.Text(Turtle.Write(graph, Terms.Prefixes), Turtle.MediaType);
    }
}
