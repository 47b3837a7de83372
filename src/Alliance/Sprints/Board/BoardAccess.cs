using Alliance.Deals;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.Board;

/// <summary>A board as one visitor has it: who has its key reads, who has joined writes, and its city's people lead it.</summary>
/// <param name="Participant">Null who has not taken part yet.</param>
public sealed record BoardAccess(LiveBoard Live, BoardParticipant? Participant, BoardRole Role, bool IsOfCity)
{
    private const string Cookie = "alliance-board-";

    /// <summary>Null where there is no such board. 1 query more for who has joined, and those of <paramref name="acting"/>.</summary>
    public static async Task<BoardAccess?> OpenAsync(
        AppDb db,
        LiveBoards boards,
        WhoActs acting,
        HttpContext http,
        string? key,
        CancellationToken cancel
    )
    {
        if (await boards.FindAsync(key, cancel) is not { } live)
            return null;
        await live.CatchUpBeforeReadingAsync(db, cancel);
        var participant = await ParticipantAsync(db, live.Board, TokenIn(http, live.Board.Key), cancel);
        var isOfCity = DealRights.MayEdit(await acting(cancel), live.Board.CityId);
        var role = isOfCity ? BoardRole.Lead : participant?.RoleOn(live.Board) ?? BoardRole.Watcher;
        return new BoardAccess(live, participant, role, isOfCity);
    }

    /// <summary>What its forms offer: who writes first joins by that.</summary>
    public BoardRole Offered => Role == BoardRole.Watcher ? BoardRole.Writer : Role;

    internal static async Task<BoardParticipant?> ParticipantAsync(
        AppDb db,
        IdeaBoard board,
        string? token,
        CancellationToken cancel
    )
    {
        if (token is null)
            return null;
        var hash = LinkToken.HashOf(token);
        return await db
            .BoardParticipants.AsNoTracking()
            .SingleOrDefaultAsync(p => p.BoardId == board.Id && p.TokenHash == hash, cancel);
    }

    /// <summary>Whether a browser has taken part in the board of this address: then it may send a photo.</summary>
    internal static async Task<bool> HasJoinedAsync(AppDb db, HttpContext http)
    {
        if (
            $"{http.GetRouteValue("Key")}" is not { Length: IdeaBoard.KeyLength } key
            || TokenIn(http, key) is not { } token
        )
            return false;
        var hash = LinkToken.HashOf(token);
        return await db.BoardParticipants.AnyAsync(
            p => p.TokenHash == hash && db.IdeaBoards.Any(b => b.Id == p.BoardId && b.Key == key && b.ClosedAt == null),
            http.RequestAborted
        );
    }

    internal static string? TokenIn(HttpContext http, string key) => http.Request.Cookies[CookieOf(key)];

    /// <summary>The browser is known on this board from now on. Scripts cannot read it.</summary>
    internal static void Keep(HttpContext http, string key, string token) =>
        http.Response.Cookies.Append(
            CookieOf(key),
            token,
            new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = http.Request.IsHttps,
                // The longest that browsers keep one.
                MaxAge = TimeSpan.FromDays(400),
                Path = "/",
                IsEssential = true,
            }
        );

    internal static string CookieOf(string key) => Cookie + key[..8];
}
