using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.Board;

/// <param name="Token">What the browser keeps; null where it has one already.</param>
public sealed record Joined(BoardParticipant Participant, string? Token);

/// <summary>Somebody takes part, without an account: by the board's address, or by a link that makes one a table's host or its leader.</summary>
public sealed class JoinBoard(AppDb db, TimeProvider time)
{
    /// <param name="live">The board.</param>
    /// <param name="present">Who the browser is already.</param>
    /// <param name="name">As one wishes to be shown; nothing keeps what was. Never kept on an anonymous board.</param>
    /// <param name="link">The word of such a link.</param>
    /// <param name="leads">Leads the board by right, as one does by its leader's link: then also onto one that is closed, or full.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>Refused with <c>board-full</c>, <c>board-closed</c>, <c>board-link-ended</c>, <c>board-name-long</c>.</returns>
    public async Task<Outcome<Joined>> RunAsync(
        LiveBoard live,
        BoardParticipant? present,
        string? name,
        string? link,
        bool leads = false,
        CancellationToken cancel = default
    )
    {
        var board = live.Board;
        var hash = string.IsNullOrEmpty(link) ? null : LinkToken.HashOf(link);
        leads |= hash is not null && hash == board.LeadLink;
        // What must go goes also afterwards, from whatever browser, and what was closed by mistake is opened again.
        if (live.State.Phase == BoardPhase.Closed && !leads)
            return new Refusal("board-closed");
        var shown = board.Anonymous ? "" : BoardText.Clean(name, lines: false);
        if (shown.Length > BoardParticipant.NameLength)
            return new Refusal("board-name-long", $"{BoardParticipant.NameLength}");
        if (hash is not null && hash != board.LeadLink && hash != board.HostLink)
            return new Refusal("board-link-ended");
        if (present is not null)
        {
            if (shown.Length > 0)
                present.Name = shown;
            present.Link = hash ?? present.Link;
            await db
                .BoardParticipants.Where(p => p.Id == present.Id)
                .ExecuteUpdateAsync(
                    s => s.SetProperty(p => p.Name, present.Name).SetProperty(p => p.Link, present.Link),
                    cancel
                );
            live.Know(present);
            return new Joined(present, null);
        }
        if (
            !leads
            && await db.BoardParticipants.CountAsync(p => p.BoardId == board.Id, cancel) >= BoardRules.MostParticipants
        )
            return new Refusal("board-full");
        var token = LinkToken.New();
        var participant = new BoardParticipant
        {
            BoardId = board.Id,
            TokenHash = LinkToken.HashOf(token),
            Name = shown.Length > 0 ? shown : null,
            Link = hash,
            JoinedAt = time.GetUtcNow().UtcDateTime,
        };
        db.BoardParticipants.Add(participant);
        await db.SaveChangesAsync(cancel);
        db.Entry(participant).State = EntityState.Detached;
        live.Know(participant);
        return new Joined(participant, token);
    }
}
