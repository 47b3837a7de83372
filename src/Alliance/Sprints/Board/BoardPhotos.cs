using Alliance.Platform.Data;
using Alliance.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.Board;

/// <summary><c>/boards/{key}/photos/{id}</c>: a photo, to those who have the board's key, as long as its card is shown.</summary>
internal static class BoardPhotos
{
    // Drawn as a picture; opened by itself it can run nothing.
    private const string Policy =
        "sandbox; default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/boards/{key}/photos/{id:long}", GiveAsync)
            .WithMetadata(new ContentPolicy(Policy), new ForACrowdAttribute())
            .ExcludeFromDescription();

    private static async Task<IResult> GiveAsync(string key, long id, HttpContext http, AppDb db, LiveBoards boards)
    {
        var cancel = http.RequestAborted;
        if (await boards.FindAsync(key, cancel) is not { } live)
            return Results.NotFound();
        await live.CatchUpBeforeReadingAsync(db, cancel);
        var participant = await BoardAccess.ParticipantAsync(
            db,
            live.Board,
            BoardAccess.TokenIn(http, live.Board.Key),
            cancel
        );
        var state = live.State;
        if (!state.Cards.Values.Any(c => c.Photo == id && !c.Hidden && !state.Veils(c, participant?.Id)))
            return Results.NotFound();
        var photo = await db
            .BoardPhotos.AsNoTracking()
            .SingleOrDefaultAsync(p => p.Id == id && p.BoardId == live.Board.Id, cancel);
        if (photo is null)
            return Results.NotFound();
        // It may be taken off the board: then nobody's browser goes on showing it for long.
        http.Response.Headers.CacheControl = "private, max-age=300";
        return Results.File(photo.Content, photo.MediaType);
    }
}
