using System.Net.Mime;
using Alliance.Deals.Printing;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Api;

/// <summary><c>/{lang}/badges/{slug}.svg</c>: a deal's present state, for pages of others.</summary>
internal static class DealBadge
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/{Lang:lang}/badges/{slug}.svg", BadgeAsync).Keep().ExcludeFromDescription();

    private static async Task<IResult> BadgeAsync(string slug, HttpContext http, AppDb db, Reader reader, PageTags tags)
    {
        if (!DealFacet.IsIdentifier(slug))
            return Results.NotFound();
        var deal = await db
            .Deals.Where(d => d.Slug == slug)
            .Select(d => new
            {
                d.Identifier,
                d.Standing,
                d.State,
                d.Agreed,
                d.Ended,
            })
            .SingleOrDefaultAsync(http.RequestAborted);
        if (deal is null)
            return Results.NotFound();
        tags.Add("deals", "deal:" + deal.Identifier);
        // Pages of others show it more often than it changes.
        http.Response.Headers.CacheControl = "public, max-age=300";
        return Results.Text(
            Badge.Of(PresentState.Of(deal.Standing, deal.State, deal.Agreed, deal.Ended), reader),
            MediaTypeNames.Image.Svg
        );
    }
}
