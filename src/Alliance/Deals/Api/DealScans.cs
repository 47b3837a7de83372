using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Api;

/// <summary><c>/{lang}/deals/{slug}/scans/{id}</c>: the scan of a signed paper, for the city's own people.</summary>
internal static class DealScans
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/{Lang:lang}/deals/{Slug}/scans/{id:long}", ScanAsync)
            .RequireAuthorization()
            .WithMetadata(new ContentPolicy(FileKind.Policy))
            .Stream()
            .ExcludeFromDescription();

    private static async Task<IResult> ScanAsync(string slug, long id, HttpContext http, AppDb db, WhoActs acting)
    {
        var cancel = http.RequestAborted;
        var scan = await DealRights
            .Visible(db.DealScans.AsNoTracking(), await acting(cancel))
            .SingleOrDefaultAsync(s => s.Id == id && s.Deal!.Slug == slug, cancel);
        if (scan is null)
            return Results.NotFound();
        http.Response.Headers.CacheControl = "no-store";
        return Results.File(scan.Content, scan.MediaType, scan.Name);
    }
}
