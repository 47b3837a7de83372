using Alliance.Deals.Existing;
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
            .WithMetadata(new ContentPolicy(DraftFiles.Policy))
            .Stream()
            .ExcludeFromDescription();

    private static async Task<IResult> ScanAsync(string slug, long id, HttpContext http, AppDb db, WhoActs acting)
    {
        var cancel = http.RequestAborted;
        var scan = await db
            .DealScans.AsNoTracking()
            .Where(s => s.Id == id && s.Deal!.Slug == slug)
            .Select(s => new { s.Deal!.CityId, Scan = s })
            .SingleOrDefaultAsync(cancel);
        if (scan is null || !MaySee(await acting(cancel), scan.CityId))
            return Results.NotFound();
        http.Response.Headers.CacheControl = "no-store";
        return Results.File(scan.Scan.Content, scan.Scan.MediaType, scan.Scan.Name);
    }

    /// <summary>Who works for the city; a coordinator of the network has no business with signatures.</summary>
    internal static bool MaySee(Actor actor, long city) =>
        actor.HasIn(
            city,
            MembershipRole.DealManager,
            MembershipRole.FieldManager,
            MembershipRole.Approver,
            MembershipRole.Observer
        );
}
