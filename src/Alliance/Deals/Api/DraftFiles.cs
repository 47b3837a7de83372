using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Web;

namespace Alliance.Deals.Api;

/// <summary>
/// The files beside a draft, to save. They come from people, so a browser is told to store them and never to show or run
/// anything of them as a part of this site.
/// </summary>
internal static class DraftFiles
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/{Lang:lang}/drafts/{Key}/files/{Id:long}", OfDraftAsync)
            .RequireAuthorization()
            .WithMetadata(new ContentPolicy(FileKind.Policy))
            .Stream()
            .ExcludeFromDescription();
        routes
            .MapGet("/{Lang:lang}/talks/{Token}/files/{Id:long}", OfTalkAsync)
            .WithMetadata(new ContentPolicy(FileKind.Policy))
            .Stream()
            .ExcludeFromDescription();
    }

    private static async Task<IResult> OfDraftAsync(
        string key,
        long id,
        HttpContext http,
        AppDb db,
        WhoActs acting,
        TimeProvider time
    ) => await GiveAsync(new Door(await acting(http.RequestAborted), key), id, http, db, time);

    private static Task<IResult> OfTalkAsync(string token, long id, HttpContext http, AppDb db, TimeProvider time) =>
        GiveAsync(new Door(Actor.Stranger, null, token), id, http, db, time);

    private static async Task<IResult> GiveAsync(Door door, long id, HttpContext http, AppDb db, TimeProvider time)
    {
        http.Response.Headers.CacheControl = "no-store";
        var cancel = http.RequestAborted;
        return
            await DraftAccess.OpenAsync(db, door, time.GetUtcNow().UtcDateTime, cancel) is { } access
            && await AttachedFile.FindAsync(db, access, id, cancel) is { } file
            ? Results.File(file.Content, file.MediaType, FileKind.FileName(file.Name, file.MediaType))
            : Results.NotFound();
    }
}
