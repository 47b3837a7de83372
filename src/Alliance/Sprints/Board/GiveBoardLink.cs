using Alliance.Deals;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.Board;

/// <summary>
/// Gives out the link by which people without an account host tables, or lead. It is shown once; a new one ends the older, and what it
/// made of those who came by it.
/// </summary>
public sealed class GiveBoardLink(AppDb db, BoardNode node)
{
    /// <returns>The link's word. Refused with <c>not-allowed</c>, <c>board-closed</c>.</returns>
    public async Task<Outcome<string>> RunAsync(
        Actor actor,
        LiveBoard live,
        BoardRole role,
        CancellationToken cancel = default
    )
    {
        if (!DealRights.MayEdit(actor, live.Board.CityId) || role is not (BoardRole.Host or BoardRole.Lead))
            return new Refusal("not-allowed");
        if (live.State.Phase == BoardPhase.Closed)
            return new Refusal("board-closed");
        var token = LinkToken.New();
        var hash = LinkToken.HashOf(token);
        var own = db.IdeaBoards.Where(b => b.Id == live.Board.Id);
        await (
            role == BoardRole.Host
                ? own.ExecuteUpdateAsync(s => s.SetProperty(b => b.HostLink, hash), cancel)
                : own.ExecuteUpdateAsync(s => s.SetProperty(b => b.LeadLink, hash), cancel)
        );
        await node.TellAsync(db, live.Board.Key, cancel);
        await live.CatchUpAsync(cancel);
        return token;
    }
}
