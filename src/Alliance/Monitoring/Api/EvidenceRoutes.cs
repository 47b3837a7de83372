using Alliance.Deals.Drafting;
using Alliance.Platform.Data;
using Alliance.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Monitoring.Api;

/// <summary>
/// <c>/evidence/{hash}</c>: a file that somebody has given as evidence, for everybody. It comes from people, so a browser is told to
/// store it and never to show or run anything of it as a part of this site.
/// </summary>
internal static class EvidenceRoutes
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/evidence/{hash:length(64)}", GiveAsync)
            .WithMetadata(new ContentPolicy(FileKind.Policy))
            .Stream()
            .ExcludeFromDescription();

    private static async Task<IResult> GiveAsync(string hash, HttpContext http, AppDb db)
    {
        // The same file may stand beside several promises.
        var file = await db
            .EvidenceFiles.AsNoTracking()
            .Where(f => f.Hash == hash)
            .OrderBy(f => f.Id)
            .FirstOrDefaultAsync(http.RequestAborted);
        if (file is null)
            return Results.NotFound();
        http.Response.Headers.CacheControl = "public, max-age=300";
        return Results.File(file.Content, file.MediaType, FileKind.FileName(file.Name, file.MediaType));
    }
}
