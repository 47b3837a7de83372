using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Exchange.Api;

/// <summary>
/// The documents of a space, to save, for who is in it. They come from people, so a browser is told to store them and never to show or run anything of
/// them as a part of this site.
/// </summary>
internal static class SpaceFiles
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/{Lang:lang}/workspace/spaces/{Slug}/documents/{Id:long}", GiveAsync)
            .RequireAuthorization()
            .WithMetadata(new ContentPolicy(FileKind.Policy))
            .Stream()
            .ExcludeFromDescription();

    private static async Task<IResult> GiveAsync(string slug, long id, HttpContext http, AppDb db, WhoActs acting)
    {
        http.Response.Headers.CacheControl = "no-store";
        var cancel = http.RequestAborted;
        return
            await SpaceAccess.OpenAsync(db, await acting(cancel), slug, cancel) is { } access
            && await db
                .SpaceDocuments.AsNoTracking()
                .SingleOrDefaultAsync(d => d.Id == id && d.SpaceId == access.Space.Id && d.RemovedAt == null, cancel)
                is { } file
            ? Results.File(file.Content, file.MediaType, FileKind.FileName(file.Name, file.MediaType))
            : Results.NotFound();
    }
}
